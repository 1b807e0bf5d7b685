/// One kind of fact from a day on: what held, and what would hold, piece by piece.
struct Restated<Value: Sendable & Hashable> {
    struct Piece {
        let validity: Validity
        let before: Value?
        var after: Value?
    }

    var pieces: [Piece]

    /// - Parameter change: what is to hold over a piece, given what held.
    init(_ past: Timeline<Value>, from day: Day, cuts: [Day] = [], _ change: (Validity, Value?) -> Value?) {
        pieces = past.pieces(from: day, cuts: cuts).map { validity, value in
            Piece(validity: validity, before: value, after: change(validity, value))
        }
    }

    /// What would hold on a day of the span; nil before it.
    func after(_ day: Day) -> Value? { pieces.last { $0.validity.covers(day) }?.after }
    func before(_ day: Day) -> Value? { pieces.last { $0.validity.covers(day) }?.before }

    /// Divides the piece that lies across a day.
    mutating func cut(at day: Day) {
        guard let index = pieces.firstIndex(where: { $0.validity.from < day && $0.validity.covers(day) }) else {
            return
        }
        let piece = pieces[index]
        let halves = [
            Validity(from: piece.validity.from, until: day), Validity(from: day, until: piece.validity.until),
        ]
        pieces.replaceSubrange(
            index...index, with: halves.map { Piece(validity: $0, before: piece.before, after: piece.after) })
    }

    var starts: [Day] { pieces.map(\.validity.from) }

    /// What has to be written down: where something else is to hold, in as few facts as can be.
    ///
    /// - Parameter isSame: whether two values come to the same.
    func facts(_ isSame: (Value?, Value?) -> Bool, _ fact: (Value) -> FacilityFact) -> [ValidFact] {
        var found: [(value: Value, validity: Validity)] = []
        for piece in pieces {
            guard let value = piece.after, !isSame(piece.before, piece.after) else { continue }
            if let last = found.last, last.value == value, last.validity.until == piece.validity.from {
                found[found.count - 1].validity = Validity(from: last.validity.from, until: piece.validity.until)
            } else {
                found.append((value, piece.validity))
            }
        }
        return found.map { ValidFact(fact($0.value), $0.validity) }
    }

    /// What people read of it: each step at which the words differ, the same step once.
    ///
    /// - Parameters:
    ///   - words: how a value is told; nothing known is told too.
    ///   - consequence: what follows.
    func changes(
        _ label: String, from day: Day, _ words: (Value?) -> String,
        consequence: (Piece) -> String = { _ in "" }
    ) -> [DesignationRow.Change] {
        var found: [DesignationRow.Change] = []
        var last: (String, String)?
        for piece in pieces {
            let (before, after) = (words(piece.before), words(piece.after))
            guard before != after else { continue }
            if let last, last == (before, after) { continue }
            last = (before, after)
            let later = piece.validity.from > day ? "（\(piece.validity.from.words)から）" : ""
            found.append(
                DesignationRow.Change(
                    label: label, before: before, after: after + later,
                    consequence: consequence(piece)))
        }
        return found
    }
}
