import Database
import Domain
import Hummingbird
import Store

/// Which members are asked to confirm a day's figures, and which did.
enum MemberConfirmationController {
    static func show(_ visit: Visit) async throws -> Response {
        let desk = try await MemberConfirmationDesk(visit)
        var page = MemberConfirmationPage(
            frame: visit.frame(.home), form: desk.form, day: desk.day, members: desk.rows(at: visit.arrived))
        page.asked = visit.asked("asked").flatMap { Int($0) }.map { max(0, min($0, page.members.count)) }
        return visit.page(page.body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let desk = try await MemberConfirmationDesk(visit)
        let (now, arrived) = (visit.now, visit.arrived)
        let asked = try await visit.house.pool.write { db in
            try db.confirmations.ask(desk.askable, desk.form, desk.day, by: desk.account, at: now, arrived: arrived)
        }
        return visit.redirect(Links().memberConfirmations(desk.form.survey, desk.day, asked: asked))
    }
}

extension Links {
    /// The page after so many were asked.
    func memberConfirmations(_ survey: String, _ day: Day, asked: Int) -> Link {
        Link(base: base, ["members", survey, day.text, "confirmations"], query: [("asked", String(asked))])
    }
}

/// The members of today with what is known of one survey and period.
private struct MemberConfirmationDesk: Sendable {
    let account: Account
    let form: Form
    let day: Day
    private let members: [(permit: Permit, id: Facility.ID, name: String)]
    private let filings: [Facility.ID: Filing]
    private let sent: [Facility.ID: Int]
    private let newest: [Facility.ID: FiguresConfirmation]
    private let addresses: [Facility.ID: String]

    init(_ visit: Visit) async throws {
        let account = try visit.signedIn(to: .reportForMembers)
        let (form, day, now) = (try visit.survey(), try visit.day(), visit.now)
        guard let association = account.association, form.schedule.opens(for: day) <= now else {
            throw Problem.notFound
        }
        let then = try await visit.house.register.roster(on: day, visit.house)
        let today = try await visit.house.register.roster(on: now.day, visit.house).members(of: association)
        let members = try today.map { member in
            let permit = try account.permit(
                .report,
                .facility(member.id, in: member.known.attributes.prefecture, reportedBy: member.known.party))
            return (
                permit: permit, id: member.id,
                name: then.facilities[member.id]?.attributes.name ?? member.known.attributes.name
            )
        }
        (filings, sent, newest, addresses) = try await visit.house.pool.read { db in
            let permits = members.map(\.permit)
            return (
                try db.reports.filings(form.survey, day, of: permits),
                try db.confirmations.confirmable(form.survey, day, permits, by: account),
                try db.confirmations.newest(form.survey, day, of: association),
                try db.confirmationAddresses.all(of: association)
            )
        }
        (self.account, self.form, self.day, self.members) = (account, form, day, members)
    }

    var askable: [ConfirmationStore.Member] {
        members.map { ConfirmationStore.Member(permit: $0.permit, name: $0.name) }
    }

    /// - Parameter now: by the true clock.
    func rows(at now: Instant) -> [MemberConfirmationPage.Member] {
        members.map { member in
            MemberConfirmationPage.Member(facility: member.id, name: member.name, state: state(of: member.id, at: now))
        }
    }

    private func state(of id: Facility.ID, at now: Instant) -> MemberConfirmationPage.Member.State {
        guard filings[id]?.status.counts ?? false else { return .notReported }
        guard let number = sent[id] else { return .notOurs }
        if let asked = newest[id], asked.number == number {
            switch asked.state(at: now) {
            case .confirmed(let at): return .confirmed(at: at)
            case .waiting(let since): return .waiting(since: since)
            case .expired(let since): return addresses[id] == nil ? .withoutAddress : .expired(since: since)
            }
        }
        return addresses[id] == nil ? .withoutAddress : .open
    }
}
