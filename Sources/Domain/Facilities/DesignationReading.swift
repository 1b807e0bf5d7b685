/// Reads what stands in a row of a designation report, with what is wrong by column (R31).
public struct DesignationReading: Sendable {
    public private(set) var entry = DesignationEntry()
    public private(set) var faults: [DesignationRow.Fault] = []
    /// Remarks that refuse nothing.
    public private(set) var notes: [String] = []

    private let cells: [DesignationColumn: String]

    /// What is said of an institution that a whole list leaves out: no designation and no contract any more.
    public static var leftOut: DesignationReading {
        var reading = DesignationReading()
        reading.entry.category = .undesignated
        reading.entry.contract = false
        return reading
    }

    private init() { cells = [:] }

    /// - Parameters:
    ///   - cells: what stands in which column.
    ///   - prefecture: whose report it is.
    public init(_ cells: [DesignationColumn: String], in prefecture: Prefecture) {
        self.cells = cells
        readPlace(prefecture)
        readInstitution()
        readKinds()
        readParty()
        readNotification()
        readDays()
    }

    /// What stands in a column, as it was typed.
    public func typed(_ column: DesignationColumn) -> String { cells[column] ?? "" }

    mutating func fault(_ column: DesignationColumn, _ sentence: String) {
        faults.append(
            DesignationRow.Fault(column: column.heading, typed: String(typed(column).prefix(200)), sentence: sentence))
    }

    /// What a cell says; nil where it is empty or at fault.
    private mutating func read(
        _ column: DesignationColumn, _ body: (String) throws(CellReading.Fault) -> String
    ) -> String? {
        do {
            let text = try body(typed(column))
            return text.isEmpty ? nil : text
        } catch {
            fault(column, error.sentence)
            return nil
        }
    }

    private mutating func text(_ column: DesignationColumn, limit: Int) -> String? {
        read(column) { text throws(CellReading.Fault) in try CellReading.text(text, limit: limit) }
    }

    private mutating func choice<Value>(
        _ column: DesignationColumn, _ words: DesignationWords<Value>, _ sentence: String
    ) -> Value? {
        let text = SearchKey.fold(typed(column))
        guard !text.isEmpty else { return nil }
        if let found = words[text] { return found }
        fault(column, sentence)
        return nil
    }

    private mutating func readPlace(_ prefecture: Prefecture) {
        let code = SearchKey.fold(typed(.prefectureCode))
        if !code.isEmpty {
            let found = Prefecture(code: code.utf8.count == 1 ? "0" + code : code)
            if found == nil {
                fault(.prefectureCode, "01〜47の2けたで入力してください。")
            } else if found != prefecture {
                fault(.prefectureCode, "\(prefecture.name)の指定報告です。ほかの都道府県の行は取り除いてください。")
            }
        }
        let name = SearchKey.fold(typed(.prefectureName))
        if !name.isEmpty, name != prefecture.name, name != String(prefecture.name.dropLast()) {
            fault(
                .prefectureName,
                Prefecture(name: name) == nil
                    ? "「\(prefecture.name)」のように入力するか、空欄にしてください。"
                    : "\(prefecture.name)の指定報告です。ほかの都道府県の行は取り除いてください。")
        }
        entry.municipality = read(.municipality) { text throws(CellReading.Fault) in
            try CellReading.municipality(text)
        }
        if let city = entry.municipality, !city.hasPrefix(prefecture.code) {
            fault(.municipality, "都道府県コードと合いません。")
        }
        entry.address = text(.address, limit: 200).map(prefecture.withoutName)
    }

    private mutating func readInstitution() {
        let id = Account.key(of: typed(.facility))
        if !id.isEmpty {
            if Facility.ID(id) == nil {
                fault(.facility, "ログインIDは半角の英数字で、16文字までです。新しい医療機関のときは空欄にしてください。")
            } else {
                entry.facility = id
            }
        }
        entry.name = text(.name, limit: 100)
        entry.kana = text(.kana, limit: 100)
        entry.healthCentre = text(.healthCentre, limit: 100)
        entry.healthCentrePhone = read(.healthCentrePhone) { text throws(CellReading.Fault) in
            try CellReading.phone(text)
        }
        entry.remarks = text(.remarks, limit: 500)
        entry.zipCode = read(.zipCode) { text throws(CellReading.Fault) in try CellReading.zipCode(text) }
            .map { "〒\($0.prefix(3))-\($0.suffix(4))" }
        entry.phone = read(.phone) { text throws(CellReading.Fault) in try CellReading.phone(text) }
        readFacilityCode()
    }

    private mutating func readFacilityCode() {
        guard
            let digits = read(
                .facilityCode,
                { text throws(CellReading.Fault) in
                    let count = SearchKey.digits(text)?.utf8.count
                    let sentence = (count.map { "\($0)けたです。" } ?? "") + "10けたの数字で入力してください。ないときは空欄にしてください。"
                    do {
                        return try CellReading.digits(text, [9, 10], sentence)
                    } catch {
                        throw CellReading.Fault(sentence: sentence)
                    }
                })
        else { return }
        let code = digits.utf8.count == 9 ? "0" + digits : digits
        guard let known = FacilityCode(code) else {
            fault(.facilityCode, "最初の2けたが都道府県のコードではありません。10けたの数字で入力してください。")
            return
        }
        if digits.utf8.count == 9 { notes.append("医療機関コードが9けたのため、先頭の0を補いました（\(code)）。") }
        if let remark = known.checkDigitFault { notes.append(remark) }
        entry.facilityCode = code
    }

    private mutating func readKinds() {
        entry.kind = choice(.kind, .kinds, "病院、診療所、検査センター のどれかで入力してください。")
        entry.category = choice(
            .category, .categories, "診療・検査医療機関、行政検査委託契約のみ、PCRセンター、指定なし のどれかで入力してください。")
        entry.tests = choice(.tests, .tests, "診療のみ、診療と検査、検査のみ のどれかで入力してください。")
        entry.contract = choice(.contract, .yesOrNo, "あり、なし のどちらかで入力してください。")
        entry.ownPatientsOnly = choice(.ownPatientsOnly, .yesOrNo, "有、無 のどちらかで入力してください。")
        entry.publishable = choice(.publishable, .publishable, "可、否 のどちらかで入力してください。")
        entry.hours = text(.hours, limit: 200)
        judgeKinds()
    }

    /// What does not go together.
    private mutating func judgeKinds() {
        switch entry.category {
        case .contractOnly:
            if entry.contract == false { fault(.contract, "区分が「行政検査委託契約のみ」のときは、「あり」にするか空欄にしてください。") }
            entry.contract = true
        case .testCentre:
            if entry.kind ?? .testCentre != .testCentre {
                fault(.kind, "区分が「PCRセンター」のときは、「検査センター」にするか空欄にしてください。")
            }
            entry.kind = .testCentre
        case .designated, .undesignated, nil: break
        }
        if entry.hasNoDesignation, let tests = entry.tests, tests != .testsOnly || entry.category == .undesignated {
            fault(.tests, "区分が「\(typed(.category))」のときは、空欄にしてください。")
        }
        if entry.category == nil, entry.tests == .testsOnly {
            fault(.category, "検査が「検査のみ」のときは、区分も入力してください。")
        }
    }

    private mutating func readParty() {
        let isAssociation = choice(.party, .parties, "自院、団体 のどちらかで入力してください。")
        // One column may hold either: an ID has no letters but those of its form.
        var id = Account.key(of: typed(.association))
        var name = text(.associationName, limit: 200) ?? ""
        if !id.isEmpty, Facility.ID(id) == nil {
            if name.isEmpty { name = text(.association, limit: 200) ?? "" }
            id = ""
        }
        let isNamed = !id.isEmpty || !name.isEmpty
        switch isAssociation {
        case true? where !isNamed: fault(.associationName, "団体のログインIDか名前を入力してください。")
        case false? where isNamed:
            fault(
                typed(.association).isEmpty ? .associationName : .association,
                "報告主体が「自院」のときは、空欄にしてください。")
        case false?: entry.party = .itself
        case true?: entry.party = .association(id: id, name: name)
        case nil: if isNamed, typed(.party).isEmpty { entry.party = .association(id: id, name: name) }
        }
    }

    private mutating func readNotification() {
        entry.mail = read(.mail) { text throws(CellReading.Fault) in try CellReading.mail(text) } ?? ""
        entry.notifyBy = choice(.notifyBy, .ways, "メール、手紙 のどちらかで入力するか、空欄にしてください。")
    }

    private mutating func readDays() {
        let sentence = "「2021-01-25」「令和3年1月25日」のように、日付で入力してください。"
        if !Typed.trimmed(typed(.from)).isEmpty {
            entry.from = Day(written: typed(.from))
            if entry.from == nil { fault(.from, sentence) }
        }
        let until = SearchKey.fold(typed(.until))
        if until == "なし" {
            entry.until = .never
        } else if !until.isEmpty {
            entry.until = Day(written: typed(.until)).map { .day($0) }
            if entry.until == nil { fault(.until, sentence + "取りやめるときは「なし」にしてください。") }
        }
        if let from = entry.from, case .day(let end)? = entry.until, end <= from, !entry.hasNoDesignation {
            fault(.until, "指定年月日（\(from.longWords)）より後の日にしてください。指定がなくなる最初の日です。")
        }
    }
}
