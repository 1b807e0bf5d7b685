import Database
import Domain

/// What a step in an institution's life would write down, beside what is known (R13 R28).
public struct FacilityStepPlan: Sendable {
    public let facility: Facility.ID
    public let step: FacilityStep
    /// From when until when it holds; it ends where something else is known from a later day.
    public let validity: Validity
    /// What is known of the first day now.
    public let before: FacilityDay
    /// The same once it is written down.
    public let after: FacilityDay
    /// What is known of the day on which it ends; nil where it does not.
    public let later: FacilityDay?
    /// What was known from a later day and holds no longer: the end of an institution is final.
    public let undone: (day: Day, life: FacilityLife)?
    public let facts: [DatedFact]
    /// How many facts are known of the institution: whoever looked at the plan saw so many.
    public let told: Int
}

/// Looks at a step beside everything that is known.
struct FacilityStepPlanning {
    let db: any Connection
    let facility: Facility.ID
    let prefecture: Prefecture
    let today: Day
    private let history: FacilityHistory

    init(_ db: any Connection, _ facility: Facility.ID, in prefecture: Prefecture, on today: Day) throws {
        (self.db, self.facility, self.prefecture, self.today) = (db, facility, prefecture, today)
        history = try db.facilities.history(of: facility)
        guard Self.isOwn(history, prefecture, on: today) else { throw Problem.notFound }
    }

    /// Whether it lies there today, or will from its first day on.
    static func isOwn(_ history: FacilityHistory, _ prefecture: Prefecture, on today: Day) -> Bool {
        guard let first = history.firstDay else { return false }
        return (history.on(max(first, today)) ?? history.last)?.attributes.prefecture == prefecture
    }

    /// - Throws: `Problem.invalid` with what stands in the way.
    func plan(_ step: FacilityStep, from day: Day) throws -> FacilityStepPlan {
        let before = try known(on: day)
        try check(step, before, from: day)
        let next = next(step.name, after: day)
        let until: Day? =
            switch step {
            case .rest(let until?): until
            case .close, .merge: nil
            default: next
            }
        let validity = Validity(from: day, until: until)
        return FacilityStepPlan(
            facility: facility, step: step, validity: validity, before: before, after: before.taking(step),
            later: until.flatMap { history.on($0) },
            undone: undone(by: step, after: day),
            facts: try facts(step, validity), told: history.told.count)
    }

    /// The next other state of its life that an end replaces.
    private func undone(by step: FacilityStep, after day: Day) -> (day: Day, life: FacilityLife)? {
        guard let end = step.life, end.isEnded else { return nil }
        var day = day
        while let next = history.nextLife(after: day) {
            if next.value != end { return (next.day, next.value) }
            day = next.day
        }
        return nil
    }

    /// What is known of the day from which a step is to hold.
    private func known(on day: Day) throws -> FacilityDay {
        guard day >= FacilityStep.firstDay, day <= today.adding(FacilityStep.daysAhead) else {
            throw Self.refusal(.from, "2020年9月1日から1年先までの日にしてください。")
        }
        guard let known = history.on(day) else {
            throw Self.refusal(.from, "この日には、まだ登録がありません。")
        }
        let isOwn = history.stretches(in: prefecture).contains {
            $0.covers(day) && (day > today || $0.covers(today))
        }
        guard isOwn else { throw Self.refusal(.from, "この日には、\(prefecture.name)の医療機関ではありません。") }
        return known
    }

    private func next(_ name: FacilityStep.Name, after day: Day) -> Day? {
        switch name {
        case .rest, .reopen, .close, .merge: history.nextLife(after: day)?.day
        case .kind: history.nextKind(after: day)?.day
        case .rename: history.nextAttributes(after: day) { [$0.name] }
        case .phone: history.nextAttributes(after: day) { [$0.phone] }
        case .code: history.nextAttributes(after: day) { [$0.facilityCode] }
        case .move: history.nextAttributes(after: day, Self.lying)
        }
    }

    private func facts(_ step: FacilityStep, _ validity: Validity) throws -> [DatedFact] {
        if let life = step.life { return [DatedFact(facility, .life(life), validity)] }
        if case .kind(let kind) = step { return [DatedFact(facility, .kind(kind), validity)] }
        guard let change = step.change else { return [] }
        return try db.facilities.facts(of: change, to: facility, within: validity)
    }

    private func check(_ step: FacilityStep, _ before: FacilityDay, from day: Day) throws {
        switch step {
        case .rest(let until): try checkRest(before.life, from: day, until: until)
        case .reopen where before.life == .open: throw Self.refusal(.from, "この日には、休止も廃止もしていません。")
        case .close where before.life == .closed: throw Self.refusal(.from, "この日には、もう廃止しています。")
        case .merge(let other): try checkMerger(other, before.life, from: day)
        case .kind(let kind): try checkKind(kind, before.kind, from: day)
        case .move where Self.lying(before.taking(step).attributes) == Self.lying(before.attributes):
            throw Self.refusal(.address, "この日の登録と同じ所在地です。")
        case .rename(let name) where name == before.attributes.name:
            throw Self.refusal(.name, "この日の登録と同じ名前です。")
        case .phone(let phone) where phone == before.attributes.phone:
            throw Self.refusal(.phone, "この日の登録と同じ電話番号です。")
        case .code(let code) where code == before.attributes.facilityCode:
            throw Self.refusal(.code, "この日の登録と同じ医療機関コードです。")
        case .reopen, .close, .move, .rename, .phone, .code: break
        }
    }

    private func checkRest(_ life: FacilityLife, from day: Day, until: Day?) throws {
        if life == .resting { throw Self.refusal(.from, "この日には、もう休止しています。再開する日がわかったら「再開」で登録してください。") }
        if life.isEnded { throw Self.refusal(.from, "この日には、もう廃止または統合されています。") }
        if let until, until <= day { throw Self.refusal(.until, "休止する日よりあとの日にしてください。") }
    }

    private func checkMerger(_ other: Facility.ID, _ life: FacilityLife, from day: Day) throws {
        if other == facility { throw Self.refusal(.into, "統合先には、別の医療機関のIDを入力してください。") }
        if life == .merged(into: other) { throw Self.refusal(.from, "この日には、もう統合されています。") }
        guard let known = try db.facilities.day(of: other, on: day), known.attributes.prefecture == prefecture else {
            throw Self.refusal(.into, "\(prefecture.name)に、このIDの医療機関はありません。IDをご確認ください。")
        }
        if known.life.isEnded { throw Self.refusal(.into, "この日には、統合先も廃止または統合されています。") }
    }

    /// Test centres report themselves (R41).
    private func checkKind(_ kind: FacilityKind, _ before: FacilityKind?, from day: Day) throws {
        if kind == before { throw Self.refusal(.kind, "この日の登録と同じ種別です。") }
        guard kind == .testCentre else { return }
        let isReportedFor = history.parties(from: day).contains { if case .association = $0 { true } else { false } }
        if isReportedFor {
            throw Self.refusal(.kind, "検査センターは自ら報告します。先に、報告する人を自院に変えてください。")
        }
    }

    private static func lying(_ known: Facility.Attributes) -> [String] {
        [known.prefecture.code, known.localGovCode, known.cityName, known.zipCode, known.address]
    }

    private static func refusal(_ field: FacilityStep.Field, _ sentence: String) -> Problem {
        .invalid([field.problem(sentence)])
    }
}

extension FacilityDay {
    /// The same day once a step is written down.
    fileprivate func taking(_ step: FacilityStep) -> FacilityDay {
        var day = self
        if let life = step.life { day.life = life }
        if let change = step.change { day.attributes = change.applied(to: attributes) }
        if case .kind(let kind) = step { day.kind = kind }
        return day
    }
}
