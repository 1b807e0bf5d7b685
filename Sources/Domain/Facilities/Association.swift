/// A body that reports for members (とりまとめ団体), a municipality that takes in reports included (R18 R31).
public struct Association: Sendable, Equatable {
    /// Its ID, also its login ID; never changes (R13).
    public let id: String
    /// Whose it is: the prefecture that registered it.
    public let prefecture: Prefecture
    public var details: Details
    /// The first day on which it reports for nobody any more; nil while it may.
    public let endedOn: Day?

    public init(id: String, prefecture: Prefecture, details: Details, endedOn: Day? = nil) {
        (self.id, self.prefecture, self.details, self.endedOn) = (id, prefecture, details, endedOn)
    }

    /// As pages name it.
    public var name: String { details.name }

    /// Whether it reports for nobody any more on a day.
    public func isEnded(on day: Day) -> Bool { endedOn.map { $0 <= day } ?? false }

    /// What its prefecture tells of it.
    public struct Details: Sendable, Equatable {
        public var name: String
        /// As published: `〒041-0525`; may be empty, as the rest.
        public var zipCode: String
        /// Without the prefecture's name.
        public var address: String
        public var mail: String
        public var phone: String

        public init(name: String, zipCode: String = "", address: String = "", mail: String = "", phone: String = "") {
            self.name = name
            self.zipCode = zipCode
            self.address = address
            self.mail = mail
            self.phone = phone
        }
    }
}
