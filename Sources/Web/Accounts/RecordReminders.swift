import Domain

/// Which reminders the ID gets, beside its record.
struct RecordReminders {
    var frame: PageFrame
    var setting: ReminderSetting

    var html: HTML {
        """
        <section class="panel tight" aria-labelledby="page-remind">
        <h2 class="lead" id="page-remind">リマインダー</h2>
        <ul class="plain stack near small">
        <li>締切の前: \(setting.hoursBefore.map { "\($0)時間前" } ?? "送らない")</li>
        <li>まだ報告のない日: \(setting.overdue ? "送る" : "送らない")</li>
        <li>週に一度のまとめ: \(setting.weekly ? "送る" : "送らない")</li>
        </ul>
        <p><a href="\(frame.links.reminders)">リマインダーを変える</a></p>
        </section>
        """
    }
}
