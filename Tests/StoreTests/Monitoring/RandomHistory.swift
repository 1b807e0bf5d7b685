import Database
import Domain
import Store
import TestSupport

/// What institutions, their people and their offices may do in some weeks, in an order that a number decides.
struct RandomHistory {
    private var random: SplitMix
    private let world: TestWorld
    private let facilities = [TestWorld.own, TestWorld.neighbour, TestWorld.distant]
    private static let surveys = ["hospital-status", "hospital-counts", "clinic-daily", "supplies-weekly"]
    private static let places = [
        (Prefecture.all[12], "131041", "新宿区"), (Prefecture.all[12], "132012", "八王子市"),
        (Prefecture.all[16], "172014", "金沢市"), (Prefecture.all[16], "172031", "小松市"), (Prefecture.all[36], "", ""),
    ]

    init(_ world: TestWorld, seed: UInt64) {
        self.world = world
        random = SplitMix(state: seed)
    }

    /// One thing that somebody does; what is refused changes nothing.
    mutating func step() async throws {
        switch Int.random(in: 0..<17, using: &random) {
        case 13, 14: try await fact(.practiceDays(practiceDays()))
        case 15: try await plan()
        case 16: try await access()
        case 10...12: try await mark()
        case 0...5: try await report()
        case 6: try await withdraw()
        case 7: try await fact(.attributes(attributes()))
        case 8: try await fact(.reportingParty(Bool.random(using: &random) ? .itself : .association("A1")))
        default: try await fact(other())
        }
    }

    private mutating func day() -> Day { TestWorld.today.adding(Int.random(in: -3...0, using: &random)) }
    private mutating func facility() -> Facility.ID { facilities.randomElement(using: &random) ?? TestWorld.own }

    private mutating func now() -> Instant {
        // Around the deadlines of the days in question.
        Instant(TestWorld.today, TimeOfDay(milliseconds: 46_800_000 + Int.random(in: -2...2, using: &random)))
            .adding(seconds: 86_400 * Int.random(in: -1...2, using: &random))
    }

    private mutating func permit(_ facility: Facility.ID, at now: Instant) async throws -> Permit {
        let party = try await world.pool.read { try $0.facilities.reportingParty(of: facility, on: now.day) }
        let role: Role = if case .association(let id) = party { .association(id) } else { .facility(facility) }
        return try Account(id: "a-\(facility)", loginId: facility.text, role: role, name: "")
            .permit(.report, .facility(facility, in: TestWorld.tokyo, reportedBy: party))
    }

    private mutating func report() async throws {
        let (facility, period, now) = (facility(), day(), now())
        let survey = Self.surveys.randomElement(using: &random) ?? "hospital-status"
        guard let form = world.surveys.form(survey, on: period), form.period.accepts(period) else { return }
        let current = try await current(survey, period, facility)
        let entry = ReportEntry(
            survey: survey, period: period, answers: answers(form), passed: Set(form.checks.map(\.id)),
            basedOn: current?.revision ?? 0, recordedAt: now, by: "だれか", route: .web)
        let permit = try await permit(facility, at: now)
        try await quietly { [world] in _ = try await world.pool.take(entry, permit, surveys: world.surveys) }
    }

    private mutating func mark() async throws {
        let (facility, now) = (facility(), now())
        let marking = ClosedMarking(
            survey: "clinic-daily", period: day(), isClosed: Int.random(in: 0..<4, using: &random) > 0,
            recordedAt: now, by: "だれか")
        let permit = try await permit(facility, at: now)
        try await quietly { [world] in _ = try await world.pool.mark(marking, permit, surveys: world.surveys) }
    }

    private mutating func withdraw() async throws {
        let (facility, period, now) = (facility(), day(), now())
        let survey = Self.surveys.randomElement(using: &random) ?? "hospital-status"
        guard let current = try await current(survey, period, facility) else { return }
        let withdrawal = Withdrawal(
            survey: survey, period: period, reason: try WithdrawalReason("日付の間違い"), basedOn: current.revision,
            recordedAt: now, by: "だれか", route: .web)
        let permit = try await permit(facility, at: now)
        try await quietly { [world] in _ = try await world.pool.withdraw(withdrawal, permit, surveys: world.surveys) }
    }

    private mutating func fact(_ fact: FacilityFact) async throws {
        let from = day()
        let until = Bool.random(using: &random) ? nil : from.adding(Int.random(in: 1...3, using: &random))
        let facility = facility()
        try await quietly { [world] in try await world.record(fact, of: facility, from: from, until: until) }
    }

    private mutating func practiceDays() -> PracticeDays {
        PracticeDays(
            Set(PracticeDays.week.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }),
            onHolidays: Bool.random(using: &random))
    }

    /// A window around a deadline, planned, moved or called off; told of afterwards, so that nothing is refused for it.
    private mutating func plan() async throws {
        let end = now()
        let window = MaintenanceWindow(
            id: Bool.random(using: &random) ? "w-1" : "w-2",
            startsAt: end.adding(seconds: -3_600 * Int.random(in: 1...3, using: &random)), endsAt: end,
            announcedFrom: end.adding(seconds: -86_400 * 9), reason: "点検", isCancelled: Bool.random(using: &random))
        try await world.pool.write { db in
            try db.maintenanceWindows.record(window, at: TestWorld.now, by: "だれか")
        }
    }

    /// Its ID can be used since an instant, or cannot.
    private mutating func access() async throws {
        let (facility, since) = (facility(), Bool.random(using: &random) ? now().text : nil)
        try await world.pool.write { db in
            _ = try db.execute("UPDATE account SET usable_since = \(since) WHERE facility_id = \(facility.text)")
        }
    }

    private mutating func attributes() -> Facility.Attributes {
        let (prefecture, code, city) = Self.places.randomElement(using: &random) ?? Self.places[0]
        return TestWorld.attributes("移転先病院", in: prefecture, code, city)
    }

    private mutating func other() -> FacilityFact {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .life(Bool.random(using: &random) ? .open : .resting)
        case 1: .kind(FacilityKind.allCases.randomElement(using: &random) ?? .hospital)
        case 2:
            .designation(
                Designation(consults: Bool.random(using: &random), tests: Bool.random(using: &random)))
        case 3: .contract(Bool.random(using: &random))
        default: .listed(Bool.random(using: &random))
        }
    }

    private mutating func answers(_ form: Form) -> Answers {
        var answers = Answers(blankFor: form)
        // Now and then the tests alone, as of a day not opened.
        let skipped = Bool.random(using: &random) ? "consultation" : ""
        for item in form.sections.filter({ $0.id != skipped }).flatMap(\.items) {
            switch item.kind {
            // A part stays below the whole, so that only few are refused.
            case .count:
                answers[item.code, in: form] = .count(
                    Int.random(in: item.partOf == nil ? 5...9 : 0...5, using: &random))
            case .decimal: answers[item.code, in: form] = .decimal(Int.random(in: 0...240, using: &random))
            case .choice(let choices):
                answers[item.code, in: form] = choices.randomElement(using: &random).map { .choice($0.code) }
            case .flag: answers[item.code, in: form] = .flag(Bool.random(using: &random))
            case .time, .text: continue
            }
        }
        return answers
    }

    private func current(_ survey: String, _ period: Day, _ facility: Facility.ID) async throws -> Report? {
        let surveys = world.surveys
        return try await world.pool.read { db in
            try db.reports.current(
                survey, period, .product(.readReports, .facility(facility, in: TestWorld.tokyo)), surveys)
        }
    }

    /// A refusal in words is what may happen; anything else is a fault.
    private func quietly(_ work: () async throws -> Void) async throws {
        do { try await work() } catch is Problem {}
    }
}

/// Numbers that a seed decides.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
