/// Why a workbook was not read.
public enum WorkbookProblem: Error, Sendable, Equatable {
    /// No workbook of the kind .xlsx or .xlsm.
    case notWorkbook
    /// The binary format of before 2007 (.xls).
    case oldFormat
    /// Under a password.
    case encrypted
    /// More than the limits allow.
    case tooLarge(Excess)
    /// Cut off or broken, or with parts that no workbook has; what exactly, in English.
    case damaged(String)
    /// All of its sheets are hidden.
    case noVisibleSheet
    /// There is no sheet of that name.
    case noSheet(String)

    /// What there is too much of, and how much there may be.
    public enum Excess: Sendable, Equatable {
        case fileBytes(limit: Int)
        case unpackedBytes(limit: Int)
        case rows(limit: Int)
        /// - Parameter line: the row, from 1.
        case columns(line: Int, limit: Int)
        case cells(limit: Int)
        /// - Parameter line: the row, from 1.
        case cellLength(line: Int, limit: Int)
        case strings(limit: Int)
        case merges(limit: Int)
    }

    /// What is wrong and how to mend it, in Japanese.
    public var japanese: String {
        switch self {
        case .notWorkbook: "Excelのファイルとして読み取れません。Excel(.xlsx)形式で保存してください。"
        case .oldFormat: "古い形式のExcelファイル(.xls)です。Excel(.xlsx)形式で保存してください。"
        case .encrypted: "パスワードのかかったExcelファイルです。パスワードを外して保存してください。"
        case .tooLarge(let excess): excess.japanese
        case .damaged: "Excelファイルが壊れているか、途中で切れています。Excelで開いて保存し直してください。"
        case .noVisibleSheet: "表示されているシートがありません。シートを再表示して保存してください。"
        case .noSheet(let name): "シート「\(name)」がありません。"
        }
    }

    /// What is wrong, in English.
    public var english: String {
        switch self {
        case .notWorkbook: "not a workbook (.xlsx)"
        case .oldFormat: "a workbook of the old format (.xls); save it as .xlsx"
        case .encrypted: "the workbook is under a password"
        case .tooLarge(let excess): excess.english
        case .damaged(let reason): "the workbook is damaged: \(reason)"
        case .noVisibleSheet: "every sheet is hidden"
        case .noSheet(let name): "there is no sheet \(name)"
        }
    }

    /// The row at fault, from 1, where there is one.
    public var line: Int? {
        switch self {
        case .tooLarge(.columns(let line, _)), .tooLarge(.cellLength(let line, _)): line
        default: nil
        }
    }
}

extension WorkbookProblem.Excess {
    fileprivate var japanese: String {
        switch self {
        case .fileBytes(let limit): "ファイルが大きすぎます。\(limit >> 20)MBまでです。分けて保存してください。"
        case .unpackedBytes: "ファイルの中身が大きすぎます。必要な行だけを新しいファイルに写して保存してください。"
        case .rows(let limit): "行が多すぎます。\(limit)行までです。分けて保存してください。"
        case .columns(_, let limit): "列が多すぎます。\(limit)列までです。"
        case .cells(let limit): "セルが多すぎます。\(limit)個までです。分けて保存してください。"
        case .cellLength(_, let limit): "1つのセルの文字が多すぎます。\(limit)文字までです。"
        case .strings: "文字が多すぎます。分けて保存してください。"
        case .merges(let limit): "結合したセルが多すぎます。\(limit)か所までです。"
        }
    }

    fileprivate var english: String {
        switch self {
        case .fileBytes(let limit): "the file has more than \(limit) bytes"
        case .unpackedBytes(let limit): "unpacked the workbook grows beyond \(limit) bytes"
        case .rows(let limit): "more than \(limit) rows"
        case .columns(_, let limit): "more than \(limit) columns"
        case .cells(let limit): "more than \(limit) cells"
        case .cellLength(_, let limit): "a cell of more than \(limit) characters"
        case .strings(let limit): "more than \(limit) texts or bytes of text"
        case .merges(let limit): "more than \(limit) merged ranges"
        }
    }
}
