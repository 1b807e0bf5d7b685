import Documents
import Domain

/// The records of a CSV file that people hand in; what is wrong with its form is told like any other fault of the file.
enum CSVRecords {
    /// - Throws: `Problem.refusedFile`.
    static func read(
        _ csv: [UInt8], by reader: CSVReader = CSVReader()
    ) throws(Problem) -> [(line: Int, fields: [String])] {
        do {
            return try reader.read(csv).records.map { ($0.line, $0.fields) }
        } catch {
            let problem =
                switch error {
                case .notUTF8(let line):
                    LineProblem(
                        line: line, japanese: "文字コードがUTF-8ではありません。", english: "not UTF-8")
                case .openQuote(let line):
                    LineProblem(
                        line: line, japanese: "引用符が閉じていません。ファイルが途中で切れていないか確かめてください。",
                        english: "a quote is not closed; is the file cut off?")
                case .textAfterQuote(let line):
                    LineProblem(
                        line: line, japanese: "引用符のあとに余分な文字があります。", english: "text after a closing quote")
                case .tooMany(let line):
                    LineProblem(
                        line: line, japanese: "行か列が多すぎます。", english: "too many rows or columns")
                }
            throw .refusedFile([problem], total: 1)
        }
    }
}
