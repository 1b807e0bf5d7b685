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
            address: Self.without(prefecture, address), phone: phone, latitude: "", longitude: "", localGovCode: city,
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
        let text = Typed.trimmed(typed(.mail))
        guard !text.isEmpty else { return "" }
        if let objection = Contact.objection(toMail: text) { fault(.mail, objection) }
        return text
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

    /// Addresses are kept without the prefecture's name.
    private static func without(_ prefecture: Prefecture, _ address: String) -> String {
        address.hasPrefix(prefecture.name) ? Typed.trimmed(String(address.dropFirst(prefecture.name.count))) : address
    }
}

extension Contact {
    /// Why mail cannot be sent to an address; nil where it can. One address, half width, with a domain.
    public static func objection(toMail mail: String) -> String? {
        let bytes = Array(mail.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        let domain = parts.count == 2 ? parts[1].split(separator: 46, omittingEmptySubsequences: false) : []
        let isSound =
            bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>()[],;:\\\"".utf8.contains($0) } && bytes.count <= 254
            && parts.count == 2 && (1...64).contains(parts[0].count) && domain.count > 1
            && domain.allSatisfy { label in
                (1...63).contains(label.count) && label.first != 45 && label.last != 45
                    && label.allSatisfy {
                        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
                    }
            }
        return isSound ? nil : "メールアドレスを、半角で jimu@example.jp のように入力してください。"
    }
}
