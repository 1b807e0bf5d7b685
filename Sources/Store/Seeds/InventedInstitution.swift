import Domain

/// An institution that exists nowhere, with its life, its size and its habits.
struct InventedInstitution: Sendable {
    let id: Facility.ID
    /// Its number in the country: what its dice show follows from it.
    let number: Int
    /// Beds of a hospital, patients with fever on a usual day of a clinic, tests a day of a test centre.
    let size: Int
    var habit: ReportingHabit
    /// What was known of it from which day on, the oldest first; never empty.
    private(set) var chronicle: [Stage]
    /// Reported on the days that were taken over from the former system.
    var hasCarriedDays = false

    /// From a day on, until the next stage.
    struct Stage: Sendable {
        let from: Day
        var known: FacilityDay
    }

    init(
        id: Facility.ID, number: Int, size: Int, habit: ReportingHabit, since: Day, known: FacilityDay
    ) {
        self.id = id
        self.number = number
        self.size = size
        self.habit = habit
        chronicle = [Stage(from: since, known: known)]
    }

    /// Something changes from a day on.
    mutating func change(from day: Day, _ body: (inout FacilityDay) -> Void) {
        guard let last = chronicle.last else { return }
        var known = last.known
        body(&known)
        if last.from >= day {
            chronicle[chronicle.count - 1].known = known
        } else {
            chronicle.append(Stage(from: day, known: known))
        }
    }

    /// Of the clinics that are ever asked most have told when they practise, from the beginning.
    mutating func tellPracticeDays() {
        var dice = Dice(number, 61)
        guard isEverAsked, dice.happens(perMille: 850) else { return }
        for index in chronicle.indices { chronicle[index].known.practiceDays = practiceDays }
    }

    /// nil before it was known.
    func known(on day: Day) -> FacilityDay? { chronicle.last { $0.from <= day }?.known }

    /// The newest attributes.
    var attributes: Facility.Attributes { chronicle[chronicle.count - 1].known.attributes }

    /// On which days it told that it practises.
    var practice: Timeline<PracticeDays> {
        Timeline(
            chronicle.compactMap { stage in
                stage.known.practiceDays.map { (Validity(from: stage.from, until: nil), $0) }
            })
    }

    /// Whether anything is ever asked of it that clinics are asked, or it is a hospital: the others never report.
    var isEverAsked: Bool {
        chronicle.contains { stage in
            let known = stage.known
            return known.kind != .clinic || known.contract || known.designation != nil
        }
    }

    /// The dated facts that tell its chronicle: each stage says what it changes.
    ///
    /// - Parameter start: nothing is asked of it before, but on the days that were taken over: else the demonstration would show
    ///   months of days that nobody reported.
    func facts(askedFrom start: Day) -> [DatedFact] {
        var before: FacilityDay?
        let told = chronicle.flatMap { stage in
            defer { before = stage.known }
            return Self.facts(of: stage.known, after: before).map { fact in
                DatedFact(id, fact, Validity(from: fact.isAsked ? max(stage.from, start) : stage.from, until: nil))
            }
        }
        return told + carriedFacts(before: start)
    }

    private func carriedFacts(before start: Day) -> [DatedFact] {
        let days = CarriedDays.days
        guard hasCarriedDays, days.upperBound < start, let known = known(on: days.lowerBound) else { return [] }
        let validity = Validity(from: days.lowerBound, until: days.upperBound.adding(1))
        return Self.facts(of: known, after: nil).filter(\.isAsked).map { DatedFact(id, $0, validity) }
    }

    private static func facts(of known: FacilityDay, after before: FacilityDay?) -> [FacilityFact] {
        var facts: [FacilityFact] = []
        if known.attributes != before?.attributes { facts.append(.attributes(known.attributes)) }
        if let kind = known.kind, kind != before?.kind { facts.append(.kind(kind)) }
        if let isListed = known.isListed, isListed != before?.isListed { facts.append(.listed(isListed)) }
        if known.life != before?.life ?? .open { facts.append(.life(known.life)) }
        if let designation = known.designation, designation != before?.designation {
            facts.append(.designation(designation))
        }
        if known.contract != before?.contract ?? false { facts.append(.contract(known.contract)) }
        if known.party != before?.party ?? .itself { facts.append(.reportingParty(known.party)) }
        if let days = known.practiceDays, days != before?.practiceDays { facts.append(.practiceDays(days)) }
        return facts
    }
}

extension FacilityFact {
    /// Decides what is asked.
    fileprivate var isAsked: Bool {
        switch self {
        case .kind, .designation, .contract: true
        case .attributes, .listed, .life, .reportingParty, .practiceDays, .directory: false
        }
    }
}

extension InventedInstitution {
    /// Not open at all on a day: Sundays for most clinics, the days around New Year, and half a weekday that for some is a whole one.
    func isClosed(on day: Day) -> Bool {
        var dice = Dice(number, 53)
        let opensSundays = dice.happens(perMille: 120)
        let rests = dice.happens(perMille: 300)
        let (_, month, date) = day.civil
        if (month == 12 && date >= 30) || (month == 1 && date <= 3) { return !opensSundays }
        if day.weekday == .sunday { return !opensSundays }
        return rests && day.weekday == halfDay
    }

    /// What it tells of them: the weekdays that `isClosed` leaves open.
    var practiceDays: PracticeDays {
        var dice = Dice(number, 53)
        var closed: Set<Weekday> = dice.happens(perMille: 120) ? [] : [.sunday]
        if dice.happens(perMille: 300) { closed.insert(halfDay) }
        return PracticeDays(Set(PracticeDays.week).subtracting(closed), onHolidays: !closed.contains(.sunday))
    }

    /// The weekday on which a clinic is open in the morning only.
    var halfDay: Weekday {
        var dice = Dice(number, 59)
        return dice.pick([.wednesday, .thursday, .thursday, .saturday])
    }
}
