import Database
import Domain
import Hummingbird
import Store

/// The demonstration's mails, for everybody: nothing is sent there, and links in mails are to be tried. Anywhere else there is no
/// such page.
enum ShownMailController {
    /// The newest.
    static let limit = 30

    static func index(_ visit: Visit) async throws -> Response {
        guard visit.house.isDemonstration, visit.house.mailing.way == .shown else { throw Problem.notFound }
        let mails = try await visit.house.pool.read { db in
            try db.mails.list(MailFilter(state: .sent), before: nil, limit: limit).compactMap {
                try db.mails.mail($0.id)
            }.filter { !$0.isErased }
        }
        return visit.page(ShownMailsPage(frame: visit.frame(), mails: mails, site: visit.house.baseURL).body)
    }
}

/// What the demonstration would have sent.
public struct ShownMailsPage: Sendable {
    public var frame: PageFrame
    public var mails: [KeptMail]
    /// With which links of the mails begin.
    public var site: String

    public init(frame: PageFrame, mails: [KeptMail], site: String) {
        self.frame = frame
        self.mails = mails
        self.site = site
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "見本のメール",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>見本のメール</h1><p>この見本では、メールは外へ送られません。送られるはずのメールを、新しい順にここで読めます。</p></div></div>
                \(if: mails.isEmpty, "<div class=\"empty\"><b>まだメールはありません</b></div>")
                \(each: mails.enumerated(), section)
                </div>
                """
        ).html
    }

    private func section(_ index: Int, _ mail: KeptMail) -> HTML {
        """
        <section class="panel quiet" aria-labelledby="mail-\(index)"><h2 id="mail-\(index)">\(mail.entry.subject)</h2>
        <p class="small muted"><bdi>\(mail.entry.address)</bdi> <span class="nb">\((mail.entry.sentAt ?? mail.entry.recordedAt).words(in: frame.today))</span></p>
        <p class="typed">\(each: mail.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), line)</p></section>

        """
    }

    /// A link of ours can be followed, whatever address the demonstration is reached by.
    private func line(_ line: String) -> HTML {
        guard line.hasPrefix(site + "/"),
            let link = Link(ofOurs: String(line.dropFirst(site.count)), base: frame.links.base)
        else {
            return "\(line)\n"
        }
        return "<a href=\"\(link)\">\(line)</a>\n"
    }
}
