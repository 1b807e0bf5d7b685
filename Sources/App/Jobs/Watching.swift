import ServiceLifecycle
import Web

/// Tells open pages of changes until the server stops; then lets them go, so that it can.
struct Watching: Service {
    let feed: WatchFeed

    func run() async throws {
        await cancelWhenGracefulShutdown { await feed.run() }
    }
}
