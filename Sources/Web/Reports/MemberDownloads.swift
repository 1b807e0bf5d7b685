import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Store

/// How many days a file speaks of.
enum MemberSpan: String, Sendable {
    case day, week

    /// The days that end with the one of the address; a weekly survey has one period at a time.
    func days(until day: Day, _ form: Form) -> [Day] {
        switch self {
        case .week where form.period == .day: (-6...0).map { day.adding($0) }
        case .day, .week: [day]
        }
    }
}

/// Files to fill in (R18).
enum MemberDownloadController {
    static func workbook(_ visit: Visit, _ span: MemberSpan) async throws -> Response {
        let workbook = MemberWorkbook(
            sheet: try await visit.memberSheet(span), title: try visit.survey().title, made: visit.now)
        let bytes = try await Offload.run { try workbook.fresh() }
        return try visit.file(bytes, WorkbookWriter.mediaType, named: "\(span.rawValue).xlsx")
    }

    static func csv(_ visit: Visit, _ span: MemberSpan) async throws -> Response {
        let encoding: TableEncoding
        switch visit.asked("encoding") {
        case "sjis"?: encoding = .cp932
        case "utf8"?, nil: encoding = .utf8
        default: throw Problem.notFound
        }
        let workbook = MemberWorkbook(
            sheet: try await visit.memberSheet(span), title: try visit.survey().title, made: visit.now)
        let bytes = try await Offload.run { workbook.csv(encoding) }
        return try visit.file(bytes, "text/csv; charset=\(encoding.charset)", named: "\(span.rawValue).csv")
    }
}

extension Visit {
    /// The members of the association that asks, with what is asked of them on the days of a file.
    ///
    /// - Throws: `Problem.closedToCorrection` before the period is open.
    func memberSheet(_ span: MemberSpan) async throws -> MemberSheet {
        let account = try signedIn()
        _ = try account.permit(.reportForMembers)
        let (form, day, now, surveys) = (try survey(), try day(), now, house.surveys)
        try form.checkOpen(day, at: now)
        guard let association = account.association else { throw Problem.notFound }
        let members = try await house.register.roster(on: now.day, house).members(of: association)
        return try await house.pool.read { db in
            try db.memberSheets.sheet(
                form.survey, span.days(until: day, form), of: account, members: members, at: now, surveys: surveys)
        }
    }

    /// A file to keep, named after the survey and day.
    func file(_ bytes: [UInt8], _ type: String, named ending: String) throws -> Response {
        let name = "\(try survey().survey)-\(try day().text)-\(ending)"
        return Response(
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], bytes: bytes)
    }
}
