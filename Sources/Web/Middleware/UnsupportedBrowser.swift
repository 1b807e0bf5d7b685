import HTTPTypes
import Hummingbird

/// Internet Explorer cannot show our pages: it gets one that it can, with the names of those that do (R16). Files and answers for
/// programs stay open to it, and a browser that nobody knows is never turned away.
struct UnsupportedBrowser: RouterMiddleware {
    let house: House

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard Self.isExplorer(request.headers[.userAgent]), !Self.isFile(request.uri.path.lowercased()) else {
            return try await next(request, context)
        }
        let isReading = request.method == .get || request.method == .head
        return Response(
            status: isReading ? .ok : .badRequest,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .vary: "User-Agent"],
            bytes: UnsupportedBrowserPage(helpDesk: house.helpDesk(at: house.clock.now)).body.bytes)
    }

    /// Of every version, and Edge while it plays one.
    private static func isExplorer(_ agent: String?) -> Bool {
        guard let agent else { return false }
        return agent.contains("Trident/") || agent.contains("MSIE ")
    }

    private static func isFile(_ path: String) -> Bool {
        path.hasPrefix("/api/") || path.hasPrefix("/assets/") || path == "/health"
            || (path.hasPrefix("/open-data/") && (path.hasSuffix(".csv") || path.hasSuffix(".zip")))
    }
}

/// As plain as a page can be: no style sheet, no script, nothing newer than the browser.
struct UnsupportedBrowserPage {
    var helpDesk: HelpDesk

    var body: HTML {
        """
        <!doctype html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="X-UA-Compatible" content="IE=edge">
        <title>お使いのブラウザーについて | G-MIS</title>
        </head>
        <body>
        <h1>このブラウザーではG-MISを使えません</h1>
        <p>医療機関等情報支援システム（G-MIS）は、Internet Explorer に対応していません。次のどれかの新しい版で、もう一度開いてください。</p>
        <ul>
        <li>Microsoft Edge（エッジ）</li>
        <li>Mozilla Firefox（ファイアフォックス）</li>
        <li>Google Chrome（クローム）</li>
        <li>Safari（サファリ）</li>
        </ul>
        <p>Edgeの「Internet Explorer モード」で開いているときは、そのモードをやめると使えます。お使いのパソコンで変えられないときは、スマートフォンやタブレットからも使えます。</p>
        <hr>
        <p>\(helpDesk.name)<br>電話 \(helpDesk.phone)<br>\(helpDesk.hours)</p>
        </body>
        </html>

        """
    }
}
