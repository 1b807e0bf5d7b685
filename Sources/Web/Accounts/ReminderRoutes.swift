import Domain
import HTTPTypes

/// Which reminders an ID gets by mail.
extension Routes {
    static let reminders = [
        Route(method: .get, path: "/record/reminders", action: .keepRecord, handler: ReminderController.edit),
        Route(method: .post, path: "/record/reminders", action: .keepRecord, handler: ReminderController.update),
        // The link of a mail: nobody needs to be signed in. What it carries is the token, by which mail programs too end reminders.
        Route(method: .get, path: "/reminders/stop", action: .seePublic, handler: ReminderStopController.new),
        Route(
            method: .post, path: "/reminders/stop", action: .seePublic, isForPrograms: true,
            handler: ReminderStopController.create),
    ]
}

extension Links {
    /// Which reminders the visitor's ID gets.
    public var reminders: Link { link("record", "reminders") }
    public var remindersSaved: Link { Link(base: base, ["record", "reminders"], query: [("done", "1")]) }
    /// Where the link of a mail leads that ends them.
    public var reminderStop: Link { link("reminders", "stop") }
    public func reminderStop(code: String) -> Link { Link(base: base, ["reminders", "stop"], query: [("code", code)]) }
    /// Where a line of a mail leads.
    func page(_ place: MailPlace) -> Link {
        switch place {
        case .reportForm(let survey, let day): reportForm(survey, day)
        case .together(let day): together(day)
        case .members(let survey, let day): members(survey, day)
        case .home: home
        }
    }
}
