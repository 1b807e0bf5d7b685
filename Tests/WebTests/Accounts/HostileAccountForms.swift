extension HostileFormsTests {
    /// The forms of sign-in and passwords.
    static let accountCases = [
        Case(page: "/session/new", target: "/session", person: nil),
        Case(page: "/password/forgotten", target: "/password/forgotten", person: nil),
        Case(page: "/hajime", target: "/hajime", person: nil), Case(page: "/lost-id", target: "/lost-id", person: nil),
        Case(page: "/password", target: "/password", person: .hospital),
    ]
}
