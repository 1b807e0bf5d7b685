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
        case .memberFiles: "KEEP_MEMBER_FILES_DAYS"
        case .acts: "KEEP_ACTS_DAYS"
        }
    }
}

/// The settings that begin with `KEEP_`.
enum KeepingSettings {
    /// The most days a setting may say: 100 years.
    private static let mostDays = 36_500

    /// What is wrong is noted with the reader.
    static func read(_ reader: inout SettingsReader) -> Keeping {
        var days: [Keeping.Kind: Int] = [:]
        for kind in Keeping.Kind.allCases {
            let text = reader.value(kind.setting, default: String(kind.defaultDays))
            if let number = Int(text), (1...mostDays).contains(number) {
                days[kind] = number
            } else {
                reader.fault(
                    "\(kind.setting)「\(text)」は1から\(mostDays)までの日数で指定してください。",
                    "\(kind.setting) must be a number of days from 1 to \(mostDays), found \(text)")
            }
        }
        return Keeping(days: days)
    }
}
