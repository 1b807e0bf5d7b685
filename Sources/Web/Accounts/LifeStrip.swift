import Domain
import Store

/// The life of an ID from its issue on (IDのこれまで).
struct LifeStrip {
    var desk: AccountDesk
    var today: Day?

    private struct Event {
        let at: Instant
        let chip: Chip.State
        let words: String
        var more = ""
    }

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-life"><h2 id="page-life">IDのこれまで</h2>
        <ol class="life">\(each: events.suffix(8), { event in
            """
            <li class="\(event.chip.rawValue)"><b>\(event.words)</b><span>\(event.at.words(in: today))\
            \(if: !event.more.isEmpty, " \(event.more)")</span></li>
            """
        })</ol></section>
        """
    }

    private var events: [Event] {
        var events = [Event(at: desk.life.issuedAt, chip: .ok, words: "発行")]
        for record in desk.records.reversed() { if let event = event(record) { events.append(event) } }
        if let at = desk.life.activatedAt { events.append(Event(at: at, chip: .ok, words: "利用開始")) }
        if desk.life.activatedAt == nil, desk.life.notifiedAt == nil, desk.life.notifyBy == .letter {
            events.append(Event(at: desk.life.issuedAt, chip: .due, words: "手紙の発送待ち"))
        }
        return events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private func event(_ record: AccountRecord) -> Event? {
        switch record.content {
        case .mail(_, .firstPassword?, _, let state, let answer):
            switch state {
            case "sent": Event(at: record.at, chip: .ok, words: "メール送信")
            case "bounced": Event(at: record.at, chip: .error, words: "不達", more: String(answer.prefix(40)))
            case "failed": Event(at: record.at, chip: .error, words: "送れなかった")
            case "held": Event(at: record.at, chip: .hold, words: "メール保留中")
            case "cancelled": nil
            default: Event(at: record.at, chip: .due, words: "メール送信待ち")
            }
        case .letter(_, let dispatched?): Event(at: dispatched, chip: .ok, words: "手紙で通知", more: "発送")
        case .procedure(let action, _, _) where action.hasPrefix("rest"):
            Event(at: record.at, chip: .off, words: "休止", more: RestReason.words(of: action))
        case .procedure("wake", _, _): Event(at: record.at, chip: .ok, words: "再開")
        case .deed("account.rest", _): Event(at: record.at, chip: .off, words: "休止")
        case .deed("account.wake", _): Event(at: record.at, chip: .ok, words: "再開")
        default: nil
        }
    }
}

extension RestReason {
    /// Of an action `rest:closed`; empty where it names none.
    static func words(of action: String) -> String {
        action.split(separator: ":").dropFirst().first.flatMap { RestReason(rawValue: String($0)) }?.label ?? ""
    }
}
