import Domain

/// Whose report a page is about, as its addresses and its trail need to know.
public struct ReportSubject: Sendable {
    /// nil: the visitor's own institution.
    public var facility: Facility.ID?
    /// What stands before the page in the trail.
    public var trail: [(words: String, link: Link)]
    /// Where one goes when done.
    public var back: (words: String, link: Link)

    public init(
        facility: Facility.ID?, trail: [(words: String, link: Link)], back: (words: String, link: Link)
    ) {
        self.facility = facility
        self.trail = trail
        self.back = back
    }

    /// The visitor's own institution.
    public static func own(_ links: Links) -> ReportSubject {
        ReportSubject(facility: nil, trail: [("ホーム", links.home)], back: ("ホームへ戻る", links.home))
    }
}

extension Visit {
    /// How the pages of a desk's report address it.
    func subject(_ desk: ReportDesk) throws(Problem) -> ReportSubject {
        try subject(desk.facility, called: desk.name, on: desk.day)
    }

    /// - Parameter day: what the page is about; it was the visitor's to see, where today may not be (R13).
    func subject(_ facility: Facility.ID, called name: String, on day: Day) throws(Problem) -> ReportSubject {
        guard try facilityParameter() != nil, let account else { return .own(Links()) }
        let page = (words: name, link: Links().facility(facility, month: Month(of: day)))
        switch account.role {
        case .facility: return .own(Links())
        case .association:
            return ReportSubject(
                facility: facility, trail: [("ホーム", Links().home), page], back: ("ホームへ戻る", Links().home))
        case .prefecture, .ministry, .helpDesk, .administrator:
            let top = watching.map { [(words: "いまの状況", link: $0)] } ?? []
            return ReportSubject(
                facility: facility, trail: top + [page], back: ("\(name)のページへ戻る", page.link))
        }
    }
}
