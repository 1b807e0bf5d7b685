import Documents
import Domain
import Foundation
import Sodium

/// A list of institutions for which IDs are to be issued (R4), read whole before anything happens: an Excel workbook, CSV in
/// UTF-8 or CP932, or rows pasted from a spreadsheet.
public struct IssueList: Sendable {
    /// One institution of it.
    public struct Row: Sendable {
        /// In the file, from 1, the head included.
        public let line: Int
        public let institution: NewInstitution
    }

    public let rows: [Row]
    /// Names the run: the same rows are the same run, whatever program saved them.
    public let digest: String

    /// So many rows at most.
    public static let mostRows = 100_000
    /// So many faults are told.
    public static let mostFaults = 500

    /// - Parameter name: the file's name, where there is one.
    /// - Throws: `Problem.refusedFile` with every fault by row and column.
    public init(_ bytes: [UInt8], name: String? = nil) throws(Problem) {
        let table = try Self.table(bytes, name: name)
        let records = table.rows.filter { $0.cells.contains { !SearchKey.fold($0).isEmpty } }
        guard let head = records.first else {
            throw Self.refused(japanese: "何も書かれていません。", english: "there is nothing in it")
        }
        guard records.count <= Self.mostRows + 1 else {
            throw Self.refused(
                japanese: "一度に発行できるのは\(Self.mostRows)行までです。分けてください。",
                english: "more than \(Self.mostRows) rows")
        }
        let columns = try Self.columns(head)
        var (rows, faults, total): ([Row], [LineProblem], Int) = ([], [], 0)
        for record in records.dropFirst() {
            let reading = InstitutionReading { column in
                columns[column].map { record[$0] } ?? ""
            }
            if let institution = reading.institution { rows.append(Row(line: record.line, institution: institution)) }
            total += reading.faults.count
            if faults.count < Self.mostFaults {
                faults += reading.faults.map {
                    LineProblem(
                        line: record.line, column: $0.column.heading, japanese: $0.sentence,
                        english: "cannot be read")
                }
            }
        }
        guard faults.isEmpty else {
            throw .refusedFile(Array(faults.prefix(Self.mostFaults)), total: total)
        }
        guard !rows.isEmpty else {
            throw Self.refused(japanese: "見出しの下に行がありません。", english: "there is no row below the head")
        }
        self.rows = rows
        digest = Self.digest(rows)
    }

    private static func digest(_ rows: [Row]) -> String {
        var text = "issue"
        for row in rows { text += "\n\(row.line):" + IssueContent.write(row.institution) }
        return Sodium.sha256Hex(text)
    }

    private static func refused(_ line: Int? = nil, japanese: String, english: String) -> Problem {
        .refusedFile([LineProblem(line: line, japanese: japanese, english: english)], total: 1)
    }

    /// A cell without a usable value refuses the list, as it would an unusable word.
    private static func table(_ bytes: [UInt8], name: String?) throws(Problem) -> TextTable {
        var reading = TableReading()
        reading.maximumRows = mostRows + 1_000
        let table: TextTable
        do throws(TableProblem) { table = try reading.read(bytes, name: name) } catch { throw Problem(error) }
        guard table.faults.isEmpty else { throw Problem(faultsOf: table, most: mostFaults) }
        return table
    }

    private static func columns(_ head: TextTable.Row) throws(Problem) -> [IssueColumn: Int] {
        var columns: [IssueColumn: Int] = [:]
        var faults: [LineProblem] = []
        for (index, field) in head.cells.enumerated() where !SearchKey.fold(field).isEmpty {
            let column = IssueColumn.allCases.first { SearchKey.fold($0.heading) == SearchKey.fold(field) }
            if let column, columns[column] == nil {
                columns[column] = index
            } else {
                faults.append(
                    LineProblem(
                        line: head.line, column: String(field.prefix(40)),
                        japanese: column == nil ? "知らない見出しです。ひな形の見出しを使ってください。" : "同じ見出しが2つあります。",
                        english: column == nil ? "unknown heading" : "heading twice"))
            }
        }
        for column in IssueColumn.allCases where column.isRequired && columns[column] == nil {
            faults.append(
                LineProblem(
                    line: head.line, column: column.heading, japanese: "この見出しの列がありません。", english: "missing column"))
        }
        guard faults.isEmpty else { throw .refusedFile(faults, total: faults.count) }
        return columns
    }

    /// The head of a list, for people to fill in: UTF-8 with byte order mark.
    public static var blank: [UInt8] {
        var writer = CSVWriter(byteOrderMark: true)
        writer.write(IssueColumn.allCases.map(\.heading))
        return writer.bytes
    }
}

/// A row of a list as it waits in the database.
enum IssueContent {
    private struct Kept: Codable {
        var columns: [String]
        var city: String
    }

    static func write(_ new: NewInstitution) -> String {
        let known = new.attributes
        let columns = [
            known.prefecture.code, new.kind.rawValue, known.facilityCode, known.name, known.zipCode, known.address,
            known.phone, new.contact.name, new.contact.mail, new.notifyBy?.rawValue ?? "", known.localGovCode,
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings alone can always be encoded.
        let bytes = (try? encoder.encode(Kept(columns: columns, city: known.cityName))) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    /// nil where the text was blanked, or is none of ours.
    static func read(_ text: String) -> NewInstitution? {
        guard let kept = try? JSONDecoder().decode(Kept.self, from: Data(text.utf8)), kept.columns.count == 11,
            let prefecture = Prefecture(code: kept.columns[0]), let kind = FacilityKind(rawValue: kept.columns[1])
        else { return nil }
        let attributes = Facility.Attributes(
            name: kept.columns[3], zipCode: kept.columns[4], prefecture: prefecture, address: kept.columns[5],
            phone: kept.columns[6], latitude: "", longitude: "", localGovCode: kept.columns[10], cityName: kept.city,
            facilityCode: kept.columns[2])
        return NewInstitution(
            kind: kind, attributes: attributes,
            contact: Contact(name: kept.columns[7], mail: kept.columns[8], phone: kept.columns[6]),
            notifyBy: NotificationWay(rawValue: kept.columns[9]))
    }
}
