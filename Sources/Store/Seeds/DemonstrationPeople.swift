import Database
import Domain

/// The IDs of the invented country and what happened to them: contacts, mails that came back, a batch of letters, notices, and what
/// an institution asks its prefecture. Written straight into the tables: the audit has one entry for the whole demonstration.
struct DemonstrationPeople {
    let world: DemonstrationWorld
    let now: Instant

    init(_ world: DemonstrationWorld) {
        self.world = world
        now = world.now
    }

    static let recorder = "seed"

    /// An institution's ID with its life.
    struct Holder {
        let account: Account
        let institution: InventedInstitution
        let life: AccountLife
        let contact: Contact
    }

    func fill(_ db: any Connection, _ hashes: [String: String]) throws {
        let holders = holders()
        try insertInstitutions(db, holders, hashes)
        try insertOffices(db, hashes)
        let place = world.country.association.prefecture
        let near = holders.filter { $0.institution.attributes.prefecture == place }
        // In a small country none of the prefecture's may have come back.
        let bounced = [near, holders].map { $0.filter { $0.life.state == .bounced } }
        try DemonstrationPost(
            people: self, holders: near, bounced: bounced[0].count < 3 ? Array(bounced[1].prefix(6)) : bounced[0]
        ).fill(db)
        try insertColleague(db, hashes)
        try insertNotices(db)
        try insertRequest(db)
    }

    private func holders() -> [Holder] {
        let since = CountryBuilder(today: now.day, days: world.days).since
        let printed = Set(world.signIns.compactMap(\.account.facility))
        return world.country.institutions.map { institution in
            let invented = InventedLife(
                institution, isPrinted: printed.contains(institution.id), since: since, now: now)
            return Holder(
                account: Account(
                    id: DemonstrationWorld.account(of: institution.id.text), loginId: institution.id.text,
                    role: .facility(institution.id), name: institution.attributes.name),
                institution: institution, life: invented.life, contact: invented.contact)
        }
    }

    private func insertInstitutions(
        _ db: any Connection, _ holders: [Holder], _ hashes: [String: String]
    ) throws {
        try db.insert(
            into: "account",
            columns: [
                "account_id", "login_id", "login_key", "role", "facility_id", "name", "password_hash", "created_at",
                "notify_by", "notified_at", "notified_by", "bounced_at", "activated_at", "rested_at",
                "last_sign_in_at", "usable_since",
            ],
            rows: holders.map { holder in
                let (account, life) = (holder.account, holder.life)
                return [
                    .text(account.id), .text(account.loginId), .text(Account.key(of: account.loginId)),
                    .text(account.role.key), (account.facility?.text).sqlValue, .text(account.name),
                    hashes[account.loginId].sqlValue, .text(life.issuedAt.text), .text(life.notifyBy.rawValue),
                    (life.notifiedAt?.text).sqlValue, (life.notifiedBy?.rawValue).sqlValue,
                    (life.bouncedAt?.text).sqlValue, (life.activatedAt?.text).sqlValue,
                    (life.restedAt?.text).sqlValue, (life.lastSignInAt?.text).sqlValue,
                    (life.usableSince?.text).sqlValue,
                ]
            })
        let first = holders.map { (account: $0.account.id, contact: $0.contact) }
        try db.contacts.insert(first, at: holders.map(\.life.issuedAt).min() ?? now, by: Self.recorder)
    }

    /// Associations and offices: in use since the beginning.
    private func insertOffices(_ db: any Connection, _ hashes: [String: String]) throws {
        let offices = world.signIns.filter { $0.account.facility == nil && $0.account.colleague == nil }.map(\.account)
        let since = Instant(CountryBuilder(today: now.day, days: world.days).since)
        try db.accounts.insert(offices.map { ($0, passwordHash: hashes[$0.loginId]) }, at: since)
        let contacts = offices.filter { $0.role != .administrator }.enumerated().map { index, account in
            (
                account: account.id,
                contact: Contact(
                    name: "見本 係\(index + 1)", mail: "kakari@\(account.loginId.lowercased()).example.jp",
                    phone: "00000000\(10 + index)")
            )
        }
        try db.contacts.insert(contacts, at: since, by: Self.recorder)
    }

    /// Somebody at the printed clinic with an own password.
    private func insertColleague(_ db: any Connection, _ hashes: [String: String]) throws {
        guard let signIn = world.signIns.first(where: { $0.account.colleague != nil }),
            let colleague = signIn.account.colleague, let mail = signIn.mail
        else { return }
        let hash = hashes[signIn.key]
        let began = now.adding(seconds: -9 * 86_400)
        try db.insert(
            into: "colleague",
            columns: [
                "colleague_id", "account_id", "name", "mail", "mail_key", "password_hash", "created_at",
                "activated_at",
            ],
            rows: [
                [
                    .text(colleague.id), .text(signIn.account.id), .text(colleague.name), .text(mail),
                    .text(Contact.key(ofMail: mail)), hash.sqlValue, .text(began.text),
                    hash.map { _ in began.adding(seconds: 7_200).text }.sqlValue,
                ]
            ])
    }

    private func insertNotices(_ db: any Connection) throws {
        let place = world.country.association.prefecture
        let texts = [
            NoticeText(
                title: "電話の混み合う時間について",
                body: """
                    ヘルプデスクの電話は、週のはじめの午前中に混み合います。お急ぎでないときは、午後におかけください。

                    パスワードがわからないときは、ログインの画面の「パスワードをお忘れですか？」から、いつでも決め直せます。
                    """, from: now.adding(seconds: -2 * 86_400), until: now.adding(seconds: 12 * 86_400),
                audience: .everybody),
            NoticeText(
                title: "週ごとの物資の調査についてのお願い",
                body: """
                    サージカルマスクの在庫は、箱の数ではなく枚数で入力してください。1箱50枚のものが10箱あるときは、500枚です。

                    入力のしかたでご不明な点は、ヘルプデスクへお電話ください。
                    """, from: now.adding(seconds: -86_400), until: now.adding(seconds: 13 * 86_400),
                audience: .facility,
                prefecture: place),
        ]
        try db.insert(
            into: "notice",
            columns: [
                "notice_id", "title", "body", "shown_from", "shown_until", "audience", "prefecture", "by_mail",
                "recorded_at", "recorded_by",
            ],
            rows: texts.enumerated().map { index, text in
                [
                    .text(Self.key("n", index)), .text(text.title), .text(text.body), .text(text.from.text),
                    .text(text.until.text), .text(text.audience.rawValue), .text(text.prefecture?.code ?? ""),
                    .bool(false), .text(text.from.text), .text(Self.recorder),
                ]
            })
    }

    /// The printed clinic's, still open.
    private func insertRequest(_ db: any Connection) throws {
        let clinic = world.country.clinic
        try db.insert(
            into: "change_request",
            columns: [
                "request_id", "facility_id", "prefecture", "subject", "wanted", "valid_from", "recorded_at",
                "recorded_by",
            ],
            rows: [
                [
                    .text(Self.key("r", 0)), .text(clinic.id.text), .text(clinic.attributes.prefecture.code),
                    .text("hours"), .text("月〜金 9:00〜12:00、14:00〜17:00"), .text(now.day.adding(14).text),
                    .text(now.adding(seconds: -86_400).text),
                    .text(DemonstrationWorld.account(of: clinic.id.text)),
                ]
            ])
    }

    /// A key that is always the same: a letter and 24 hexadecimal digits.
    static func key(_ letter: String, _ number: Int) -> String {
        var dice = Dice(number, 83, Int(letter.utf8.first ?? 0))
        let digits = (0..<24).map { _ in String(dice.roll(16), radix: 16) }
        return "\(letter)-\(digits.joined())"
    }
}
