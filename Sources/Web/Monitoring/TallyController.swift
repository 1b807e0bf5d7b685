import Database
import Domain
import Hummingbird
import Store

/// An area's sums for one survey and period: the nation for the ministry, its own for a prefecture (R60).
enum TallyController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let form = try visit.survey()
        let day = try visit.day()
        let area = try visit.area() ?? .nation
        let permit = try account.permit(.watch, .area(area))
        guard form.schedule.opens(for: day) <= visit.now else { throw Problem.notFound }
        let counts = try await visit.house.register.counts(of: form, on: day, visit.house)
        let (lines, turnout, inside) = try await visit.house.pool.read { db in
            (
                try db.tallies.lines(form.survey, day, permit), try db.tallies.turnout(form.survey, day, permit),
                try db.tallies.turnoutsInside(form.survey, day, permit)
            )
        }
        guard let name = counts.name(of: area) else { throw Problem.notFound }
        let parts = counts.parts(of: area).map { part in
            TallyPage.Part(
                name: part.name, area: part.area, turnout: inside[part.area.key] ?? Turnout(),
                listed: counts.asked[part.area.key] ?? 0)
        }
        let page = TallyPage(
            frame: visit.frame(.watching), form: form, day: day, areaName: name, area: area, now: visit.now,
            deadline: form.schedule.deadline(for: day), turnout: turnout, listed: counts.asked[area.key] ?? 0,
            lines: lines, parts: parts, above: above(area, account, counts),
            earlier: neighbour(form, day, -1, visit), later: neighbour(form, day, 1, visit))
        return visit.page(page.body)
    }

    private static func above(
        _ area: Area, _ account: Account, _ counts: RegisterCounts
    ) -> [(name: String, area: Area)] {
        var above: [Area] = []
        switch area {
        case .nation: break
        case .prefecture: above = [.nation]
        case .municipality(let code):
            above = [.nation] + (Prefecture(code: code.prefix(2)).map { [.prefecture($0)] } ?? [])
        }
        return above.compactMap { area in
            guard (try? account.permit(.watch, .area(area))) != nil, let name = counts.name(of: area) else {
                return nil
            }
            return (name, area)
        }
    }

    private static func neighbour(_ form: Form, _ day: Day, _ step: Int, _ visit: Visit) -> Day? {
        let other = day.adding(step * (form.period == .week ? 7 : 1))
        guard let version = visit.house.surveys.form(form.survey, on: other) else { return nil }
        return version.schedule.opens(for: other) <= visit.now ? other : nil
    }
}
