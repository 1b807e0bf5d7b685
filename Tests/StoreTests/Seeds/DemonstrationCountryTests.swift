import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Who is in the invented country, and what each of them shows.
struct DemonstrationCountryTests {
    private static let today = Day.written("2021-01-20")

    @Test func `nothing in it can be taken for real`() async throws {
        try await DemonstrationTrial.with(days: 1, share: 100) { trial in
            let roster = try await trial.roster(on: Self.today)
            #expect(Set(roster.values.map(\.attributes.name)).count == roster.count)
            #expect(Set(roster.values.map(\.attributes.facilityCode)).count == roster.count)
            let phone = try Regex("0000[0-9]{6}")
            let code = try Regex("[0-9]{2}000[0-9]{5}")
            for (id, known) in roster {
                let told = known.attributes
                #expect(try phone.wholeMatch(in: told.phone) != nil)
                #expect(told.zipCode.hasPrefix("〒000-"))
                #expect(try code.wholeMatch(in: told.facilityCode) != nil)
                #expect(told.address.hasPrefix(told.cityName + "見本町"))
                #expect((24.0...46.0).contains(try #require(Double(told.latitude))))
                #expect((122.0...146.0).contains(try #require(Double(told.longitude))))
                #expect(id.text.hasPrefix("F" + told.facilityCode.prefix(2) + "9"))
            }
        }
    }

    @Test(.enabled(if: NationalFile.isWanted))
    func `no name in it is that of a real hospital, and its municipalities are real`() async throws {
        // Real names often have their owner in front: 医療法人…　…病院.
        let lines = try NationalFile.september2021.csv().split(separator: UInt8(ascii: "\n"))
        let fields = lines.reduce(into: Set<String>()) { fields, line in
            let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            guard parts.count > 25 else { return }
            let name = String(decoding: parts[3], as: UTF8.self)
            fields.formUnion(name.unicodeScalars.split { $0 == "\u{3000}" || $0 == " " }.map { String($0) })
            fields.formUnion([parts[23], parts[25]].map { String(decoding: $0, as: UTF8.self) })
        }
        try await DemonstrationTrial.with(days: 1, share: 100) { trial in
            let roster = try await trial.roster(on: Self.today)
            for known in roster.values { #expect(!fields.contains(known.attributes.name)) }
            for told in roster.values.map(\.attributes) {
                #expect(fields.contains(told.localGovCode) && fields.contains(told.cityName))
            }
        }
    }

    @Test func `every prefecture has a hospital and a designated clinic`() async throws {
        try await DemonstrationTrial.with(days: 1, share: 10_000) { trial in
            let roster = try await trial.roster(on: Self.today).values
            func prefectures(_ has: (FacilityDay) -> Bool) -> Set<Prefecture> {
                Set(roster.filter(has).map(\.attributes.prefecture))
            }
            #expect(prefectures { $0.kind == .hospital && $0.isListed == true }.count == 47)
            #expect(prefectures { $0.kind == .clinic && $0.designation?.consults == true }.count == 47)
            #expect(prefectures { $0.kind == .testCentre }.count > 5)
            #expect(roster.allSatisfy { $0.kind == .hospital || $0.isListed == nil })
        }
    }

    /// Counted on the country alone: nothing is reported.
    @Test func `a tenth of the country has its size, by people, over several municipalities`() async throws {
        let demonstration = try DemonstrationWorld(now: DemonstrationTrial.noon, days: 1)
        try await TestWorld.empty(.sqlite) { world in
            try await world.pool.writeAlone { try demonstration.fill($0, surveys: Surveys([])) }
            let roster = try await world.pool.read { try $0.facilities.roster(on: Self.today).facilities.values }
            #expect((780...840).contains(roster.count { $0.kind == .hospital }))
            #expect((10_300...10_600).contains(roster.count { $0.kind == .clinic }))
            #expect((2_500...2_900).contains(roster.count { $0.designation?.consults == true }))
            #expect((40...80).contains(roster.count { $0.kind == .testCentre }))
            #expect(roster.contains { $0.designation?.ownPatientsOnly == true })
            #expect(roster.allSatisfy { $0.designation?.hours.isEmpty != true })
            let towns = Dictionary(grouping: roster, by: \.attributes.prefecture).mapValues {
                Set($0.map(\.attributes.localGovCode)).count
            }
            #expect(towns.count == 47 && towns.values.allSatisfy { (4...8).contains($0) })
            #expect(Set(roster.map(\.attributes.name)).count == roster.count)
        }
    }

    @Test func `before its first day nothing is asked but on the days that were taken over`() async throws {
        let later = DemonstrationTrial.instant("2021-03-20", 12)
        try await DemonstrationTrial.with(at: later, days: 5, share: 10_000) { trial in
            let clinic = try #require(trial.facility("医療機関(診療所)"))
            let history = try await trial.world.pool.read { try $0.facilities.history(of: clinic) }
            let form = try #require(trial.world.surveys.form("clinic-daily", on: later.day))
            let asked = (-80...0).map { later.day.adding($0) }.filter { history.on($0)?.isAsked(by: form) ?? false }
            let carried = ["2021-01-15", "2021-01-16", "2021-01-17", "2021-01-18"].map(Day.written)
            #expect(asked == carried + (-5...0).map { later.day.adding($0) })
        }
    }

    @Test func `every special case is there, whatever the share`() async throws {
        try await DemonstrationTrial.with(days: 14, share: 10_000) { trial in
            let start = try await trial.roster(on: Self.today.adding(-14))
            let end = try await trial.roster(on: Self.today)
            let local = end.values.filter { $0.attributes.prefecture.code == "17" }
            #expect(local.contains { $0.life == .resting })
            #expect(local.contains { $0.life == .closed })
            #expect(local.contains { $0.kind == .clinic && $0.contract && $0.designation == nil })
            #expect(local.contains { $0.designation?.consults == true && $0.designation?.tests == false })
            #expect(local.contains { $0.designation?.ownPatientsOnly == true })
            let moved = start.keys.filter { start[$0]?.attributes.place != end[$0]?.attributes.place }
            #expect(moved.count == 2)
            #expect(moved.count { start[$0]?.attributes.prefecture != end[$0]?.attributes.prefecture } == 1)
            let designated = try #require(trial.facility("医療機関(指定された病院)"))
            #expect(end[designated]?.asked == AskedFacts(kind: .hospital, consults: true, tests: true))
            let carried = try await trial.query(
                "SELECT DISTINCT facility_id FROM report WHERE status = 'carriedOver' AND survey = 'clinic-daily'")
            #expect(carried.count == 41)
        }
    }

    @Test func `an association reports for eighty clinics, which did so themselves before`() async throws {
        try await DemonstrationTrial.with(days: 14, share: 10_000) { trial in
            let own = try #require(trial.account("とりまとめ団体"))
            let key = try #require(own.association)
            let members = try await trial.roster(on: Self.today).filter { $0.value.party == .association(key) }
            #expect(members.count == 80)
            #expect(
                members.values.allSatisfy { $0.designation?.consults == true && $0.attributes.prefecture.code == "17" })
            #expect(try await trial.roster(on: Self.today.adding(-14)).values.allSatisfy { $0.party == .itself })
            let latest = try await trial.query(
                """
                SELECT DISTINCT account_id, facility_id FROM revision
                WHERE survey = 'clinic-daily' AND period >= \(Self.today.adding(-3).text)
                """)
            let theirs = try latest.filter { try members[#require(Facility.ID($0.string("facility_id")))] != nil }
            #expect(theirs.count > 60)
            #expect(try theirs.allSatisfy { try $0.string("account_id") == own.id })
            let open = try await trial.number(
                """
                SELECT count(*) AS n FROM report WHERE survey = 'clinic-daily' AND period = \(Self.today.adding(-1).text)
                AND facility_id IN (\(.list(members.keys.map(\.text))))
                """)
            #expect((1..<40).contains(open))
        }
    }

    @Test func `a few never report, a few are late, some correct and a handful withdraw`() async throws {
        try await DemonstrationTrial.with(days: 14, share: 400) { trial in
            let silent = try await trial.number(
                """
                SELECT count(*) AS n FROM facility_designation d WHERE NOT EXISTS (
                    SELECT 1 AS one FROM report r WHERE r.facility_id = d.facility_id)
                """)
            #expect((1...20).contains(silent))
            let reports = try await trial.number("SELECT count(*) AS n FROM report")
            let corrected = try await trial.number(
                "SELECT count(*) AS n FROM revision WHERE number = 2 AND status = 'submitted'")
            #expect((reports / 300...reports / 40).contains(corrected))
            #expect(
                (3...9).contains(try await trial.number("SELECT count(*) AS n FROM report WHERE status = 'withdrawn'")))
            #expect(try await trial.number("SELECT sum(late) AS n FROM turnout WHERE area = 'nation'") > reports / 100)
        }
    }

    @Test func `the printed clinic and hospital have their reports, and what is due today is open`() async throws {
        try await DemonstrationTrial.with(days: 14, share: 10_000) { trial in
            for (label, survey, open) in [
                ("医療機関(診療所)", "clinic-daily", -1), ("医療機関(病院)", "hospital-counts", -1),
                ("医療機関(病院)", "hospital-status", 0), ("医療機関(指定された病院)", "clinic-daily", -1),
            ] {
                let id = try #require(trial.facility(label))
                let periods = try await trial.query(
                    """
                    SELECT period FROM report WHERE survey = \(survey) AND facility_id = \(id.text) ORDER BY period
                    """
                ).map { try $0.string("period") }
                #expect(periods == (1...13 + (open == 0 ? 1 : 0)).map { Self.today.adding(open - $0).text }.reversed())
                let permit = try #require(trial.account("都道府県")).permit(.watch, .area(.prefecture(TestWorld.ishikawa)))
                let day = Self.today.adding(open - 1)
                #expect(try await trial.world.pool.read { try $0.tallies.turnout(survey, day, permit).reported } > 0)
            }
        }
    }
}
