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
        let name = read(.name) { () throws(CellReading.Fault) in
            try CellReading.text(typed(.name), limit: 100, isRequired: true)
        }
        let zip = read(.zipCode) { () throws(CellReading.Fault) in
            try CellReading.zipCode(typed(.zipCode), isRequired: true)
        }
        let address = read(.address) { () throws(CellReading.Fault) in
            try CellReading.text(typed(.address), limit: 200, isRequired: true)
        }
        let phone = read(.phone) { () throws(CellReading.Fault) in
            try CellReading.phone(typed(.phone), isRequired: true)
        }
        let code = read(.facilityCode) { () throws(CellReading.Fault) in
            try CellReading.digits(typed(.facilityCode), [10], "10けたの数字で入力してください。ないときは空欄にしてください。")
        }
        let city = read(.municipality) { () throws(CellReading.Fault) in
            try CellReading.municipality(typed(.municipality))
        }
        let contact = Contact(
            name: read(.contactName) { () throws(CellReading.Fault) in
                try CellReading.text(typed(.contactName), limit: 100)
            } ?? "",
            mail: read(.mail) { () throws(CellReading.Fault) in try CellReading.mail(typed(.mail)) }
                ?? MailSyntax.halfWidth(typed(.mail)), phone: phone ?? "")
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

    private mutating func read(
        _ column: IssueColumn, _ body: () throws(CellReading.Fault) -> String
    ) -> String? {
        do {
            return try body()
        } catch {
            fault(column, error.sentence)
            return nil
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
