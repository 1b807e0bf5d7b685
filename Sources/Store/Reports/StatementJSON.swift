import Domain
import Foundation

/// A statement as programs read it. Days are `YYYY-MM-DD`, instants UTC with milliseconds.
public struct StatementJSON: Codable, Sendable, Equatable {
    public let format: Statement.Kind
    public let issuer: String
    public let issuedAt: String
    public let facility: String
    public let facilityName: String
    public let from: String
    public let through: String
    /// What the values are called, by survey and version.
    public let forms: [FormJSON]
    public let revisions: [RevisionJSON]

    public struct FormJSON: Codable, Sendable, Equatable {
        public let survey: String
        public let form: String
        public let title: String
        public let items: [ItemJSON]
    }

    public struct ItemJSON: Codable, Sendable, Equatable {
        public let code: String
        public let label: String
        public let unit: String?
    }

    public struct RevisionJSON: Codable, Sendable, Equatable {
        public let survey: String
        public let period: String
        public let form: String
        public let revision: Int
        public let status: String
        public let recordedAt: String
        public let recordedBy: String
        public let route: String
        public let reason: String?
        /// By item; what is blank is left out, since it is not zero.
        public let values: [String: ValueJSON]
        /// The canonical content, of which the hash and the signature are.
        public let content: String
        public let contentHash: String
        public let receipt: String
        public let signature: SignatureJSON?
    }

    public struct SignatureJSON: Codable, Sendable, Equatable {
        public let key: Int
        public let value: String
    }
}

/// An answer: a number, a truth value, or text (choices by code, times as `HH:MM`).
public enum ValueJSON: Codable, Sendable, Equatable {
    case whole(Int)
    /// As written with its point: 6.5
    case decimal(Decimal)
    case flag(Bool)
    case text(String)

    init(_ answer: Answer, _ item: Item) {
        switch (answer, item.kind) {
        case (.decimal(let value), .decimal(let places, _)):
            let sign: FloatingPointSign = value < 0 ? .minus : .plus
            self = .decimal(Decimal(sign: sign, exponent: -places, significand: Decimal(value.magnitude)))
        case (.count(let value), _), (.decimal(let value), _): self = .whole(value)
        case (.choice(let code), _): self = .text(code)
        case (.time(let time), _): self = .text(time.text)
        case (.flag(let yes), _): self = .flag(yes)
        case (.text(let words), _): self = .text(words)
        }
    }

    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let whole = try? value.decode(Int.self) {
            self = .whole(whole)
        } else if let decimal = try? value.decode(Decimal.self) {
            self = .decimal(decimal)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .whole(let number): try value.encode(number)
        case .decimal(let number): try value.encode(number)
        case .flag(let yes): try value.encode(yes)
        case .text(let words): try value.encode(words)
        }
    }
}

extension StatementJSON {
    public init(_ statement: Statement) {
        format = statement.kind
        issuer = statement.issuer
        issuedAt = statement.issuedAt.text
        facility = statement.facility.text
        facilityName = statement.facilityName
        from = statement.from.text
        through = statement.through.text
        var forms: [FormJSON] = []
        for entry in statement.entries {
            let form = FormJSON(entry.form)
            if !forms.contains(where: { $0.survey == form.survey && $0.form == form.form }) { forms.append(form) }
        }
        self.forms = forms
        revisions = statement.entries.map { RevisionJSON($0, statement.facility) }
    }

    /// One line.
    public func bytes() throws -> [UInt8] { [UInt8](try JSONEncoder.steady.encode(self)) }
}

extension StatementJSON.FormJSON {
    init(_ form: Form) {
        survey = form.survey
        self.form = form.from.text
        title = form.title
        items = form.items.map {
            StatementJSON.ItemJSON(code: $0.code, label: form.name(of: $0), unit: $0.unit)
        }
    }
}

extension StatementJSON.RevisionJSON {
    init(_ entry: Statement.Entry, _ facility: Facility.ID) {
        let one = entry.revision
        survey = entry.form.survey
        period = entry.period.text
        form = one.form.text
        revision = one.number
        status = one.status.rawValue
        recordedAt = one.recordedAt.text
        recordedBy = one.by
        route = one.route.rawValue
        reason = one.reason
        var values: [String: ValueJSON] = [:]
        for (item, answer) in zip(entry.form.items, one.answers.values) {
            if let answer { values[item.code] = ValueJSON(answer, item) }
        }
        self.values = values
        content = String(
            decoding: ContentHash.content(of: one, facility, entry.form.survey, entry.period), as: UTF8.self)
        contentHash = one.contentHash
        receipt = one.receipt
        signature = one.signature.map { StatementJSON.SignatureJSON(key: $0.key, value: $0.value) }
    }
}
