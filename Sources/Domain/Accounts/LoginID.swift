/// IDs that are newly issued: nine characters, a letter for the kind of account, the prefecture's code, five digits and a check
/// digit. IDs that were brought over are kept to the character and follow no such rule (R3 R13).
public enum LoginID {
    public enum Letter: String, Sendable {
        case facility = "F"
        case association = "A"
        case prefecture = "P"
        case ministry = "M"
        case helpDesk = "H"
        case administrator = "Z"
    }

    /// - Parameter serial: 0 to 99,999.
    public static func make(_ letter: Letter, prefecture: Prefecture?, serial: Int) -> String {
        let digits = (prefecture?.code ?? "00") + Day.padded(serial, 5)
        return letter.rawValue + digits + String(checkDigit(of: digits))
    }

    /// Luhn: a mistyped digit, or two neighbours exchanged, shows.
    static func checkDigit(of digits: String) -> Int {
        var sum = 0
        for (index, byte) in digits.utf8.reversed().enumerated() {
            let digit = Int(byte) - 48
            let weighed = index % 2 == 0 ? digit * 2 : digit
            sum += weighed / 10 + weighed % 10
        }
        return (10 - sum % 10) % 10
    }
}
