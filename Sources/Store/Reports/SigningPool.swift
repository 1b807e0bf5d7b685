import Database
import Domain
import Sodium

/// A database whose revisions are signed: every write knows the node's key, by whichever way a report comes in.
public struct SigningPool: ConnectionPool {
    private let base: any ConnectionPool
    let own: Signer

    public init(_ base: any ConnectionPool, _ signer: Signer) {
        self.base = base
        own = signer
    }

    /// The number of the key.
    public var key: Int { own.key }
    public var dialect: Dialect { base.dialect }

    public func read<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await base.read(work)
    }

    public func write<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await base.write { [own] in try work(SigningConnection($0, own)) }
    }

    public func writeAlone<T: Sendable>(_ work: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await base.writeAlone { [own] in try work(SigningConnection($0, own)) }
    }

    public func close() async { await base.close() }
}

/// A transaction that writes, with the key at hand.
private final class SigningConnection: Connection {
    private let base: any Connection
    /// Not called `signer`, which would be the extension's below, for ever calling itself.
    let own: Signer

    init(_ base: any Connection, _ signer: Signer) {
        self.base = base
        own = signer
    }

    var dialect: Dialect { base.dialect }
    var writer: Int { base.writer }

    func query(_ sql: SQL) throws -> [Row] { try base.query(sql) }

    func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { try base.each(sql, body) }

    @discardableResult func execute(_ sql: SQL) throws -> Int { try base.execute(sql) }

    func insert(into table: StaticString, columns: [StaticString], rows: [[SQLValue]], onConflict: SQL?) throws {
        try base.insert(into: table, columns: columns, rows: rows, onConflict: onConflict)
    }

    func add(_ addition: CounterAddition) throws { try base.add(addition) }
}

extension Connection {
    /// What signs revisions here; nil where the product runs without a key, and in reads.
    var signer: Signer? { (self as? SigningConnection)?.own }
}

extension ConnectionPool {
    /// What signs here; nil without a key.
    public var signer: Signer? { (self as? SigningPool)?.own }

    /// The same database with a key, whose public half is published from now on.
    ///
    /// - Parameter now: by the product's clock.
    public func signing(with key: Ed25519.PrivateKey, at now: Instant) async throws -> SigningPool {
        let number: Int
        do {
            number = try await write { try $0.signingKeys.use(key.publicKey, at: now) }
        } catch DatabaseError.uniqueViolation {
            // Another node published a key at the same moment.
            number = try await write { try $0.signingKeys.use(key.publicKey, at: now) }
        }
        return SigningPool(self, Signer(key: number, key))
    }
}
