import Domain
import Store

/// Mails, work items, letters.
extension Links {
    /// The help desk's mails that a filter lets through, those before one of them.
    func mails(_ filter: MailFilter, before: String? = nil) -> Link {
        var query: [(name: String, value: String)] = []
        if let state = filter.state { query.append((FieldName.state, state.rawValue)) }
        if let purpose = filter.purpose { query.append((FieldName.purpose, purpose.rawValue)) }
        if let batch = filter.batch { query.append((FieldName.batch, batch)) }
        if let before { query.append((FieldName.before, before)) }
        return Link(base: base, ["help-desk", "mails"], query: query)
    }
    func mailSending(_ mail: String) -> Link { link("help-desk", "mails", mail, "sending") }
    func mailCancellation(_ mail: String) -> Link { link("help-desk", "mails", mail, "cancellation") }
    func mailRelease(_ mail: String) -> Link { link("help-desk", "mails", mail, "release") }
    var batchRelease: Link { link("help-desk", "mail-releases") }
    func workClosing(_ item: String) -> Link { link("help-desk", "work-items", item, "closing") }
    func letters(_ batch: String, from number: Int) -> Link {
        Link(base: base, ["help-desk", "letters", batch], query: number > 1 ? [(FieldName.from, String(number))] : [])
    }
    func letterPrinting(_ batch: String) -> Link { link("help-desk", "letters", batch, "printing") }
    func letterDispatch(_ batch: String) -> Link { link("help-desk", "letters", batch, "dispatch") }
    /// The demonstration's mails, for everybody.
    var shownMails: Link { link("demonstration", "mails") }
}

extension FieldName {
    static let state = "state"
    static let purpose = "purpose"
    static let batch = "batch"
    static let before = "before"
    static let outcome = "outcome"
    /// An ID, by the account's key.
    static let account = "account"
    /// A letter's number in its batch.
    static let letter = "letter"
    static let from = "from"
}
