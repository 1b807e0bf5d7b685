import Database
import Domain
import Hummingbird
import Store

/// Which reminders an ID gets by mail: of institutions and associations alone.
enum ReminderController {
    static func edit(_ visit: Visit) async throws -> Response {
        let account = try reporter(visit)
        let (setting, address) = try await known(visit, account)
        var page = page(visit, account, setting, address)
        if visit.asked("done") != nil {
            page.lead = "\(DoneBox(heading: "保存しました").html)\(page.lead)"
        }
        return visit.page(page.body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let account = try reporter(visit)
        var reading = FieldReading(try visit.form())
        let hours = reading.choice(
            ReminderField.before, ReminderField.label(of: ReminderField.before), ReminderField.hours)
        let overdue = reading.choice(
            ReminderField.overdue, ReminderField.label(of: ReminderField.overdue), ReminderField.onOff)
        let weekly = reading.choice(
            ReminderField.weekly, ReminderField.label(of: ReminderField.weekly), ReminderField.onOff)
        guard let hours, let overdue, let weekly, reading.problems.isEmpty else {
            let (setting, address) = try await known(visit, account)
            return visit.page(
                page(visit, account, setting, address).again(reading.form, reading.problems).body,
                status: .unprocessableContent)
        }
        let setting = ReminderSetting(
            hoursBefore: Int(hours).flatMap { $0 > 0 ? $0 : nil }, overdue: overdue == "1", weekly: weekly == "1")
        try await visit.house.pool.write { [now = visit.now] db in
            try db.reminderSettings.set(setting, of: account.id, at: now, by: account.actor)
        }
        return visit.redirect(Links().remindersSaved)
    }

    /// Whoever reports; for an office there is nothing to be reminded of.
    private static func reporter(_ visit: Visit) throws(Problem) -> Account {
        let account = try visit.signedIn(to: .keepRecord)
        guard account.facility != nil || account.association != nil else { throw .notFound }
        return account
    }

    private static func known(_ visit: Visit, _ account: Account) async throws -> (ReminderSetting, String) {
        try await visit.house.pool.read { db in
            (try db.reminderSettings.setting(of: account.id), try db.contacts.current(of: account.id).mail)
        }
    }

    private static func page(
        _ visit: Visit, _ account: Account, _ setting: ReminderSetting, _ address: String
    ) -> OwnFormPage {
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "リマインダー", action: Links().reminders,
            inputs: ReminderField.inputs(setting, isAssociation: account.association != nil), button: "保存する")
        let links = page.frame.links
        page.lead =
            address.isEmpty
            ? """
            <div class="panel quiet"><p>メールアドレスが登録されていないため、いまは送れません。<a href="\(links.ownMail)">メールアドレスを登録する</a></p></div>
            """
            : """
            <p>報告の時期を、連絡先のメールアドレス(<span class="nb">\(address)</span>)にお知らせします。\
            <a href="\(links.ownMail)">アドレスを変える</a></p>
            """
        page.beside = """
            <p class="small muted">1日に何通も届くことのないよう、すべての調査を1通にまとめます。報告のいらない日、休診にした日、IDの休止中、\
            登録された診療日でない日には送りません。メールにあるリンクからも、ログインせずに止められます。</p>
            """
        return page
    }
}

/// The fields of the page.
enum ReminderField {
    static let before = "before"
    static let overdue = "overdue"
    static let weekly = "weekly"

    static let hours: [(value: String, words: String)] =
        [("0", "送らない")] + ReminderSetting.hours.map { (String($0), "\($0)時間前") }
    static let onOff: [(value: String, words: String)] = [("1", "送る"), ("0", "送らない")]

    static func label(of field: String) -> String {
        switch field {
        case before: "締切の前のお知らせ"
        case overdue: "まだ報告のない日のお知らせ"
        default: "週に一度のまとめ"
        }
    }

    static func inputs(_ setting: ReminderSetting, isAssociation: Bool) -> [RecordInput] {
        let who = isAssociation ? "会員の報告" : "報告"
        return [
            RecordInput(
                before, label(of: before), .choice(hours), hint: "まだ届いていない\(who)があるときだけ届きます。",
                typed: String(setting.hoursBefore ?? 0)),
            RecordInput(
                overdue, label(of: overdue), .choice(onOff),
                hint: "締切を過ぎてもまだ届いていない\(who)があるとき、次の朝9時に届きます。続くときは、\(ReminderRule.restDays)日に一度までです。",
                typed: setting.overdue ? "1" : "0"),
            RecordInput(
                weekly, label(of: weekly), .choice(onOff),
                hint: "週の初めの朝9時に、この\(ReminderRule.daysBack / 7)週間でまだ届いていない\(who)をまとめて届けます。なければ届きません。",
                typed: setting.weekly ? "1" : "0"),
        ]
    }
}

extension FieldReading {
    /// One of several; nil where none of them was chosen.
    mutating func choice(
        _ name: String, _ label: String, _ known: [(value: String, words: String)]
    ) -> String? {
        let faults = problems.count
        let chosen = choices(name, label, among: known.map(\.value))
        if chosen.count != 1, problems.count == faults { refuse(name, label, "「\(label)」を、1つ選んでください。") }
        return chosen.count == 1 ? chosen[0] : nil
    }
}
