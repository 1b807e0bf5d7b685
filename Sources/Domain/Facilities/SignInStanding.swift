/// Whether an institution's people may sign in on a day (R22 R28).
public enum SignInStanding: Sendable, Equatable {
    case allowed
    /// An association reports since that day: the ID is at rest. Its phone is empty where nobody told.
    case atRest(association: String, phone: String = "", since: Day)
    /// The same, where the prefecture lets such an ID read its own reports: nothing else.
    case readsOnly(association: String, phone: String = "", since: Day)
    /// It ended on that day, longer ago than `FacilityLife.daysToComplete`.
    case ended(since: Day)

    /// - Parameters:
    ///   - associationPhone: empty where nobody told.
    ///   - mayRead: the prefecture lets an ID at rest read.
    public init(
        life: (value: FacilityLife, since: Day)?, party: (value: ReportingParty, since: Day)?,
        associationName: String, associationPhone: String = "", mayRead: Bool = false, on day: Day
    ) {
        if let life, life.value.isEnded,
            life.since.adding(FacilityLife.daysToComplete) <= day
        {
            self = .ended(since: life.since)
        } else if let party, case .association = party.value {
            self =
                mayRead
                ? .readsOnly(association: associationName, phone: associationPhone, since: party.since)
                : .atRest(association: associationName, phone: associationPhone, since: party.since)
        } else {
            self = .allowed
        }
    }

    /// What the person reads who gave the ID's right password; nil where nothing stands in the way of signing in.
    public var sentence: String? {
        if case .readsOnly = self { nil } else { reason }
    }

    /// Why the ID cannot be used as others are, since when, and whom to ask; nil where it can.
    public var reason: String? {
        switch self {
        case .allowed: nil
        case .atRest(let association, let phone, let since), .readsOnly(let association, let phone, let since):
            "このIDは休止中です。\(since.longWords)から、\(association)がまとめて報告しています。"
                + (phone.isEmpty ? "" : "報告の内容は、\(association)（電話 \(phone)）へお尋ねください。")
                + "報告のしかたを変えるときは、都道府県にご相談ください。"
        case .ended(let since):
            "この医療機関は\(since.longWords)に廃止または統合されたため、ログインできません。ご用のときは事務局にお電話ください。"
        }
    }
}
