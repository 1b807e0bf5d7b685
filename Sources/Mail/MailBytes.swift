import Foundation

extension MailMessage {
    /// The mail as it goes over the line (RFC 5322, MIME): ASCII, every line ended by CRLF.
    public var bytes: [UInt8] {
        var lines = [
            "Date: \(Self.dateText(date))", "From: \(HeaderText.party(from, after: 6))",
            "To: \(HeaderText.party(to, after: 4))",
        ]
        if let replyTo { lines.append("Reply-To: \(HeaderText.party(replyTo, after: 10))") }
        lines.append("Subject: \(HeaderText.free(subject, after: 9))")
        lines.append("Message-ID: <\(safeID)>")
        for header in headers {
            let words = header.value.split(separator: " ").map(String.init)
            lines.append("\(header.name): \(HeaderText.fold(words, after: header.name.utf8.count + 2))")
        }
        lines.append("MIME-Version: 1.0")
        return Array(lines.map { $0 + "\r\n" }.joined().utf8) + body
    }

    /// Neither encoding of a body ever writes `=_`, so no body can hold the boundary.
    private static let boundary = "=_alternative"

    private var body: [UInt8] {
        guard let html else { return Self.part("plain", text) }
        let start = "Content-Type: multipart/alternative; boundary=\"\(Self.boundary)\"\r\n\r\n"
        let next = Array("--\(Self.boundary)\r\n".utf8)
        let parts = next + Self.part("plain", text) + next + Self.part("html", html)
        return Array(start.utf8) + parts + Array("--\(Self.boundary)--\r\n".utf8)
    }

    private static func part(_ kind: String, _ text: String) -> [UInt8] {
        let body = BodyText(text)
        let head =
            "Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: \(body.encoding)\r\n\r\n"
        return Array(head.utf8) + body.bytes
    }

    /// What would break the header out of its brackets is left out.
    private var safeID: String {
        let halves = id.split(separator: "@", maxSplits: 1).map { Self.atoms($0) }
        return "\(halves.first ?? "")@\(halves.count == 2 ? halves[1] : from.address.domain)"
    }

    private static func dateText(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        func two(_ number: Int?) -> String { String(String(100 + (number ?? 0)).suffix(2)) }
        let weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][(parts.weekday ?? 1) - 1]
        let month = months[(parts.month ?? 1) - 1]
        let time = "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
        return "\(weekday), \(two(parts.day)) \(month) \(parts.year ?? 1970) \(time) +0000"
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
