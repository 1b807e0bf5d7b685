/// Reads what stands in a cell of a list or a field of a form, or says in Japanese what is wrong with it and how to mend it.
enum CellReading {
    struct Fault: Error, Equatable { let sentence: String }

    /// One line of text, without blanks around it; empty where it may be.
    static func text(_ typed: String, limit: Int, isRequired: Bool = false) throws(Fault) -> String {
        let line = OneLine.read(typed, limit: limit)
        if line.text.isEmpty, isRequired { throw Fault(sentence: "入力してください。") }
        if let objection = line.objection { throw Fault(sentence: objection) }
        return line.text
    }

    /// So many digits, whatever their width, with hyphens or not.
    ///
    /// - Parameter sentence: what is told of others.
    static func digits(
        _ typed: String, _ lengths: [Int], _ sentence: String, isRequired: Bool = false
    ) throws(Fault) -> String {
        let folded = SearchKey.fold(typed)
        let text = folded.hasPrefix("〒") ? String(folded.dropFirst()) : folded
        if text.isEmpty {
            guard isRequired else { return "" }
            throw Fault(sentence: "入力してください。")
        }
        guard let digits = SearchKey.digits(text), lengths.contains(digits.utf8.count) else {
            // Spreadsheets drop the zeros in front.
            let isShort = SearchKey.digits(text).map { lengths.contains($0.utf8.count + 1) } ?? false
            throw Fault(sentence: isShort ? "\(sentence)先頭の0が消えていないか、ご確認ください。" : sentence)
        }
        return digits
    }

    static func phone(_ typed: String, isRequired: Bool = false) throws(Fault) -> String {
        try digits(typed, [10, 11], "市外局番から、10けたか11けたの数字で入力してください。", isRequired: isRequired)
    }

    static func zipCode(_ typed: String, isRequired: Bool = false) throws(Fault) -> String {
        try digits(typed, [7], "7けたの数字で入力してください。", isRequired: isRequired)
    }

    static func municipality(_ typed: String) throws(Fault) -> String {
        try digits(typed, [6], "6けたの数字で入力してください。わからないときは空欄にしてください。")
    }

    static func mail(_ typed: String) throws(Fault) -> String {
        let text = MailSyntax.halfWidth(typed)
        guard !text.isEmpty else { return "" }
        do {
            return try Contact.mail(text, field: "mail")
        } catch {
            throw Fault(sentence: error.sentence)
        }
    }
}
