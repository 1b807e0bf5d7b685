import Database
import Domain
import Sodium

extension DesignationReportStore {
    /// What came of the wish to apply a report.
    public enum Application: Sendable, Equatable {
        case applied(Applied)
        /// The register moved since it was shown: nothing was applied; the verdicts are those of now.
        case changedMeanwhile
        /// It cannot be applied as it stands.
        case obstacle(DesignationReport.Obstacle)
    }

    /// What was done.
    public struct Applied: Sendable, Equatable {
        /// Institutions whose facts changed, the new ones included.
        public var institutions = 0
        /// IDs that were issued.
        public var issued = 0
        /// Of these, told by mail.
        public var mails = 0
        /// Of these, told by letter.
        public var letters = 0
    }

    /// Who applies, and when.
    public struct Order: Sendable {
        public var account: Account
        public var at: Instant
        /// By the true clock, as mails are sent.
        public var mailedAt: Instant
        /// Mails wait until they are released: a batch that the report's key names.
        public var holds: Bool

        public init(by account: Account, at now: Instant, mailedAt: Instant, holds: Bool) {
            (self.account, at, self.mailedAt, self.holds) = (account, now, mailedAt, holds)
        }
    }
}
