/// What a row would have written down, and what becomes of the institution's own ID (R4).
extension DesignationComparing {
    mutating func collect(_ all: Restating) {
        var facts = all.designation.facts(
            { ($0 ?? .notDesignated) == ($1 ?? .notDesignated) }, FacilityFact.designation)
        facts += all.contract.facts({ ($0 ?? false) == ($1 ?? false) }, FacilityFact.contract)
        facts += all.party.facts({ ($0 ?? .itself) == ($1 ?? .itself) }, FacilityFact.reportingParty)
        facts += all.directory.facts({ $0 == $1 }, FacilityFact.directory)
        guard subject != nil else {
            outcome.facts = facts
            outcome.new = newInstitution(all)
            outcome.notification = outcome.new?.way.label ?? ""
            return
        }
        facts += all.attributes.facts({ $0 == $1 }, FacilityFact.attributes)
        facts += all.kind.facts({ $0 == $1 }, FacilityFact.kind)
        outcome.changes = changes(all)
        let reopened = reopening(all)
        outcome.facts = facts + reopened
        if !reopened.isEmpty {
            outcome.changes.append(DesignationRow.Change(label: "状態", before: "休止", after: "開設"))
        }
        tellOfID(all)
        if from != entry.from, entry.from != nil, !entry.hasNoDesignation, !outcome.facts.isEmpty {
            note("指定年月日は登録のとおりです。変わることは\(from.words)からになります。")
        }
    }

    private func newInstitution(_ all: Restating) -> NewInstitution? {
        guard let attributes = all.attributes.after(from), let kind = all.kind.after(from) else { return nil }
        let reportsItself = (all.party.after(from) ?? .itself) == .itself
        return NewInstitution(
            kind: kind, attributes: attributes, contact: entry.contact,
            notifyBy: reportsItself ? entry.notifyBy : .nobody)
    }

    /// The first day on which something begins to be asked of it.
    private func begin(_ all: Restating) -> Day? {
        all.days.first { $0 >= start && all.isAsked($0, after: true) && !all.isAsked($0, after: false) }
    }

    /// One at rest that comes (back) into the list is open again from that day.
    private func reopening(_ all: Restating) -> [ValidFact] {
        guard let begin = begin(all), past.life.value(on: begin) == .resting else { return [] }
        return past.life.pieces(from: begin).filter { $0.value == .resting }
            .map { ValidFact(.life(.open), $0.validity) }
    }

    private mutating func tellOfID(_ all: Restating) {
        let returns = all.party.pieces.contains { piece in
            guard case .association? = piece.before else { return false }
            return piece.after == .itself
        }
        let begins = begin(all) != nil
        let kind = all.kind.after(from)
        let reportsItself = (all.party.after(all.days.last ?? from) ?? .itself) == .itself
        guard let own = subject?.ownID else {
            guard begins || returns else { return }
            let wanted = reportsItself ? entry.notifyBy : .nobody
            outcome.ownID = .issue(entry.contact, wanted)
            outcome.notification = NotificationWay.chosen(wanted, kind: kind, contact: entry.contact).label
            return
        }
        if begins, own.isTakenBack {
            outcome.ownID = .wake
        } else if returns, !own.isTold {
            outcome.ownID = .tell
            outcome.notification =
                NotificationWay.chosen(nil, kind: kind, contact: Contact(name: "", mail: own.mail, phone: "")).label
        }
        if !entry.mail.isEmpty, Contact.key(ofMail: entry.mail) != Contact.key(ofMail: own.mail) {
            note("登録のメールアドレスは変えません。医療機関が「登録内容」の画面で直します。")
        }
    }
}
