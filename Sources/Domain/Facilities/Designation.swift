/// What a prefecture's designation says (診療・検査医療機関); a dated fact.
public struct Designation: Sendable, Hashable {
    public var consults: Bool
    public var tests: Bool
    /// Only its own patients (かかりつけのみ).
    public var ownPatientsOnly: Bool
    /// 開設日時 as told: 「月〜金 9:00〜12:00」.
    public var hours: String
    /// 公表可: its name may be published.
    public var publishable: Bool

    public init(
        consults: Bool, tests: Bool, ownPatientsOnly: Bool = false, hours: String = "", publishable: Bool = false
    ) {
        self.consults = consults
        self.tests = tests
        self.ownPatientsOnly = ownPatientsOnly
        self.hours = hours
        self.publishable = publishable
    }

    /// What holds where no designation does.
    public static let notDesignated = Designation(consults: false, tests: false)

    /// Whether the institution is designated at all.
    public var isInForce: Bool { consults || tests }

    /// As pages and lists name it: 「診療と検査」.
    public var words: String {
        switch (consults, tests) {
        case (true, true): "診療と検査"
        case (true, false): "診療のみ"
        case (false, true): "検査のみ"
        case (false, false): "なし"
        }
    }
}
