/// How the help desk is reached (R6 R11 R12): on pages, in mails and in letters.
public struct HelpDeskContact: Sendable, Equatable {
    public let name: String
    public let phone: String
    public let hours: HelpDeskHours
    /// Where people write to; nil where there is no such address.
    public let mail: String?
    /// For letters: the postal code, then lines; empty where letters carry none.
    public let address: [String]

    public init(name: String, phone: String, hours: HelpDeskHours, mail: String? = nil, address: [String] = []) {
        self.name = name
        self.phone = phone
        self.hours = hours
        self.mail = mail
        self.address = address
    }

    /// Where nothing else is set.
    public static let usual = HelpDeskContact(
        name: "G-MIS 事務局 ヘルプデスク", phone: "0570-000-872", hours: .usual)
}
