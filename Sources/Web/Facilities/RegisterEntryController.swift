import Database
import Domain
import Hummingbird
import Store

/// Everything a prefecture knows of one of its institutions (R13 R28 R31).
enum RegisterEntryController {
    static func show(_ visit: Visit) async throws -> Response {
        let desk = try RegisterDesk(visit)
        let facility = try desk.facility(visit)
        let today = visit.now.day
        let entry = try await visit.house.pool.read { try RegisterEntry($0, facility, in: desk.prefecture, on: today) }
        var page = RegisterEntryPage(frame: visit.frame(.register), entry: entry)
        page.done = visit.asked("done").flatMap(FacilityStep.Name.init(rawValue:))
        return visit.page(page.body)
    }
}

/// Which days of an institution are a prefecture's to see (R13): those on which it lay there.
struct RegisterView: Sendable {
    /// The days that are its own, stretch by stretch.
    let stretches: [Validity]
    /// Today; or its first day, or the last one that is the prefecture's own.
    let day: Day
    let known: FacilityDay
    /// The first day on which it lay elsewhere; nil while it is here.
    let leftOn: Day?

    init(of known: FacilityDay, on day: Day, leftOn: Day?) {
        (self.known, self.day, self.leftOn) = (known, day, leftOn)
        stretches = [Validity(from: day, until: leftOn)]
    }

    /// nil where no day until today is the prefecture's own, nor the first day of one that begins later.
    init?(_ history: FacilityHistory, in prefecture: Prefecture, on today: Day) {
        let own = history.stretches(in: prefecture)
        guard let first = history.firstDay else { return nil }
        let present = max(first, today)
        if let stretch = own.first(where: { $0.covers(present) }) {
            (day, leftOn) = (present, nil)
            stretches = own.filter { $0.from <= stretch.from }
        } else if let last = own.last(where: { $0.from <= today }), let until = last.until {
            // Where nothing is known of it any more it did not go elsewhere.
            (day, leftOn) = (until.adding(-1), history.on(until) == nil ? nil : until)
            stretches = own.filter { $0.from <= last.from }
        } else {
            return nil
        }
        guard let known = history.on(day) else { return nil }
        self.known = known
    }

    /// What was told of these days.
    func told(_ history: FacilityHistory, in prefecture: Prefecture) -> [ToldFact] {
        history.told.filter { told in
            // What is to come is known to whoever wrote it down, a move to another prefecture included.
            if leftOn == nil, told.validity.from > day { return true }
            if case .attributes(let known) = told.fact, known.prefecture != prefecture { return false }
            return stretches.contains { stretch in
                (told.validity.until.map { $0 > stretch.from } ?? true)
                    && (stretch.until.map { told.validity.from < $0 } ?? true)
            }
        }
    }
}

/// One institution of a prefecture's register.
struct RegisterEntry: Sendable {
    var facility: Facility.ID
    var view: RegisterView
    /// What holds on the day shown, and since when.
    var since: FactDays
    /// The newest first.
    var told: [ToldFact]
    var associations: [String: String]
    var names: ActorWords
    /// nil: no ID was issued.
    var life: AccountLife?
    /// Those that wait for the prefecture's answer.
    var requests: [ChangeRequest]
    /// What is known to change of its life.
    var next: (day: Day, life: FacilityLife)?

    init(
        facility: Facility.ID, view: RegisterView, since: FactDays, told: [ToldFact], associations: [String: String],
        names: ActorWords, life: AccountLife?, requests: [ChangeRequest]
    ) {
        (self.facility, self.view, self.since, self.told) = (facility, view, since, told)
        (self.associations, self.names, self.life, self.requests) = (associations, names, life, requests)
    }

    /// - Throws: `Problem.notFound` where no day of it is the prefecture's to see.
    init(_ db: any Connection, _ facility: Facility.ID, in prefecture: Prefecture, on today: Day) throws {
        let history = try db.facilities.history(of: facility)
        guard let view = RegisterView(history, in: prefecture, on: today) else { throw Problem.notFound }
        (self.facility, self.view) = (facility, view)
        since = FactDays(history, on: view.day)
        told = view.told(history, in: prefecture)
        let parties = told.compactMap { told -> String? in
            if case .reportingParty(.association(let id)) = told.fact { id } else { nil }
        }
        associations = try db.associations.names(of: parties)
        names = ActorWords(names: try db.audit.names(of: told.map(\.recordedBy), on: today))
        guard view.leftOn == nil else {
            (life, requests) = (nil, [])
            return
        }
        life = try db.accounts.account(of: facility, on: today).flatMap { try db.accountLives.life(of: $0.id) }
        requests = try db.changeRequests.all(of: facility).filter { $0.answer == nil && $0.prefecture == prefecture }
        next = history.nextLife(after: view.day).map { ($0.day, $0.value) }
    }
}

/// Since when what holds on a day does.
struct FactDays: Sendable {
    var designation: Day?
    var contract: Day?
    var party: Day?
    var life: Day?
    var directory: DirectoryEntry?

    init() {}

    init(_ history: FacilityHistory, on day: Day) {
        designation = history.designation(on: day)?.since
        contract = history.contract(on: day)?.since
        party = history.party(on: day)?.since
        life = history.life(on: day)?.since
        directory = history.directory(on: day)
    }
}
