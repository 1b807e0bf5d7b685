import Domain
import Testing

/// Every mistake is told with its place, what was found and what was expected.
struct RuleMistakeTests {
    @Test(arguments: [
        ("tested => results", "at 8: found '=>', expected one of >= <= == != > <"),
        ("tested = 1", "at 8: found '=', expected one of >= <= == != > <"),
        ("tested =< 1", "at 8: found '=<', expected one of >= <= == != > <"),
        ("tested > 1 && results > 1", "at 12: found '&&', expected 'and'"),
        ("closed || closed", "at 8: found '||', expected 'or'"),
        ("!closed", "at 1: found '!', expected 'not'"),
        ("", "at 1: found the end of the rule, expected a name, a number or '('"),
        ("tested >", "at 9: found the end of the rule, expected a name, a number or '('"),
        ("tested > > 1", "at 10: found '>', expected a name, a number or '('"),
        ("(tested > 1", "at 12: found the end of the rule, expected ')'"),
        ("tested > 1)", "at 11: found ')', expected one of and or + - * >= <= == != > <"),
        ("tested > 1 results", "at 12: found 'results', expected one of and or + - * >= <= == != > <"),
        ("1 < tested < 3", "at 12: found '<', expected one of and or + - * >= <= == != > <"),
        ("and tested > 1", "at 1: found 'and', expected a name, a number or '('"),
        ("answered tested", "at 10: found 'tested', expected '('"),
        ("answered(1)", "at 10: found '1', expected the code of an item"),
        ("tested ≥ 1", "at 8: found '≥', expected a name, a number, a comparison, + - * or a parenthesis in ASCII"),
        ("tested / 2 > 1", "at 8: found '/', expected a name, a number, a comparison, + - * or a parenthesis in ASCII"),
        ("tested > １", "at 10: found '１', expected a name, a number, a comparison, + - * or a parenthesis in ASCII"),
        ("tested > 1.", "at 10: found '1.', expected a number of at most 15 digits, like 10 or 6.5"),
        (
            "tested > 1234567890123456",
            "at 10: found '1234567890123456', expected a number of at most 15 digits, like 10 or 6.5"
        ),
    ])
    func `a slip of the pen`(source: String, message: String) {
        #expect(english(source, .items(SampleForm.items)) == message)
    }

    @Test(arguments: [
        ("testd > 1", "at 1: found the unknown name 'testd', expected 'tested'"),
        ("tested > 1 and resluts > 1", "at 16: found the unknown name 'resluts', expected 'results'"),
        ("contract", "at 1: found the unknown name 'contract', expected"),
        ("tested", "at 1: found 'tested' (a whole number), expected a comparison or answered(tested)"),
        ("tested + 1", "at 1: found the number 'tested + 1', expected a comparison, like tested + 1 <= 10"),
        ("outpatient", "at 1: found 'outpatient' (a choice), expected a comparison or answered(outpatient)"),
        ("outpatient == 1", "at 15: found '1', expected a choice of 'outpatient': normal limited stopped"),
        (
            "outpatient == tested",
            "at 15: found 'tested' (a whole number), expected a choice of 'outpatient': normal limited stopped"
        ),
        ("outpatient == stoped", "at 15: found 'stoped', expected a choice of 'outpatient': normal limited stopped"),
        ("outpatient >= stopped", "at 12: found '>=', expected one of == !="),
        ("tested == outpatient", "at 11: found 'outpatient' (a choice), expected a number or an item that is a number"),
        ("memo == 1", "at 1: found 'memo' (a text), expected a number or an item that is a number"),
        ("opened > 1", "at 1: found 'opened' (a time), expected a number or an item that is a number"),
        ("closed == 1", "at 1: found 'closed' (a flag), expected a number or an item that is a number"),
        ("(tested > 1) + 1 > 1", "at 1: found '(tested > 1)', expected a number or an item that is a number"),
        ("answered(tested) > 1", "at 1: found 'answered(tested)', expected a number or an item that is a number"),
        (
            "tested > hours",
            "at 10: found 'hours' with 1 place after the point, expected a number with as many places after the point as 'tested' (0)"
        ),
        (
            "hours > fee",
            "at 9: found 'fee' with 2 places after the point, expected a number with as many places after the point as 'hours' (1)"
        ),
        (
            "hours > 6.55",
            "at 9: found '6.55' with 2 places after the point, expected a number with as many places after the point as 'hours' (1)"
        ),
        ("hours * fee > 1", "at 9: found 'fee', expected a whole number, for 'hours' has places after its point"),
    ])
    func `a wrong kind or an unknown name`(source: String, message: String) throws {
        let said = try #require(english(source, .items(SampleForm.items)))
        #expect(said.hasPrefix(message))
    }

    @Test(arguments: [
        (
            "designation.consult",
            "at 1: found the unknown name 'designation.consult', expected one of designation.consults designation.tests"
        ),
        ("kind", "at 1: found 'kind', expected one of kind==hospital kind==clinic kind==testCentre"),
        ("kind == hospitl", "at 9: found 'hospitl', expected one of hospital clinic testCentre"),
        ("kind > hospital", "at 6: found '>', expected one of == !="),
        ("hospital == kind", "at 1: found the unknown name 'hospital', expected"),
        ("contract == 1", "at 1: found 'contract', expected 'kind'"),
        ("answered(tested)", "at 10: found the unknown name 'tested', expected"),
    ])
    func `a mistake about who is asked`(source: String, message: String) throws {
        let said = try #require(english(source, .facts))
        #expect(said.hasPrefix(message))
    }

    @Test func `a mistake is told in Japanese too`() throws {
        let error = try #require(mistake("tested => results", .items(SampleForm.items)))
        #expect(error.japanese == "8文字目: 「=>」があります。ここには次のいずれか: >= <= == != > < を書いてください。")
    }

    @Test func `a rule too long or too deep is refused and not fallen into`() {
        let deep = String(repeating: "(", count: 400) + "closed" + String(repeating: ")", count: 400)
        #expect(english(deep, .items(SampleForm.items))?.contains("a rule nested at most 50 deep") == true)
        let nots = String(repeating: "not ", count: 200) + "closed"
        #expect(english(nots, .items(SampleForm.items))?.contains("a rule nested at most 50 deep") == true)
        let long = String(repeating: "closed or ", count: 200) + "closed"
        #expect(english(long, .items(SampleForm.items))?.contains("at most 1000 characters") == true)
    }

    private func mistake(_ source: String, _ vocabulary: Rule.Vocabulary) -> RuleError? {
        do {
            _ = try Rule(source, for: vocabulary)
            return nil
        } catch {
            return error
        }
    }

    private func english(_ source: String, _ vocabulary: Rule.Vocabulary) -> String? {
        mistake(source, vocabulary)?.english
    }
}
