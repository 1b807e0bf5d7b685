import Database
import Documents
import Domain
import Hummingbird
import Store

/// The institutions that a query finds, in the columns of a designation report: to be edited and sent back (R31).
enum RegisterFileController {
    static func csv(_ visit: Visit) async throws -> Response {
        let rows = try await rows(visit)
        let bytes = try await Offload.run {
            var file = CSVWriter(byteOrderMark: true)
            file.write(DesignationColumn.allCases.map(\.heading))
            for row in rows { file.write(row.texts) }
            return file.bytes
        }
        return try answer(visit, bytes, "csv", type: "text/csv; charset=utf-8")
    }

    static func workbook(_ visit: Visit) async throws -> Response {
        let rows = try await rows(visit)
        let created = visit.now.milliseconds / 1_000
        let bytes = try await Offload.run {
            let book = try WorkbookWriter(created: created)
            let columns = DesignationColumn.allCases
            try book.begin(
                WorkbookSheetPlan(
                    name: "指定報告", columns: columns.map { .init(width: RegisterRow.isLong($0) ? 32 : 16) }))
            try book.write(columns.map { .text($0.heading, look: .heading) })
            for row in rows { try book.write(row.texts.map { .text($0) }) }
            return try book.finish()
        }
        return try answer(visit, bytes, "xlsx", type: WorkbookWriter.mediaType)
    }

    private static func rows(_ visit: Visit) async throws -> [RegisterRow] {
        let desk = try RegisterDesk(visit)
        let all = try await RegisterController.institutions(visit, desk)
        let parties = Set(all.compactMap { $0.known.association })
        let names = try await visit.house.pool.read { try $0.associations.names(of: parties) }
        return RegisterFilter(visit.query).chosen(of: all).map { id, known in
            RegisterRow(facility: id, known: known, associations: names)
        }
    }

    private static func answer(
        _ visit: Visit, _ bytes: [UInt8], _ format: String, type: String
    ) throws -> Response {
        let name = "register-\(try RegisterDesk(visit).prefecture.code)-\(visit.now.day.text).\(format)"
        return Response(
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], bytes: bytes)
    }
}

/// One institution in the columns of a designation report. What the register of a day does not hold stays empty, which changes
/// nothing when it is sent back.
struct RegisterRow {
    var facility: Facility.ID
    var known: FacilityDay
    /// By key.
    var associations: [String: String]

    /// In the order of the columns.
    var texts: [String] {
        let cells = cells
        return DesignationColumn.allCases.map { cells[$0] ?? "" }
    }

    /// Whether a column holds names and the like.
    static func isLong(_ column: DesignationColumn) -> Bool {
        switch column {
        case .name, .kana, .address, .mail, .hours, .associationName, .remarks: true
        default: false
        }
    }

    private var cells: [DesignationColumn: String] {
        let attributes = known.attributes
        let designation = known.designation
        return [
            .facility: facility.text, .prefectureCode: attributes.prefecture.code,
            .prefectureName: attributes.prefecture.name, .kind: known.kind?.label ?? "", .category: category,
            .facilityCode: attributes.facilityCode, .name: attributes.name, .zipCode: attributes.zipCode,
            .address: attributes.address, .municipality: attributes.localGovCode, .phone: attributes.phone,
            .tests: tests, .contract: known.contract ? "あり" : "なし",
            .ownPatientsOnly: designation.map { $0.ownPatientsOnly ? "有" : "無" } ?? "",
            .hours: designation?.hours ?? "", .publishable: designation.map { $0.publishable ? "可" : "否" } ?? "",
            .party: known.association == nil ? "自院" : "団体", .association: known.association ?? "",
            .associationName: known.association.flatMap { associations[$0] } ?? "",
        ]
    }

    private var category: String {
        if known.kind == .testCentre { return "PCRセンター" }
        switch RegisterFilter.Scope(of: known) {
        case .tests, .consults: return "診療・検査医療機関"
        case .contract: return "行政検査委託契約のみ"
        case .none: return "指定なし"
        }
    }

    private var tests: String {
        switch RegisterFilter.Scope(of: known) {
        case .tests: "診療と検査"
        case .consults: "診療のみ"
        case .contract, .none: ""
        }
    }
}
