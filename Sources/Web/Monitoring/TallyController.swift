import Database
import Domain
import Hummingbird
import Store

/// An area's completeness and sums for one survey and period: the nation for the ministry, its own for a prefecture (R60).
enum TallyController {
    /// So many of the newest reports are named.
    private static let newest = 10

    static func show(_ visit: Visit) async throws -> Response {
        let desk = try await AreaDesk(visit)
        let (form, day, permit) = (desk.form, desk.day, desk.permit)
        let (counts, now) = (desk.counts, visit.now)
        let (lines, turnout, inside, extended, latest) = try await visit.house.pool.read { db in
            (
                try db.tallies.lines(form.survey, day, permit), try db.tallies.turnout(form.survey, day, permit),
                try db.tallies.turnoutsInside(form.survey, day, permit),
                try db.tallies.extended(form, day, counts, at: now, permit),
                // Of the nation it would mean going through the country's reports.
                desk.area == .nation ? [] : try db.reports.latest(form.survey, day, limit: newest, permit)
            )
        }
        func completeness(_ area: Area, _ turnout: Turnout?) -> Completeness {
            Completeness(
                asked: counts.asked[area.key] ?? 0, extended: extended[area.key] ?? 0, turnout ?? Turnout())
        }
        let parts = counts.parts(of: desk.area).map { part in
            TallyPage.Part(
                name: part.name, area: part.area, completeness: completeness(part.area, inside[part.area.key]))
        }
        let page = TallyPage(
            frame: visit.frame(.watching), head: desk.head(visit),
            completeness: completeness(desk.area, turnout), lines: lines, parts: parts,
            arrivals: try await arrivals(latest, desk, visit))
        return visit.page(page.body)
    }

    private static func arrivals(
        _ latest: [(facility: Facility.ID, filing: Filing)], _ desk: AreaDesk, _ visit: Visit
    ) async throws -> [ArrivalFeed.Arrival] {
        guard !latest.isEmpty else { return [] }
        let roster = try await visit.house.register.roster(on: desk.day, visit.house)
        return latest.map { entry in
            let known = roster.facilities[entry.facility]?.attributes
            return ArrivalFeed.Arrival(
                name: known?.name ?? entry.facility.text, cityName: known?.cityName ?? "", filing: entry.filing,
                link: Links().report(desk.form.survey, desk.day, of: entry.facility))
        }
    }
}
