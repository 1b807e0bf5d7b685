import Database
import Domain
import Sodium

/// One-time links and codes (R14): kept is only the SHA-256 of what stands in the mail or letter.
public struct OneTimeCodeStore {
    let db: any Connection

    /// - Parameter secret: what the person will bring, normalised; random, at least 50 bits.
    public func add(_ code: OneTimeCode, secret: String, at now: Instant) throws {
        try db.execute(
            """
            INSERT INTO one_time_code (code_hash, account_id, colleague_id, purpose, way, payload, created_at, expires_at)
            VALUES (\(Self.hash(secret)), \(code.account), \(code.colleague), \(code.purpose.rawValue),
                \(code.way.rawValue), \(code.payload), \(now.text), \(code.expiresAt.text))
            """)
    }

    /// What somebody brings, as long as it is good; it stays so until `use`.
    public func look(_ secret: String, _ purpose: OneTimeCode.Purpose, at now: Instant) throws -> Result<
        OneTimeCode, OneTimeCodeRefusal
    > {
        let row = try db.query(
            """
            SELECT account_id, colleague_id, purpose, way, payload, expires_at, used_at, cancelled_at FROM one_time_code
            WHERE code_hash = \(Self.hash(secret)) AND purpose = \(purpose.rawValue)
            """
        ).first
        guard let row, let way = OneTimeCode.Way(rawValue: try row.string("way")) else {
            return .failure(OneTimeCodeRefusal(.unknown))
        }
        let code = OneTimeCode(
            account: try row.string("account_id"), colleague: try row.optionalString("colleague_id"), purpose: purpose,
            way: way, payload: try row.string("payload"), expiresAt: try row.instant("expires_at"))
        if try row.optionalString("used_at") != nil { return .failure(OneTimeCodeRefusal(.used, code)) }
        if try row.optionalString("cancelled_at") != nil { return .failure(OneTimeCodeRefusal(.cancelled, code)) }
        return now < code.expiresAt ? .success(code) : .failure(OneTimeCodeRefusal(.expired, code))
    }

    /// Takes it for good; of two at once one gets true.
    public func use(_ secret: String, at now: Instant) throws -> Bool {
        try db.execute(
            """
            UPDATE one_time_code SET used_at = \(now.text)
            WHERE code_hash = \(Self.hash(secret)) AND used_at IS NULL AND cancelled_at IS NULL
                AND expires_at > \(now.text)
            """) == 1
    }

    /// Ends the open ones of a purpose, of the ID or of one of its people.
    ///
    /// - Parameter way: only those of mails, or of letters.
    public func cancel(
        _ purpose: OneTimeCode.Purpose, of account: Account, way: OneTimeCode.Way? = nil, at now: Instant
    ) throws {
        let holder: SQL = account.colleague.map { "colleague_id = \($0.id)" } ?? "colleague_id IS NULL"
        let ways = way.map { [$0.rawValue] } ?? [OneTimeCode.Way.mail, .letter].map(\.rawValue)
        try db.execute(
            """
            UPDATE one_time_code SET cancelled_at = \(now.text)
            WHERE account_id = \(account.id) AND \(holder) AND purpose = \(purpose.rawValue) AND way IN (\(.list(ways)))
                AND used_at IS NULL AND cancelled_at IS NULL
            """)
    }

    /// Ends all open ones of an ID, whoever's.
    func cancel(of account: String, at now: Instant) throws {
        try db.execute(
            """
            UPDATE one_time_code SET cancelled_at = \(now.text)
            WHERE account_id = \(account) AND used_at IS NULL AND cancelled_at IS NULL
            """)
    }

    private static func hash(_ secret: String) -> String { Sodium.sha256Hex("code:" + secret) }
}

/// Why a link or code is not taken.
public struct OneTimeCodeRefusal: Error, Sendable {
    public let fault: OneTimeCodeFault
    /// What it was good for once; nil for an unknown one.
    public let code: OneTimeCode?

    init(_ fault: OneTimeCodeFault, _ code: OneTimeCode? = nil) {
        self.fault = fault
        self.code = code
    }
}

extension Connection {
    public var oneTimeCodes: OneTimeCodeStore { OneTimeCodeStore(db: self) }
}
