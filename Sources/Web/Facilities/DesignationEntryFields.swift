import Domain

/// The fields of an entry by hand.
extension DesignationEntryForm {
    var fields: HTML {
        """
        \(if: isNew, institution)
        \(group("page-what", "指定と契約", [.kind, .category, .tests, .contract, .ownPatientsOnly, .hours, .publishable]))
        <section class="stack" aria-labelledby="page-party"><h2 id="page-party">報告する人</h2>
        \(input(.party))
        \(associationField)
        \(RecordInput(Self.otherAssociation, "一覧にない団体のID", .text(autocomplete: "off"), hint: "ほかの都道府県の団体のときは、IDを入力してください。", typed: otherAssociation).atDesk(problems).html)
        </section>
        \(group("page-days", "いつから、いつまで", [.from, .until]))
        \(group("page-more", "そのほか", [.healthCentre, .healthCentrePhone, .remarks]))
        """
    }

    private var institution: HTML {
        group(
            "page-who", "医療機関",
            [.name, .kana, .facilityCode, .zipCode, .address, .municipality, .phone, .mail, .notifyBy])
    }

    private func group(_ id: String, _ heading: String, _ columns: [DesignationColumn]) -> HTML {
        """
        <section class="stack" aria-labelledby="\(id)"><h2 id="\(id)">\(heading)</h2>
        \(each: columns, input)</section>

        """
    }

    /// As the form names it.
    func label(_ column: DesignationColumn) -> String {
        switch column {
        case .party: "報告する人"
        case .from: "いつから"
        case .until: "指定がなくなる日"
        case .contract: "行政検査の委託契約"
        case .ownPatientsOnly: "かかりつけの方のみ"
        case .publishable: "名前の公表"
        case .notifyBy: "IDの知らせかた"
        case .tests: "診療と検査"
        case .association: "団体"
        default: column.heading
        }
    }

    private func hint(_ column: DesignationColumn) -> String? {
        switch column {
        case .kind, .category, .contract, .ownPatientsOnly, .publishable, .party, .association: nil
        case .tests: "区分が「診療・検査医療機関」のときに選びます。"
        case .notifyBy: "選ばないときは、病院とメールのないところは手紙、ほかはメールです。"
        case .from: "この日から変わります。過ぎた日や先の日にもできます。"
        case .until: "この日から指定や契約がなくなります。決まっていなければ空欄のままにします。"
        case .hours, .healthCentre, .healthCentrePhone, .remarks: isNew ? column.hint : "\(column.hint)。空欄にすると、いまのままです。"
        default: column.hint
        }
    }

    private func input(_ column: DesignationColumn) -> HTML {
        RecordInput(column.rawValue, label(column), kind(column), hint: hint(column), typed: typed[column] ?? "")
            .atDesk(problems, isRequired: isNeeded(column)).html
    }

    /// Choices have a value already, so that nothing need be said of them.
    private func isNeeded(_ column: DesignationColumn) -> Bool {
        switch column {
        case .kana, .facilityCode, .municipality, .mail, .until, .hours, .healthCentre, .healthCentrePhone, .remarks:
            false
        default: true
        }
    }

    private func kind(_ column: DesignationColumn) -> RecordInput.Kind {
        switch column {
        case .kind: choice(FacilityKind.allCases.map(\.label))
        case .category: choice(DesignationEntry.Category.allCases.map(\.label))
        case .tests: choice([DesignationEntry.Tests.both.label, DesignationEntry.Tests.consultsOnly.label])
        case .contract: choice(["あり", "なし"])
        case .ownPatientsOnly: .choice([("有", "かかりつけの方のみ"), ("無", "ほかの方も")])
        case .publishable: .choice([("可", "公表してよい"), ("否", "公表しない")])
        case .party: .choice([(Self.itself, "自院"), (Self.association, "とりまとめ団体")])
        case .notifyBy: .choice([("", "おまかせ"), ("メール", "メール"), ("手紙", "手紙")])
        case .from, .until: .day
        case .remarks: .area
        case .mail: .mail
        case .phone, .healthCentrePhone: .phone
        default: .text(autocomplete: "off")
        }
    }

    private func choice(_ words: [String]) -> RecordInput.Kind { .choice(words.map { ($0, $0) }) }

    private var associationField: HTML {
        let name = DesignationColumn.association.rawValue
        let problem = problems.first { $0.field == name }
        let chosen = typed[.association] ?? ""
        return """
            <div class="field"><label for="\(name)">団体</label>
            <p class="hint" id="\(name)-h">「とりまとめ団体」のときに選びます。</p>
            \(problem.map { "<p class=\"err\" id=\"\(name)-e\">\($0.sentence)</p>" })
            <select id="\(name)" name="\(name)"\(if: problem != nil, " aria-invalid=\"true\"") aria-describedby="\(if: problem != nil, "\(name)-e ")\(name)-h">\
            <option value="">選んでください</option>\(each: associations, { one in
                "<option value=\"\(one.id)\"\(if: one.id == chosen, " selected")>\(one.name) (\(one.id))</option>"
            })</select></div>
            """
    }
}
