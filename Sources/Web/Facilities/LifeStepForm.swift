import Domain

/// The form of a step in an institution's life, as typed.
public struct LifeStepForm: Sendable {
    public let step: FacilityStep.Name
    public var typed: [FacilityStep.Field: String]
    public var problems: [FieldProblem] = []
    /// For the institution that asked; empty where none did.
    public var words = ""
    /// What was asked by whoever sends the form.
    private(set) var act = Act.confirm
    /// How many facts were known when the step was shown.
    private(set) var seen = -1
    /// The change request that it answers, by key; empty where there is none.
    private(set) var request = ""

    /// What a form is sent for.
    enum Act: String {
        case confirm, edit, save
        static let field = "act"
    }

    static let seenField = "seen"
    static let requestField = "request"

    public init(_ step: FacilityStep.Name, typed: [FacilityStep.Field: String] = [:]) {
        (self.step, self.typed) = (step, typed)
    }

    /// What a step asks for, in order.
    var fields: [FacilityStep.Field] {
        switch step {
        case .rest: [.from, .until]
        case .reopen, .close: [.from]
        case .merge: [.into, .from]
        case .move: [.zipCode, .prefecture, .municipality, .city, .address, .from]
        case .rename: [.name, .from]
        case .phone: [.phone, .from]
        case .code: [.code, .from]
        case .kind: [.kind, .from]
        }
    }

    /// With what is known, where it is to be mended rather than typed anew.
    static func filled(_ step: FacilityStep.Name, _ known: FacilityDay, today: Day) -> LifeStepForm {
        let attributes = known.attributes
        return LifeStepForm(
            step,
            typed: [
                .from: today.text, .name: attributes.name, .phone: attributes.phone,
                .code: attributes.facilityCode, .prefecture: attributes.prefecture.code,
                .municipality: attributes.localGovCode, .city: attributes.cityName, .zipCode: attributes.zipCode,
                .address: attributes.address, .kind: known.kind?.rawValue ?? "",
            ])
    }

    /// With what the institution asked for.
    mutating func take(_ request: ChangeRequest) {
        typed[.from] = request.validFrom.text
        if step == .move, request.subject == .address { typed[.address] = request.wanted }
        self.request = request.id
    }

    /// Takes what was sent: the step and its day, or everything that is wrong with it.
    mutating func read(_ form: FormBody) -> (step: FacilityStep, from: Day)? {
        act = Act(rawValue: form.typed(Act.field)) ?? .confirm
        seen = Int(form.typed(Self.seenField)) ?? -1
        request = form.typed(Self.requestField)
        for field in fields { typed[field] = form.typed(field.rawValue) }
        var reading = LifeStepReading(form)
        let from = reading.day(.from, isNeeded: true)
        let step = reading.step(self.step)
        words = request.isEmpty ? "" : reading.words()
        problems = reading.problems
        guard problems.isEmpty, let step, let from = from ?? nil else { return nil }
        return (step, from)
    }

    /// Everything that was typed, to be sent once more.
    var hidden: [(name: String, value: String)] {
        fields.map { ($0.rawValue, typed[$0] ?? "") }
            + (request.isEmpty ? [] : [(Self.requestField, request), (RecordField.words, words)])
    }

    var anchors: Set<String> { Set(fields.map(\.rawValue)).union([RecordField.words]) }

    func html(_ action: Link, _ csrf: HTML) -> HTML {
        """
        <form class="stack" method="post" action="\(action)" novalidate>\(csrf)
        \(each: fields, input)\
        \(if: !request.isEmpty, answer)
        <div class="row"><button class="btn" name="\(Act.field)" value="\(Act.confirm.rawValue)">変わることを確かめる</button></div>
        </form>
        """
    }

    private var answer: HTML {
        """
        <input type="hidden" name="\(Self.requestField)" value="\(request)">
        \(RecordInput(RecordField.words, "医療機関へのひとこと", .area, hint: "なくてもかまいません。", typed: words).with(problems).html)
        """
    }

    private func input(_ field: FacilityStep.Field) -> HTML {
        let value = typed[field] ?? ""
        if field == .prefecture {
            var select = SelectInput(
                field.rawValue, field.label, Prefecture.all.map { ($0.code, $0.name) }, chosen: value)
            select.problem = problems.first { $0.field == field.rawValue }
            return select.html
        }
        var input = RecordInput(field.rawValue, field.label, kind(field), hint: hint(field), typed: value)
        input.isOwn = false
        return input.with(problems).html
    }

    private func kind(_ field: FacilityStep.Field) -> RecordInput.Kind {
        switch field {
        case .from, .until: .day
        case .phone: .phone
        case .kind: .choice(FacilityKind.allCases.map { ($0.rawValue, $0.label) })
        default: .text(autocomplete: nil)
        }
    }

    private func hint(_ field: FacilityStep.Field) -> String? {
        switch field {
        case .from: "この日から変わります。過ぎた日も、1年先までの日も選べます。"
        case .until: "まだ決まっていなければ、空欄のままにしてください。"
        case .into: "統合したあとも続く医療機関のIDです。"
        case .code: "10けたの数字。"
        case .municipality: "移転先の全国地方公共団体コード、6けた。市区町村が変わらなければ、このままで。"
        case .zipCode: "7けたの数字。"
        case .address: "都道府県名のあとから。"
        case .kind, .name, .phone, .prefecture, .city: nil
        }
    }
}
