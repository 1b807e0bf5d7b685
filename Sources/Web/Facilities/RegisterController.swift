import Database
import Domain
import Hummingbird
import Store

/// The institutions of a prefecture as they are today (R13 R31).
enum RegisterController {
    static func index(_ visit: Visit) async throws -> Response {
        let desk = try RegisterDesk(visit)
        let today = visit.now.day
        let filter = RegisterFilter(visit.query)
        let all = try await institutions(visit, desk)
        let chosen = filter.chosen(of: all)
        var page = RegisterPage(
            frame: visit.frame(.register), prefecture: desk.prefecture, filter: filter, found: chosen.count,
            page: visit.asked("page").flatMap { Int($0) } ?? 1)
        let shown = page.shown(of: chosen)
        let parties = Set(all.compactMap { $0.known.association })
        let (lives, names, own, former) = try await visit.house.pool.read { db in
            (
                try db.accountLives.lives(of: shown.map(\.id)), try db.associations.names(of: parties),
                try db.associations.all(in: desk.prefecture),
                chosen.isEmpty ? try Self.former(filter, desk, today, db) : nil
            )
        }
        page.rows = shown.map { id, known in
            RegisterPage.Row(
                facility: id, known: known, association: known.association.map { names[$0] ?? $0 }, life: lives[id])
        }
        page.municipalities = municipalities(all)
        let registered = own.filter { !$0.isEnded(on: today) }.map { ($0.id, $0.name) }
        page.associations = Dictionary(registered + parties.map { ($0, names[$0] ?? $0) }) { first, _ in first }
            .map { (id: $0.key, name: $0.value) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        page.former = former
        return visit.page(page.body)
    }

    /// Everybody in the prefecture today, from the register that is kept.
    static func institutions(_ visit: Visit, _ desk: RegisterDesk) async throws -> [(
        id: Facility.ID, known: FacilityDay
    )] {
        let roster = try await visit.house.register.roster(on: visit.now.day, visit.house)
        return roster.facilities(in: .prefecture(desk.prefecture))
    }

    private static func municipalities(
        _ all: [(id: Facility.ID, known: FacilityDay)]
    ) -> [(code: String, name: String)] {
        var names: [String: String] = [:]
        for (_, known) in all where !known.attributes.localGovCode.isEmpty {
            names[known.attributes.localGovCode] = known.attributes.cityName
        }
        return names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// One that lay here once, or will, where its ID was typed.
    private static func former(
        _ filter: RegisterFilter, _ desk: RegisterDesk, _ today: Day, _ db: any Connection
    ) throws -> (facility: Facility.ID, name: String)? {
        guard let id = Facility.ID(Account.key(of: filter.typed)),
            let seen = RegisterView(try db.facilities.history(of: id), in: desk.prefecture, on: today)
        else { return nil }
        return (id, seen.known.attributes.name)
    }
}

extension FacilityDay {
    /// The association that reports, by key; nil where it does so itself.
    var association: String? { if case .association(let id) = party { id } else { nil } }
}
