import Domain

extension Keeping.Kind {
    /// The environment variable that says how many days.
    var setting: String {
        switch self {
        case .sessions: "KEEP_SESSIONS_DAYS"
        case .mails: "KEEP_MAILS_DAYS"
        case .letters: "KEEP_LETTERS_DAYS"
        case .codes: "KEEP_CODES_DAYS"
        case .contacts: "KEEP_CONTACTS_DAYS"
        case .colleagues: "KEEP_COLLEAGUES_DAYS"
        case .forms: "KEEP_FORMS_DAYS"
        case .sharedViews: "KEEP_SHARED_VIEWS_DAYS"
        case .identityChecks: "KEEP_IDENTITY_CHECKS_DAYS"
        case .devices: "KEEP_DEVICES_DAYS"
        }
    }
}

extension Keeping {
    /// The most days a setting may say: 100 years.
    static let mostDays = 36_500
}
