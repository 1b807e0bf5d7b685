import Domain

/// An address that may be printed: built from parts, each percent-encoded, so that no part can become another path, a query or
/// a script.
public struct Link: Sendable, Hashable {
    /// As it stands in a page or a `Location` header: printable ASCII only.
    public let text: String

    /// A path of this site, with its query.
    public init(base: String = "", _ segments: [String], query: [(name: String, value: String)] = []) {
        var text = base
        for segment in segments { text += "/" + Link.encoded(segment) }
        if segments.isEmpty { text += "/" }
        if !query.isEmpty {
            text += "?" + query.map { "\(Link.encoded($0.name))=\(Link.encoded($0.value))" }.joined(separator: "&")
        }
        self.text = text
    }

    private init(text: String) { self.text = text }

    /// An address of the web that was checked: `elsewhere` makes them.
    init(address: String) { text = address }

    /// A path of this site that this type wrote elsewhere; nil for anything else.
    init?(ofOurs text: String, base: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
            default: "/?=&%".utf8.contains(byte)
            }
        }
        guard text.hasPrefix("/"), !text.hasPrefix("//"), allowed else { return nil }
        self.text = base + text
    }

    /// A place on the same page.
    public static func anchor(_ id: String) -> Link { Link(text: "#" + encoded(id)) }

    /// A telephone number; what is not a digit, a plus or a hyphen is left out.
    public static func phone(_ number: String) -> Link {
        let dialled = number.utf8.filter { (48...57).contains($0) || $0 == 43 || $0 == 45 }
        return Link(text: "tel:" + String(decoding: dialled, as: UTF8.self))
    }

    /// Everything but the unreserved characters of RFC 3986 is written as %XX, byte by byte.
    static func encoded(_ part: String) -> String {
        var bytes: [UInt8] = []
        for byte in part.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
            default: bytes += [37, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let hex = Array("0123456789ABCDEF".utf8)
}

/// Every address that pages, mails and receipts print, one function each. `Routes.swift` names the handlers of the same paths.
public struct Links: Sendable, Hashable {
    /// The path below which the product lives, without a slash at its end: empty, or `/gmis`.
    public let base: String

    public init(base: String = "") { self.base = base }

    public var home: Link { link("home") }

    // Reports: of the visitor's own institution, or of another one
    public func reportForm(_ survey: String, _ day: Day, of facility: Facility.ID? = nil) -> Link {
        reports(facility, survey, day.text, "new")
    }
    public func report(_ survey: String, _ day: Day, of facility: Facility.ID? = nil) -> Link {
        reports(facility, survey, day.text)
    }
    /// - Parameter isRepeated: the same was sent again, and nothing was stored for it.
    public func receipt(
        _ survey: String, _ day: Day, revision: Int, of facility: Facility.ID? = nil, isRepeated: Bool = false
    ) -> Link {
        let query = isRepeated ? [(name: "repeated", value: "1")] : []
        return below(facility, ["reports", survey, day.text, "revisions", String(revision), "receipt"], query)
    }
    public func withdrawal(_ survey: String, _ day: Day, of facility: Facility.ID? = nil) -> Link {
        reports(facility, survey, day.text, "withdrawal")
    }
    public func withdrawalForm(_ survey: String, _ day: Day, of facility: Facility.ID? = nil) -> Link {
        reports(facility, survey, day.text, "withdrawal", "new")
    }
    /// Notes that the institution is not asked again for a time.
    public func noteMemories(of facility: Facility.ID? = nil, forgotten: Bool = false) -> Link {
        below(facility, ["passed-notes"], forgotten ? [(name: "done", value: "1")] : [])
    }
    public func noteMemoryEnd(of facility: Facility.ID? = nil) -> Link { below(facility, ["passed-notes", "end"]) }
    /// Everything asked of an institution for one day.
    public func day(_ day: Day, of facility: Facility.ID? = nil) -> Link { below(facility, ["days", day.text]) }

    // Facilities
    public func facility(_ facility: Facility.ID, month: Month? = nil) -> Link {
        Link(base: base, ["facilities", facility.text], query: month.map { [("month", $0.text)] } ?? [])
    }
    public func home(month: Month) -> Link { Link(base: base, ["home"], query: [("month", month.text)]) }

    // Monitoring
    /// The nation's tallies, or those of one area.
    public func tallies(_ survey: String, _ day: Day, area: Area = .nation) -> Link {
        Link(base: base, ["monitoring", survey, day.text] + (area == .nation ? [] : [area.key]))
    }
    /// Tells an open page that an area's tallies have changed.
    public func changes(_ survey: String, _ day: Day, area: Area) -> Link {
        link("monitoring", survey, day.text, area.key, "changes")
    }
    /// The institutions of an area with their state.
    public func filings(
        _ survey: String, _ day: Day, area: Area, query: [(name: String, value: String)] = []
    ) -> Link {
        Link(base: base, ["monitoring", survey, day.text, area.key, "facilities"], query: query)
    }

    // Demonstration
    public var clock: Link { link("demonstration", "clock") }

    // Open data
    public var openData: Link { link("open-data") }
    public func openDataCSV(_ day: Day) -> Link { link("open-data", day.text, "covid-19_daily_survey.csv") }
    public func openDataZIP(_ day: Day) -> Link { link("open-data", day.text, "covid-19_daily_survey.zip") }
    /// The newest day, or the day given, as the ministry's API answers.
    public func api(_ day: Day? = nil) -> Link {
        Link(base: base, ["api", "covid19DailySurvey"] + (day.map { [$0.compact] } ?? []))
    }

    public func asset(_ name: String) -> Link {
        // A name may hold folders; each is a segment.
        Link(base: base, ["assets"] + name.split(separator: "/").map(String.init))
    }
    public var health: Link { link("health") }

    func link(_ segments: String...) -> Link { Link(base: base, segments) }
    private func reports(_ facility: Facility.ID?, _ segments: String...) -> Link {
        below(facility, ["reports"] + segments)
    }
    private func below(
        _ facility: Facility.ID?, _ segments: [String], _ query: [(name: String, value: String)] = []
    ) -> Link {
        Link(base: base, (facility.map { ["facilities", $0.text] } ?? []) + segments, query: query)
    }
}
