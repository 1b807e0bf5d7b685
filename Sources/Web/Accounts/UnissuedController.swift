import Database
import Domain
import Hummingbird
import Store

/// A known institution that has no ID, and its ID issued (R4 R56).
enum UnissuedController {
    static func show(_ visit: Visit) async throws -> Response {
        let (facility, known, account) = try await look(visit)
        if let account { return visit.redirect(Links().helpDesk(account: account)) }
        return visit.page(UnissuedPage(frame: visit.frame(.search), facility: facility, known: known).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let (facility, known, account) = try await look(visit)
        let form = try visit.form()
        var page = UnissuedPage(frame: visit.frame(.search), facility: facility, known: known)
        page.read(form)
        if account != nil {
            page.problems = [FieldProblem(field: "mail", label: "ID", sentence: "この医療機関には、もうIDがあります。")]
        }
        guard page.problems.isEmpty else { return visit.page(page.body, status: .unprocessableContent) }
        let (contact, way) = (page.contact, page.way)
        let order = AccountIssue.Order(at: visit.now, by: try visit.signedIn().actor)
        do {
            let issued = try await visit.house.pool.write { db in
                try db.accountIssue.issue(to: facility, contact: contact, notifyBy: way, order)
            }
            return visit.redirect(Links().helpDesk(account: issued.account.id, done: "issued"))
        } catch Problem.refused(let japanese, _) {
            page.problems = [FieldProblem(field: "mail", label: "ID", sentence: japanese)]
            return visit.page(page.body, status: .unprocessableContent)
        }
    }

    private static func look(
        _ visit: Visit
    ) async throws -> (facility: Facility.ID, known: FacilityDay, account: String?) {
        _ = try visit.signedIn().permit(.manageAccounts)
        guard let facility = try visit.facilityParameter() else { throw Problem.notFound }
        let day = visit.now.day
        return try await visit.house.pool.read { db in
            guard let known = try db.facilities.newest(of: facility, on: day) else { throw Problem.notFound }
            return (facility, known, try db.accounts.account(of: facility, on: day)?.id)
        }
    }
}

/// An institution without an ID, and the form that issues it.
public struct UnissuedPage: Sendable {
    public var frame: PageFrame
    public var facility: Facility.ID
    public var known: FacilityDay
    /// As typed.
    public var contact = Contact()
    public var notifyBy = ""
    public var problems: [FieldProblem] = []

    public init(frame: PageFrame, facility: Facility.ID, known: FacilityDay) {
        self.frame = frame
        self.facility = facility
        self.known = known
    }

    /// Takes what was sent, with everything that is wrong with it.
    mutating func read(_ form: FormBody) {
        let name = OneLine.read(form.typed("name"), limit: 100)
        let mail = OneLine.read(form.typed("mail"), limit: MailSyntax.longest)
        contact = Contact(name: name.text, mail: mail.text, phone: known.attributes.phone)
        notifyBy = form.typed("notifyBy")
        if let objection = name.objection { note("name", "担当者", objection) }
        do throws(FieldProblem) {
            if !mail.text.isEmpty { contact.mail = try Contact.mail(mail.text, field: "mail") }
        } catch {
            problems.append(error)
        }
        if way == .mail, mail.text.isEmpty { note("mail", "メールアドレス", "メールで知らせるには、メールアドレスが要ります。") }
    }

    private mutating func note(_ field: String, _ label: String, _ sentence: String) {
        problems.append(FieldProblem(field: field, label: label, sentence: sentence))
    }

    /// nil: nobody chose.
    var way: NotificationWay? { NotificationWay(rawValue: notifyBy) }

    public var body: HTML {
        let place = known.attributes
        return Layout(
            frame: frame, title: place.name,
            main: """
                <div class="stack far">
                \(SearchField(links: frame.links).html)
                \(if: !problems.isEmpty, ErrorSummary(problems: problems, anchors: ["name", "mail"], isFirst: true).html)
                <div class="two"><section class="stack" aria-labelledby="page-name">
                <div class="row apart"><h1 id="page-name"><bdi>\(place.name)</bdi></h1>\(LifeChip.chip(nil).html)</div>
                <dl class="kv"><dt>発行されるID</dt><dd><b class="lead">\(facility.text)</b></dd>
                <dt>都道府県・区分</dt><dd>\(place.prefecture.name) \(known.kind?.label ?? "—")</dd>
                <dt>所在地</dt><dd>\(place.zipCode) <bdi>\(place.address)</bdi></dd>
                <dt>医療機関コード</dt><dd>\(place.facilityCode.isEmpty ? "—" : place.facilityCode)</dd>
                <dt>電話</dt><dd><a href="\(Link.phone(place.phone))">\(place.phone)</a></dd>
                <dt>報告する人</dt><dd>\(known.party == .itself ? "自院" : "とりまとめ団体")</dd></dl></section>
                <section class="panel" aria-labelledby="page-issue"><h2 id="page-issue">IDを発行する</h2>
                \(form)
                </section></div></div>
                """, isWide: true
        ).html
    }

    private var form: HTML {
        """
        <form class="stack near" method="post" action="\(frame.links.issue(to: facility))" novalidate>\(frame.csrfField)
        \(field("name", "担当者", contact.name, .text(autocomplete: "off"), "部署かお名前"))
        \(field("mail", "メールアドレス", contact.mail, .mail, "なければ、手紙でお知らせします。"))
        <div class="field"><label for="notifyBy">通知方法</label>\
        <select id="notifyBy" name="notifyBy">\(each: [("", "おまかせ"), ("mail", "メール"), ("letter", "手紙")], { value, words in
            "<option value=\"\(value)\"\(if: value == notifyBy, " selected")>\(words)</option>"
        })</select></div>
        \(if: known.party != .itself, "<p class=\"small\">団体が報告しているあいだは、IDだけを発行し、お知らせはしません。</p>")
        <button class="btn">IDを発行する</button></form>
        """
    }

    private func field(
        _ name: String, _ label: String, _ value: String, _ kind: RecordInput.Kind, _ hint: String
    ) -> HTML {
        RecordInput(name, label, kind, hint: hint, typed: value).atDesk(problems).html
    }
}
