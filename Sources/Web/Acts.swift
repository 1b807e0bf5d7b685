import Domain
import Sodium
import Store

/// What became of a form that is carried out once.
enum Once<Outcome: Sendable>: Sendable {
    case done(Outcome)
    /// The same press of the same button came before: the answer it got.
    case repeated(Link)
}

extension Visit {
    /// Which press of a button this is: the page's number for it together with what was sent, so that a page of the browser's history
    /// whose figures were changed is another act. nil without a number, from pages of former versions.
    func act(_ body: FormBody) -> ActKey? {
        let number = body.typed(FieldName.act)
        guard let account, ActNumber.isValid(number) else { return nil }
        let fingerprint = body.fingerprint(sentTo: path)
        return ActKey(scope: account.id, id: "\(number).\(fingerprint.prefix(16))", fingerprint: fingerprint)
    }

    /// Carries a form out in a commit of its own; sent again, however late, it does nothing and is answered as the first time.
    ///
    /// - Parameter place: where it leads when it was stored; nil where it was not, so that it is tried anew.
    func once<Outcome: Sendable>(
        _ body: FormBody, _ work: @escaping @Sendable (ReportIntake) throws -> Outcome,
        leadingTo place: @escaping @Sendable (Outcome) throws -> Link?
    ) async throws -> Once<Outcome> {
        let outcome = try await house.pool.act(act(body), at: arrived, surveys: house.surveys, work) { outcome in
            try place(outcome).map { ActAnswer(status: 303, location: $0.text) }
        }
        switch outcome {
        case .done(let outcome): return .done(outcome)
        case .repeated(let act): return .repeated(act.location.flatMap { Link(ofOurs: $0, base: "") } ?? Links().home)
        }
    }
}

/// The number that a page gives to the next press of its buttons.
enum ActNumber {
    /// 128 random bits.
    static func make() -> String { Sodium.hex(Sodium.random(16)) }

    /// Scripts make their own: letters, digits and hyphens, 16 to 64 of them.
    static func isValid(_ text: String) -> Bool {
        (16...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 45, 48...57, 65...90, 97...122: true
                default: false
                }
            }
    }
}

extension FormBody {
    /// SHA-256 of where a form was sent and what stood in its fields, in hexadecimal. What differs from page to page without being
    /// anybody's input is left out.
    func fingerprint(sentTo path: String) -> String {
        let ours: Set<String> = [FieldName.csrf, FieldName.act, FieldName.kept]
        var text = "\(path.utf8.count):\(path)"
        for name in names.sorted() where !ours.contains(name) {
            for value in (try? list(name).get()) ?? [typed(name)] {
                text += "\(name.utf8.count):\(name)\(value.utf8.count):\(value)"
            }
        }
        return Sodium.sha256Hex(text)
    }
}

extension Visit {
    /// Under what this browser keeps the drafts of who is signed in: bound to the person and to the browser's own secret cookie, so that
    /// it tells nobody who uses the device which ID it was.
    var draftOwner: String? {
        account.map { Sodium.sha256Hex("draft:\(device ?? "")|\($0.id)|\($0.colleague?.id ?? "")").prefix(24) }.map(
            String.init)
    }
}

extension Account {
    /// Enters reports: an institution or an association, unless it may only read.
    var reports: Bool {
        switch role {
        case .facility, .association: !readsOnly
        default: false
        }
    }
}

extension PageFrame {
    /// The hidden field that numbers the next press of a form's buttons.
    var actField: HTML? {
        act.isEmpty ? nil : #"<input type="hidden" name="\#(FieldName.act)" value="\#(act)">"#
    }

    /// Attributes of a form whose input the browser keeps until it is stored; under its address, for the account alone.
    func draft(_ action: Link) -> HTML? {
        guard draftOwner != nil else { return nil }
        return #" data-draft="\#(action.text)"\#(if: isAnswer, " data-answer")"#
    }
}
