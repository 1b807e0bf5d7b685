import Database
import Domain
import Hummingbird
import Store

/// The institutions of an area with the state of their report for one survey and period (R60).
enum FilingsController {
    static func index(_ visit: Visit) async throws -> Response {
        let desk = try await AreaDesk(visit)
        let (form, day, permit, now) = (desk.form, desk.day, desk.permit, visit.now)
        // The nation's list is reached through its prefectures: nobody reads a hundred thousand rows.
        guard desk.area != .nation else { throw Problem.notFound }
        let (filings, closed) = try await visit.house.pool.read { db in
            (try db.reports.filings(form.survey, day, permit), try db.closedMarks.of(form.survey, day, permit))
        }
        let roster = try await visit.house.register.roster(on: day, visit.house)
        let rows = roster.facilities(in: desk.area).compactMap { id, known -> FilingsPage.Row? in
            let filing = filings[id]
            let duty = Duty(
                form, day, known: known, filing: filing, isClosed: closed.contains(id),
                facts: roster.deadlines.facts(of: id, known.party), at: now)
            guard duty.isExpected || duty.state.isReported || duty.state == .closed else { return nil }
            return FilingsPage.Row(facility: id, attributes: known.attributes, filing: filing, duty: duty)
        }
        let filter = visit.query.first { $0.name == "state" }.flatMap { FilingsFilter(rawValue: $0.value) } ?? .all
        let page = FilingsPage(
            frame: visit.frame(.watching), head: desk.head(visit), filter: filter,
            rows: rows.sorted(by: FilingsPage.precedes),
            page: visit.query.first { $0.name == "page" }.flatMap { Int($0.value) } ?? 1)
        return visit.page(page.body)
    }
}
