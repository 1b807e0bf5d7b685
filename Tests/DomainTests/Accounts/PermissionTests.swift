import Domain
import Testing

/// Every role, every action, every subject: who may do what to whose (R43 R60). Whatever is not written down here is not allowed.
struct PermissionTests {
    static let tokyo = Prefecture.all[12]
    static let ishikawa = Prefecture.all[16]

    struct Line: CustomTestStringConvertible, Sendable {
        let role: Role
        let action: Action
        let subject: Subject
        let isAllowed: Bool
        var testDescription: String { "\(role) \(isAllowed ? "may" : "may not") \(action) \(subject)" }
    }

    private static func id(_ text: String) -> Facility.ID {
        guard let id = Facility.ID(text) else { preconditionFailure(text) }
        return id
    }

    private static let roles: [Role] = [
        .facility(id("F1")), .prefecture(tokyo), .ministry, .helpDesk, .administrator,
    ]

    /// For each action and subject the roles above that may, by the letters F P M H A.
    private static let table: [(Action, Subject, String)] = {
        let own = Subject.facility(id("F1"), in: tokyo)
        let neighbour = Subject.facility(id("F2"), in: tokyo)
        let distant = Subject.facility(id("F3"), in: ishikawa)
        let nation = Subject.area(.nation)
        let prefecture = Subject.area(.prefecture(tokyo))
        let otherPrefecture = Subject.area(.prefecture(ishikawa))
        let town = Subject.area(.municipality("131041"))
        let otherTown = Subject.area(.municipality("172014"))
        return [
            (.seePublic, .nothing, "FPMHA"), (.seePublic, own, ""), (.seePublic, neighbour, ""),
            (.seePublic, distant, ""),
            (.seePublic, nation, ""), (.seePublic, prefecture, ""), (.seePublic, otherPrefecture, ""),
            (.seePublic, town, ""), (.seePublic, otherTown, ""),

            (.beSignedIn, .nothing, "FPMHA"), (.beSignedIn, own, ""), (.beSignedIn, neighbour, ""),
            (.beSignedIn, distant, ""), (.beSignedIn, nation, ""), (.beSignedIn, prefecture, ""),
            (.beSignedIn, otherPrefecture, ""), (.beSignedIn, town, ""), (.beSignedIn, otherTown, ""),

            (.report, .nothing, ""), (.report, own, "F"), (.report, neighbour, ""), (.report, distant, ""),
            (.report, nation, ""), (.report, prefecture, ""), (.report, otherPrefecture, ""), (.report, town, ""),
            (.report, otherTown, ""),

            (.readReports, .nothing, ""), (.readReports, own, "FPM"), (.readReports, neighbour, "PM"),
            (.readReports, distant, "M"), (.readReports, nation, ""), (.readReports, prefecture, ""),
            (.readReports, otherPrefecture, ""), (.readReports, town, ""), (.readReports, otherTown, ""),

            (.watch, .nothing, ""), (.watch, own, ""), (.watch, neighbour, ""), (.watch, distant, ""),
            (.watch, nation, "M"), (.watch, prefecture, "PM"), (.watch, otherPrefecture, "M"), (.watch, town, "PM"),
            (.watch, otherTown, "M"),

            (.keepRecord, .nothing, "FPMH"),
            (.keepRecord, own, ""), (.keepRecord, neighbour, ""), (.keepRecord, distant, ""), (.keepRecord, nation, ""),
            (.keepRecord, prefecture, ""), (.keepRecord, otherPrefecture, ""), (.keepRecord, town, ""),
            (.keepRecord, otherTown, ""),

            (.makeKeys, .nothing, "F"),
            (.makeKeys, own, ""), (.makeKeys, neighbour, ""), (.makeKeys, distant, ""), (.makeKeys, nation, ""),
            (.makeKeys, prefecture, ""), (.makeKeys, otherPrefecture, ""), (.makeKeys, town, ""),
            (.makeKeys, otherTown, ""),

            (.answerRequests, .nothing, "P"),
            (.answerRequests, own, ""), (.answerRequests, neighbour, ""), (.answerRequests, distant, ""),
            (.answerRequests, nation, ""), (.answerRequests, prefecture, ""), (.answerRequests, otherPrefecture, ""),
            (.answerRequests, town, ""), (.answerRequests, otherTown, ""),

            (.designate, .nothing, "P"),
            (.designate, own, ""), (.designate, neighbour, ""), (.designate, distant, ""), (.designate, nation, ""),
            (.designate, prefecture, ""), (.designate, otherPrefecture, ""), (.designate, town, ""),
            (.designate, otherTown, ""),

            (.reportForMembers, .nothing, ""),
            (.reportForMembers, own, ""), (.reportForMembers, neighbour, ""), (.reportForMembers, distant, ""),
            (.reportForMembers, nation, ""),
            (.reportForMembers, prefecture, ""), (.reportForMembers, otherPrefecture, ""),
            (.reportForMembers, town, ""),
            (.reportForMembers, otherTown, ""),

            (.manageAccounts, .nothing, "H"),
            (.manageAccounts, own, ""), (.manageAccounts, neighbour, ""), (.manageAccounts, distant, ""),
            (.manageAccounts, nation, ""), (.manageAccounts, prefecture, ""), (.manageAccounts, otherPrefecture, ""),
            (.manageAccounts, town, ""), (.manageAccounts, otherTown, ""),

            (.readAudit, .nothing, "A"),
            (.readAudit, own, ""), (.readAudit, neighbour, ""), (.readAudit, distant, ""), (.readAudit, nation, ""),
            (.readAudit, prefecture, ""), (.readAudit, otherPrefecture, ""), (.readAudit, town, ""),
            (.readAudit, otherTown, ""),
        ]
    }()

    static let lines: [Line] = table.flatMap { action, subject, letters in
        zip(roles, "FPMHA").map { role, letter in
            Line(role: role, action: action, subject: subject, isAllowed: letters.contains(letter))
        }
    }

    @Test(arguments: lines)
    func `the table of permissions holds`(line: Line) throws {
        let account = Account(id: "account-1", loginId: "X", role: line.role, name: "")
        guard line.isAllowed else {
            #expect(throws: Problem.notFound) { try account.permit(line.action, line.subject) }
            return
        }
        let permit = try account.permit(line.action, line.subject)
        #expect(permit.action == line.action)
        #expect(permit.subject == line.subject)
        #expect(permit.account == "account-1")
    }

    @Test func `the table leaves no action, role or kind of subject out`() {
        #expect(Set(Self.table.map(\.0)) == Set(Action.allCases))
        for action in Action.allCases { #expect(Self.table.count { $0.0 == action } == 9, "\(action)") }
        #expect(Set(Self.roles.map(\.key)) == ["facility", "prefecture", "ministry", "helpDesk", "administrator"])
        #expect(Set(Self.lines.map(\.testDescription)).count == 5 * Action.allCases.count * 9)
    }

    @Test func `the product's own work has no account`() {
        #expect(Permit.product(.watch, .area(.nation)).account == nil)
    }

    @Test func `a facility's account knows its facility, and no other does`() {
        let accounts = Self.roles.map { Account(id: "1", loginId: "X", role: $0, name: "") }
        #expect(accounts.map(\.facility) == [Self.id("F1"), nil, nil, nil, nil])
    }
}
