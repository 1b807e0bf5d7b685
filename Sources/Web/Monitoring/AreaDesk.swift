import Database
import Domain
import Store

/// What the pages that watch an area have in common: survey, day, area, and the right to see them (R60).
struct AreaDesk: Sendable {
    let account: Account
    let form: Form
    let day: Day
    let area: Area
    let permit: Permit
    /// How many are expected in each area, and what the areas are called.
    let counts: RegisterCounts
    let name: String

    /// - Throws: `Problem.notFound` for those who may not, for areas that are none, and for days that are still to come.
    init(_ visit: Visit) async throws {
        account = try visit.signedIn()
        form = try visit.survey()
        day = try visit.day()
        area = try visit.area() ?? .nation
        permit = try account.permit(.watch, .area(area))
        guard form.schedule.opens(for: day) <= visit.now else { throw Problem.notFound }
        counts = try await visit.house.register.counts(of: form, on: day, visit.house)
        guard let name = counts.name(of: area) else { throw Problem.notFound }
        self.name = name
    }

    /// The areas this one lies in, outermost first, as far as the visitor may see them.
    var above: [(name: String, area: Area)] {
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

    /// The period before or after, where it can be shown.
    func neighbour(_ step: Int, at now: Instant, _ surveys: Surveys) -> Day? {
        let other = day.adding(step * (form.period == .week ? 7 : 1))
        guard let version = surveys.form(form.survey, on: other) else { return nil }
        return version.schedule.opens(for: other) <= now ? other : nil
    }

    /// What the head of the page shows and links to.
    func head(_ visit: Visit) -> AreaHead {
        let surveys = visit.house.surveys
        let today = visit.now.day
        let tabs = surveys.keys.compactMap { survey -> AreaHead.Tab? in
            guard let newest = surveys.newestDue(survey, on: today), let title = surveys.form(survey, on: newest)?.title
            else { return nil }
            return AreaHead.Tab(survey: survey, title: title, day: newest)
        }
        return AreaHead(
            form: form, day: day, area: area, areaName: name, now: visit.now,
            deadline: form.schedule.deadline(for: day), above: above, tabs: tabs,
            earlier: neighbour(-1, at: visit.now, surveys), later: neighbour(1, at: visit.now, surveys))
    }
}
