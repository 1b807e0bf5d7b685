import Database
import Domain
import Hummingbird
import Store

/// At which addresses an association has its members' figures confirmed.
enum ConfirmationAddressController {
    static func show(_ visit: Visit) async throws -> Response {
        var page = try await page(visit)
        page.isSaved = visit.asked("saved") != nil
        return visit.page(page.body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .reportForMembers)
        guard let association = account.association else { throw Problem.notFound }
        var page = try await page(visit)
        let form = try visit.form()
        var addresses: [Facility.ID: String] = [:]
        for index in page.members.indices {
            let member = page.members[index]
            // Whoever became a member after the page was opened stands not in it, and keeps what is known.
            guard form.names.contains(member.facility.text) else {
                if !member.mail.isEmpty { addresses[member.facility] = member.mail }
                continue
            }
            page.members[index].mail = form.shown(member.facility.text)
            switch Self.address(form, member.facility.text) {
            case .success(let mail): addresses[member.facility] = mail
            case .failure(let problem):
                page.problems.append(
                    FieldProblem(field: problem.field, label: member.name, sentence: problem.sentence))
            }
        }
        if let obstacle = visit.obstacle(to: form) {
            (page.problems, page.frame.obstacle) = ([], obstacle)
            return visit.page(page.body, after: obstacle)
        }
        guard page.problems.isEmpty else { return visit.page(page.body, status: .unprocessableContent) }
        let (told, now) = (addresses, visit.now)
        _ = try await visit.house.pool.write { db in
            try db.confirmationAddresses.replace(told, of: association, at: now, by: account.actor)
        }
        return visit.redirect(Links().confirmationAddressesSaved)
    }

    /// nil for a blank field.
    private static func address(_ form: FormBody, _ field: String) -> Result<String?, FieldProblem> {
        func problem(_ sentence: String) -> Result<String?, FieldProblem> {
            .failure(FieldProblem(field: field, label: "", sentence: sentence))
        }
        switch form.value(field) {
        case .failure(let fault): return problem(fault.sentence)
        case .success(let typed):
            let mail = MailSyntax.halfWidth(typed)
            if mail.isEmpty { return .success(nil) }
            return MailSyntax.isAddress(mail)
                ? .success(mail) : problem("メールアドレスとして使えません。name@example.jp のように入力してください。")
        }
    }

    private static func page(_ visit: Visit) async throws -> ConfirmationAddressPage {
        let account = try visit.signedIn(to: .reportForMembers)
        guard let association = account.association else { throw Problem.notFound }
        let members = try await visit.house.register.roster(on: visit.now.day, visit.house).members(of: association)
        let addresses = try await visit.house.pool.read { try $0.confirmationAddresses.all(of: association) }
        return ConfirmationAddressPage(
            frame: visit.frame(.home),
            members: members.map { member in
                ConfirmationAddressPage.Member(
                    facility: member.id, name: member.known.attributes.name, mail: addresses[member.id] ?? "")
            })
    }
}

extension Links {
    /// The page after the addresses were stored.
    var confirmationAddressesSaved: Link {
        Link(base: base, ["members", "confirmation-addresses"], query: [("saved", "1")])
    }
}

/// The members with the address at which each may confirm its figures.
struct ConfirmationAddressPage: Sendable {
    var frame: PageFrame
    var members: [Member]
    var problems: [FieldProblem] = []
    var isSaved = false

    struct Member: Sendable {
        var facility: Facility.ID
        var name: String
        /// Empty for none.
        var mail: String
    }

    var body: HTML {
        Layout(
            frame: frame, title: "数値を確認する宛先",
            main: """
                \(Crumbs(entries: [("ホーム", frame.links.home)], here: "数値を確認する宛先").html)
                <div class="title"><h1>数値を確認する宛先</h1></div>
                <div class="stack far">
                \(if: !problems.isEmpty, ErrorSummary(problems: problems, anchors: Set(problems.map(\.field)), isFirst: true).html)
                \(if: isSaved, DoneBox(heading: "宛先を保存しました").html)
                <p>団体が報告した数値を、医療機関自身に確認していただくためのメールアドレスです。空のままでもかまいません。\
                メールに数値は書きません。医療機関は、メールのリンクから数値を見て、ボタンを一度押すだけです。</p>
                \(members.isEmpty ? nothing : form)
                </div>
                """,
            scripts: problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var nothing: HTML { #"<div class="empty"><b>いま団体が報告する医療機関はありません</b></div>"# }

    private var form: HTML {
        """
        <form class="stack" method="post" action="\(frame.links.confirmationAddresses)" novalidate>\(frame.csrfField)
        <table class="tbl cards"><thead><tr><th scope="col">医療機関</th><th scope="col">ID</th>\
        <th scope="col">メールアドレス</th></tr></thead><tbody>
        \(each: members, row)</tbody></table>
        <div><button class="btn">保存する</button></div>
        </form>
        """
    }

    private func row(_ member: Member) -> HTML {
        let field = member.facility.text
        let problem = problems.first { $0.field == field }
        let state: HTML? = problem.map { _ in #" aria-invalid="true" aria-describedby="\#(field)-e""# }
        return """
            <tr><th scope="row"><label for="\(field)"><bdi>\(member.name)</bdi></label></th>\
            <td data-h="ID">\(field)</td><td data-h="メールアドレス">\
            \(problem.map { "<p class=\"err\" id=\"\(field)-e\">\($0.sentence)</p>" })\
            <input class="input" type="email" id="\(field)" name="\(field)" value="\(member.mail)" autocomplete="off"\(state)>\
            </td></tr>

            """
    }
}
