import Database
import Domain
import Sodium

/// Second factors (TOTP) and recovery codes, each of an ID or of one of its people. Whoever changes one stands in the audit.
public struct SecondFactorStore {
    let db: any Connection

    /// nil where none was ever begun.
    public func factor(of account: Account) throws -> SecondFactor? {
        guard let row = try row(account) else { return nil }
        let left = try db.query(
            "SELECT count(*) AS n FROM recovery_code WHERE holder = \(account.holder) AND used_at IS NULL"
        ).first?.int("n")
        return SecondFactor(
            createdAt: try row.instant("created_at"), confirmedAt: try row.optionalInstant("confirmed_at"),
            recoveryCodesLeft: left ?? 0)
    }

    /// Whether it is asked for at sign-in.
    public func isOn(_ account: Account) throws -> Bool { try row(account)?.optionalString("confirmed_at") != nil }

    /// Takes down a new secret, which is asked for once `confirm` has proved it. One that is not proved yet is replaced; one that is
    /// on stays.
    ///
    /// - Parameter secret: at least 160 random bits.
    /// - Returns: false when one is on.
    public func begin(_ secret: [UInt8], of account: Account, at now: Instant) throws -> Bool {
        let written = try db.execute(
            """
            INSERT INTO second_factor (holder, secret, created_at) VALUES
                (\(account.holder), \(TOTP.base32(secret)), \(now.text))
            ON CONFLICT (holder) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at, last_step = 0
            WHERE second_factor.confirmed_at IS NULL
            """)
        guard written == 1 else { return false }
        try audit("secondFactor.begin", account, at: now)
        return true
    }

    /// The secret that waits for its first code; nil when there is none, or when it is proved already: then it is never shown again.
    public func unconfirmedSecret(of account: Account) throws -> [UInt8]? {
        guard let row = try row(account), try row.optionalString("confirmed_at") == nil else { return nil }
        return TOTP.secret(base32: try row.string("secret"))
    }

    /// Proves the secret with a first code: from now on it is asked for.
    ///
    /// - Parameters:
    ///   - code: as typed.
    ///   - recoveryCodes: in the clear; kept are their SHA-256.
    /// - Returns: false for a wrong code.
    public func confirm(
        _ code: String, recoveryCodes: [String], of account: Account, at now: Instant
    ) throws -> Bool {
        guard let secret = try unconfirmedSecret(of: account),
            let step = try TOTP.step(matching: code, secret: secret, at: Self.seconds(now))
        else { return false }
        let confirmed = try db.execute(
            """
            UPDATE second_factor SET confirmed_at = \(now.text), last_step = \(step)
            WHERE holder = \(account.holder) AND confirmed_at IS NULL
            """)
        guard confirmed == 1 else { return false }
        try write(recoveryCodes, account, at: now)
        try audit("secondFactor.confirm", account, at: now)
        return true
    }

    /// Takes a code of the app, once: of two at the same moment one is taken.
    public func take(_ code: String, of account: Account, at now: Instant) throws -> Bool {
        guard let row = try row(account), try row.optionalString("confirmed_at") != nil,
            let secret = TOTP.secret(base32: try row.string("secret")),
            let step = try TOTP.step(matching: code, secret: secret, at: Self.seconds(now))
        else { return false }
        return try db.execute(
            """
            UPDATE second_factor SET last_step = \(step) WHERE holder = \(account.holder) AND last_step < \(step)
            """) == 1
    }

    /// Takes a recovery code, once. As typed; case, width and hyphens do not matter.
    public func takeRecoveryCode(_ typed: String, of account: Account, at now: Instant) throws -> Bool {
        guard let code = PrintedCode.normalised(typed), try isOn(account) else { return false }
        let taken = try db.execute(
            """
            UPDATE recovery_code SET used_at = \(now.text)
            WHERE holder = \(account.holder) AND code_hash = \(Self.hash(code)) AND used_at IS NULL
            """)
        guard taken == 1 else { return false }
        try audit("secondFactor.recover", account, at: now)
        return true
    }

    /// New ones; those of before are worth nothing any more.
    public func replaceRecoveryCodes(_ codes: [String], of account: Account, at now: Instant) throws {
        guard try isOn(account) else { throw Problem.notFound }
        try write(codes, account, at: now)
        try audit("secondFactor.newRecoveryCodes", account, at: now)
    }

    /// Turned off, by its owner or by somebody who helps. Once more changes nothing.
    public func remove(of account: Account, at now: Instant, by actor: String) throws {
        try db.execute("DELETE FROM recovery_code WHERE holder = \(account.holder)")
        let removed = try db.execute("DELETE FROM second_factor WHERE holder = \(account.holder)")
        guard removed == 1 else { return }
        try db.audit.record(
            AuditEntry(actor: actor, action: "secondFactor.end", subject: "account:\(account.id)"), at: now)
    }

    private func row(_ account: Account) throws -> Row? {
        try db.query(
            "SELECT secret, created_at, confirmed_at FROM second_factor WHERE holder = \(account.holder)"
        ).first
    }

    private func write(_ codes: [String], _ account: Account, at now: Instant) throws {
        try db.execute("DELETE FROM recovery_code WHERE holder = \(account.holder)")
        try db.insert(
            into: "recovery_code", columns: ["holder", "code_hash", "created_at"],
            rows: codes.map { [.text(account.holder), .text(Self.hash($0)), .text(now.text)] })
    }

    private func audit(_ action: String, _ account: Account, at now: Instant) throws {
        try db.audit.record(
            AuditEntry(actor: account.actor, action: action, subject: "account:\(account.id)"), at: now)
    }

    private static func hash(_ code: String) -> String { Sodium.sha256Hex("recovery:" + code) }

    private static func seconds(_ now: Instant) -> Int { now.milliseconds / 1000 }
}

extension Connection {
    public var secondFactors: SecondFactorStore { SecondFactorStore(db: self) }
}
