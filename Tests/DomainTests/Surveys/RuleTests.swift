import Domain
import Testing

struct RuleTests {
    private func holds(_ source: String, _ values: [String: Answer] = [:]) throws -> Bool? {
        let form = try SampleForm.form()
        return try SampleForm.rule(source).holds(for: SampleForm.answers(values, in: form), in: form)
    }

    @Test func `a comparison of two figures holds or not`() throws {
        #expect(try holds("positive <= results", ["positive": .count(3), "results": .count(3)]) == true)
        #expect(try holds("positive <= results", ["positive": .count(4), "results": .count(3)]) == false)
    }

    @Test(arguments: [
        ("tested == 1 + 2 * 2", true), ("tested - 1 - 1 == 3", true), ("(tested - 2) * 2 == 6", true),
        ("-tested < 0", true), ("tested != 5", false), ("tested > 4 and tested < 6", true),
        ("tested < 4 or tested >= 5", true), ("not tested == 4 and tested == 5", true),
        ("tested == 5 or tested == 5 and tested == 4", true), ("not (tested == 5)", false),
    ])
    func `operators bind as in arithmetic`(source: String, expected: Bool) throws {
        #expect(try holds(source, ["tested": .count(5)]) == expected)
    }

    @Test func `choices and flags are compared by name`() throws {
        let answers: [String: Answer] = ["outpatient": .choice("stopped"), "closed": .flag(true)]
        #expect(try holds("outpatient == stopped", answers) == true)
        #expect(try holds("outpatient != stopped", answers) == false)
        #expect(try holds("closed and outpatient == stopped", answers) == true)
        #expect(try holds("not closed", answers) == false)
    }

    @Test func `answered and blank are always decided`() throws {
        #expect(try holds("answered(memo)", ["memo": .text("a")]) == true)
        #expect(try holds("answered(memo)") == false)
        #expect(try holds("blank(memo)") == true)
    }

    @Test(
        arguments: [
            // u is undecided, t holds, f does not
            ("positive <= results", nil), ("positive + 1 > 0", nil), ("outpatient == stopped", nil), ("closed", nil),
            ("closed and tested == 5", nil), ("closed and tested == 4", false), ("tested == 4 and closed", false),
            ("closed or tested == 5", true), ("tested == 5 or closed", true), ("closed or tested == 4", nil),
            ("not closed", nil), ("closed or not closed", nil),
        ] as [(String, Bool?)])
    func `a blank leaves a rule undecided unless the rest decides it`(source: String, expected: Bool?) throws {
        #expect(try holds(source, ["tested": .count(5)]) == expected)
    }

    @Test func `a zero is not a blank`() throws {
        #expect(try holds("tested >= 0", ["tested": .count(0)]) == true)
    }

    @Test(arguments: ["tested * tested > 0", "tested + tested > 0", "-tested - tested < 0"])
    func `a number beyond all bounds leaves a rule undecided and stops nothing`(source: String) throws {
        #expect(try holds(source, ["tested": .count(.max)]) == nil)
    }

    @Test func `hours are compared with written numbers as hours`() throws {
        #expect(try holds("hours > 6", ["hours": .decimal(65)]) == true)
        #expect(try holds("hours == 6.5", ["hours": .decimal(65)]) == true)
        #expect(try holds("hours * 2 == 13", ["hours": .decimal(65)]) == true)
        #expect(try holds("hours - 0.5 == 6", ["hours": .decimal(65)]) == true)
    }

    @Test func `a rule keeps its source and the items it speaks of`() throws {
        let rule = try SampleForm.rule("positive  <= results and answered(memo)")
        #expect(rule.source == "positive  <= results and answered(memo)")
        #expect(rule.items == ["positive", "results", "memo"])
    }

    @Test(arguments: [
        ("everyone", true, true, true), ("designation.consults", true, false, false),
        ("designation.tests or contract or kind == testCentre", false, true, true),
        ("not designation.consults and kind != hospital", false, true, true),
        ("kind == clinic", true, true, false),
    ])
    func `facts decide who is asked`(source: String, clinic: Bool, contract: Bool, centre: Bool) throws {
        let rule = try Rule(source, for: .facts)
        #expect(rule.holds(for: AskedFacts(kind: .clinic, consults: true)) == clinic)
        #expect(rule.holds(for: AskedFacts(kind: .clinic, contract: true)) == contract)
        #expect(rule.holds(for: AskedFacts(kind: .testCentre)) == centre)
    }

    @Test func `a rule about items is asked of nobody, and one about facts says nothing of answers`() throws {
        #expect(try !SampleForm.rule("tested > 0").holds(for: AskedFacts(kind: .hospital)))
        let form = try SampleForm.form()
        #expect(try Rule("contract", for: .facts).holds(for: Answers(blankFor: form), in: form) == nil)
    }
}
