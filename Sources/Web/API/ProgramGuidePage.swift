import Documents
import Domain
import HTTPTypes
import Hummingbird

/// The description of the interface for programs, for machines and for people.
enum ProgramGuideController {
    static func openAPI(_ visit: Visit) async throws -> Response {
        ProgramAnswer.json(200, description(visit).value)
    }

    static func show(_ visit: Visit) async throws -> Response {
        visit.page(ProgramGuidePage(frame: visit.frame(), server: visit.house.baseURL, today: visit.now.day).body)
    }

    private static func description(_ visit: Visit) -> OpenAPIDescription {
        OpenAPIDescription(
            surveys: visit.house.surveys, today: visit.now.day, server: visit.house.baseURL,
            helpDesk: visit.house.helpDesk(at: visit.now))
    }
}

/// プログラムを作る方へ: how a program reports, with calls to try.
struct ProgramGuidePage: Sendable {
    var frame: PageFrame
    var server: String
    var today: Day

    var body: HTML {
        Layout(
            frame: frame, title: "プログラムを作る方へ",
            main: """
                <div class="stack">
                <div class="title"><div><h1>プログラムを作る方へ</h1>\
                <p>電子カルテなどのプログラムから、画面を開かずに報告できます。確かめる内容も、お返しする文も、画面と同じです。</p></div></div>
                <div class="prose">
                \(begin)
                \(report)
                \(rules)
                \(list)
                \(trying)
                </div>
                </div>
                """
        ).html
    }

    private var begin: HTML {
        """
        <h2>はじめに</h2>
        <ol>
        <li>医療機関または団体のIDでログインし、登録内容の「プログラム用のキー」でキーを作ります。キーは1度だけ表示します。</li>
        <li>キーを Authorization ヘッダーに入れて送ります。</li>
        </ol>
        \(call("いつまでに何を報告するか", "curl -H \"Authorization: Bearer $KEY\" \(server)/api/v1/duties"))
        \(call("調査票（項目の名前、上限、説明）", "curl -H \"Authorization: Bearer $KEY\" \(server)/api/v1/forms/clinic-daily"))
        """
    }

    private var report: HTML {
        """
        <h2>報告する</h2>
        <p>病院の患者数を報告する例です。項目の名前は、調査ごとに調査票で確かめられます。</p>
        \(call("確かめるだけで、保存しない", sending(to: "hospital-counts/check", act: "")))
        \(call("報告する", sending(to: "hospital-counts", act: " -H \"Idempotency-Key: $(uuidgen)\"")))
        <p>団体のキーでは、<code>/api/v1/</code> のあとに <code>facilities/医療機関のID/</code> をつけます。</p>
        """
    }

    private func sending(to path: String, act: String) -> String {
        let day = today.adding(-1).text
        return """
            curl -H "Authorization: Bearer $KEY"\(act) \\
              -H "Content-Type: application/json" \\
              -d '{"day": "\(day)", "answers": {"covidOutpatients": 3, "newAdmissions": 0}}' \\
              \(server)/api/v1/reports/\(path)
            """
    }

    private var rules: HTML {
        """
        <h2>きまり</h2>
        <ul>
        <li>day は実績の日です。報告日しかわからないプログラムは、reportDay に報告日を入れます。実績の日に置き換え、答えの day と sentences でお知らせします。</li>
        <li>空欄は null です。0 とは違います。知らない名前の項目があると、全体を受け付けません。</li>
        <li>訂正するときは、見た版の番号を basedOn に入れます（または ETag の値を If-Match に）。ほかの人が先に保存していると 409 と、いまの報告（current）を返します。</li>
        <li>422 の errors は直すところ、notes は確かめるところです。正しければ、passed に check の名前を入れて送り直します。</li>
        <li>返事が届かなかったときは、同じ Idempotency-Key で同じものを送り直します。2度は保存しません。\(Keeping.Kind.acts.defaultDays)日覚えます。</li>
        <li>メンテナンス中は 503 です。Retry-After の秒数を待って、送り直します。</li>
        <li>日時は協定世界時、日付は日本の日付です。</li>
        </ul>
        """
    }

    private var list: HTML {
        """
        <h2>できること</h2>
        <table class="tbl dense cards">
        <thead><tr><th scope="col">アドレス</th><th scope="col">内容</th></tr></thead>
        <tbody>
        \(each: ProgramOperation.all, { operation in
            """
            <tr><th scope="row"><code>\(operation.method.rawValue) \(ProgramOperation.root + operation.path)</code></th>\
            <td data-h="内容">\(operation.summary)</td></tr>

            """
        })</tbody>
        </table>
        <p>機械で読める説明（OpenAPI 3.1）: <a href="\(frame.links.openAPI)">openapi.json</a></p>
        """
    }

    private var trying: HTML {
        """
        <h2>試す</h2>
        <p>見本のサーバーは、医療機関も数値も架空のものです。見本の医療機関のIDでログインしてキーを作り、自由に試してください。\
        動かし方は、このソフトウェアの説明（README）にあります。</p>
        <p>お困りのときは、ヘルプデスクへ。<b>\(frame.helpDesk.name)</b> \(frame.helpDesk.lines)</p>
        """
    }

    private func call(_ words: String, _ command: String) -> HTML {
        #"<p>\#(words)</p><pre class="code typed"><code>\#(command)</code></pre>"#
    }
}
