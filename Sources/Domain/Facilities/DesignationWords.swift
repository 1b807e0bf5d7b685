/// The words that may stand in a column of a designation report, of any width, with what they mean.
struct DesignationWords<Value: Sendable>: Sendable {
    private let values: [String: Value]

    init(_ words: [(String, Value)]) {
        values = Dictionary(words.map { (SearchKey.fold($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter folded: as `SearchKey` folds it.
    subscript(folded: String) -> Value? { values[folded] }
}

extension DesignationWords<FacilityKind> {
    static let kinds = DesignationWords(
        FacilityKind.allCases.map { ($0.label, $0) } + [("クリニック", .clinic), ("医院", .clinic)])
}

extension DesignationWords<DesignationEntry.Category> {
    static let categories = DesignationWords(
        DesignationEntry.Category.allCases.map { ($0.label, $0) } + [
            ("診療検査医療機関", .designated), ("委託契約のみ", .contractOnly), ("行政検査の委託契約のみ", .contractOnly),
            ("検査センター", .testCentre), ("地域外来・検査センター", .testCentre), ("なし", .undesignated),
        ])
}

extension DesignationWords<DesignationEntry.Tests> {
    static let tests = DesignationWords(
        DesignationEntry.Tests.allCases.map { ($0.label, $0) } + [
            ("診療検査", .both), ("診療・検査", .both), ("診療+検査", .both),
        ])
}

extension DesignationWords<Bool> {
    static let yesOrNo = DesignationWords([("あり", true), ("有", true), ("なし", false), ("無", false)])
    static let publishable = DesignationWords([("可", true), ("公表可", true), ("否", false), ("不可", false)])
    /// Whether an association reports.
    static let parties = DesignationWords([("自院", false), ("団体", true), ("とりまとめ団体", true)])
}

extension DesignationWords<NotificationWay> {
    static let ways = DesignationWords([
        ("メール", NotificationWay.mail), ("手紙", .letter), ("郵送", .letter), ("郵送・手紙", .letter),
    ])
}
