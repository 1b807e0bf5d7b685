/// Reads an institution from what stands in its columns or fields: the same for the form and for every row of a list (R4).
public struct InstitutionReading {
    /// What is wrong, and where.
    public struct Fault: Error, Sendable, Equatable {
        public let column: IssueColumn
        /// What is wrong and how to mend it, in Japanese.
        public let sentence: String
    }

    /// The institution, where nothing is at fault.
    public private(set) var institution: NewInstitution?
    public private(set) var faults: [Fault] = []

    /// - Parameter typed: what stands in a column; empty where nothing does.
    public init(_ typed: (IssueColumn) -> String) {
        let kind = read(.kind, typed) { text in FacilityKind.allCases.first { $0.label == text } }
        let prefecture = read(.prefecture, typed) { text in
            Prefecture(name: text) ?? Prefecture(code: text.utf8.count == 1 ? "0" + text : text)
        }
        let name = text(.name, typed, limit: 100)
        let zip = digits(.zipCode, typed, [7], "7けたの数字で入力してください。")
        let address = text(.address, typed, limit: 200)
        let phone = digits(.phone, typed, [10, 11], "市外局番から、10けたか11けたの数字で入力してください。")
        let code = digits(.facilityCode, typed, [10], "10けたの数字で入力してください。ないときは空欄にしてください。")
        let city = digits(.municipality, typed, [6], "6けたの数字で入力してください。わからないときは空欄にしてください。")
        let contact = Contact(
            name: text(.contactName, typed, limit: 100) ?? "", mail: mail(typed), phone: phone ?? "")
        let way = notification(typed, contact)
        if let city, let prefecture, !city.isEmpty, !city.hasPrefix(prefecture.code) {
            fault(.municipality, "都道府県コードと合いません。")
        }
        guard faults.isEmpty, let kind, let prefecture, let name, let zip, let address, let phone, let code, let city
        else { return }
        let attributes = Facility.Attributes(
            name: name, zipCode: "〒\(zip.prefix(3))-\(zip.suffix(4))", prefecture: prefecture,
            address: prefecture.withoutName(address), phone: phone, latitude: "", longitude: "", localGovCode: city,
            cityName: "", facilityCode: code)
        institution = NewInstitution(kind: kind, attributes: attributes, contact: contact, notifyBy: way)
    }

    private mutating func fault(_ column: IssueColumn, _ sentence: String) {
        faults.append(Fault(column: column, sentence: sentence))
    }

    private mutating func read<Value>(
        _ column: IssueColumn, _ typed: (IssueColumn) -> String, _ value: (String) -> Value?
    ) -> Value? {
        let text = SearchKey.fold(typed(column))
        if text.isEmpty {
            fault(column, "入力してください。")
            return nil
        }
        let found = value(text)
        if found == nil { fault(column, "\(column.hint)で入力してください。") }
        return found
    }

    private mutating func text(_ column: IssueColumn, _ typed: (IssueColumn) -> String, limit: Int) -> String? {
        let text = Typed.trimmed(typed(column))
        if text.isEmpty, column.isRequired {
            fault(column, "入力してください。")
        } else if text.utf8.contains(0x0A) {
            fault(column, "1行で入力してください。")
        } else if let objection = Typed.objection(to: text, limit: limit) {
            fault(column, objection)
        } else {
            return text
        }
        return nil
    }

    private mutating func digits(
        _ column: IssueColumn, _ typed: (IssueColumn) -> String, _ lengths: [Int], _ sentence: String
    ) -> String? {
        let folded = SearchKey.fold(typed(column))
        let text = folded.hasPrefix("〒") ? String(folded.dropFirst()) : folded
        if text.isEmpty {
            guard column.isRequired else { return "" }
            fault(column, "入力してください。")
            return nil
        }
        guard let digits = SearchKey.digits(text), lengths.contains(digits.utf8.count) else {
            // Spreadsheets drop the zeros in front.
            let isShort = SearchKey.digits(text).map { lengths.contains($0.utf8.count + 1) } ?? false
            fault(column, isShort ? "\(sentence)先頭の0が消えていないか、ご確認ください。" : sentence)
            return nil
        }
        return digits
    }

    private mutating func mail(_ typed: (IssueColumn) -> String) -> String {
        let text = MailSyntax.halfWidth(typed(.mail))
        guard !text.isEmpty else { return "" }
        do {
            return try Contact.mail(text, field: IssueColumn.mail.rawValue)
        } catch {
            fault(.mail, error.sentence)
            return text
        }
    }

    private mutating func notification(
        _ typed: (IssueColumn) -> String, _ contact: Contact
    ) -> NotificationWay? {
        switch SearchKey.fold(typed(.notifyBy)) {
        case "": return nil
        case "手紙": return .letter
        case "メール":
            if contact.mail.isEmpty { fault(.notifyBy, "メールで知らせるには、メールアドレスが要ります。") }
            return .mail
        default:
            fault(.notifyBy, "メール、手紙 のどちらかで入力するか、空欄にしてください。")
            return nil
        }
    }
}
