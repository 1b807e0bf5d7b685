import Database
import Documents
import Domain
import Hummingbird
import Store

/// The list to fill in: a workbook whose second sheet explains the columns, or CSV (R31).
enum DesignationTemplateController {
    static func csv(_ visit: Visit) async throws -> Response {
        _ = try visit.officer()
        var file = CSVWriter(byteOrderMark: true)
        file.write(DesignationColumn.allCases.map(\.heading))
        return .file(file.bytes, "designation-report.csv", "text/csv; charset=utf-8")
    }

    static func workbook(_ visit: Visit) async throws -> Response {
        _ = try visit.officer()
        let created = visit.now.milliseconds / 1_000
        let bytes = try await Offload.run { try DesignationWorkbook.template(created: created) }
        return .file(bytes, "designation-report.xlsx", WorkbookWriter.mediaType)
    }
}

/// The list as it was sent, with what is wrong in a column behind (R3 R31).
enum DesignationFaultsController {
    static func show(_ visit: Visit) async throws -> Response {
        let (_, own) = try visit.officer()
        let id = try visit.key("report")
        let rows = try await visit.house.pool.read { db in
            guard try db.designationReports.find(id, in: own) != nil else { throw Problem.notFound }
            // What a whole list leaves out has no cells, and stood in no file.
            return try db.designationReports.typedRows(of: id, limit: 2 * DesignationReportStore.mostRows)
                .filter { !$0.cells.isEmpty }
        }
        let created = visit.now.milliseconds / 1_000
        let bytes = try await Offload.run { try DesignationWorkbook.faults(rows, created: created) }
        return .file(bytes, "designation-faults.xlsx", WorkbookWriter.mediaType)
    }
}

/// Workbooks of designation reports.
enum DesignationWorkbook {
    /// - Parameter created: what the file tells of its making, in seconds since 1970.
    static func template(created: Int) throws -> [UInt8] {
        let book = try WorkbookWriter(created: created)
        let columns = DesignationColumn.allCases
        try book.begin(
            WorkbookSheetPlan(
                name: "指定報告", columns: columns.map { .init(width: $0.width, choices: $0.choices) },
                choiceLines: 2...(DesignationReportStore.mostRows + 1)))
        try book.write(columns.map { .text($0.heading, look: .heading) })
        try book.begin(
            WorkbookSheetPlan(
                name: "列の説明", columns: [22, 16, 60, 44, 30].map { .init(width: $0) }))
        try book.write(["列", "新しい医療機関", "書きかた", "選べる値", "例"].map { .text($0, look: .heading) })
        for column in columns {
            try book.write([
                .text(column.heading), .text(column.isRequiredOfNew ? "必ず入力" : ""), .text(column.hint),
                .text(column.choices.joined(separator: "、")), .text(column.example),
            ])
        }
        return try book.finish()
    }

    /// - Parameter rows: as they were typed; each with what is wrong with it, where something is.
    static func faults(_ rows: [DesignationReportStore.TypedRow], created: Int) throws -> [UInt8] {
        let book = try WorkbookWriter(created: created)
        let used = Set(rows.flatMap { $0.cells.keys })
        let columns = DesignationColumn.allCases.filter(used.contains)
        try book.begin(
            WorkbookSheetPlan(
                name: "指定報告", columns: columns.map { .init(width: $0.width) } + [.init(width: 70)]))
        try book.write((columns.map(\.heading) + [DesignationFile.faultHeading]).map { .text($0, look: .heading) })
        for row in rows {
            let faults = row.row?.verdict == .fault ? row.row?.faults ?? [] : []
            let cells: [WorkbookCell] = columns.map { column in
                let wrong = faults.filter { $0.column == column.heading }.map(\.sentence)
                return .text(
                    String((row.cells[column] ?? "").prefix(longest)), look: wrong.isEmpty ? .plain : .faulty,
                    comment: wrong.isEmpty ? nil : wrong.joined(separator: "\n"))
            }
            let sentences = faults.map { "\($0.column): \($0.sentence)" }.joined(separator: "\n")
            try book.write(cells + [.text(String(sentences.prefix(longest)), look: faults.isEmpty ? .plain : .faulty)])
        }
        return try book.finish()
    }

    /// Characters that surely fit into one cell of Excel.
    private static let longest = 10_000
}

extension DesignationColumn {
    /// The words that may stand there; none where anything may.
    var choices: [String] {
        switch self {
        case .kind: FacilityKind.allCases.map(\.label)
        case .category: DesignationEntry.Category.allCases.map(\.label)
        case .tests: DesignationEntry.Tests.allCases.map(\.label)
        case .contract: ["あり", "なし"]
        case .ownPatientsOnly: ["有", "無"]
        case .publishable: ["可", "否"]
        case .party: ["自院", "団体"]
        case .notifyBy: ["メール", "手紙"]
        default: []
        }
    }

    /// In a workbook, in characters.
    var width: Double {
        switch self {
        case .name, .kana, .address, .mail, .hours, .associationName, .remarks: 30
        case .category, .healthCentre, .healthCentrePhone: 20
        default: 14
        }
    }
}
