/// Somebody who may sign in.
public struct Account: Sendable, Equatable {
    /// Opaque; stands in audit entries and revisions.
    public let id: String
    /// What is typed at sign-in; to the character as issued, never changes (R13).
    public let loginId: String
    public let role: Role
    /// The institution or office as pages name it.
    public let name: String
    /// Who of its people is here; nil for the ID itself.
    public let colleague: Colleague?
    /// An association reports for the institution: its own reports may be read, and nothing else (R22).
    public let readsOnly: Bool

    public init(
        id: String, loginId: String, role: Role, name: String, colleague: Colleague? = nil, readsOnly: Bool = false
    ) {
        self.id = id
        self.loginId = loginId
        self.role = role
        self.name = name
        self.colleague = colleague
        self.readsOnly = readsOnly
    }

    /// Who acts, by key, as audit entries name it: one of the ID's people, or the ID itself.
    public var actor: String { colleague?.id ?? id }

    /// Whose second factor, devices and recovery codes are meant: the same key.
    public var holder: String { actor }

    /// The same ID, used by one of its people.
    public func acting(as colleague: Colleague?) -> Account {
        Account(id: id, loginId: loginId, role: role, name: name, colleague: colleague, readsOnly: readsOnly)
    }

    /// The same ID while it may only read.
    public var reading: Account {
        Account(id: id, loginId: loginId, role: role, name: name, colleague: colleague, readsOnly: true)
    }

    /// The institution it reports for.
    public var facility: Facility.ID? { role.facility }

    /// The association it reports for, by its key.
    public var association: String? { if case .association(let id) = role { id } else { nil } }

    /// The prefecture whose officer it is.
    public var prefecture: Prefecture? { if case .prefecture(let own) = role { own } else { nil } }

    /// Where IDs are compared: width and case do not tell two apart (R13), nor do blanks around them, as pasting leaves.
    public static func key(of loginId: String) -> String {
        let key = Typed.halfWidth(loginId)
        let blanks: Set<Character> = [" ", "\t", "\n"]
        let trimmed = key.drop(while: blanks.contains).reversed().drop(while: blanks.contains).reversed()
        return String(trimmed).uppercased()
    }
}

/// What an account is for, and whose.
public enum Role: Sendable, Hashable {
    case facility(Facility.ID)
    /// By its key: reports for its members (R18 R31).
    case association(String)
    case prefecture(Prefecture)
    case ministry
    case helpDesk
    /// Reads the audit; everything else is done on the command line.
    case administrator

    /// The institution, for its own people.
    public var facility: Facility.ID? { if case .facility(let id) = self { id } else { nil } }

    /// The word in the database and on the command line.
    public var key: String {
        switch self {
        case .facility: "facility"
        case .association: "association"
        case .prefecture: "prefecture"
        case .ministry: "ministry"
        case .helpDesk: "helpDesk"
        case .administrator: "administrator"
        }
    }

    /// As pages name it.
    public var label: String {
        switch self {
        case .facility: "医療機関"
        case .association: "とりまとめ団体"
        case .prefecture: "都道府県"
        case .ministry: "厚生労働省"
        case .helpDesk: "事務局"
        case .administrator: "管理者"
        }
    }
}
