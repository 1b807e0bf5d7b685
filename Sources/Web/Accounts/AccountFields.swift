import Domain
import Foundation

extension FieldName {
    /// A registered mail address: of one of the ID's people, or of the contact.
    public static let mail = "mail"
    /// A one-time code: of a link, of a letter, of the second factor.
    public static let code = "code"
    public static let newPassword = "newPassword"
    public static let newPasswordAgain = "newPasswordAgain"
    public static let facilityCode = "facilityCode"
    /// The page that was asked for before signing in.
    public static let onward = "to"
    /// Which session.
    public static let session = "session"
    /// Whether new devices are told.
    public static let tells = "tells"
    /// Which kept form.
    public static let path = "path"
    /// A table that was pasted beside a file.
    public static let text = "text"
    /// The form was opened with what was kept of it. Stands in report forms: no item's code may be this.
    public static let kept = "kept"
}

extension FormBody {
    /// A field that is sent once, without blanks around it; nil when it is empty, cannot be read or is too long to be meant.
    func line(_ name: String, atMost bytes: Int = 200) -> String? {
        guard case .success(let text) = value(name) else { return nil }
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return line.isEmpty || line.utf8.count > bytes ? nil : line
    }

    /// The same for a mail address, in half width as mailboxes are.
    func mailLine(_ name: String) -> String? { line(name).map(MailSyntax.halfWidth) }

    /// What was typed, to be shown back in one line.
    func shown(_ name: String) -> String { String(typed(name).prefix(200)) }

    /// A password to the character; nil when it is empty, cannot be read or is too long to be one.
    func secret(_ name: String) -> String? {
        guard case .success(let text) = value(name), !text.isEmpty, text.utf8.count <= 500 else { return nil }
        return text
    }
}

/// One line to type, with its hint and what is wrong with it.
struct AccountField {
    var name: String
    var label: String
    var hint: String?
    var type: StaticString = "text"
    var value = ""
    /// For the browser's memory: `username`, `new-password`, `one-time-code`, …
    var autocomplete = "off"
    var isNumeric = false
    var problems: [String] = []

    var html: HTML {
        """
        <div class="field">
        <label for="\(name)">\(label)</label>
        \(hint.map { "<p class=\"hint\" id=\"\(name)-h\">\($0)</p>" })
        \(each: problems.enumerated(), { "<p class=\"err\" id=\"\(name)-e\($0)\">\($1)</p>" })
        <input class="input" id="\(name)" name="\(name)" type="\(HTML(stringLiteral: type))"\
        \(if: !value.isEmpty, " value=\"\(value)\"") autocomplete="\(autocomplete)" autocapitalize="none" \
        spellcheck="false" required\(if: isNumeric, " inputmode=\"numeric\"")\
        \(if: !problems.isEmpty, " aria-invalid=\"true\"")\(attribute: "aria-describedby", described)>
        </div>
        """
    }

    private var described: String? {
        let ids = problems.indices.map { "\(name)-e\($0)" } + (hint == nil ? [] : ["\(name)-h"])
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}

/// What a person reads after something was done.
struct DoneBox {
    var heading: String
    var sentence: String?

    var html: HTML {
        """
        <section class="panel" role="status"><h2>\(Chip(.ok, heading).html)</h2>\(sentence.map { "<p>\($0)</p>" })</section>
        """
    }
}
