import Database
import Domain
import Hummingbird
import Store

/// Letters to institutions that cannot be told by mail, in batches (R4).
enum LetterController {
    /// So many batches are listed.
    static let mostBatches = 50
    /// So many letters of a batch stand on one page.
    static let perPage = 100

    static func index(_ visit: Visit) async throws -> Response {
        _ = try visit.helpDeskActor()
        let (waiting, batches) = try await visit.house.pool.read { db in
            (try db.letters.waitingCount(), try db.letters.batches(limit: mostBatches))
        }
        return visit.page(LettersPage(frame: visit.frame(.letters), waiting: waiting, batches: batches).body)
    }

    /// A batch of all who wait, or of one ID.
    static func create(_ visit: Visit) async throws -> Response {
        let (now, actor) = (visit.now, try visit.helpDeskActor())
        let account = try visit.form().text(FieldName.account)
        let batch: String?
        if account.isEmpty {
            batch = try await visit.house.pool.writeAlone {
                try $0.letters.createBatch(on: now.day, at: now, by: actor)
            }
        } else {
            batch = try await visit.house.pool.write {
                try $0.letters.createBatch(of: account, on: now.day, at: now, by: actor)
            }
        }
        return visit.redirect(batch.map { Links().letters($0) } ?? Links().letters)
    }

    static func show(_ visit: Visit) async throws -> Response {
        _ = try visit.helpDeskActor()
        let id = try visit.parameter("batch")
        let from = max(1, visit.query.first { $0.name == FieldName.from }.flatMap { Int($0.value) } ?? 1)
        let (batch, letters) = try await visit.house.pool.read { db in
            let batch = try db.letters.batch(id)
            return (batch, try db.letters.letters(of: batch, from: from, limit: perPage))
        }
        return visit.page(LetterBatchPage(frame: visit.frame(.letters), batch: batch, letters: letters).body)
    }
}

/// A batch that was given to the post.
enum LetterDispatchController {
    static func create(_ visit: Visit) async throws -> Response {
        let (id, now, actor) = (try visit.parameter("batch"), visit.now, try visit.helpDeskActor())
        try await visit.house.pool.writeAlone { try $0.letters.dispatch(id, at: now, by: actor) }
        return visit.redirect(Links().letters(id))
    }
}
