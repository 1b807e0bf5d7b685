/// The second factor (TOTP) of an ID, or of one of its people (design §6).
public struct SecondFactor: Sendable, Equatable {
    /// The secret was made; until it is proved with a first code it is not asked for.
    public let createdAt: Instant
    public let confirmedAt: Instant?
    /// Recovery codes that were not used yet.
    public let recoveryCodesLeft: Int

    public init(createdAt: Instant, confirmedAt: Instant?, recoveryCodesLeft: Int) {
        self.createdAt = createdAt
        self.confirmedAt = confirmedAt
        self.recoveryCodesLeft = recoveryCodesLeft
    }

    public var isOn: Bool { confirmedAt != nil }

    /// So many recovery codes are made at once.
    public static let recoveryCodes = 10
}

extension Account {
    /// Offices see many institutions' figures and people: they, each of their people included, need a second factor. Institutions
    /// and associations may have one.
    public var needsSecondFactor: Bool {
        switch role {
        case .prefecture, .ministry, .helpDesk, .administrator: true
        case .facility, .association: false
        }
    }
}
