import Documents
import Domain
import HTTPTypes

/// What a program sent, read strictly: whatever is not known is refused by its name, so that no slip of the pen is passed over.
extension ProgramCaller {
    /// The members of the object that was sent.
    func body(_ known: [String]) throws(ProgramRefusal) -> JSONValue {
        let type = (visit.headers[.contentType] ?? "").prefix { $0 != ";" }.lowercased()
        guard type.trimmingBlanks == "application/json" else {
            throw ProgramRefusal(415, "json-needed", "JSON を、Content-Type: application/json をつけて送ってください。")
        }
        let body: JSONValue
        do {
            body = try JSONReader.read(visit.sent)
        } catch {
            throw ProgramRefusal(400, "malformed", Self.sentence(error))
        }
        guard let members = body.members else {
            throw ProgramRefusal(422, "invalid", "JSON は { と } で囲んだオブジェクトで送ってください。")
        }
        let strange = members.filter { !known.contains($0.name) }
        guard strange.isEmpty else { throw ProgramRefusal(strange.map { Self.unknown($0.name, known) }) }
        return body
    }

    private static func sentence(_ problem: JSONProblem) -> String {
        switch problem.reason {
        case .unreadable: "JSON として読み取れません（\(problem.offset)バイト目）。文字コードはUTF-8にしてください。"
        case .tooDeep: "JSON の入れ子が深すぎます（\(problem.offset)バイト目）。"
        case .doubled(let name): "JSON に同じ名前「\(name)」が2度あります（\(problem.offset)バイト目）。1つにしてください。"
        }
    }

    static func unknown(_ name: String, _ known: [String]) -> FieldProblem {
        FieldProblem(
            field: name, label: name,
            sentence: "「\(name)」という名前のものはありません。使えるのは \(known.joined(separator: "、")) です。")
    }

    /// A value of the query; unknown and doubled names are refused.
    func query(_ known: [String]) throws(ProgramRefusal) -> [String: String] {
        var values: [String: String] = [:]
        for (name, value) in visit.query {
            guard known.contains(name) else {
                throw ProgramRefusal([
                    known.isEmpty
                        ? FieldProblem(field: name, label: name, sentence: "「\(name)」は使えません。このアドレスには ? のあとに何もつけません。")
                        : Self.unknown(name, known)
                ])
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw ProgramRefusal(field: name, "「\(name)」が2度あります。1つにしてください。")
            }
        }
        return values
    }

    /// A day of the query, `YYYY-MM-DD`.
    static func day(_ text: String?, _ name: String) throws(ProgramRefusal) -> Day? {
        guard let text else { return nil }
        guard let day = Day(text) else { throw ProgramRefusal(field: name, dayWords(name)) }
        return day
    }

    static func dayWords(_ name: String) -> String { "「\(name)」は、2021-01-19 の形の日付にしてください。" }

    /// The revision that the program has seen: in the body, or as `If-Match`; nil where it says nothing.
    ///
    /// - Parameter current: what `If-Match: *` means.
    func basedOn(_ body: JSONValue, current: Int?) throws(ProgramRefusal) -> Int? {
        let told = try Self.number(body["basedOn"])
        let tagged = try tagged(current: current)
        if let told, let tagged, told != tagged {
            throw ProgramRefusal(field: "basedOn", "basedOn と If-Match が違います。どちらか1つにしてください。")
        }
        return told ?? tagged
    }

    /// No report is corrected more often.
    static let mostRevisions = 1_000_000

    private static func number(_ value: JSONValue?) throws(ProgramRefusal) -> Int? {
        guard let value, value != .null else { return nil }
        guard let number = value.integer, (0...mostRevisions).contains(number) else {
            throw ProgramRefusal(field: "basedOn", "「basedOn」は、見た版の番号(まだないときは 0)を、引用符をつけずに入れてください。")
        }
        return number
    }

    private func tagged(current: Int?) throws(ProgramRefusal) -> Int? {
        if let none = visit.headers[.ifNoneMatch] {
            guard none.trimmingBlanks == "*" else {
                throw ProgramRefusal(400, "malformed", "If-None-Match は * だけが使えます（まだ報告のないときだけ受け付けます）。")
            }
            return 0
        }
        guard let tag = visit.headers[.ifMatch]?.trimmingBlanks else { return nil }
        if tag == "*" {
            guard let current else {
                throw ProgramRefusal(409, "changed-meanwhile", "If-Match: * は報告のあるときだけ使えます。まだ報告はありません。")
            }
            return current
        }
        guard tag.count > 2, tag.first == "\"", tag.last == "\"", let number = Int(tag.dropFirst().dropLast()),
            number >= 0
        else { throw ProgramRefusal(400, "malformed", "If-Match には、ETag で受け取った \"3\" のような値を入れてください。") }
        return number
    }
}

extension StringProtocol {
    /// Without blanks around it.
    fileprivate var trimmingBlanks: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
