import Domain
import Testing

/// Windows as they are typed, and where they stand (R10).
struct MaintenanceTests {
    private static let now = instant("2021-01-20T21:00")
    private static let typed = TypedMaintenance(
        from: "2021-01-20T22:00", until: "2021-01-21T06:00", announcedFrom: "2021-01-20T21:30", reason: " 機器の交換 ")

    private static func instant(_ wall: String) -> Instant { Instant(wall: wall) ?? Instant(milliseconds: 0) }

    private static func window(cancelled: Bool = false) -> MaintenanceWindow {
        MaintenanceWindow(
            id: "w-1", startsAt: instant("2021-01-20T22:00"), endsAt: instant("2021-01-21T06:00"),
            announcedFrom: instant("2021-01-20T21:30"), reason: "機器の交換", isCancelled: cancelled)
    }

    private func fields(_ typed: TypedMaintenance, changing former: MaintenanceWindow? = nil, at now: Instant = now)
        -> [String]
    {
        do {
            _ = try typed.read(at: now, changing: former)
            return []
        } catch .invalid(let problems) {
            return problems.map(\.field)
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `a window is read as it was typed`() throws {
        let plan = try Self.typed.read(at: Self.now)
        #expect(plan.window("w-1") == Self.window())
        #expect(!plan.byMail)
    }

    @Test func `it begins in the future, or at once`() throws {
        var typed = Self.typed
        typed.from = "2021-01-20T21:00"
        typed.announcedFrom = ""
        #expect(fields(typed) == ["from"])
        #expect(fields(typed, at: Instant(milliseconds: Self.now.milliseconds - 1)) == [])
        typed.startsNow = true
        let plan = try typed.read(at: Self.now)
        #expect(plan.startsAt == Self.now && plan.announcedFrom == Self.now)
    }

    @Test func `it ends after it begins, and after seven days at most`() {
        for (until, faults) in [
            ("2021-01-20T22:00", ["until"]), ("2021-01-20T22:01", []), ("2021-01-27T22:00", []),
            ("2021-01-27T22:01", ["until"]), ("きのう", ["until"]),
        ] {
            var typed = Self.typed
            typed.until = until
            #expect(fields(typed) == faults, "\(until)")
        }
        var far = Self.typed
        (far.from, far.until) = ("2022-01-21T21:00", "2022-01-21T22:00")
        #expect(fields(far) == [])
        (far.from, far.until) = ("2022-01-21T21:01", "2022-01-21T22:00")
        #expect(fields(far) == ["from"])
    }

    @Test func `it is told of before it begins, and says why in one line`() {
        var typed = Self.typed
        typed.announcedFrom = "2021-01-20T22:01"
        typed.reason = "\u{3000}"
        #expect(fields(typed) == ["announcedFrom", "reason"])
        for reason in ["一\n二", String(repeating: "長", count: 201), "\u{202E}a"] {
            typed = Self.typed
            typed.reason = reason
            #expect(fields(typed) == ["reason"])
        }
    }

    @Test func `what has begun keeps its beginning, and its end can be moved while it is to come`() throws {
        let former = Self.window()
        var typed = TypedMaintenance(former)
        let running = Self.instant("2021-01-21T01:00")
        (typed.from, typed.until) = ("2021-01-25T00:00", "2021-01-21T08:00")
        let plan = try typed.read(at: running, changing: former)
        #expect(plan.startsAt == former.startsAt && plan.announcedFrom == former.announcedFrom)
        #expect(plan.endsAt == Self.instant("2021-01-21T08:00"))
        typed.until = "2021-01-21T01:00"
        #expect(fields(typed, changing: former, at: running) == ["until"])
    }

    @Test func `its state changes at its edges, to the millisecond`() {
        let window = Self.window()
        let (start, end) = (window.startsAt.milliseconds, window.endsAt.milliseconds)
        let states: [(Int, MaintenanceWindow.State, covers: Bool)] = [
            (start - 1, .coming, false), (start, .running, true), (end - 1, .running, true), (end, .past, false),
        ]
        for (milliseconds, state, covers) in states {
            let now = Instant(milliseconds: milliseconds)
            #expect(window.state(at: now) == state)
            #expect(window.covers(now) == covers)
            #expect(Self.window(cancelled: true).state(at: now) == .cancelled)
            #expect(!Self.window(cancelled: true).covers(now))
        }
        let told = window.announcedFrom.milliseconds
        #expect(!window.isAnnounced(at: Instant(milliseconds: told - 1)))
        #expect(window.isAnnounced(at: Instant(milliseconds: told)))
        #expect(window.isAnnounced(at: Instant(milliseconds: end - 1)))
        #expect(!window.isAnnounced(at: Instant(milliseconds: end)))
        #expect(!Self.window(cancelled: true).isAnnounced(at: Instant(milliseconds: start)))
    }

    @Test func `a notice of a state has a key of its own`() {
        let window = "w-0123456789abcdef01234567"
        #expect(
            MaintenanceWindow.isId(window) && !MaintenanceWindow.isId("w-1") && !MaintenanceWindow.isId("n-" + window))
        let ids = [1, 2, 16, 255].map { MaintenanceNotice.id(of: window, number: $0) }
        #expect(ids.allSatisfy(Notice.isId) && Set(ids).count == 4)
        #expect(ids[0] == "n-0123456789abcdef01230001")
    }
}
