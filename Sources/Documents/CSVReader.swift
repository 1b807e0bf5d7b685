/// A table of text, as a CSV file holds it, with the line on which each record begins.
public struct CSVTable: Sendable, Equatable {
    public struct Record: Sendable, Equatable {
        /// Counted from 1, the header included; a quoted line break counts.
        public let line: Int
        public let fields: [String]
    }

    public var records: [Record]
}

/// What is wrong with a CSV file's form.
public enum CSVError: Error, Sendable, Equatable {
    /// The bytes are not UTF-8 here.
    case notUTF8(line: Int)
    /// A quoted field never ends: the file is cut off, or a quote is missing.
    case openQuote(line: Int)
    /// Something stands after a closing quote where a comma or the line's end belongs.
    case textAfterQuote(line: Int)
    /// More records or fields than may be.
    case tooMany(line: Int)
}

/// Reads CSV (RFC 4180) by bytes: a quote followed by a combining character is still a quote. UTF-8 with or without byte order
/// mark; lines end with CRLF or LF. Fields are kept to the character.
public struct CSVReader {
    public var maximumRecords = 2_000_000
    public var maximumFields = 200

    public init() {}

    public func read(_ bytes: [UInt8]) throws(CSVError) -> CSVTable {
        var state = Reading(bytes: bytes, limits: self)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { state.at = 3 }
        while state.at < bytes.count { try state.record() }
        return CSVTable(records: state.records)
    }

    private struct Reading {
        let bytes: [UInt8]
        let limits: CSVReader
        var at = 0
        var line = 1
        var records: [CSVTable.Record] = []

        mutating func record() throws(CSVError) {
            let begin = line
            var fields: [String] = []
            fields.reserveCapacity(records.last?.fields.count ?? 16)
            while true {
                fields.append(try field())
                guard fields.count <= limits.maximumFields else { throw .tooMany(line: line) }
                guard at < bytes.count, bytes[at] == Byte.comma else { break }
                at += 1
            }
            try endOfLine()
            guard records.count < limits.maximumRecords else { throw .tooMany(line: begin) }
            records.append(CSVTable.Record(line: begin, fields: fields))
        }

        private mutating func field() throws(CSVError) -> String {
            guard at < bytes.count, bytes[at] == Byte.quote else { return try plainField() }
            let begin = line
            at += 1
            var content: [UInt8] = []
            while true {
                guard at < bytes.count else { throw .openQuote(line: begin) }
                let byte = bytes[at]
                at += 1
                if byte == Byte.quote {
                    guard at < bytes.count, bytes[at] == Byte.quote else { break }
                    at += 1
                } else if byte == Byte.lineFeed {
                    line += 1
                }
                content.append(byte)
            }
            return try text(content[...], line: begin)
        }

        private mutating func plainField() throws(CSVError) -> String {
            let begin = at
            while at < bytes.count, bytes[at] != Byte.comma, bytes[at] != Byte.lineFeed, !isLineEnd { at += 1 }
            return try text(bytes[begin..<at], line: line)
        }

        private var isLineEnd: Bool {
            bytes[at] == Byte.carriageReturn && (at + 1 == bytes.count || bytes[at + 1] == Byte.lineFeed)
        }

        private mutating func endOfLine() throws(CSVError) {
            guard at < bytes.count else { return }
            if bytes[at] == Byte.carriageReturn { at += 1 }
            if at < bytes.count {
                guard bytes[at] == Byte.lineFeed else { throw .textAfterQuote(line: line) }
                at += 1
            }
            line += 1
        }

        private func text(_ content: ArraySlice<UInt8>, line: Int) throws(CSVError) -> String {
            guard let text = String(validating: content, as: UTF8.self) else { throw .notUTF8(line: line) }
            return text
        }
    }
}

enum Byte {
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
}
