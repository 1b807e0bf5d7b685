import Documents
import Database
import Domain
import HTTPTypes
import Hummingbird
import Sodium
import Store

/// `/api/covid19DailySurvey[/yyyymmdd]`, as the ministry's API answered: a bare array of flat objects, every value a string, every
/// key a filter.
enum DailySurveyAPI {
    static func show(_ visit: Visit) async throws -> Response {
        try requireName(visit)
        let surveys = visit.house.surveys
        let wanted = try wantedDay(visit)
        let today = visit.now.day
        let stamp = try await visit.house.pool.read { db -> OpenDataStore.Stamp? in
            let openData = db.openData(surveys)
            guard let day = try wanted ?? openData.latestDay(upTo: today), day <= today else { return nil }
            return try openData.stamp(of: day)
        }
        guard let stamp else { return empty(visit) }
        let filters = filters(visit.query)
        guard filters.isEmpty else { return try await filtered(visit, stamp, filters) }
        guard let rendered = try await visit.house.publications.bytes(.json, stamp, visit.house) else {
            return empty(visit)
        }
        return published(visit, "\(stamp.text)-json").answer(rendered.plain, packed: rendered.packed)
    }

    /// Browsers of other sites ask first.
    static func options(_ visit: Visit) async throws -> Response {
        try requireName(visit)
        return Response(
            status: .noContent,
            headers: [
                .accessControlAllowOrigin: "*", .accessControlAllowMethods: "GET, HEAD, OPTIONS",
                .accessControlAllowHeaders: "*", .accessControlMaxAge: "86400",
            ])
    }

    private static func requireName(_ visit: Visit) throws(Problem) {
        guard try visit.parameter("name").lowercased() == "covid19dailysurvey" else { throw .notFound }
    }

    private static func wantedDay(_ visit: Visit) throws(Problem) -> Day? {
        guard let text = try? visit.parameter("day") else { return nil }
        guard let day = Day(compact: text) else {
            throw .refused(
                japanese: "日付「\(text)」は 20201209 のような8桁の数字で指定してください。",
                english: "the day must be eight digits such as 20201209")
        }
        return day
    }

    /// Every key of an object filters by equality; several are all to hold. Other names are left aside, as caches' and scripts'
    /// extra parameters were.
    private static func filters(_ query: [(name: String, value: String)]) -> [(column: Int, value: String)] {
        query.compactMap { name, value in
            DailySurveyColumn(rawValue: name).flatMap { DailySurveyColumn.allCases.firstIndex(of: $0) }
                .map { ($0, value) }
        }
    }

    private static func filtered(
        _ visit: Visit, _ stamp: OpenDataStore.Stamp, _ filters: [(column: Int, value: String)]
    ) async throws -> Response {
        let rows = try await visit.house.publications.rows(stamp, visit.house)
        let (plain, packed) = try await Offload.run {
            let bytes = DailySurveyJSON.array(
                rows.filter { row in filters.allSatisfy { row[$0.column].utf8.elementsEqual($0.value.utf8) } })
            return (bytes, bytes.count < Compression.smallest ? nil : Gzip.pack(bytes, level: 5))
        }
        let key = filters.map { "\($0.column)=\($0.value)" }.joined(separator: "&")
        return published(visit, "\(stamp.text)-json-\(Sodium.sha256Hex(key).prefix(16))").answer(plain, packed: packed)
    }

    private static func empty(_ visit: Visit) -> Response {
        published(visit, "empty").answer(Array("[]".utf8), packed: nil)
    }

    private static func published(_ visit: Visit, _ tag: String) -> Published {
        Published(visit: visit, tag: tag, type: "application/json; charset=utf-8")
    }
}
