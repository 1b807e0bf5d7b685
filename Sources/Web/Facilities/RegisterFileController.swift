import Database
import Documents
import Domain
import Hummingbird
import Store

/// The institutions that a query finds, in the columns of a designation report: to be edited and sent back (R31).
enum RegisterFileController {
    static func csv(_ visit: Visit) async throws -> Response {
        let desk = try RegisterDesk(visit)
        let all = try await RegisterController.institutions(visit, desk)
        let parties = Set(all.compactMap { $0.known.association })
        let names = try await visit.house.pool.read { try $0.associations.names(of: parties) }
        let chosen = RegisterFilter(visit.query).chosen(of: all)
        let bytes = try await Offload.run {
            var file = CSVWriter(byteOrderMark: true)
            file.write(DesignationColumn.allCases.map(\.heading))
            for (id, known) in chosen {
                let cells = RegisterRow(facility: id, known: known, associations: names).cells
                file.write(DesignationColumn.allCases.map { cells[$0] ?? "" })
            }
            return file.bytes
        }
        return Response(
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition:
                    "attachment; filename=\"register-\(desk.prefecture.code)-\(visit.now.day.text).csv\"",
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

    var cells: [DesignationColumn: String] {
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
