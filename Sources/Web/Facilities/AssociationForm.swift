import Domain

/// The forms about an association: registered, changed, ended.
enum AssociationForm {
    private static let zip = "zipCode"
    private static let address = "address"

    /// Of a new one.
    static func page(_ frame: PageFrame, in prefecture: Prefecture) -> OwnFormPage {
        var page = OwnFormPage(
            frame: frame, title: "新しい団体", action: frame.links.associations,
            inputs: inputs(Association.Details(name: "")), button: "登録してIDを発行する",
            back: ("団体", frame.links.associations))
        page.lead = """
            <p>\(prefecture.name)の医療機関に代わって報告する団体を登録します。報告を引き受ける市区町村も、ここで登録します。\
            登録するとIDを発行し、メールでお知らせします。</p>
            """
        page.beside = """
            <p class="small muted">どの医療機関の報告を引き受けるかは、指定報告か、医療機関ごとの「指定を入力する」で決めます。</p>
            """
        return page
    }

    static func page(_ frame: PageFrame, of association: Association) -> OwnFormPage {
        var page = OwnFormPage(
            frame: frame, title: "団体の登録の変更", action: frame.links.associationForm(association.id),
            inputs: inputs(association.details), button: "変更する",
            back: (association.name, frame.links.association(association.id)))
        page.lead = """
            <p><bdi>\(association.name)</bdi> <span class="small muted nb">ID \(association.id)</span></p>
            """
        page.beside = """
            <p class="small muted">メールと電話は、団体がログインを始めるまでは、団体への連絡にも使います。始めたあとの連絡先は、団体が自分で変えます。</p>
            """
        return page
    }

    static func end(_ frame: PageFrame, _ association: Association, today: Day) -> OwnFormPage {
        var page = OwnFormPage(
            frame: frame, title: "とりまとめの終了", action: frame.links.associationEnd(association.id),
            inputs: [
                RecordInput(
                    RecordField.from, "いつから", .day, hint: "この日から、この団体は報告しません。今日までの日を選べます。", typed: today.text)
            ], button: "終了する", back: (association.name, frame.links.association(association.id)))
        page.isDanger = true
        page.lead = """
            <p><bdi>\(association.name)</bdi>の団体としての登録を終えます。IDは使えなくなり、開いている画面も終わります。\
            これまでの報告と記録は残ります。元に戻すことはできません。</p>
            """
        page.beside = """
            <p class="small muted">この日よりあとに、この団体が報告する医療機関があるときは、終えられません。先に、報告する人を変えてください。</p>
            """
        return page
    }

    private static func inputs(_ details: Association.Details) -> [RecordInput] {
        [
            RecordInput(RecordField.name, "名前", .text(autocomplete: nil), hint: "100文字まで。", typed: details.name),
            RecordInput(zip, "郵便番号", .text(autocomplete: nil), hint: "7けたの数字。", typed: details.zipCode),
            RecordInput(address, "所在地", .text(autocomplete: nil), hint: "都道府県名のあとから。", typed: details.address),
            RecordInput(RecordField.mail, "メールアドレス", .mail, hint: "IDのお知らせを送ります。", typed: details.mail),
            RecordInput(RecordField.phone, "電話番号", .phone, hint: "市外局番から。", typed: details.phone),
        ].map { input in
            var input = input
            input.isOwn = false
            return input
        }
    }

    /// What was typed, or everything that is wrong with it.
    static func read(
        _ form: FormBody, in prefecture: Prefecture
    ) -> (details: Association.Details?, problems: [FieldProblem]) {
        var reading = FieldReading(form)
        let name = line(&reading, RecordField.name, "名前", limit: Contact.mostCharacters)
        let zipCode = reading.text(zip, "郵便番号") { typed throws(FieldProblem) in try LifeStepReading.zipCode(typed) }
        let address = line(&reading, Self.address, "所在地", limit: 200)
        let mail = reading.text(RecordField.mail, "メールアドレス") { typed throws(FieldProblem) in
            try Contact.mail(typed, field: RecordField.mail)
        }
        let phone = reading.text(RecordField.phone, "電話番号") { typed throws(FieldProblem) in
            try Contact.phone(typed, field: RecordField.phone, isNeeded: true)
        }
        guard let name, let zipCode, let address, let mail, let phone else { return (nil, reading.problems) }
        let details = Association.Details(
            name: name, zipCode: zipCode, address: prefecture.withoutName(address), mail: mail, phone: phone)
        return (details, reading.problems)
    }

    private static func line(
        _ reading: inout FieldReading, _ field: String, _ label: String, limit: Int
    ) -> String? {
        reading.text(field, label) { typed throws(FieldProblem) in
            let line = OneLine.read(typed, limit: limit)
            let objection = line.text.isEmpty ? "入力してください。" : line.objection
            if let objection { throw FieldProblem(field: field, label: label, sentence: objection) }
            return line.text
        }
    }
}
