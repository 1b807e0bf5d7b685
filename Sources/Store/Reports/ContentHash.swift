import Database
import Domain
import Sodium

/// The fingerprint of a revision's content, and the number on its receipt.
enum ContentHash {
    /// The canonical content: one line a field, in this order, UTF-8. docs/receipts.md tells it byte by byte.
    static func content(of change: ReportChange, _ texts: ReportTexts, number: Int) -> [UInt8] {
        content([
            change.facility.text, change.survey, texts.period, texts.form, String(number), change.status.rawValue,
            texts.recordedAt, texts.answers,
        ])
    }

    /// The same of a kept row of `revision`.
    static func content(of row: Row) throws -> [UInt8] {
        content([
            try row.string("facility_id"), try row.string("survey"), try row.string("period"), try row.string("form"),
            String(try row.int("number")), try row.string("status"), try row.string("recorded_at"),
            try row.string("answers"),
        ])
    }

    /// The same of a revision that was read.
    static func content(
        of revision: Revision, _ facility: Facility.ID, _ survey: String, _ period: Day
    ) -> [UInt8] {
        content([
            facility.text, survey, period.text, revision.form.text, String(revision.number),
            revision.status.rawValue, revision.recordedAt.text, AnswersJSON.text(revision.answers),
        ])
    }

    private static func content(_ fields: [String]) -> [UInt8] {
        Array((["gmis-report-1"] + fields).joined(separator: "\n").utf8)
    }

    /// `20210119-7K3M-9Q2X-4TBE`: the period and 60 bits of the hash in letters that are not mistaken for one another.
    static func receipt(period: String, hash: [UInt8]) -> String {
        var bits = hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var code: [UInt8] = []
        for index in 0..<12 {
            if index % 4 == 0 { code.append(UInt8(ascii: "-")) }
            code.append(letters[Int(bits >> 59)])
            bits <<= 5
        }
        return String(decoding: period.utf8.filter { $0 != UInt8(ascii: "-") } + code, as: UTF8.self)
    }

    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
