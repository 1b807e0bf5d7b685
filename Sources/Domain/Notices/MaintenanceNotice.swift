/// What a notice to everybody says of a window (R10 R21).
public enum MaintenanceNotice: Sendable {
    case planned, changed, ended

    /// - Parameters:
    ///   - window: as it stands now; of one that was ended, as it stood before.
    ///   - now: nothing is shown before.
    public func text(of window: MaintenanceWindow, at now: Instant) -> NoticeText {
        NoticeText(
            title: title(of: window), body: body(of: window),
            from: self == .planned ? max(now, min(window.announcedFrom, window.startsAt)) : now,
            until: window.endsAt, audience: .everybody, byMail: true)
    }

    /// The key of the notice that tells of one state of a window: the same state is told of once.
    public static func id(of window: String, number: Int) -> String {
        let digits = String(number, radix: 16)
        return "n-" + window.dropFirst(2).prefix(20) + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func title(of window: MaintenanceWindow) -> String {
        switch self {
        case .planned: "メンテナンスのお知らせ(\(window.startsAt.words)から)"
        case .changed: "メンテナンスの予定が変わりました(\(window.startsAt.words)から)"
        case .ended: "メンテナンスは終わりました(\(window.startsAt.words)からの予定)"
        }
    }

    private func body(of window: MaintenanceWindow) -> String {
        if self == .ended {
            return "\(window.words)とお知らせしていたメンテナンスは、終わりました。報告の入力と訂正ができます。"
        }
        return """
            次のあいだ、報告の入力と訂正ができません。報告を見ることはできます。

            \(window.words)
            理由: \(window.reason)

            終わったあとに、その日の分を入力できます。締切がこのあいだに来る報告は、締切がのびます。
            """
    }
}
