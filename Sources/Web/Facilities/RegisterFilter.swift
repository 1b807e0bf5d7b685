import Domain

/// Which of a prefecture's institutions are listed; as in the address.
public struct RegisterFilter: Sendable, Equatable {
    /// Part of a name, an ID or a code.
    public var typed = ""
    /// Six digits; empty for all.
    public var municipality = ""
    public var kind: FacilityKind?
    public var scope: Scope?
    public var party: Party?
    /// By key; empty for any.
    public var association = ""
    public var life: Life?

    /// What it is designated for.
    public enum Scope: String, Sendable, CaseIterable {
        case tests, consults, contract, none

        public var label: String {
            switch self {
            case .tests: "診療と検査"
            case .consults: "診療のみ"
            case .contract: "契約のみ"
            case .none: "なし"
            }
        }

        init(of known: FacilityDay) {
            guard let designation = known.designation, designation.consults else {
                self = known.contract ? .contract : .none
                return
            }
            self = designation.tests ? .tests : .consults
        }
    }

    /// Who reports.
    public enum Party: String, Sendable, CaseIterable {
        case itself, association

        public var label: String {
            switch self {
            case .itself: "自院"
            case .association: "団体"
            }
        }

        init(of known: FacilityDay) { self = known.party == .itself ? .itself : .association }
    }

    public enum Life: String, Sendable, CaseIterable {
        case open, resting, ended

        public var label: String {
            switch self {
            case .open: "開設中"
            case .resting: "休止中"
            case .ended: "廃止・統合"
            }
        }

        init(of known: FacilityDay) {
            self = known.life.isEnded ? .ended : known.life == .resting ? .resting : .open
        }
    }

    /// So many characters of what was typed count.
    static let limit = 100

    public init() {}

    init(_ query: [(name: String, value: String)]) {
        func asked(_ name: String) -> String { query.first { $0.name == name }?.value ?? "" }
        typed = String(asked("q").prefix(Self.limit))
        municipality = asked("municipality")
        kind = FacilityKind(rawValue: asked("kind"))
        scope = Scope(rawValue: asked("designation"))
        party = Party(rawValue: asked("party"))
        association = asked("association")
        life = Life(rawValue: asked("life"))
    }

    /// As in the address; nothing for what is not asked.
    var query: [(name: String, value: String)] {
        [
            ("q", typed), ("municipality", municipality), ("kind", kind?.rawValue ?? ""),
            ("designation", scope?.rawValue ?? ""), ("party", party?.rawValue ?? ""), ("association", association),
            ("life", life?.rawValue ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    /// Those of a list that are meant, municipality by municipality.
    func chosen(of all: [(id: Facility.ID, known: FacilityDay)]) -> [(id: Facility.ID, known: FacilityDay)] {
        let search = RegisterSearch(typed)
        return all.filter { holds($0.known) && search.finds($0.id, $0.known.attributes) }.sorted { a, b in
            (a.known.attributes.localGovCode, a.id.text) < (b.known.attributes.localGovCode, b.id.text)
        }
    }

    private func holds(_ known: FacilityDay) -> Bool {
        (municipality.isEmpty || known.attributes.localGovCode == municipality)
            && (kind == nil || known.kind == kind) && (scope.map { $0 == Scope(of: known) } ?? true)
            && (party.map { $0 == Party(of: known) } ?? true)
            && (association.isEmpty || known.party == .association(association))
            && (life.map { $0 == Life(of: known) } ?? true)
    }
}

/// What was typed beside names, IDs and codes, whatever its width, case and blanks.
private struct RegisterSearch {
    let key: String
    let id: String
    let digits: String?

    init(_ typed: String) {
        key = SearchKey.fold(typed)
        id = key.uppercased()
        // Two digits stand in any code.
        digits = SearchKey.digits(typed).flatMap { $0.utf8.count >= 3 ? $0 : nil }
    }

    func finds(_ facility: Facility.ID, _ known: Facility.Attributes) -> Bool {
        if key.isEmpty || facility.text.uppercased().contains(id) { return true }
        if let digits, known.facilityCode.contains(digits) { return true }
        return SearchKey.fold(known.name).contains(key)
    }
}
