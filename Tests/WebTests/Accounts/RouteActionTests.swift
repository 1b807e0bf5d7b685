import Domain
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import Web

/// Who may not come is turned away before the handler runs, whatever the handler asks itself.
struct RouteActionTests {
    private static let actions: [Action] = [
        .beSignedIn, .keepRecord, .makeKeys, .answerRequests, .designate, .reportForMembers, .manageAccounts,
        .readAudit,
    ]

    /// Handlers that ask nothing.
    private static let routes: [Route] = actions.flatMap { action in
        [
            Route(method: .get, path: "/\(action.rawValue)", action: action) { _ in Response(status: .ok) },
            Route(method: .post, path: "/\(action.rawValue)", action: action) { _ in Response(status: .ok) },
            Route(method: .post, path: "/\(action.rawValue)/typed", action: action, keepsTyped: true) { _ in
                Response(status: .ok)
            },
        ]
    }

    @Test func `every action that needs no subject is asked at the door`() {
        #expect(Action.allCases.filter { !$0.needsSubject && $0 != .seePublic } == Self.actions)
    }

    @Test(arguments: Person.allCases)
    func `a handler that forgets to ask lets nobody in`(person: Person) async throws {
        try await WebWorld.run { world in
            let cookies = try await world.visitor(person).cookies
            try await Application(router: Site.router(world.house, Self.routes)).test(.router) { client in
                let visitor = Visitor(client, cookies: cookies)
                for action in Self.actions {
                    let isTheirs = (try? person.account.permit(action)) != nil
                    let path = "/\(action.rawValue)"
                    #expect(try await visitor.get(path).status == (isTheirs ? 200 : 404), "\(path)")
                    for path in [path, path + "/typed"] {
                        #expect(try await visitor.post(path).status == (isTheirs ? 200 : 404), "\(path)")
                    }
                    let stale = try await visitor.post(path + "/typed", body: [])
                    #expect(stale.status == (isTheirs ? 200 : 403), "\(path): its own handler shows it again")
                }
            }
        }
    }
}
