import Database
import Domain

/// The next free login IDs of a kind and prefecture (R13): none is given twice, whoever issues at the same moment, and none is
/// used again.
struct LoginSerials {
    let db: any Connection

    /// Serials have five digits.
    static let last = 99_999

    /// Takes IDs for good; the row of the serial is held until the commit, so that two who issue at once wait for each other.
    ///
    /// - Throws: `Problem.refused` when the prefecture's serials are used up.
    func take(_ count: Int, _ letter: LoginID.Letter, _ prefecture: Prefecture?) throws -> [String] {
        let code = prefecture?.code ?? "00"
        var next = try hold(letter, code)
        var free: [String] = []
        var width = max(count, 64)
        while free.count < count {
            guard next <= Self.last else { throw Self.usedUp(prefecture) }
            let serials = next...min(next + width - 1, Self.last)
            let taken = try taken(serials.map { LoginID.make(letter, prefecture: prefecture, serial: $0) })
            for serial in serials where free.count < count {
                let loginId = LoginID.make(letter, prefecture: prefecture, serial: serial)
                if !taken.contains(loginId) { free.append(loginId) }
                next = serial + 1
            }
            width = min(width * 2, 4_096)
        }
        try db.execute(
            "UPDATE login_serial SET next = \(next) WHERE letter = \(letter.rawValue) AND prefecture = \(code)")
        return free
    }

    /// The row, held until the commit.
    private func hold(_ letter: LoginID.Letter, _ code: String) throws -> Int {
        let row = try db.query(
            """
            INSERT INTO login_serial (letter, prefecture, next) VALUES (\(letter.rawValue), \(code), 1)
            ON CONFLICT (letter, prefecture) DO UPDATE SET next = login_serial.next RETURNING next
            """
        ).first
        return try row?.int("next") ?? 1
    }

    /// Which of the IDs belong to somebody: to an account, or to an institution whose ID was not issued yet.
    private func taken(_ loginIds: [String]) throws -> Set<String> {
        let rows = try db.query(
            """
            SELECT login_key AS taken FROM account WHERE login_key IN (\(.list(loginIds)))
            UNION SELECT facility_key FROM facility WHERE facility_key IN (\(.list(loginIds)))
            UNION SELECT association_id FROM association WHERE association_id IN (\(.list(loginIds)))
            """)
        return Set(try rows.map { try $0.string("taken") })
    }

    private static func usedUp(_ prefecture: Prefecture?) -> Problem {
        .refused(
            japanese: "\(prefecture?.name ?? "全国")の新しいIDは使い切られています。管理者に連絡してください。",
            english: "the login IDs of \(prefecture?.code ?? "00") are used up")
    }
}
