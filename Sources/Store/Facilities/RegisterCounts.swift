import Domain

/// How many institutions a form is asked of on a day, by area, and what the municipalities are called.
public struct RegisterCounts: Sendable {
    /// By area key.
    public private(set) var asked: [String: Int] = [:]
    /// Of those asked, the ones whose own deadline is later than the survey's.
    private(set) var moved: [Moved] = []
    private var municipalities: [String: String] = [:]

    /// An institution whose deadline was moved (R25).
    struct Moved: Sendable {
        let facility: Facility.ID
        let place: Facility.Place
        /// `OwnDeadline.never` where there is no date yet.
        let until: Instant
    }

    /// nil for a municipality in which no institution lies.
    public func name(of area: Area) -> String? {
        switch area {
        case .nation: "全国"
        case .prefecture(let prefecture): prefecture.name
        case .municipality(let code): municipalities[code]
        }
    }

    /// The nation's prefectures, a prefecture's municipalities, by code.
    public func parts(of area: Area) -> [(name: String, area: Area)] {
        switch area {
        case .nation: Prefecture.all.map { ($0.name, .prefecture($0)) }
        case .prefecture(let prefecture):
            municipalities.filter { $0.key.hasPrefix(prefecture.code) }.sorted { $0.key < $1.key }
                .map { ($0.value, .municipality($0.key)) }
        case .municipality: []
        }
    }

    mutating func add(_ place: Facility.Attributes, isAsked: Bool) {
        if !place.localGovCode.isEmpty { municipalities[place.localGovCode] = place.cityName }
        guard isAsked else { return }
        for area in place.place.areas { asked[area.key, default: 0] += 1 }
    }

    mutating func add(_ moved: Moved) { self.moved.append(moved) }
}
