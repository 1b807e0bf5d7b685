import Database
import Domain
import HTTPTypes
import Hummingbird
import Sodium
import Store

/// A program that came with a key of its institution or association (R43). Cookies say nothing here: what a browser holds opens no
/// door for a page of somebody else.
struct ProgramCaller: Sendable {
    let visit: Visit
    let account: Account
    let key: APIKey

    var now: Instant { visit.now }
    var surveys: Surveys { visit.house.surveys }
    /// As histories name it.
    var by: String { "\(account.name)（\(key.name)）" }

    /// Answers a program, and says what is wrong in its own words.
    static func serve(
        _ visit: Visit, _ handler: @Sendable (ProgramCaller) async throws -> Response
    ) async throws -> Response {
        do {
            return try await handler(try await enter(visit))
        } catch let refusal as ProgramRefusal {
            return refusal.response
        } catch let problem as Problem {
            guard let refusal = ProgramRefusal(problem) else { throw problem }
            return refusal.response
        }
    }

    private static func enter(_ visit: Visit) async throws -> ProgramCaller {
        guard let token = token(visit.headers[.authorization]) else {
            throw refused("プログラム用のキーを Authorization ヘッダーに「Bearer キー」の形で入れてください。キーは、登録内容の画面で作れます。")
        }
        let day = visit.now.day
        switch try await visit.house.pool.read({ try $0.apiKeys.find(token: token, on: day) }) {
        case .account(let account, let key):
            try await noteUse(of: key, visit)
            return ProgramCaller(visit: visit, account: account, key: key)
        case .over(let key):
            throw refused("キー「\(key.name)」は、取り下げられたか、使える最後の日を過ぎました。登録内容の画面で、新しいキーを作ってください。")
        case .atRest(let reason): throw ProgramRefusal(403, "id-at-rest", reason)
        case .unknown: throw try await wrong(token, visit)
        }
    }

    private static func token(_ header: String?) -> String? {
        guard let header, header.lowercased().hasPrefix("bearer ") else { return nil }
        let token = header.dropFirst(7).filter { $0 != " " }
        return token.isEmpty ? nil : String(token)
    }

    private static func refused(_ sentence: String) -> ProgramRefusal {
        var refusal = ProgramRefusal(401, "key-needed", sentence)
        refusal.headers = [.wwwAuthenticate: "Bearer"]
        return refusal
    }

    /// Counted for the address, apart from its sign-ins: a program with a wrong key locks no clerk out. After too many nothing is
    /// written down any more, and the answer says when to come again; a right key is taken all the same.
    private static func wrong(_ token: String, _ visit: Visit) async throws -> ProgramRefusal {
        let guess = ThrottledGuess(
            .key, loginId: Sodium.sha256Hex(token), account: nil, from: "programs \(visit.address)")
        let now = visit.arrived
        let wait = try await visit.house.pool.write { db in
            let wait = try guess.count(db, at: now)
            if wait == nil { try guess.wasWrong(db, at: now) }
            return wait
        }
        var refusal = refused("このキーは使えません。書き写しの誤りがないか、ご確認ください。")
        if let wait {
            refusal.headers[.retryAfter] = String(SignInThrottle.secondsLeft(until: wait.until, at: now))
        }
        return refusal
    }

    private static func noteUse(of key: APIKey, _ visit: Visit) async throws {
        let now = visit.now
        // A demonstration's clock can go back.
        if let last = key.lastUsedAt,
            abs(now.milliseconds - last.milliseconds) < APIKey.noteUseAfterSeconds * 1000
        {
            return
        }
        try await visit.house.pool.write { try $0.apiKeys.touch(key.id, at: now) }
    }
}

extension ProgramCaller {
    /// The institution that the address names, or else the account's own.
    func facility() throws -> Facility.ID {
        if let named = try visit.facilityParameter() { return named }
        guard let own = account.facility else {
            throw ProgramRefusal(404, "facility-needed", "団体のキーでは、/api/v1/facilities/医療機関のID/… の形で、医療機関を指定してください。")
        }
        return own
    }

    /// Everything about one period of the institution that is asked for.
    func desk(_ action: Action, _ form: Form, _ day: Day) async throws -> ReportDesk {
        let (account, facility, surveys, now) = (account, try facility(), surveys, now)
        return try await visit.house.pool.read { db in
            try ReportDesk(db, account, action, facility, form, day, surveys, now: now)
        }
    }

    /// The same for the survey and day that the address names.
    func desk(_ action: Action) async throws -> ReportDesk {
        try await desk(action, try visit.survey(), try visit.day())
    }
}
