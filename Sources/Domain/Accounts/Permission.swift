/// What somebody wants to do; every route names one.
public enum Action: String, Sendable, CaseIterable {
    /// Open to everybody: sign-in page, open data, health.
    case seePublic
    /// Anything that only needs a session: home, sign-out.
    case beSignedIn
    /// Enter, correct or withdraw an institution's figures (R43).
    case report
    /// See one institution's reports with their history.
    case readReports
    /// See an area's sums and completeness (R60).
    case watch
    /// See and change what is kept of the own ID: contact, colleagues, second factor (R28).
    case keepRecord
    /// Make and withdraw keys for programs of those who report (R43).
    case makeKeys
    /// Answer what institutions ask their prefecture to change (R28).
    case answerRequests
    /// Say who reports in the own prefecture: designations, associations, the life of institutions (R31 R40).
    case designate
    /// Report for many members at once, by table or file (R18).
    case reportForMembers
    /// Issue IDs and care for them: mails, letters, contacts, notices (R21).
    case manageAccounts
    /// Look at everybody's audit.
    case readAudit

    /// Open to an ID that may only read (R22).
    public var isForReaders: Bool { [.seePublic, .beSignedIn, .readReports].contains(self) }

    /// Whether who may do it depends on the institution or area: then the address alone does not say who may come.
    public var needsSubject: Bool {
        switch self {
        case .report, .readReports, .watch: true
        case .seePublic, .beSignedIn, .keepRecord, .makeKeys, .answerRequests, .designate, .reportForMembers,
            .manageAccounts, .readAudit:
            false
        }
    }
}

/// What it is to be done to.
public enum Subject: Sendable, Hashable {
    case nothing
    /// An institution, the prefecture in which it lay on the day in question, and who reports for it today (R22 R31).
    case facility(Facility.ID, in: Prefecture, reportedBy: ReportingParty = .itself)
    case area(Area)
}

/// The answer to *may this account do this to that?*, given by `Account.permit` alone. Stores hand out and take an
/// institution's or an area's figures only against it, so that no handler can forget to ask.
public struct Permit: Sendable, Hashable {
    public let action: Action
    public let subject: Subject
    /// Who asked; nil for the product's own work (import, publication).
    public let account: String?
    /// Who of the account's people, by key.
    public let colleague: String?

    init(_ action: Action, _ subject: Subject, account: String?, colleague: String? = nil) {
        self.action = action
        self.subject = subject
        self.account = account
        self.colleague = colleague
    }

    /// Who acts, as audit entries name it.
    public var actor: String { colleague ?? account ?? "product" }

    /// The product's own work, never on behalf of a visitor: imports and publication.
    public static func product(_ action: Action, _ subject: Subject) -> Permit {
        Permit(action, subject, account: nil)
    }
}

extension Account {
    /// May this account do this to that? What one may not see is not found.
    public func permit(_ action: Action, _ subject: Subject = .nothing) throws(Problem) -> Permit {
        guard may(action, subject) else { throw .notFound }
        return Permit(action, subject, account: id, colleague: colleague?.id)
    }

    private func may(_ action: Action, _ subject: Subject) -> Bool {
        guard !readsOnly || action.isForReaders else { return false }
        return switch (action, subject) {
        case (.seePublic, .nothing), (.beSignedIn, .nothing): true
        case (.report, .facility(let facility, _, let party)): mayReport(facility, party)
        case (.readReports, .facility(let facility, let prefecture, let party)):
            mayRead(facility, in: prefecture, party)
        case (.watch, .area(let area)): mayWatch(area)
        case (.keepRecord, .nothing): role != .administrator
        case (.makeKeys, .nothing): facility != nil || association != nil
        case (.answerRequests, .nothing), (.designate, .nothing): prefecture != nil
        case (.reportForMembers, .nothing): association != nil
        case (.manageAccounts, .nothing): role == .helpDesk
        case (.readAudit, .nothing): role == .administrator
        default: false
        }
    }

    /// The party that reports today, for every past day, whoever reported it then (R22 R43).
    private func mayReport(_ facility: Facility.ID, _ party: ReportingParty) -> Bool {
        switch (role, party) {
        case (.facility(let own), .itself): own == facility
        case (.association(let own), .association(let reporting)): own == reporting
        default: false
        }
    }

    private func mayRead(_ facility: Facility.ID, in prefecture: Prefecture, _ party: ReportingParty) -> Bool {
        switch role {
        case .facility(let own): own == facility
        case .association: mayReport(facility, party)
        case .prefecture(let own): own == prefecture
        case .ministry: true
        case .helpDesk, .administrator: false
        }
    }

    private func mayWatch(_ area: Area) -> Bool {
        switch role {
        case .ministry: return true
        case .prefecture(let own):
            switch area {
            case .nation: return false
            case .prefecture(let prefecture): return prefecture == own
            case .municipality(let code): return code.hasPrefix(own.code)
            }
        case .facility, .association, .helpDesk, .administrator: return false
        }
    }
}
