import Domain

/// Where the help desk corrects a contact.
public struct CorrectionPage: Sendable {
    public var frame: PageFrame
    public var desk: AccountDesk
    /// As typed.
    public var contact: Contact
    public var reason = ""
    public var problems: [FieldProblem] = []
    var ticks = DeskCheck.Ticks()
    private(set) var check: IdentityCheck?

    public init(frame: PageFrame, desk: AccountDesk) {
        self.frame = frame
        self.desk = desk
        contact = desk.contact
    }

    /// Takes what was sent, with everything that is wrong with it.
    mutating func read(_ form: FormBody) {
        ticks = DeskCheck.ticks(form)
        contact = Contact(name: form.typed("name"), mail: form.typed("mail"), phone: form.typed("phone"))
        reason = form.typed("reason")
        let typed = (contact, reason)
        contact.name = take("name", "担当者", form, limit: 100)
        contact.mail = take("mail", "メールアドレス", form, limit: MailSyntax.longest)
        contact.phone = take("phone", "電話", form, limit: 30)
        reason = take("reason", "直す理由", form, limit: 200)
        do throws(FieldProblem) {
            if !contact.mail.isEmpty { contact.mail = try Contact.mail(contact.mail, field: "mail") }
        } catch {
            problems.append(error)
        }
        do throws(FieldProblem) {
            contact.phone = try Contact.phone(contact.phone, field: "phone")
        } catch {
            problems.append(error)
        }
        if reason.isEmpty {
            problems.append(FieldProblem(field: "reason", label: "直す理由", sentence: "ひとことで結構ですので、入力してください。"))
        }
        switch DeskCheck.read(form, Procedure.contact.needed(hasFacilityCode: false)) {
        case .success(let right): check = right
        case .failure(let problem): problems.append(problem)
        }
        if !problems.isEmpty { (contact, reason) = typed }
    }

    private mutating func take(_ field: String, _ label: String, _ form: FormBody, limit: Int) -> String {
        switch form.value(field) {
        case .failure(let fault):
            problems.append(FieldProblem(field: field, label: label, sentence: fault.sentence))
            return ""
        case .success(let typed):
            let line = OneLine.read(typed, limit: limit)
            if let objection = line.objection {
                problems.append(FieldProblem(field: field, label: label, sentence: objection))
            }
            return line.text
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "連絡先を直す",
            main: """
                \(Crumbs(entries: trail, here: "連絡先を直す").html)
                <div class="title"><div><h1>連絡先を直す</h1><p><bdi>\(desk.account.name)</bdi> <span class="nb">ID \(desk.account.loginId)</span></p></div></div>
                <div class="stack far">
                \(if: !problems.isEmpty, ErrorSummary(problems: problems, anchors: Self.anchors, isFirst: true).html)
                <form class="stack" method="post" action="\(frame.links.correction(desk.account.id))" novalidate>\(frame.csrfField)
                \(check(at: problem("checked")).html)
                \(field("name", "担当者", contact.name, .text(autocomplete: "off"), hint: "部署かお名前"))
                \(field("mail", "メールアドレス", contact.mail, .mail, hint: "いまの登録: \(desk.contact.mail.isEmpty ? "なし" : desk.contact.mail)"))
                \(field("phone", "電話", contact.phone, .phone))
                \(field("reason", "直す理由", reason, .text(autocomplete: "off"), hint: "200文字まで。履歴に残り、ご本人にも見えます。", isRequired: true))
                <p class="small">アドレスが変わるときは、前のアドレスと新しいアドレスの両方にお知らせします。</p>
                <div class="row"><button class="btn">連絡先を直す</button>\
                <a class="btn plain" href="\(frame.links.helpDesk(account: desk.account.id))">やめる</a></div>
                </form>
                </div>
                """
        ).html
    }

    private static let anchors: Set<String> = ["checked", "name", "mail", "phone", "reason"]

    private func check(at problem: FieldProblem?) -> DeskCheck {
        DeskCheck(parts: Procedure.contact.needed(hasFacilityCode: false), ticks: ticks, problem: problem)
    }

    private var trail: [(words: String, link: Link)] {
        [("さがす", frame.links.helpDesk), (desk.account.name, frame.links.helpDesk(account: desk.account.id))]
    }

    private func problem(_ field: String) -> FieldProblem? { problems.first { $0.field == field } }

    private func field(
        _ name: String, _ label: String, _ value: String, _ kind: RecordInput.Kind, hint: String? = nil,
        isRequired: Bool = false
    ) -> HTML {
        RecordInput(name, label, kind, hint: hint, typed: value).atDesk(problems, isRequired: isRequired).html
    }
}

/// Where the help desk puts an ID to rest.
public struct RestPage: Sendable {
    public var frame: PageFrame
    public var desk: AccountDesk
    public var reason: RestReason?
    public var problems: [FieldProblem] = []
    var ticks = DeskCheck.Ticks()

    public init(frame: PageFrame, desk: AccountDesk) {
        self.frame = frame
        self.desk = desk
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "このIDを止める",
            main: """
                \(Crumbs(entries: trail, here: "このIDを止める").html)
                <div class="title"><div><h1>このIDを止める</h1><p><bdi>\(desk.account.name)</bdi> <span class="nb">ID \(desk.account.loginId)</span></p></div></div>
                <div class="stack far">
                \(if: !problems.isEmpty, ErrorSummary(problems: problems, anchors: ["checked", "reason"], isFirst: true).html)
                <p>止めると、このIDではログインできなくなり、いまログイン中の \(desk.openSessions) か所もすぐにログアウトします。\
                これまでの報告はそのまま残り、いつでもまた使えるようにできます。</p>
                <form class="stack" method="post" action="\(frame.links.rest(desk.account.id))">\(frame.csrfField)
                \(DeskCheck(parts: Procedure.rest.needed(hasFacilityCode: false), ticks: ticks, problem: problem("checked")).html)
                <fieldset class="field" id="reason"><legend>2. 理由</legend>
                \(problem("reason").map { "<p class=\"err\">\($0.sentence)</p>" })
                \(each: RestReason.allCases, { "<label class=\"check\"><input type=\"radio\" name=\"reason\" value=\"\($0.rawValue)\"\(if: $0 == reason, " checked")> \($0.label)</label>" })
                </fieldset>
                <div class="row"><button class="btn danger">このIDを止める</button>\
                <a class="btn plain" href="\(frame.links.helpDesk(account: desk.account.id))">やめる</a></div>
                </form>
                </div>
                """
        ).html
    }

    private var trail: [(words: String, link: Link)] {
        [("さがす", frame.links.helpDesk), (desk.account.name, frame.links.helpDesk(account: desk.account.id))]
    }

    private func problem(_ field: String) -> FieldProblem? { problems.first { $0.field == field } }
}
