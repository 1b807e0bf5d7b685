import Database
import Domain
import Store

/// The notices of the moment, read once every few seconds for everybody, so that pages cost no query of their own. What begins or
/// ends in these seconds is known with them and shown to the millisecond; what is published or ended here shows at once.
actor NoticeCache {
    /// So long other programs' notices may stay unknown here.
    static let seconds = 5

    private struct Kept {
        /// By the product's clock and by the true one: a demonstration's jumps.
        let span: ClosedRange<Instant>
        let readAt: Instant
        let notices: Task<[Notice], any Error>
    }

    private var kept: Kept?

    /// Whoever asks while they are being read waits for the same reading.
    func shown(at now: Instant, arrived: Instant, _ house: House) async throws -> [Notice] {
        if let kept, kept.span.contains(now),
            (kept.readAt...kept.readAt.adding(seconds: Self.seconds)).contains(arrived)
        {
            return try await Self.live(kept.notices, at: now)
        }
        let end = now.adding(seconds: Self.seconds)
        let reading = Task { try await house.pool.read { try $0.notices.shown(from: now, until: end) } }
        kept = Kept(span: now...end, readAt: arrived, notices: reading)
        do {
            return try await Self.live(reading, at: now)
        } catch {
            kept = nil
            throw error
        }
    }

    /// Something was published or ended.
    func forget() { kept = nil }

    private static func live(_ notices: Task<[Notice], any Error>, at now: Instant) async throws -> [Notice] {
        try await notices.value.filter { $0.state(at: now) == .shown }
    }
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
