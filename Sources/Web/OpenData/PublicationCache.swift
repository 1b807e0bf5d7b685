import Documents
import Database
import Domain
import Store

/// What was laid out for publication, kept as long as nothing of the day has changed. Several at once wait for one.
actor PublicationCache {
    enum Kind: Hashable, Sendable {
        case csv, zip, json
    }

    /// Bytes as they go out.
    struct Rendered: Sendable {
        let plain: [UInt8]
        let packed: [UInt8]?
    }

    private struct Key: Hashable {
        let stamp: OpenDataStore.Stamp, kind: Kind
    }

    private var rendered: [(key: Key, task: Task<Rendered?, any Error>)] = []
    private var rows: [(stamp: OpenDataStore.Stamp, task: Task<[[String]], any Error>)] = []
    private static let capacity = 6
    private static let rowCapacity = 2

    /// nil when nothing is published of the day.
    func bytes(_ kind: Kind, _ stamp: OpenDataStore.Stamp, _ house: House) async throws -> Rendered? {
        let key = Key(stamp: stamp, kind: kind)
        if let found = rendered.first(where: { $0.key == key }) { return try await found.task.value }
        let task = Task { try await Self.render(kind, stamp, house) }
        rendered.append((key, task))
        if rendered.count > Self.capacity { rendered.removeFirst() }
        do {
            return try await task.value
        } catch {
            rendered.removeAll { $0.key == key }
            throw error
        }
    }

    /// The rows of a day in all 14 columns; none when nothing is published.
    func rows(_ stamp: OpenDataStore.Stamp, _ house: House) async throws -> [[String]] {
        if let found = rows.first(where: { $0.stamp == stamp }) { return try await found.task.value }
        let task = Task { try await Self.publication(stamp.day, house)?.wideRows ?? [] }
        rows.append((stamp, task))
        if rows.count > Self.rowCapacity { rows.removeFirst() }
        do {
            return try await task.value
        } catch {
            rows.removeAll { $0.stamp == stamp }
            throw error
        }
    }

    private static func publication(_ day: Day, _ house: House) async throws -> OpenDataStore.Publication? {
        let surveys = house.surveys
        return try await house.pool.read { try $0.openData(surveys).publication(of: day) }
    }

    private static func render(_ kind: Kind, _ stamp: OpenDataStore.Stamp, _ house: House) async throws -> Rendered? {
        guard let publication = try await publication(stamp.day, house) else { return nil }
        return try await Offload.run {
            switch kind {
            case .csv:
                let bytes = PublishedFile.csv(publication)
                return Rendered(plain: bytes, packed: Gzip.pack(bytes))
            case .zip: return Rendered(plain: try PublishedFile.zip(PublishedFile.csv(publication)), packed: nil)
            case .json:
                let bytes = DailySurveyJSON.array(publication.wideRows)
                return Rendered(plain: bytes, packed: Gzip.pack(bytes))
            }
        }
    }
}
