import Database
import Domain
import Store
import TestSupport
import Testing

/// The sums of the whole database, computed anew from revisions and facts by another way than the product's: every row is
/// read and chosen here. Compared with what is kept in `tally` and `turnout`.
struct Recomputation {
    private(set) var tallies: [String: [Int]] = [:]
    /// reported, on time, late, carried over, withdrawn, beside, closed, within the extension
    private(set) var turnouts: [String: [Int]] = [:]
    private(set) var revisions: [String: Int] = [:]

    private var read: [String: [(name: String, total: Int)]] = [:]

    private struct Fact {
        let number: Int
        let from: String
        let until: String
        let areas: [String]
    }

    private struct Latest {
        var number = 0
        var status = ""
        var answers = ""
        var form = ""
        var firstSubmitted: String?
        var ownDeadline: String?
    }

    init(_ db: any Connection, _ surveys: Surveys) throws {
        let facts = try Self.facts(db)
        var reports: [[String]: Latest] = [:]
        try db.each(
            """
            SELECT survey, period, facility_id, number, status, answers, form, recorded_at FROM revision
            ORDER BY survey, period, facility_id, number
            """
        ) { row in
            let key = [try row.string("survey"), try row.string("period"), try row.string("facility_id")]
            var latest = reports[key] ?? Latest()
            latest.number = try row.int("number")
            latest.status = try row.string("status")
            latest.answers = try row.string("answers")
            latest.form = try row.string("form")
            if latest.status == "submitted", latest.firstSubmitted == nil {
                latest.firstSubmitted = try row.string("recorded_at")
            }
            // What comes back after a withdrawal counts from its return.
            if latest.status == "withdrawn" { latest.firstSubmitted = nil }
            reports[key] = latest
        }
        for row in try db.query("SELECT survey, period, facility_id, own_deadline FROM report") {
            let key = [try row.string("survey"), try row.string("period"), try row.string("facility_id")]
            reports[key]?.ownDeadline = try row.optionalString("own_deadline")
        }
        var rosters: [String: Roster] = [:]
        for (key, latest) in reports {
            revisions["\(key[0]) \(key[1])", default: 0] += latest.number
            let covering = facts[key[2]]?.filter { $0.from <= key[1] && key[1] < $0.until }
            let fact = try #require(covering?.max { $0.number < $1.number }, "\(key) has a report and no place")
            let roster = try rosters[key[1]] ?? db.facilities.roster(on: .written(key[1]))
            rosters[key[1]] = roster
            let form = try #require(surveys.form(key[0], on: roster.day))
            let isExpected = try #require(Facility.ID(key[2]).flatMap { roster.facilities[$0] }).isAsked(by: form)
            try count(key, latest, in: fact.areas, isExpected: isExpected, surveys)
        }
        try countMarks(db, facts, reported: Set(reports.filter { $0.value.status != "withdrawn" }.keys), surveys)
    }

    /// Each mark is a change; the last one of a day without figures counts where the institution could say so at all.
    private mutating func countMarks(
        _ db: any Connection, _ facts: [String: [Fact]], reported: Set<[String]>, _ surveys: Surveys
    ) throws {
        var last: [[String]: Bool] = [:]
        for row in try db.query("SELECT survey, period, facility_id, closed FROM closed_mark ORDER BY number") {
            let key = [try row.string("survey"), try row.string("period"), try row.string("facility_id")]
            revisions["\(key[0]) \(key[1])", default: 0] += 1
            last[key] = try row.bool("closed")
        }
        for (key, isClosed) in last where isClosed && !reported.contains(key) {
            let fact = try #require(
                facts[key[2]]?.filter { $0.from <= key[1] && key[1] < $0.until }.max { $0.number < $1.number })
            let form = try #require(surveys.form(key[0], on: .written(key[1])))
            let id = try #require(Facility.ID(key[2]))
            let known = try #require(try db.facilities.day(of: id, on: .written(key[1])))
            guard let asked = known.asked, known.designation?.consults ?? false, !form.sections(askedOf: asked).isEmpty
            else { continue }
            for area in fact.areas { turnouts["\(key[0]) \(key[1]) \(area)", default: Self.none][6] += 1 }
        }
    }

    static let none = [0, 0, 0, 0, 0, 0, 0, 0]

    private static func facts(_ db: any Connection) throws -> [String: [Fact]] {
        var facts: [String: [Fact]] = [:]
        try db.each(
            """
            SELECT facility_id, number, valid_from, valid_until, prefecture, local_gov_code FROM facility_attributes
            """
        ) { row in
            var areas = ["nation", "prefecture-" + (try row.string("prefecture"))]
            let code = try row.string("local_gov_code")
            if !code.isEmpty { areas.append("municipality-" + code) }
            facts[try row.string("facility_id"), default: []].append(
                Fact(
                    number: try row.int("number"), from: try row.string("valid_from"),
                    until: try row.string("valid_until"), areas: areas))
        }
        return facts
    }

    private mutating func count(
        _ key: [String], _ latest: Latest, in areas: [String], isExpected: Bool, _ surveys: Surveys
    ) throws {
        let version = try #require(surveys.form(key[0], version: .written(latest.form)))
        let parts = try parts(of: latest, in: version)
        let deadline = version.schedule.deadline(for: .written(key[1])).text
        let place = "\(key[0]) \(key[1])"
        for area in areas {
            var turnout = turnouts["\(place) \(area)"] ?? Self.none
            defer { turnouts["\(place) \(area)"] = turnout }
            guard latest.status != "withdrawn" else {
                turnout[4] += 1
                continue
            }
            if isExpected { turnout[0] += 1 } else { turnout[5] += 1 }
            let column = latest.firstSubmitted.map { first in
                first < deadline ? 1 : first < latest.ownDeadline ?? "" ? 7 : 2
            }
            if isExpected { turnout[column ?? 3] += 1 }
            for (name, total) in parts {
                var sums = tallies["\(place) \(area) \(name)"] ?? [0, 0]
                sums[0] += 1
                sums[1] += total
                tallies["\(place) \(area) \(name)"] = sums
            }
        }
    }

    /// What each answered item that adds up adds: `inpatient normal` 1. A country's reports hold few different answers.
    private mutating func parts(of latest: Latest, in form: Form) throws -> [(name: String, total: Int)] {
        let key = "\(form.survey) \(latest.form) \(latest.answers)"
        if let known = read[key] { return known }
        let answers = try AnswersJSON.answers(latest.answers, in: form)
        let parts = zip(form.items, answers.values).compactMap { item, answer -> (name: String, total: Int)? in
            guard item.adds != .none, let part = Self.part(of: answer) else { return nil }
            return ("\(item.code) \(part.choice)", part.total)
        }
        read[key] = parts
        return parts
    }

    private static func part(of answer: Answer?) -> (choice: String, total: Int)? {
        switch answer {
        case .count(let value)?, .decimal(let value)?: ("", value)
        case .choice(let code)?: (code, 1)
        case .flag(let yes)?: (yes ? "yes" : "no", 1)
        case .time?, .text?, nil: nil
        }
    }
}

/// What is kept, in the same shape.
struct KeptSums {
    private(set) var tallies: [String: [Int]] = [:]
    private(set) var turnouts: [String: [Int]] = [:]
    private(set) var revisions: [String: [String: Int]] = [:]

    init(_ db: any Connection) throws {
        for row in try db.query("SELECT survey, period, area, item, choice, reports, total FROM tally") {
            let names = try ["survey", "period", "area", "item", "choice"].map { try row.string($0) }
            let sums = [try row.int("reports"), try row.int("total")]
            if sums != [0, 0] { tallies[names.joined(separator: " ")] = sums }
        }
        for row in try db.query("SELECT * FROM turnout") {
            let (survey, period, area) = (try row.string("survey"), try row.string("period"), try row.string("area"))
            let counts = try [
                "reported", "on_time", "late", "carried_over", "withdrawn", "beside", "closed", "extended",
            ]
            .map { try row.int($0) }
            if counts != Recomputation.none { turnouts["\(survey) \(period) \(area)"] = counts }
            let kind =
                area.hasPrefix("prefecture") ? "prefecture" : area.hasPrefix("municipality") ? "municipality" : area
            revisions["\(survey) \(period)", default: [:]][kind, default: 0] += try row.int("revisions")
        }
    }

    /// The sums over areas of one kind, each figure without its area.
    func summed(over kind: String) -> [String: [Int]] {
        var sums: [String: [Int]] = [:]
        for (key, amounts) in tallies.merging(turnouts, uniquingKeysWith: { first, _ in first }) {
            var names = key.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard names[2] == kind || names[2].hasPrefix(kind + "-") else { continue }
            names.remove(at: 2)
            let before = sums[names.joined(separator: " ")] ?? Array(repeating: 0, count: amounts.count)
            sums[names.joined(separator: " ")] = zip(before, amounts).map(+)
        }
        return sums
    }
}

extension TestWorld {
    /// nation = Σ prefectures = Σ municipalities = recomputation from revisions.
    func expectExactSums(everywhere: Bool = true, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let surveys = surveys
        let (anew, kept) = try await pool.read { (try Recomputation($0, surveys), try KeptSums($0)) }
        #expect(kept.tallies == anew.tallies, sourceLocation: sourceLocation)
        #expect(kept.turnouts == anew.turnouts, sourceLocation: sourceLocation)
        #expect(kept.revisions.mapValues { $0["nation"] } == anew.revisions, sourceLocation: sourceLocation)
        let nation = kept.summed(over: "nation")
        #expect(kept.summed(over: "prefecture") == nation, sourceLocation: sourceLocation)
        if everywhere { #expect(kept.summed(over: "municipality") == nation, sourceLocation: sourceLocation) }
        for (period, counts) in kept.revisions {
            #expect(counts["prefecture"] == counts["nation"], "\(period)", sourceLocation: sourceLocation)
        }
    }
}
