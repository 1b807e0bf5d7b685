import Domain
import Testing

@Suite struct WithdrawalReasonTests {
    private func sentence(_ typed: String) -> String? {
        do throws(FieldProblem) {
            _ = try WithdrawalReason(typed)
            return nil
        } catch {
            #expect(error.field == "reason")
            return error.sentence
        }
    }

    @Test func `it works: a reason is kept without the spaces around it`() throws {
        #expect(try WithdrawalReason(" \u{3000}日付の間違い\r\n二重の報告 \n").text == "日付の間違い\n二重の報告")
    }

    @Test(arguments: ["", " ", "\u{3000}\n\t"])
    func `no reason is told so`(typed: String) {
        #expect(sentence(typed) == "ひとことで結構ですので、入力してください。")
    }

    @Test func `two hundred characters are taken, one more is told with its count`() {
        #expect(sentence(String(repeating: "理", count: 200)) == nil)
        #expect(sentence(String(repeating: "理", count: 201)) == "200文字以内で入力してください(いま201文字です)。")
        #expect(sentence("理" + String(repeating: "\u{301}", count: 10_000))?.contains("200文字以内") == true)
    }

    @Test(arguments: ["a\u{0}b", "a\u{1B}b", "a\u{202E}b", "a\u{FFFF}b"])
    func `what cannot be seen is refused`(typed: String) {
        #expect(sentence(typed)?.contains("見えない制御文字") == true)
    }
}
