import Domain
import Foundation
import HTTPTypes
import TestSupport

@testable import Web

/// A route's path with its parameters filled in.
enum Address {
    static func of(
        _ route: Route, area: String = "prefecture-13", facility: Facility.ID = TestWorld.own
    ) -> String {
        let isOpenData = route.path.hasPrefix("/api/:name")
        let day = isOpenData ? "20210920" : "2021-09-20"
        return route.path.replacing(":survey", with: "hospital-status").replacing(":day", with: day)
            .replacing(":revision", with: "1").replacing(":area", with: area)
            .replacing(":colleague", with: RecordTargets.colleague)
            .replacing(":key", with: RecordTargets.key)
            .replacing(":request", with: RecordTargets.request)
            .replacing(":report", with: DesignationTargets.report).replacing(":line", with: DesignationTargets.line)
            .replacing(":account", with: RecordTargets.account).replacing(":run", with: DeskList.run)
            .replacing(":facility", with: facility.text).replacing(":notice", with: WebWorld.noticeId)
            .replacing(":mail", with: OutboxRows.mail).replacing(":item", with: OutboxRows.item)
            .replacing(":batch", with: OutboxRows.batch)
            .replacing(":window", with: MaintenanceTargets.window)
            .replacing(":manual", with: "help-desk").replacing(":picture", with: "search.png")
            .replacing(":association", with: Person.associationId).replacing(":step", with: "rest")
            .replacing(":name", with: "covid19DailySurvey").replacing("**", with: "none.css")
    }

    /// What never ends by itself is asked for its head alone.
    static func method(of route: Route) -> HTTPRequest.Method {
        route.path.hasSuffix("/changes") ? .head : route.method
    }

    /// What is sent there: a report, or the withdrawal of the first revision.
    static func fields(of route: Route, _ sheet: Sheet) -> [(String, String)] {
        route.path.hasSuffix("/withdrawal") ? [("reason", "日付の間違い"), ("revision", "1")] : sheet.fields
    }
}

/// One record that a route can be tried with, and whether it is the person's own.
struct Target {
    var area = ""
    var facility = TestWorld.own
    let isTheirs: Bool

    static func all(of route: Route, for person: Person) -> [Target] {
        switch route.action {
        case .seePublic, .beSignedIn: [Target(isTheirs: true)]
        case .report, .readReports: facilities(of: route, for: person)
        case .watch: areas(of: route, for: person)
        case .keepRecord: [Target(isTheirs: RecordTargets.isTheirs(route, person))]
        case .makeKeys:
            [
                Target(
                    isTheirs: route.path.contains(":key")
                        ? person == .hospital : person.account.facility != nil || person == .association)
            ]
        case .answerRequests: [Target(isTheirs: RecordTargets.mayAnswer(route, person))]
        case .designate: RegisterTargets.all(of: route, for: person)
        case .reportForMembers: members(of: route, for: person)
        case .manageAccounts: [Target(isTheirs: person == .helpDesk)]
        case .readAudit: [Target(isTheirs: person == .administrator)]
        }
    }

    /// An association's own pages, and those of one of its members.
    private static func members(of route: Route, for person: Person) -> [Target] {
        guard route.path.contains(":facility") else { return [Target(isTheirs: person == .association)] }
        return [TestWorld.own, TestWorld.neighbour, TestWorld.distant].map {
            Target(facility: $0, isTheirs: person == .association && person.reports(for: $0))
        }
    }

    private static func facilities(of route: Route, for person: Person) -> [Target] {
        let isWriting = route.action == .report
        guard route.path.contains(":facility") else { return [Target(isTheirs: person.facility != nil)] }
        // Of the others there is no report, so no receipt; their own people send one on the way.
        func isThere(_ facility: Facility.ID) -> Bool {
            !route.path.hasSuffix("/receipt") && !route.path.contains("/:revision/receipt.")
                || facility == TestWorld.own || person.reports(for: facility)
        }
        return [TestWorld.own, TestWorld.neighbour, TestWorld.distant].map { facility in
            Target(
                facility: facility,
                isTheirs: isWriting ? person.reports(for: facility) : person.reads(facility) && isThere(facility))
        }
    }

    private static func areas(of route: Route, for person: Person) -> [Target] {
        let own = [Person.prefecture: "13", .otherPrefecture: "17", .ministry: ""][person]
        // The nation's institutions are listed prefecture by prefecture.
        let isList = route.path.hasSuffix("/facilities")
        guard route.path.contains(":area") else { return [Target(area: "nation", isTheirs: own == "")] }
        let places = [
            ("prefecture-13", "13"), ("prefecture-17", "17"), ("municipality-131041", "13"),
            ("municipality-172014", "17"),
        ]
        return [Target(area: "nation", isTheirs: own == "" && !isList)]
            + places.map { area, code in Target(area: area, isTheirs: own == "" || own == code) }
    }
}

extension Person {
    /// The institution whose own people they are.
    var facility: Facility.ID? { account.facility }

    func reports(for facility: Facility.ID) -> Bool {
        switch self {
        case .hospital: facility == TestWorld.own
        case .otherHospital: facility == TestWorld.distant
        case .association: facility == TestWorld.neighbour
        case .prefecture, .otherPrefecture, .ministry, .helpDesk, .administrator: false
        }
    }

    func reads(_ facility: Facility.ID) -> Bool {
        switch self {
        case .prefecture: facility != TestWorld.distant
        case .otherPrefecture: facility == TestWorld.distant
        case .ministry: true
        case .hospital, .otherHospital, .association, .helpDesk, .administrator: reports(for: facility)
        }
    }
}
