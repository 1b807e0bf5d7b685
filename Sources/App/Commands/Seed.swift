import ArgumentParser
import Database
import Domain
import Sodium
import Store

/// `gmis seed`: a small invented country, and one sign-in a role. The sign-ins go to standard output, all else to standard error.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "空のデータベースに架空の見本を入れる / Fill an empty database with a small invented sample")

    func run() async throws {
        try Sodium.start()
        let signIns = try Self.signIns().map { account in (account, password: Self.password()) }
        let accounts = try signIns.map { ($0.0, hash: try Argon2id.hash($0.password)) }
        try await Program.withPool { pool in
            let now = Program.now()
            let surveys = try await pool.read { try $0.forms.all() }
            try await pool.writeAlone { db in
                try SampleWorld(today: now.day).fill(db, surveys: surveys, at: now)
                for (account, hash) in accounts {
                    try db.accounts.create(account, passwordHash: hash, by: "administrator", at: now)
                }
            }
        }
        Complaint.write("見本を入れました / the sample is in place")
        for (account, password) in signIns {
            print("\(account.role.label)\t\(account.name)\tID \(account.loginId)\tパスワード \(password)")
        }
    }

    private static func signIns() throws -> [Account] {
        guard let hospital = SampleWorld.hospitals.first(where: { $0.attributes.prefecture.code == "17" }) else {
            return []
        }
        let prefecture = hospital.attributes.prefecture
        return [
            Account(
                id: identifier(), loginId: hospital.id.text, role: .facility(hospital.id),
                name: hospital.attributes.name),
            Account(
                id: identifier(), loginId: LoginID.make(.prefecture, prefecture: prefecture, serial: 90_001),
                role: .prefecture(prefecture), name: "\(prefecture.name) 見本課"),
            Account(
                id: identifier(), loginId: LoginID.make(.ministry, prefecture: nil, serial: 90_001), role: .ministry,
                name: "厚生労働省 見本室"),
        ]
    }

    private static func identifier() -> String { "a-" + Sodium.hex(Sodium.random(12)) }

    /// Different in every database, so that nobody knows the one of yours.
    private static func password() -> String {
        "Mihon-" + Sodium.random(8).map { String($0 % 10) }.joined()
    }
}
