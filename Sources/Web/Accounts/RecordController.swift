import Database
import Domain
import Hummingbird
import Store

/// Everything that is kept about the visitor's ID, on one page (R28).
enum RecordController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let (now, arrived, surveys) = (visit.now, visit.arrived, visit.house.surveys)
        let kept = try await visit.house.pool.read { try RecordContents($0, account, at: now, arrived: arrived) }
        return visit.page(RecordPage(frame: visit.frame(.record), kept: kept, surveys: surveys).body)
    }
}

extension Visit {
    /// Who is signed in, and may do this; what one may not do is not found.
    func signedIn(to action: Action) throws(Problem) -> Account {
        let account = try signedIn()
        _ = try account.permit(action)
        return account
    }

    /// A part of the path that is a key: letters, digits and hyphens.
    func key(_ name: String) throws(Problem) -> String {
        let key = try parameter(name)
        guard Self.isKey(key) else { throw .notFound }
        return key
    }

    /// Whether a text can be a key.
    static func isKey(_ text: String) -> Bool {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
        }
        return isPlain && (1...64).contains(text.utf8.count)
    }
}

/// What is kept about an ID.
struct RecordContents: Sendable {
    var account: Account
    var life: AccountLife?
    /// Of the institution; nil for an office.
    var institution: Institution?
    var contact: Contact
    /// The newest first.
    var contacts: [Contact.Version]
    var awaited: AddressConfirmation?
    var colleagues: [ColleagueStore.Listed]
    var mails: [ToldMail]
    var letters: [ToldLetter]
    var tellsOfDevices: Bool
    /// nil for an office.
    var reminders: ReminderSetting?
    /// Keys for programs that can be used.
    var goodKeys = 0
    var names: ActorWords

    struct Institution: Sendable {
        var facility: Facility.ID
        /// Today's; nil while nothing is known.
        var known: FacilityDay?
        /// Since when what holds today does.
        var since: FactDays
        /// The newest first.
        var told: [ToldFact]
        var associations: [String: String]
        /// Days and weeks reported.
        var reports: Int
        var requests: [ChangeRequest]
        /// Looks of offices and the help desk, the newest first.
        var looks: [AuditLine]
        /// A code that waits, or a look that is open, until then.
        var share: (until: Instant, isViewed: Bool)?
    }
}

extension RecordContents {
    /// - Parameter arrived: by the true clock, as links and codes are.
    init(_ db: any Connection, _ account: Account, at now: Instant, arrived: Instant) throws {
        self.account = account
        life = try db.accountLives.life(of: account.id)
        contact = try db.contacts.current(of: account.id)
        contacts = try db.contacts.history(of: account.id)
        awaited = try db.contacts.awaited(of: account.id, at: arrived)
        colleagues = try db.colleagues.all(of: account.id)
        mails = try db.mails.told(of: account.id)
        letters = try db.mails.toldByLetter(of: account.id)
        goodKeys = try db.apiKeys.all(of: account.id).count { $0.state(on: now.day) == .good }
        tellsOfDevices = try db.accountLives.tellsOfDevices(account.id)
        let reports = account.facility != nil || account.association != nil
        reminders = reports ? try db.reminderSettings.setting(of: account.id) : nil
        institution = try account.facility.map { try Institution(db, $0, account, at: now, arrived: arrived) }
        let keys =
            contacts.map(\.recordedBy) + (institution?.told.map(\.recordedBy) ?? [])
            + (institution?.looks.map(\.actor) ?? [])
        names = ActorWords(names: try db.audit.names(of: keys, on: now.day))
    }
}

extension RecordContents.Institution {
    /// So many looks are listed; the audit page has the rest.
    private static let listedLooks = 20

    fileprivate init(
        _ db: any Connection, _ facility: Facility.ID, _ account: Account, at now: Instant, arrived: Instant
    ) throws {
        self.facility = facility
        let history = try db.facilities.history(of: facility)
        known = history.on(now.day)
        since = FactDays(history, on: now.day)
        told = history.told
        associations = [:]
        for fact in told {
            if case .reportingParty(.association(let id)) = fact.fact, associations[id] == nil {
                associations[id] = try db.associations.name(of: id)
            }
        }
        reports = try db.reports.count(of: facility)
        requests = try db.changeRequests.all(of: facility)
        var question = AuditQuestion()
        question.subjects = ["facility:\(facility)"]
        question.actions = ["facility.look", "look.shared"]
        looks = try db.audit.extract(question, limit: Self.listedLooks).lines
        share = try db.sharedViews.openUntil(of: account.id, at: arrived)
    }
}
