import Documents
import Domain
import Foundation

@testable import Web

/// Pages of notices and of the product itself, with a name in all places where one can stand.
extension PageExamples {
    private static func notice(_ name: String) -> Notice {
        Notice(
            id: "n-000000000000000000000001",
            text: NoticeText(
                title: name, body: "\(name)\n\n\(name)", from: now, until: now.adding(seconds: 60), audience: .facility,
                prefecture: Prefecture.all[36], byMail: true), recordedAt: now)
    }

    static func notices(_ frame: PageFrame, _ unknown: PageFrame, name: String, typed: String) -> [PageExample] {
        let notice = notice(name)
        var (told, signIn) = (frame, unknown)
        told.notices = [notice, notice, notice]
        signIn.notices = Array(repeating: notice, count: 6)
        let text = TypedNotice(
            title: typed, body: typed, from: typed, until: typed, audience: typed, prefecture: typed, byMail: true)
        var refused = NoticeFormPage(frame: frame, typed: text)
        refused.errors = TypedNotice.Field.allCases.map {
            FieldProblem(field: $0.rawValue, label: $0.label, sentence: typed)
        }
        var stale = NoticeFormPage(frame: frame, typed: text)
        stale.problem = .staleForm
        let written = WrittenNoticePage(frame: frame, now: now, notice: notice, mails: (1_200, 3))
        let manual = Manual(
            key: "help-desk", title: name, about: name,
            text: Markdown("# \(name)\n\n\(name)\n\n- \(name)\n\n![\(name)](x.png)\n\n|a|\n|-|\n|\(name)|\n"),
            pictures: ["x.png": []])
        return [
            PageExample("notices", NoticesPage(frame: told, notices: [notice]).body),
            PageExample("no notices", NoticesPage(frame: unknown, notices: []).body),
            PageExample("notice", NoticePage(frame: frame, notice: notice).body),
            PageExample("sign in with notices", SignInPage(frame: signIn).body),
            PageExample("written notices", WrittenNoticesPage(frame: frame, now: now, notices: [notice]).body),
            PageExample("written notice", written.body),
            PageExample("notice form", NoticeFormPage(frame: frame, typed: text).body),
            PageExample("refused notice", refused.body), PageExample("stale notice", stale.body),
            PageExample(
                "notice preview",
                NoticePreviewPage(frame: frame, typed: text, text: notice.text, id: notice.id).body),
            PageExample("personal data", PersonalDataPage(frame: frame).body),
            PageExample("terms", TermsPage(frame: unknown).body),
            PageExample("accessibility", AccessibilityPage(frame: frame).body),
            PageExample("manuals", ManualsPage(frame: frame, manuals: [manual]).body),
            PageExample("manual", ManualPage(frame: frame, manual: manual).body),
            PageExample("no manuals", ManualsPage(frame: unknown, manuals: []).body),
        ]
    }
}
