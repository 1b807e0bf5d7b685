/// Reads a file of accounts whole: every place at fault is counted, the first are told (R3).
public struct TakeoverReading {
    /// One record of the file: its line and its fields.
    public typealias Record = (line: Int, fields: [String])

    private var faults = FileFaults()
    private var places: [TakeoverColumn: Int] = [:]
    private var lines: [String: (line: Int, id: String)] = [:]

    public init() {}

    /// - Throws: `Problem.refusedFile`.
    public mutating func read(_ records: [Record]) throws(Problem) -> [TakeoverEntry] {
        let header = try FileFaults.heading(of: records)
        try readHeadings(header)
        var entries: [TakeoverEntry] = []
        entries.reserveCapacity(records.count)
        for record in records.dropFirst() where faults.isWhole(record, below: header) {
            if let entry = entry(record) { entries.append(entry) }
        }
        try faults.refuse()
        return entries
    }

    private mutating func readHeadings(_ header: Record) throws(Problem) {
        for (index, heading) in header.fields.enumerated() {
            guard let column = TakeoverColumn(rawValue: Typed.trimmed(heading)) else {
                fault(header.line, heading, "この見出しは使えません。ひな形の見出しにしてください。", "unknown heading")
                continue
            }
            if places.updateValue(index, forKey: column) != nil {
                fault(header.line, heading, "同じ見出しが2つあります。", "the heading stands there twice")
            }
        }
        if places[.loginId] == nil {
            fault(header.line, TakeoverColumn.loginId.heading, "この見出しがありません。", "the heading is missing")
        }
        try faults.refuse()
    }

    private mutating func entry(_ record: Record) -> TakeoverEntry? {
        let before = faults.count
        let id = loginId(record)
        let role = role(record, id)
        let kind = choice(.kind, record, FacilityKind.allCases) { [$0.label, $0.rawValue] }
        let prefecture = prefecture(record)
        let contact = Contact(
            name: text(.contactName, record), mail: mail(record), phone: text(.phone, record))
        let way = choice(.notifyBy, record, NotificationWay.allCases) { way in
            [way == .nobody ? "知らせない" : way.label, way.rawValue]
        }
        if way == .mail, contact.mail.isEmpty {
            fault(record, .notifyBy, "メールで知らせるには、メールアドレスが必要です。", "mail needs a mail address")
        }
        let (name, code) = (text(.name, record), facilityCode(record))
        checkOffice(record, role, prefecture, name)
        guard faults.count == before, let id, let role else { return nil }
        return TakeoverEntry(
            line: record.line, loginId: id, role: role, kind: kind, prefecture: prefecture, name: name,
            zipCode: text(.zipCode, record), address: text(.address, record), facilityCode: code, contact: contact,
            notifyBy: way ?? (contact.mail.isEmpty ? .letter : .mail))
    }

    /// An office has nothing else from which its place and name could be known.
    private mutating func checkOffice(_ record: Record, _ role: Role?, _ prefecture: Prefecture?, _ name: String) {
        guard let role, role.facility == nil else { return }
        if name.isEmpty { fault(record, .name, "名前を入力してください。", "the name is missing") }
        if case .association = role, prefecture == nil, field(.prefecture, record).isEmpty {
            fault(record, .prefecture, "団体を登録した都道府県のコードを入力してください。", "the prefecture is missing")
        }
    }
}

extension TakeoverReading {
    private mutating func loginId(_ record: Record) -> Facility.ID? {
        let typed = field(.loginId, record)
        guard let id = Facility.ID(typed) else {
            fault(
                record, .loginId, "ログインID「\(typed)」は使えません。半角の英数字16文字までです。",
                "\(typed) is not 1 to 16 half-width letters and digits")
            return nil
        }
        if let other = lines.updateValue((record.line, typed), forKey: Account.key(of: typed)) {
            fault(
                record, .loginId,
                other.id == typed
                    ? "\(other.line)行目と同じIDです。" : "\(other.line)行目の \(other.id) と大文字・小文字だけが違います。",
                other.id == typed
                    ? "the same ID as in line \(other.line)"
                    : "differs from \(other.id) in line \(other.line) only in case")
        }
        return id
    }

    private mutating func role(_ record: Record, _ id: Facility.ID?) -> Role? {
        let words = [
            ("医療機関", "facility"), ("とりまとめ団体", "association"), ("都道府県", "prefecture"), ("厚生労働省", "ministry"),
            ("事務局", "helpDesk"), ("管理者", "administrator"),
        ]
        let typed = field(.role, record)
        let word = typed.isEmpty ? "facility" : words.first { $0.0 == typed || $0.1 == typed }?.1
        switch word {
        case "facility"?: return id.map { .facility($0) }
        case "association"?: return id.map { .association($0.text) }
        case "prefecture"?:
            if field(.prefecture, record).isEmpty {
                fault(record, .prefecture, "都道府県コードを入力してください。", "the prefecture is missing")
            }
            return Prefecture(code: field(.prefecture, record)).map { .prefecture($0) }
        case "ministry"?: return .ministry
        case "helpDesk"?: return .helpDesk
        case "administrator"?: return .administrator
        default:
            fault(
                record, .role, "「\(typed)」という役割はありません。使えるのは \(words.map(\.0).joined(separator: "・")) です。",
                "unknown role \(typed); one of \(words.map(\.1).joined(separator: ", "))")
            return nil
        }
    }

    private mutating func prefecture(_ record: Record) -> Prefecture? {
        let typed = field(.prefecture, record)
        guard !typed.isEmpty else { return nil }
        guard let prefecture = Prefecture(code: typed) else {
            fault(record, .prefecture, "「\(typed)」は01から47の2桁ではありません。", "\(typed) is not 01 to 47")
            return nil
        }
        return prefecture
    }

    private mutating func choice<Value>(
        _ column: TakeoverColumn, _ record: Record, _ values: [Value], _ words: (Value) -> [String]
    ) -> Value? {
        let typed = field(column, record)
        guard !typed.isEmpty else { return nil }
        guard let value = values.first(where: { words($0).contains(typed) }) else {
            fault(
                record, column, "「\(typed)」は使えません。\(values.map { words($0)[0] }.joined(separator: "・")) のどれかにしてください。",
                "\(typed) is none of \(values.map { words($0)[1] }.joined(separator: ", "))")
            return nil
        }
        return value
    }

    private mutating func mail(_ record: Record) -> String {
        let typed = field(.mail, record)
        if !typed.isEmpty, !MailSyntax.isAddress(typed) {
            fault(
                record, .mail, "メールアドレスとして使えません。半角で jimu@example.jp のように、1つだけ入力してください。",
                "not one mail address such as jimu@example.jp")
        }
        return typed
    }

    private mutating func facilityCode(_ record: Record) -> String {
        let typed = field(.facilityCode, record)
        if !typed.isEmpty, FacilityCode(typed) == nil {
            fault(record, .facilityCode, "「\(typed)」は10桁の医療機関コードではありません。", "\(typed) is not a code of ten digits")
        }
        return typed
    }

    private mutating func text(_ column: TakeoverColumn, _ record: Record) -> String {
        let text = field(column, record)
        if text.utf8.contains(0x0A) || text.utf8.contains(0x0D) {
            fault(record, column, "1行で入力してください。", "must be one line")
        } else if let objection = Typed.objection(to: text, limit: column.limit) {
            fault(record, column, objection, "longer than \(column.limit) characters, or with control characters")
        }
        return text
    }

    private func field(_ column: TakeoverColumn, _ record: Record) -> String {
        places[column].map { Typed.trimmed(record.fields[$0]) } ?? ""
    }

    private mutating func fault(_ record: Record, _ column: TakeoverColumn, _ japanese: String, _ english: String) {
        fault(record.line, column.heading, japanese, english)
    }

    private mutating func fault(_ line: Int, _ column: String?, _ japanese: String, _ english: String) {
        faults.note(line, column, japanese, english)
    }
}
