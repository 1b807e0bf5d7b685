/// 「開設なし・実績なし」 (R33): an institution said that on a day it did not open as a designated one and that nobody was seen or
/// tested, or took that back. The newest one holds.
public struct ClosedMark: Sendable, Hashable {
    /// From 1, within its survey, day and institution.
    public let number: Int
    /// Said; false: taken back, by hand or by figures that were entered.
    public let isClosed: Bool
    public let recordedAt: Instant
    /// Who, as pages name it.
    public let by: String

    public init(number: Int, isClosed: Bool, recordedAt: Instant, by: String) {
        self.number = number
        self.isClosed = isClosed
        self.recordedAt = recordedAt
        self.by = by
    }
}

extension AskedFacts {
    /// The same on a day on which it did not open as a designated institution: it may still have tested.
    public var notOpened: AskedFacts {
        var facts = self
        facts.consults = false
        return facts
    }
}

extension Form {
    /// Whether an institution with these facts may say of a day that it did not open (R33): in a daily survey that asks it
    /// something for no other reason than that it opens as a designated institution. Follows from who is asked, so that published
    /// definitions stay as they are.
    public func isClosable(for facts: AskedFacts) -> Bool {
        period == .day && facts.consults
            && sections(askedOf: facts).count > sections(askedOf: facts.notOpened).count
    }

    /// Whether that is so for anybody.
    public var hasClosableDays: Bool {
        FacilityKind.allCases.contains { isClosable(for: AskedFacts(kind: $0, consults: true)) }
    }

    /// What is asked on a day: of one that is marked not the consultation, but the tests (R33 R34). Where figures of the
    /// consultation are there all the same, or where nothing else is asked, everything is.
    public func asked(of facts: AskedFacts, isClosed: Bool, with answers: Answers) -> AskedFacts {
        let fewer = facts.notOpened
        guard isClosed, isClosable(for: facts), !sections(askedOf: fewer).isEmpty,
            asked(answers, of: facts) == asked(answers, of: fewer)
        else { return facts }
        return fewer
    }
}
