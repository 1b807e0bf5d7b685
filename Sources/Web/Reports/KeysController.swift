import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// The public keys with which receipts and statements are checked, for everybody and for ever.
enum KeysController {
    static func show(_ visit: Visit) async throws -> Response {
        let keys = try await visit.house.pool.read { try $0.signingKeys.all() }
        return visit.page(KeysPage(frame: visit.frame(), keys: keys).body)
    }

    static func json(_ visit: Visit) async throws -> Response {
        let keys = try await visit.house.pool.read { try $0.signingKeys.all() }
        return Response(
            headers: [
                .contentType: "application/json", .cacheControl: "public, max-age=60",
                .accessControlAllowOrigin: "*",
                .contentDisposition: "attachment; filename=\"gmis-keys.json\"",
            ], bytes: try KeysJSON(keys).bytes())
    }
}

/// The public keys as a page.
public struct KeysPage: Sendable {
    public var frame: PageFrame
    /// The newest first.
    public var keys: [PublishedKey]

    public var body: HTML {
        Layout(
            frame: frame, title: "署名の鍵",
            main: """
                \(Crumbs(entries: [("受付票・証明書の確認", frame.links.verify())], here: "署名の鍵").html)
                <div class="stack far">
                <div class="title"><div><h1>署名の鍵</h1>\
                <p>受付票と証明書の電子署名(Ed25519)を確かめるための公開鍵です。使い終わった鍵も載せ続けます。</p></div></div>
                \(keys.isEmpty ? none : table)
                \(if: !keys.isEmpty, download)
                </div>
                """
        ).html
    }

    private var none: HTML {
        #"<div class="empty"><b>まだ鍵はありません</b><p>いまの受付票には、電子署名が付いていません。内容の照合値で確かめられます。</p></div>"#
    }

    private var table: HTML {
        """
        <table class="tbl">
        <thead><tr><th scope="col">番号</th><th scope="col">使った期間</th><th scope="col">公開鍵(base64)</th></tr></thead>
        <tbody>
        \(each: keys, row)</tbody>
        </table>
        """
    }

    private func row(_ key: PublishedKey) -> HTML {
        """
        <tr><th scope="row">\(key.number)</th><td>\(key.from.longWords)から\
        \(key.until.map { "<br>\($0.longWords)まで" as HTML } ?? " \(Chip(.ok, "使用中").html)")</td>\
        <td><code>\(key.publicKey)</code></td></tr>

        """
    }

    private var download: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-program">
        <h2 id="page-program">インターネットにつながない機器で確かめる</h2>
        <p class="small"><a href="\(frame.links.keysJSON)">公開鍵のファイル(JSON)</a>を保存しておくと、\
        <code>gmis verify ファイル名 --keys gmis-keys.json</code> で確かめられます。</p>
        </section>
        """
    }
}
