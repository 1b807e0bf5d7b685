import Database
import Domain
import Sodium
import Store

/// Keys that everybody knows, and that sign nothing but tests.
extension TestWorld {
    /// The n-th key, from 1.
    public static func key(_ number: UInt8) -> Ed25519.PrivateKey {
        guard let key = Ed25519.PrivateKey(seed: [UInt8](repeating: number, count: Ed25519.seedBytes)) else {
            preconditionFailure("no key of \(number)")
        }
        return key
    }

    /// The same world with a key: whatever is stored from now on is signed.
    public func signing(with number: UInt8 = 1, at instant: Instant = now) async throws -> TestWorld {
        TestWorld(pool: try await pool.signing(with: Self.key(number), at: instant), surveys: surveys)
    }
}

extension TestWorld {
    /// What the product states of these revisions of the hospital survey of `today`.
    public func statement(
        of revisions: [Revision], _ kind: Statement.Kind = .statement, issuer: String = "https://example.jp"
    ) -> Statement {
        Statement(
            kind, Self.own, called: "見本台総合病院", from: Self.today, through: Self.today, at: Self.now, issuer: issuer,
            entries: revisions.compactMap { revision in
                surveys.form("hospital-status", version: revision.form).map {
                    Statement.Entry(form: $0, period: Self.today, revision: revision)
                }
            })
    }
}
