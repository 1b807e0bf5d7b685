import Domain

/// The settings that begin with `HELP_DESK_` (R6 R12).
enum HelpDeskSettings {
    /// What is wrong is noted with the reader.
    static func read(_ reader: inout SettingsReader) -> HelpDeskContact {
        let usual = HelpDeskContact.usual
        return HelpDeskContact(
            name: name(&reader, usual.name), phone: phone(&reader, usual.phone), hours: hours(&reader, usual.hours),
            mail: mail(&reader), address: address(&reader))
    }

    private static func name(_ reader: inout SettingsReader, _ usual: String) -> String {
        let name = reader.value("HELP_DESK_NAME", default: usual)
        if !isLine(name, longest: 50) {
            reader.fault(
                "HELP_DESK_NAME「\(name)」は50文字以下の1行で指定してください。",
                "HELP_DESK_NAME must be one line of at most 50 characters, found \(name)")
        }
        return name
    }

    private static func phone(_ reader: inout SettingsReader, _ usual: String) -> String {
        let phone = reader.value("HELP_DESK_PHONE", default: usual)
        let digits = phone.utf8.count { (48...57).contains($0) }
        if !phone.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: "-") }) || !(3...15).contains(digits) {
            reader.fault(
                "HELP_DESK_PHONE「\(phone)」は 0570-000-000 のように半角の数字とハイフンで指定してください。",
                "HELP_DESK_PHONE must be 3 to 15 digits and hyphens, found \(phone)")
        }
        return phone
    }

    private static func hours(_ reader: inout SettingsReader, _ usual: HelpDeskHours) -> HelpDeskHours {
        let text = reader.value("HELP_DESK_HOURS", default: "09:00-17:00")
        let closings = closings(&reader)
        guard let hours = HelpDeskHours(text, closings: closings) else {
            reader.fault(
                "HELP_DESK_HOURS「\(text)」は 09:00-17:00 のように指定してください。",
                "HELP_DESK_HOURS must be like 09:00-17:00, found \(text)")
            return usual
        }
        return hours
    }

    private static func closings(_ reader: inout SettingsReader) -> [ClosingDays] {
        let text = reader.value("HELP_DESK_CLOSED", default: "12-29..01-03")
        if text == "none" { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).compactMap { part in
            let word = trimmed(part)
            guard let days = ClosingDays(word) else {
                reader.fault(
                    "HELP_DESK_CLOSED の「\(word)」は 12-29..01-03 か 12-29 か 2027-01-04 の形で、コンマで区切って指定してください。",
                    "HELP_DESK_CLOSED must be like 12-29..01-03, 12-29 or 2027-01-04 with commas between, found \(word)"
                )
                return nil
            }
            return days
        }
    }

    /// Only slips are found here; whether mail arrives, no program can see from an address.
    private static func mail(_ reader: inout SettingsReader) -> String? {
        let mail = reader.value("HELP_DESK_MAIL", default: "")
        if mail.isEmpty { return nil }
        let parts = mail.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count != 2 || parts.contains(where: \.isEmpty) || !mail.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        {
            reader.fault(
                "HELP_DESK_MAIL「\(mail)」は help@example.jp のように指定してください。",
                "HELP_DESK_MAIL must be like help@example.jp, found \(mail)")
        }
        return mail
    }

    private static func address(_ reader: inout SettingsReader) -> [String] {
        let text = reader.value("HELP_DESK_ADDRESS", default: "")
        if text.isEmpty { return [] }
        let lines = text.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
        if !(2...4).contains(lines.count) || !isPostalCode(lines[0]) || !lines.allSatisfy({ isLine($0, longest: 40) }) {
            reader.fault(
                "HELP_DESK_ADDRESS「\(text)」は 100-0000|住所|宛名 のように、郵便番号と1〜3行(1行40文字以下)を | で区切って指定してください。",
                "HELP_DESK_ADDRESS must be like 100-0000|LINE|LINE: a postal code and 1 to 3 lines, found \(text)")
        }
        return lines
    }

    private static func isPostalCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 8 && bytes.enumerated().allSatisfy { $0 == 3 ? $1 == 45 : (48...57).contains($1) }
    }

    private static func isLine(_ text: String, longest: Int) -> Bool {
        (1...longest).contains(text.count) && text.contains { !$0.isWhitespace } && !text.contains(where: \.isNewline)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
