import Domain

/// Reads what was typed of a step, and keeps what is wrong with each field.
struct LifeStepReading {
    private var reading: FieldReading

    init(_ form: FormBody) { reading = FieldReading(form, choices: [FacilityStep.Field.kind.rawValue]) }

    var problems: [FieldProblem] { reading.problems }

    /// nil where something is wrong with it, or with the step's other fields.
    mutating func step(_ name: FacilityStep.Name) -> FacilityStep? {
        switch name {
        case .rest: day(.until, isNeeded: false).map { .rest(until: $0) }
        case .reopen: .reopen
        case .close: .close
        case .merge: read(.into, other).map { .merge(into: $0) }
        case .move: move()
        case .rename: line(.name).map { .rename($0) }
        case .phone:
            read(.phone) { typed throws(FieldProblem) in
                try Contact.phone(typed, field: FacilityStep.Field.phone.rawValue, isNeeded: true)
            }.map { .phone($0) }
        case .code: read(.code, code).map { .code($0.text) }
        case .kind: read(.kind, kind).map { .kind($0) }
        }
    }

    /// A day; nil within where it was left empty.
    mutating func day(_ field: FacilityStep.Field, isNeeded: Bool) -> Day?? {
        read(field) { typed throws(FieldProblem) -> Day? in
            if typed.isEmpty, !isNeeded { return nil }
            guard let day = Day(typed) else { throw field.problem("2021-01-20 のように、日付で入力してください。") }
            return day
        }
    }

    mutating func words() -> String {
        reading.area(RecordField.words, "ひとこと", limit: ChangeRequest.limit, isNeeded: false) ?? ""
    }

    private mutating func move() -> FacilityStep? {
        let zip = read(.zipCode, Self.zipCode)
        let prefecture = read(.prefecture) { typed throws(FieldProblem) in
            guard let prefecture = Prefecture(code: typed) else {
                throw FacilityStep.Field.prefecture.problem("都道府県を選んでください。")
            }
            return prefecture
        }
        let municipality = read(.municipality) { typed throws(FieldProblem) in
            try Self.municipality(typed, in: prefecture)
        }
        let (city, address) = (line(.city), line(.address, limit: 200))
        guard let zip, let prefecture, let municipality, let city, let address else { return nil }
        return .move(
            to: AttributeChange.Home(prefecture: prefecture, municipality: municipality, city: city), zipCode: zip,
            address: prefecture.withoutName(address))
    }

    private mutating func read<T>(
        _ field: FacilityStep.Field, _ read: (String) throws(FieldProblem) -> T
    ) -> T? {
        reading.text(field.rawValue, field.label, read)
    }

    private mutating func line(_ field: FacilityStep.Field, limit: Int = Contact.mostCharacters) -> String? {
        read(field) { typed throws(FieldProblem) in
            let line = OneLine.read(typed, limit: limit)
            if line.text.isEmpty { throw field.problem("入力してください。") }
            if let objection = line.objection { throw field.problem(objection) }
            return line.text
        }
    }

    private func other(_ typed: String) throws(FieldProblem) -> Facility.ID {
        guard let id = Facility.ID(Account.key(of: typed)) else {
            throw FacilityStep.Field.into.problem("半角の英数字16文字までのIDを入力してください。")
        }
        return id
    }

    private func code(_ typed: String) throws(FieldProblem) -> FacilityCode {
        guard let code = FacilityCode(typed) else {
            throw FacilityStep.Field.code.problem("10けたの数字で入力してください。先頭の0が消えていないか、ご確認ください。")
        }
        return code
    }

    private func kind(_ typed: String) throws(FieldProblem) -> FacilityKind {
        guard let kind = FacilityKind(rawValue: typed) else {
            throw FacilityStep.Field.kind.problem("種別を選んでください。")
        }
        return kind
    }

    /// As published: `〒041-0525`.
    static func zipCode(_ typed: String) throws(FieldProblem) -> String {
        let folded = SearchKey.fold(typed)
        let text = folded.hasPrefix("〒") ? String(folded.dropFirst()) : folded
        guard let digits = SearchKey.digits(text), digits.utf8.count == 7 else {
            throw FacilityStep.Field.zipCode.problem("7けたの数字で入力してください。")
        }
        return "〒\(digits.prefix(3))-\(digits.suffix(4))"
    }

    private static func municipality(
        _ typed: String, in prefecture: Prefecture?
    ) throws(FieldProblem) -> String {
        let field = FacilityStep.Field.municipality
        let folded = SearchKey.fold(typed)
        guard folded.utf8.count == 6, folded.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw field.problem("6けたの数字で入力してください。")
        }
        if let prefecture, !folded.hasPrefix(prefecture.code) {
            throw field.problem("\(prefecture.name)のコードではありません。\(prefecture.code)で始まる6けたです。")
        }
        return folded
    }
}
