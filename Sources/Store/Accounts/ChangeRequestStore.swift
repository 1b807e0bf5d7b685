import Database
import Domain
import Sodium

/// What institutions ask their prefectures to change, and the answers (R28).
public struct ChangeRequestStore {
    let db: any Connection

    /// Asks the prefecture in which the institution lies on the day.
    ///
    /// - Throws: `Problem.notFound` for an account without an institution; `Problem.invalid` when too many are open already.
    /// - Returns: the request's key.
    @discardableResult public func add(
        _ subject: ChangeRequest.Subject, wanted: String, from: Day, by account: Account, at now: Instant
    ) throws -> String {
        guard let facility = account.facility,
            let known = try db.facilities.attributes(of: facility, on: now.day)
        else { throw Problem.notFound }
        let open = try db.query(
            """
            SELECT count(*) AS n FROM change_request WHERE facility_id = \(facility.text) AND answered_at IS NULL
            """
        ).first?.int("n")
        guard (open ?? 0) < ChangeRequest.mostOpen else {
            throw Problem.invalid([
                FieldProblem(
                    field: "wanted", label: "変更の内容",
                    sentence: "回答待ちの依頼が\(ChangeRequest.mostOpen)件あります。都道府県の回答を待ってから送ってください。")
            ])
        }
        let id = "r-" + Sodium.hex(Sodium.random(12))
        try db.execute(
            """
            INSERT INTO change_request (request_id, facility_id, prefecture, subject, wanted, valid_from, recorded_at,
                recorded_by)
            VALUES (\(id), \(facility.text), \(known.prefecture.code), \(subject.rawValue), \(wanted), \(from.text),
                \(now.text), \(account.actor))
            """)
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: "request.create", subject: "facility:\(facility)",
                detail: ["request": id, "about": subject.rawValue]), at: now)
        return id
    }

    /// An institution's own, the newest first.
    public func all(of facility: Facility.ID) throws -> [ChangeRequest] {
        try db.query(
            """
            SELECT \(Self.columns) FROM change_request WHERE facility_id = \(facility.text)
            ORDER BY recorded_at DESC, request_id DESC LIMIT 200
            """
        ).map(Self.request)
    }

    /// Those a prefecture has to answer, the oldest first.
    public func open(in prefecture: Prefecture, limit: Int = 200) throws -> [ChangeRequest] {
        try db.query(
            """
            SELECT \(Self.columns) FROM change_request WHERE prefecture = \(prefecture.code) AND answered_at IS NULL
            ORDER BY recorded_at, request_id LIMIT \(limit)
            """
        ).map(Self.request)
    }

    /// Those it has answered, the newest answer first; those behind a place of the list where one is given.
    public func answered(
        in prefecture: Prefecture, after place: ChangeRequest.Place?, limit: Int
    ) throws -> [ChangeRequest] {
        let rest: SQL =
            place.map { place in
                "(answered_at < \(place.at.text) OR (answered_at = \(place.at.text) AND request_id < \(place.id)))"
            } ?? "answered_at IS NOT NULL"
        return try db.query(
            """
            SELECT \(Self.columns) FROM change_request WHERE prefecture = \(prefecture.code) AND \(rest)
            ORDER BY answered_at DESC, request_id DESC LIMIT \(limit)
            """
        ).map(Self.request)
    }

    /// One of a prefecture's; nil for another's.
    public func find(_ id: String, in prefecture: Prefecture) throws -> ChangeRequest? {
        try db.query(
            """
            SELECT \(Self.columns) FROM change_request
            WHERE request_id = \(id) AND prefecture = \(prefecture.code)
            """
        ).first.map(Self.request)
    }

    /// What a prefecture says.
    public struct Verdict: Sendable {
        let accepts: Bool
        let value: String
        let words: String

        /// - Parameters:
        ///   - value: what is written down, where something is.
        ///   - words: why it is declined, or a remark.
        public init(accepts: Bool, value: String = "", words: String = "") {
            (self.accepts, self.value, self.words) = (accepts, value, words)
        }
    }

    /// Takes the answer, once; accepting a name, an address or a phone number writes it down from the day it is to hold. Whoever is
    /// in charge at the institution is told by mail that there is an answer.
    ///
    /// - Parameter mailedAt: by the true clock, as mails are sent.
    /// - Throws: `Problem.notFound` when there is no such open request of the prefecture.
    public func answer(
        _ request: ChangeRequest, _ verdict: Verdict, surveys: Surveys, by account: Account, at now: Instant,
        mailedAt: Instant
    ) throws {
        try settle(request, verdict, by: account, at: now, mailedAt: mailedAt)
        guard verdict.accepts, let change = request.subject.change(to: verdict.value) else { return }
        let facts = try db.facilities.facts(
            of: change, to: request.facility, within: Validity(from: request.validFrom, until: nil))
        try db.facilities.record(facts, surveys: surveys, at: now, by: account.actor)
    }

    /// Notes the answer, once, where what was asked is written down by somebody else in the same transaction. The institution is
    /// told.
    ///
    /// - Throws: `Problem.notFound` when there is no such open request of the prefecture.
    public func settle(
        _ request: ChangeRequest, _ verdict: Verdict, by account: Account, at now: Instant, mailedAt: Instant
    ) throws {
        guard account.prefecture == request.prefecture else { throw Problem.notFound }
        let taken = try db.execute(
            """
            UPDATE change_request SET answered_at = \(now.text), answered_by = \(account.actor),
                accepted = \(verdict.accepts), answer = \(verdict.words)
            WHERE request_id = \(request.id) AND prefecture = \(request.prefecture.code) AND answered_at IS NULL
            """)
        guard taken == 1 else { throw Problem.notFound }
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: verdict.accepts ? "request.accept" : "request.decline",
                subject: "facility:\(request.facility)",
                detail: ["request": request.id, "about": request.subject.rawValue]), at: now)
        try tell(request, by: account.actor, now, mailedAt)
    }

    private func tell(_ request: ChangeRequest, by actor: String, _ now: Instant, _ mailedAt: Instant) throws {
        guard let own = try db.accounts.account(of: request.facility, on: now.day) else { return }
        let address = try db.contacts.current(of: own.id).mail
        guard !address.isEmpty else { return }
        try db.mails.queue(.requestAnswered(own, request.subject, to: address), for: own, at: mailedAt, by: actor)
    }

    private static let columns: SQL = """
        request_id, facility_id, prefecture, subject, wanted, valid_from, recorded_at, answered_at, accepted, answer
        """

    private static func request(_ row: Row) throws -> ChangeRequest {
        guard let facility = Facility.ID(try row.string("facility_id")),
            let prefecture = Prefecture(code: try row.string("prefecture")),
            let subject = ChangeRequest.Subject(rawValue: try row.string("subject")),
            let from = Day(try row.string("valid_from"))
        else { throw DatabaseError.other("a row of change_request cannot be read: \(row.columns)") }
        let answer = try row.optionalInstant("answered_at").map { at in
            ChangeRequest.Answer(
                isAccepted: try row.bool("accepted"), words: try row.string("answer"), answeredAt: at)
        }
        return ChangeRequest(
            id: try row.string("request_id"), facility: facility, prefecture: prefecture, subject: subject,
            wanted: try row.string("wanted"), validFrom: from, recordedAt: try row.instant("recorded_at"),
            answer: answer)
    }
}

extension Connection {
    public var changeRequests: ChangeRequestStore { ChangeRequestStore(db: self) }
}

extension ChangeRequest.Subject {
    /// What accepting it changes of the attributes; nil where nothing does.
    fileprivate func change(to value: String) -> AttributeChange? {
        var change = AttributeChange()
        switch self {
        case .name: change.name = value
        case .address: change.address = value
        case .phone: change.phone = value
        case .kind, .designation, .hours, .other: return nil
        }
        return change
    }
}
