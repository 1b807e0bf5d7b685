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

    /// Whether the help desk may turn off a factor that was lost. Its own and the administrator's are turned off by command, so that
    /// nobody at the desk lets in a colleague by a phone call.
    public var mayLoseFactorAtDesk: Bool {
        switch role {
        case .facility, .association, .prefecture, .ministry: true
        case .helpDesk, .administrator: false
        }
    }
}
