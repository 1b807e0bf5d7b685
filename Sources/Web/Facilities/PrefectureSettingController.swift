import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// What a prefecture decides for itself.
extension Routes {
    static let registerSettings: [Route] = [
        Route(method: .get, path: "/register/settings", action: .designate, handler: PrefectureSettingController.show),
        Route(
            method: .post, path: "/register/settings", action: .designate, handler: PrefectureSettingController.create),
    ]
}

/// Whether IDs at rest may read their own reports (R22).
enum PrefectureSettingController {
    static func show(_ visit: Visit) async throws -> Response {
        visit.page(try await page(visit).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .designate)
        guard let prefecture = account.prefecture else { throw Problem.notFound }
        let typed = try visit.form().line(SettingField.restingMayRead)
        guard let may = ["yes": true, "no": false][typed ?? ""] else {
            var page = try await page(visit)
            page.problems = [
                FieldProblem(
                    field: SettingField.restingMayRead, label: "団体が報告する医療機関のID", sentence: "どちらかを選んでください。")
            ]
            return visit.page(page.body, status: .unprocessableContent)
        }
        let now = visit.now
        try await visit.house.pool.write { db in
            try db.prefectureSettings.setRestingMayRead(may, in: prefecture, at: now, by: account.actor)
        }
        return visit.redirect(Links().registerSettingsSaved)
    }

    private static func page(_ visit: Visit) async throws -> PrefectureSettingPage {
        let account = try visit.signedIn(to: .designate)
        guard let prefecture = account.prefecture else { throw Problem.notFound }
        let today = visit.now.day
        let (decision, names) = try await visit.house.pool.read { db in
            let decision = try db.prefectureSettings.decision(of: prefecture)
            let keys = [decision?.recordedBy].compactMap(\.self)
            return (decision, ActorWords(names: try db.audit.names(of: keys, on: today)))
        }
        var page = PrefectureSettingPage(
            frame: visit.frame(.register), prefecture: prefecture, restingMayRead: decision?.restingMayRead ?? false)
        page.decided = decision.map { ($0.recordedAt, names.words($0.recordedBy)) }
        page.isSaved = visit.asked("saved") != nil
        return page
    }
}

enum SettingField {
    static let restingMayRead = "restingMayRead"
}

extension Links {
    /// The page after a decision was taken.
    var registerSettingsSaved: Link {
        Link(base: base, ["register", "settings"], query: [("saved", "1")])
    }
}

/// What a prefecture decides for itself, with who decided it.
struct PrefectureSettingPage: Sendable {
    var frame: PageFrame
    var prefecture: Prefecture
    var restingMayRead: Bool
    /// When and by whom; nil where nothing was decided yet.
    var decided: (at: Instant, by: String)?
    var isSaved = false
    var problems: [FieldProblem] = []

    var body: HTML {
        Layout(
            frame: frame, title: "設定",
            main: """
                \(Crumbs(entries: [("医療機関", frame.links.register)], here: "設定").html)
                <div class="title"><div><h1>\(prefecture.name)の設定</h1></div></div>
                <div class="slim stack far">
                \(if: !problems.isEmpty, ErrorSummary(problems: problems, anchors: [SettingField.restingMayRead], isFirst: true).html)
                \(if: isSaved, DoneBox(heading: "設定を変えました").html)
                <form class="stack" method="post" action="\(frame.links.registerSettings)" novalidate>\(frame.csrfField)
                \(choice.with(problems).html)
                <div><button class="btn">設定する</button></div>
                </form>
                \(decided.map { "<p class=\"small muted\">\($0.at.longWords)に<bdi>\($0.by)</bdi>が決めました。</p>" })
                <p class="small muted">どちらの場合も、団体が報告を始めた時に医療機関のログインは終わり、同僚のログインもできなくなります。\
                自院での報告に戻ると、もとのパスワードでまた使えます。</p>
                </div>
                """,
            scripts: problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var choice: RecordInput {
        RecordInput(
            SettingField.restingMayRead, "団体が報告する医療機関のID",
            .choice([("no", "ログインできない(通常)"), ("yes", "ログインして、自院の報告を見ることだけできる")]),
            hint: "見ることができるのは、その医療機関の報告だけです。入力や訂正、登録内容の変更はできません。",
            typed: restingMayRead ? "yes" : "no")
    }
}
