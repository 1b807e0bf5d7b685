import Domain
import Hummingbird

/// One member after the other, as on a phone: the usual form of a member, and then the next one that is still open (R18).
enum MemberStepController {
    static func show(_ visit: Visit) async throws -> Response {
        try await ReportController.open(visit, among: try await steps(visit))
    }

    static func create(_ visit: Visit) async throws -> Response {
        try await ReportController.take(visit, among: try await steps(visit))
    }

    private static func steps(_ visit: Visit) async throws -> MemberSteps {
        guard let facility = try visit.facilityParameter() else { throw Problem.notFound }
        let table = try await visit.memberTable()
        guard let place = table.index(of: facility) else { throw Problem.notFound }
        return MemberSteps(table, at: place, done: visit.asked("done").flatMap(Facility.ID.init))
    }
}

/// Where somebody stands who goes from member to member.
public struct MemberSteps: Sendable {
    public var survey: String
    public var day: Day
    public var facility: Facility.ID
    public var reported: Int
    public var asked: Int
    /// The next member that is still open; nil when there is no other.
    public var next: (facility: Facility.ID, name: String)?
    /// Who was reported just now.
    public var done: String?

    public init(
        survey: String, day: Day, facility: Facility.ID, reported: Int, asked: Int,
        next: (facility: Facility.ID, name: String)? = nil, done: String? = nil
    ) {
        self.survey = survey
        self.day = day
        self.facility = facility
        self.reported = reported
        self.asked = asked
        self.next = next
        self.done = done
    }

    init(_ table: MemberTable, at place: Int, done: Facility.ID?) {
        let order = table.rows[(place + 1)...] + table.rows[..<place]
        let next = order.first { $0.state.isLeft && $0.hasFields }
        self.init(
            survey: table.form.survey, day: table.day, facility: table.rows[place].facility,
            reported: table.count(.reported), asked: table.expected, next: next.map { ($0.facility, $0.name) })
        self.done = done.flatMap { table[$0] }.flatMap { $0.answers == nil ? nil : $0.name }
    }

    func table(_ links: Links) -> Link { links.members(survey, day) }

    func form(_ links: Links) -> Link { links.member(survey, day, facility) }

    func skip(_ links: Links) -> Link? { next.map { links.member(survey, day, $0.facility) } }

    /// Where one goes on when this one is reported: to the next, or back to the table.
    func onward(_ links: Links) -> Link {
        let query = [(name: "done", value: facility.text)]
        return next.map { links.member(survey, day, $0.facility, query: query) }
            ?? links.members(survey, day, query: query)
    }

    var html: HTML {
        """
        <div class="stack steps">
        \(done.map { "<div class=\"live\" role=\"status\"><p><bdi>\($0)</bdi>の報告を受け付けました。</p></div>" })
        <section class="stack near" aria-label="まとめ">
        <p><b class="lead">報告済 \(reported) / \(asked)</b></p>
        <progress value="\(reported)" max="\(max(1, asked))" aria-label="報告済">\(reported) / \(asked)</progress>
        </section>
        </div>
        """
    }
}
