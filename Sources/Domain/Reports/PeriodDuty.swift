/// One survey's period as it stands for an institution.
public struct PeriodDuty: Sendable {
    /// The version in force on the period's day.
    public let form: Form
    public let period: Day
    public let duty: Duty

    public init(form: Form, period: Day, duty: Duty) {
        self.form = form
        self.period = period
        self.duty = duty
    }
}
