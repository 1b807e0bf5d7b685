import Documents
import Domain

/// A day's file in the ministry's format, to the byte: UTF-8 with byte order mark, CRLF, every field in quotes, columns and row
/// order of that day's time.
public enum PublishedFile {
    public static func csv(_ publication: OpenDataStore.Publication) -> [UInt8] {
        var writer = CSVWriter(byteOrderMark: true, reserving: publication.entries.count * 1_500)
        writer.write(publication.layout.headings)
        for row in publication.rows { writer.write(row) }
        return writer.bytes
    }

    public static func zip(_ csv: [UInt8]) throws(ZipError) -> [UInt8] {
        try Zip.pack(name: DailySurvey.fileName, csv)
    }
}
