import Database
import Domain

/// Writes down the steps of an institution's life, as its prefecture tells them (R13 R28). Facts are only added: a wrong step is put
/// right by another one.
public struct FacilityLifeWriting {
    let db: any Connection

    /// Who tells it, and when.
    public struct Order: Sendable {
        public var officer: Account
        public var at: Instant
        /// By the true clock, as sessions and mails are.
        public var arrived: Instant

        public init(by officer: Account, at: Instant, arrived: Instant) {
            (self.officer, self.at, self.arrived) = (officer, at, arrived)
        }
    }

    /// The change request that a step answers.
    public struct Answer: Sendable {
        let request: ChangeRequest
        let words: String

        /// - Parameter words: a remark for the institution; may be empty.
        public init(_ request: ChangeRequest, words: String = "") { (self.request, self.words) = (request, words) }
    }

    /// What is known of an institution that is the officer's today, or will be from its first day on; until then, of that day.
    ///
    /// - Throws: `Problem.notFound` for any other.
    public func known(of facility: Facility.ID, for officer: Account, on today: Day) throws -> FacilityDay {
        let history = try db.facilities.history(of: facility)
        guard let own = officer.prefecture, FacilityStepPlanning.isOwn(history, own, on: today),
            let known = try db.facilities.newest(of: facility, on: today)
        else { throw Problem.notFound }
        return known
    }

    /// What a step would write down.
    ///
    /// - Throws: `Problem.notFound` where the institution is not the officer's today; `Problem.invalid` with what stands in the way.
    public func plan(
        _ step: FacilityStep, of facility: Facility.ID, from day: Day, for officer: Account, on today: Day
    ) throws -> FacilityStepPlan {
        guard let own = officer.prefecture else { throw Problem.notFound }
        return try FacilityStepPlanning(db, facility, in: own, on: today).plan(step, from: day)
    }

    /// Writes it down; where people may no longer sign in, their sessions end at that moment.
    ///
    /// - Parameter seen: how many facts whoever decided had before their eyes.
    /// - Throws: as `plan`; `Problem.changedMeanwhile` when more is known by now.
    @discardableResult public func take(
        _ step: FacilityStep, of facility: Facility.ID, from day: Day, seen: Int, answer: Answer? = nil,
        surveys: Surveys, _ order: Order
    ) throws -> FacilityStepPlan {
        try db.facilities.hold([facility])
        let plan = try plan(step, of: facility, from: day, for: order.officer, on: order.at.day)
        guard plan.told == seen else { throw Problem.changedMeanwhile(currentRevision: plan.told) }
        try db.facilities.record(plan.facts, surveys: surveys, at: order.at, by: order.officer.actor)
        var detail = ["step": step.name.rawValue, "from": day.text]
        if let until = plan.validity.until { detail["until"] = until.text }
        try db.audit.record(
            AuditEntry(
                actor: order.officer.actor, action: "facility.set", subject: "facility:\(facility)", detail: detail),
            at: order.at)
        if let answer {
            guard answer.request.facility == facility else { throw Problem.notFound }
            try db.changeRequests.settle(
                answer.request, ChangeRequestStore.Verdict(accepts: true, words: answer.words), by: order.officer,
                at: order.at, mailedAt: order.arrived)
        }
        try endSessions(of: facility, order)
        return plan
    }

    private func endSessions(of facility: Facility.ID, _ order: Order) throws {
        let today = order.at.day
        guard let account = try db.accounts.account(of: facility, on: today),
            try db.facilities.signInStanding(of: facility, on: today) != .allowed
        else { return }
        try db.sessions.endAll(of: account.id, at: order.arrived)
    }
}

extension Connection {
    public var facilityLives: FacilityLifeWriting { FacilityLifeWriting(db: self) }
}
