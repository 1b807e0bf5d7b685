import Domain
import Foundation

@testable import Web

/// Pages of duties and of areas, with a name in all places where one can stand.
extension PageExamples {
    private static let facility = Facility.ID("33700128")

    static func duties(_ name: String) -> [PeriodDuty] {
        let form = form(name)
        let week = Form(
            survey: "w", title: name, from: day.adding(-30), period: .week, schedule: form.schedule,
            sections: form.sections, checks: [])
        let states: [Filing?] = [
            nil, Filing(status: .submitted, revision: 1, submittedAt: now, recordedAt: now),
            Filing(status: .submitted, revision: 2, submittedAt: deadline, recordedAt: deadline),
            Filing(status: .withdrawn, revision: 3, submittedAt: now, recordedAt: now),
            Filing(status: .carriedOver, revision: 1, submittedAt: now, recordedAt: now),
        ]
        let known = FacilityDay(attributes: attributes(name), kind: .clinic)
        let daily = states.enumerated().map { index, filing in
            let period = day.adding(-index * 3)
            return PeriodDuty(
                form: form, period: period, duty: Duty(form, period, known: known, filing: filing, at: now))
        }
        return daily + [
            PeriodDuty(
                form: form, period: day, duty: Duty(form, day, known: known, filing: nil, at: now), isClosable: true),
            PeriodDuty(form: week, period: day, duty: Duty(week, day, known: known, filing: nil, at: now)),
            PeriodDuty(form: form, period: day, duty: Duty(form, day, known: nil, filing: nil, at: now)),
        ]
    }

    private static func attributes(_ name: String) -> Facility.Attributes {
        Facility.Attributes(
            name: name, zipCode: name, prefecture: Prefecture.all[36], address: name, phone: name, latitude: "",
            longitude: "", localGovCode: "372013", cityName: name, facilityCode: name)
    }

    private static func calendar(_ name: String, _ links: Links) -> MonthCalendar {
        let marks = MonthCalendar.marks(duties(name), today: day.adding(1)) { day, _ in links.day(day) }
        return MonthCalendar(
            month: Month(of: day), today: day.adding(1), marks: marks, earlier: links.home(month: Month(of: day)),
            later: links.home(month: Month(of: day)))
    }

    private static func about(_ name: String) -> FacilityAbout {
        FacilityAbout(kind: name, designation: name, contract: true, party: name, isDesignated: true)
    }

    static func institutions(_ frame: PageFrame, _ name: String) -> [PageExample] {
        guard let facility else { return [] }
        let duties = duties(name)
        var home = HomePage(frame: frame, now: now, due: duties, open: duties)
        home.calendar = calendar(name, frame.links)
        home.weeks = duties
        home.about = about(name)
        var page = FacilityPage(
            frame: frame, facility: facility, attributes: attributes(name), about: about(name),
            calendar: calendar(name, frame.links))
        page.due = duties
        page.open = duties
        page.weeks = duties
        page.trail = [(name, frame.links.home)]
        let subject = ReportSubject(
            facility: facility, trail: [(name, frame.links.home)], back: (name, frame.links.home))
        let day = DayPage(
            frame: frame, subject: subject, day: day, now: now, duties: duties, mayReport: true)
        let members = duties.map {
            AssociationHomePage.Member(facility: facility, name: name, cityName: name, duty: $0)
        }
        let association = AssociationHomePage(
            frame: frame, now: now, form: form(name), day: Self.day, members: members, surveys: [("s", name)],
            earlier: Self.day, later: Self.day)
        return [
            PageExample("home", home.body), PageExample("facility", page.body), PageExample("day", day.body),
            PageExample("association", association.body),
        ]
    }

    static func watching(_ frame: PageFrame, _ name: String) -> [PageExample] {
        guard let facility else { return [] }
        let whole = Completeness(
            asked: 88, extended: 3, Turnout(reported: 61, onTime: 57, late: 1, beside: 2, extended: 3))
        var head = AreaHead(
            form: form(name), day: day, area: .prefecture(Prefecture.all[36]), areaName: name, now: now,
            deadline: deadline, above: [(name, .nation)],
            tabs: [.init(survey: "s", title: name, day: day), .init(survey: "w", title: name, day: day)],
            earlier: day.adding(-1), later: day.adding(1))
        let filing = Filing(status: .submitted, revision: 2, submittedAt: now, recordedAt: now)
        let tally = TallyPage(
            frame: frame, head: head, completeness: whole,
            lines: [TallyLine(item: "tested", choice: "", reports: 61, total: 1_250)],
            parts: [.init(name: name, area: .municipality("372013"), completeness: whole)],
            arrivals: [
                .init(name: name, cityName: name, filing: filing, link: frame.links.report("s", day, of: facility))
            ])
        let rows = duties(name).map {
            FilingsPage.Row(facility: facility, attributes: attributes(name), filing: filing, duty: $0.duty)
        }
        let list = FilingsPage(frame: frame, head: head, filter: .all, rows: rows, page: 1)
        head.area = .nation
        let nation = TallyPage(frame: frame, head: head, completeness: whole, lines: [], parts: tally.parts)
        return [
            PageExample("tally", tally.body), PageExample("filings", list.body), PageExample("nation", nation.body),
        ]
    }
}
