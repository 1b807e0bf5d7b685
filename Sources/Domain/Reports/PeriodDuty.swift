/// One survey's period as it stands for an institution.
public struct PeriodDuty: Sendable {
    /// The version in force on the period's day.
    public let form: Form
    public let period: Day
    public let duty: Duty

    /// The institution may say that it did not open on that day (R33).
    public let isClosable: Bool

    public init(form: Form, period: Day, duty: Duty, isClosable: Bool = false) {
        self.isClosable = isClosable
        self.form = form
        self.period = period
        self.duty = duty
    }
}
