/// A batch of letters that tell of IDs (R4): who is written to and how far it has come. The letters themselves are drawn when they
/// are printed, and kept nowhere.
public struct LetterBatch: Sendable, Equatable {
    public let id: String
    public let recordedAt: Instant
    public let letters: Int
    /// The first time.
    public let printedAt: Instant?
    public let prints: Int
    /// Given to the post.
    public let dispatchedAt: Instant?

    public init(
        id: String, recordedAt: Instant, letters: Int, printedAt: Instant?, prints: Int, dispatchedAt: Instant?
    ) {
        self.id = id
        self.recordedAt = recordedAt
        self.letters = letters
        self.printedAt = printedAt
        self.prints = prints
        self.dispatchedAt = dispatchedAt
    }

    /// What stands on a letter, so that somebody on the phone can tell which: 「L-0120-9F2C-0037」.
    public func reference(_ number: Int) -> String {
        let (_, month, day) = recordedAt.day.civil
        return "L-\(Self.padded(month, 2))\(Self.padded(day, 2))-\(id.suffix(4).uppercased())-\(Self.padded(number, 4))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// One letter of a batch.
public struct Letter: Sendable, Equatable {
    /// From 1, in the order in which they are printed: by postal code.
    public let number: Int
    public let account: Account
    public let facility: Facility.ID
    /// As it was when it was last printed; nil when it never was.
    public let printedAt: Instant?
    /// Why it is not printed; nil where it is.
    public let leftOut: LeftOut?

    public init(number: Int, account: Account, facility: Facility.ID, printedAt: Instant?, leftOut: LeftOut?) {
        self.number = number
        self.account = account
        self.facility = facility
        self.printedAt = printedAt
        self.leftOut = leftOut
    }

    public enum LeftOut: String, Sendable {
        /// Its people set a password after the batch was made.
        case activated
        /// The ID came to rest after the batch was made.
        case resting

        /// As pages name it.
        public var label: String {
            switch self {
            case .activated: "利用が始まったため、印刷しません"
            case .resting: "IDが休止中のため、印刷しません"
            }
        }
    }
}

extension OneTimeCode {
    /// Until when a letter's code that is made now is good: to the end of the thirtieth day, so that the day on the paper holds.
    public static func letterEnd(madeAt now: Instant) -> Instant { Instant(now.day.adding(letterSeconds / 86_400 + 1)) }
}
