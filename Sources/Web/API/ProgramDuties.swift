import Database
import Documents
import Domain
import Hummingbird
import Store

/// What is to be reported: by one institution, or by an association's members.
enum ProgramDuties {
    /// So many days are told of at once.
    static let mostDays = 92
    /// So many days back it begins where nothing is asked for.
    private static let daysBack = 28

    static func index(_ caller: ProgramCaller) async throws -> Response {
        let facility = try caller.facility()
        let query = try caller.query(["from", "through"])
        let (now, account, surveys) = (caller.now, caller.account, caller.surveys)
        let through = try ProgramCaller.day(query["through"], "through") ?? now.day.adding(6)
        let from = try ProgramCaller.day(query["from"], "from") ?? min(through, now.day).adding(-daysBack)
        guard from <= through, through.number - from.number < mostDays else {
            throw ProgramRefusal(field: "through", "from から through までは、\(mostDays)日以内にしてください。")
        }
        let duties = try await caller.visit.house.pool.read { db in
            let party = try db.facilities.reportingParty(of: facility, on: now.day)
            guard let place = try db.facilities.attributes(of: facility, on: now.day)?.prefecture else {
                throw Problem.notFound
            }
            let permit = try account.permit(.readReports, .facility(facility, in: place, reportedBy: party))
            return try db.duties(surveys).between(
                from, through: through, history: try db.facilities.history(of: facility), permit, at: now)
        }
        return ProgramAnswer.json(
            200,
            [
                "facility": .text(facility.text), "from": .text(from.text), "through": .text(through.text),
                "now": .text(now.text),
                "duties": .list(duties.filter(\.isShown).map { DutyJSON(entry: $0).value }),
            ])
    }

    /// The surveys there are.
    static func surveys(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        let (surveys, today) = (caller.surveys, caller.now.day)
        let list = surveys.keys.compactMap { key -> JSONValue? in
            guard let form = surveys.form(key, on: today) ?? surveys.versions(of: key).last else { return nil }
            return [
                "survey": .text(key), "title": .text(form.title), "period": .text(form.period.rawValue),
                "version": .text(form.from.text),
            ]
        }
        return ProgramAnswer.json(200, ["surveys": .list(list)])
    }

    /// For whom an association reports today.
    static func facilities(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        let roster = try await caller.visit.house.register.roster(on: caller.now.day, caller.visit.house)
        let members = roster.members(of: try association(caller))
        return ProgramAnswer.json(
            200,
            [
                "facilities": .list(
                    members.map {
                        [
                            "facility": .text($0.id.text), "name": .text($0.known.attributes.name),
                            "prefecture": .text($0.known.attributes.prefecture.name),
                            "kind": JSONValue($0.known.kind?.rawValue),
                        ]
                    })
            ])
    }

    /// How the members stand for one survey and period.
    static func members(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        _ = try association(caller)
        let (form, day) = (try caller.visit.survey(), try caller.visit.day())
        try form.checkOpen(day, at: caller.now)
        let table = try await caller.visit.memberTable(caller.account, form, day, withEarlier: false)
        return ProgramAnswer.json(
            200,
            [
                "survey": .text(form.survey), "day": .text(day.text), "words": .text(form.period.words(day)),
                "deadline": .text(form.schedule.deadline(for: day).text),
                "members": .list(
                    table.rows.map { row in
                        [
                            "facility": .text(row.facility.text), "name": .text(row.name),
                            "asked": .bool(row.facts != nil), "reported": .bool(row.answers != nil),
                            "closed": .bool(row.isClosed), "revision": JSONValue(row.revision),
                        ]
                    }),
            ])
    }

    private static func association(_ caller: ProgramCaller) throws(ProgramRefusal) -> String {
        guard let association = caller.account.association else {
            throw ProgramRefusal(404, "association-needed", "このアドレスは、とりまとめ団体のキーで使います。")
        }
        return association
    }
}
