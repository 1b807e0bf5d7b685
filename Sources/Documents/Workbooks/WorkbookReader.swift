/// Reads one sheet of an Excel workbook (.xlsx, .xlsm) as text, in bounded memory: the archive is unpacked piece by piece into
/// an XML parser, and only rows in which something stands are kept.
public struct WorkbookReader: Sendable {
    public var limits: WorkbookLimits

    /// - Parameter limits: how much is read at most.
    public init(limits: WorkbookLimits = WorkbookLimits()) { self.limits = limits }

    /// - Parameter sheet: a sheet's name; nil for the first that is shown, or the only one.
    public func read(_ bytes: [UInt8], sheet: String? = nil) throws(WorkbookProblem) -> WorkbookSheet {
        guard bytes.count <= limits.fileBytes else { throw .tooLarge(.fileBytes(limit: limits.fileBytes)) }
        if WorkbookMagic.isOld(bytes) { throw WorkbookMagic.isEncrypted(bytes) ? .encrypted : .oldFormat }
        guard WorkbookMagic.isArchive(bytes) else { throw .notWorkbook }
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(WorkbookProblem) in try read(buffer, sheet: sheet) }
        }
        return try result.get()
    }

    private func read(_ bytes: UnsafeRawBufferPointer, sheet: String?) throws(WorkbookProblem) -> WorkbookSheet {
        let parts = try ZipParts(bytes, limits: limits)
        let index = try WorkbookIndex(parts, sheet: sheet)
        let styles = StylesReading()
        if let path = index.styles { try parts.read(path, styles) }
        let strings = SharedStringsReading(limits: limits)
        if let path = index.strings { try parts.read(path, strings) }
        let reading = SheetReading(
            strings: strings.strings, shapes: styles.shapes, from1904: index.countsFrom1904, limits: limits)
        guard try parts.read(index.sheet, reading) else { throw .damaged("the sheet is not there") }
        var read = reading.sheet
        read.name = index.name
        try read.clearMerged()
        return read
    }
}

/// How workbooks begin.
enum WorkbookMagic {
    /// The container of Excel's format before 2007, which today's Excel uses for workbooks under a password.
    static func isOld(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    }

    /// The container of today's format.
    static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) }

    /// Whether a part is named "EncryptedPackage".
    static func isEncrypted(_ bytes: [UInt8]) -> Bool {
        let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        return bytes.withUnsafeBytes { $0.count(of: name, atMost: 1) } > 0
    }
}

extension WorkbookSheet {
    /// So many cells are visited for merges; ranges of an honest file do not overlap.
    private static let mostVisits = 10_000_000

    /// Takes away what stands under a merged cell: a spreadsheet does not show it.
    fileprivate mutating func clearMerged() throws(WorkbookProblem) {
        var visits = 0
        for merge in merges {
            var index = place(ofLine: merge.lines.lowerBound)
            while index < rows.count, rows[index].line <= merge.lines.upperBound {
                let row = rows[index]
                for column in row.cells.indices where merge.columns.contains(column) {
                    visits += 1
                    let isFirst = row.line == merge.lines.lowerBound && column == merge.columns.lowerBound
                    if !isFirst, !row.cells[column].isEmpty { rows[index].cells[column] = "" }
                }
                visits += 1
                guard visits <= Self.mostVisits else { throw .damaged("merged ranges overlap") }
                index += 1
            }
        }
        guard !merges.isEmpty else { return }
        for index in rows.indices {
            while rows[index].cells.last?.isEmpty == true { rows[index].cells.removeLast() }
        }
        rows.removeAll { $0.cells.isEmpty }
    }

    /// The first row at or below a line.
    private func place(ofLine line: Int) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
