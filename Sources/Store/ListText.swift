import Documents
import Domain
import Foundation

/// The records of a list that people hand in: CSV in UTF-8 or CP932, or rows pasted from a spreadsheet.
enum ListText {
    typealias Record = (line: Int, fields: [String])

    /// - Parameter most: so many records are read.
    /// - Throws: `Problem.refusedFile`.
    static func records(_ bytes: [UInt8], most: Int) throws(Problem) -> [Record] {
        let text = try text(bytes)
        let firstLine = text.prefix { $0 != 0x0A }
        if firstLine.contains(0x09) { return pasted(text) }
        var reader = CSVReader()
        reader.maximumRecords = most
        return try CSVRecords.read(text, by: reader)
    }

    /// UTF-8, or else CP932 as spreadsheets on Japanese systems save.
    private static func text(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        guard let text = String(data: Data(bytes), encoding: .shiftJIS) else {
            throw .refusedFile(
                [
                    LineProblem(
                        line: nil, japanese: "文字コードを読み取れません。UTF-8かShift_JISのCSVで保存してください。",
                        english: "neither UTF-8 nor CP932")
                ], total: 1)
        }
        return Array(text.utf8)
    }

    /// Tabs between cells, as spreadsheets copy them.
    private static func pasted(_ bytes: [UInt8]) -> [Record] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
            return (index + 1, cells.map { String(decoding: $0, as: UTF8.self) })
        }
    }
}
