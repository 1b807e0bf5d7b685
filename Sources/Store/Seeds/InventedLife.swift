import Domain

/// How far an institution's ID came, and whom to reach for it: all invented, and the same every time.
struct InventedLife {
    let life: AccountLife
    let contact: Contact

    /// - Parameters:
    ///   - since: the day on which IDs were given out.
    ///   - now: nothing happened later.
    init(_ institution: InventedInstitution, isPrinted: Bool, since: Day, now: Instant) {
        var dice = Dice(institution.number, 71)
        let isHospital = institution.known(on: now.day)?.kind == .hospital
        let state = Self.state(of: institution, isPrinted: isPrinted, on: now.day, &dice)
        let isMember = institution.known(on: now.day).map { $0.party != .itself } ?? false
        let byLetter = state != .bounced && dice.happens(perMille: isHospital ? 600 : 70)
        let way: NotificationWay = isMember ? .nobody : byLetter ? .letter : .mail
        // Those who are not told yet are the newest.
        let first = state == .issued && !isMember ? now.day.adding(-3) : since
        let issued = min(now, Instant(first, Self.morning(&dice)))
        var life = AccountLife(notifyBy: way, issuedAt: issued)
        if state != .issued {
            let days = way == .letter ? 4 : 0
            life.notifiedAt = min(now, issued.adding(seconds: days * 86_400 + 60 + dice.roll(600)))
            life.notifiedBy = way
        }
        switch state {
        case .issued, .notified: break
        case .bounced: life.bouncedAt = life.notifiedAt.map { min(now, $0.adding(seconds: 20 + dice.roll(90))) }
        case .activated, .resting:
            let activated = (life.notifiedAt ?? issued).adding(seconds: 3_600 + dice.roll(3 * 86_400))
            life.activatedAt = min(now, activated)
            let seen = state == .resting ? 86_400 * (5 + dice.roll(2)) : 600 + dice.roll(2 * 86_400)
            life.lastSignInAt = max(min(now, activated), now.adding(seconds: -seen))
            if state == .resting { life.restedAt = now.adding(seconds: -86_400 - dice.roll(86_400)) }
        }
        self.life = life
        contact = Contact(
            name: dice.pick(Self.families) + " " + dice.pick(Self.givens),
            mail: way == .letter && state != .activated ? "" : "jimu@\(institution.id.text.lowercased()).example.jp",
            phone: institution.attributes.phone)
    }

    /// Whoever reports is at it; of the others many have not begun.
    private static func state(
        of institution: InventedInstitution, isPrinted: Bool, on day: Day, _ dice: inout Dice
    ) -> AccountLife.State {
        let roll = dice.roll(1_000)
        if isPrinted { return .activated }
        guard let known = institution.known(on: day), known.party == .itself else { return .issued }
        if known.life.isEnded { return .resting }
        if institution.isEverAsked { return .activated }
        return switch roll {
        case ..<280: .issued
        case ..<640: .notified
        case ..<700: .bounced
        case ..<970: .activated
        default: .resting
        }
    }

    /// Between nine and five.
    private static func morning(_ dice: inout Dice) -> TimeOfDay {
        TimeOfDay(milliseconds: (9 * 3_600 + dice.roll(8 * 3_600)) * 1_000)
    }

    private static let families = ["見本", "架空", "例山", "仮名", "想田", "綴木", "紙野", "絵空", "作間", "夢見", "虚野", "写田"]
    private static let givens = ["花子", "太郎", "一郎", "春", "夏美", "秋人", "冬子", "実", "光", "葵", "渚", "つむぎ"]
}
