import Database
import Domain
import Store

/// The notices of the moment, at hand for every page. What begins or ends is shown to the millisecond; what is published or ended
/// here shows at once.
struct NoticeCache: Sendable {
    /// So long other programs' notices may stay unknown here.
    static let seconds = MomentCache<[Notice]>.seconds

    private let cache = MomentCache { db, span in
        try db.notices.shown(from: span.lowerBound, until: span.upperBound)
    }

    func shown(at now: Instant, arrived: Instant, _ house: House) async throws -> [Notice] {
        try await cache.value(at: now, arrived: arrived, house.pool).filter { $0.state(at: now) == .shown }
    }

    /// Something was published or ended.
    func forget() async { await cache.forget() }
}

extension House {
    /// What somebody reads now, the newest first.
    func notices(for account: Account?, at now: Instant, arrived: Instant) async throws -> [Notice] {
        let candidates = try await notices.shown(at: now, arrived: arrived, self).filter { notice in
            notice.isFor(account?.role, in: notice.text.prefecture)
        }
        guard candidates.contains(where: { $0.text.prefecture != nil }) else { return candidates }
        let place = try await prefecture(of: account, on: now.day)
        return candidates.filter { $0.isFor(account?.role, in: place) }
    }

    private func prefecture(of account: Account?, on day: Day) async throws -> Prefecture? {
        switch account?.role {
        case .prefecture(let own)?: own
        case .facility(let id)?: try await pool.read { try $0.facilities.attributes(of: id, on: day)?.prefecture }
        case .association(let id)?: try await pool.read { try $0.associations.prefecture(of: id) }
        case .ministry?, .helpDesk?, .administrator?, nil: nil
        }
    }
}
