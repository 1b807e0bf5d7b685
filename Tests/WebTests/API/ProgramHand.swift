import Database
import Documents
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// A program with a key: what tests say in one line.
struct ProgramHand: Sendable {
    let world: WebWorld
    let token: String
    let key: APIKey

    init(_ world: WebWorld, _ person: Person = .hospital) async throws {
        let (account, now) = (person.account, world.clock.now)
        let made = try await world.pool.write {
            try $0.apiKeys.create(name: "電子カルテ", endsOn: nil, of: account, at: now)
        }
        (self.world, token, key) = (world, made.token, made.key)
    }

    func get(_ path: String) async throws -> Page {
        try await world.stranger.get("/api/v1" + path, ["Authorization": "Bearer \(token)"])
    }

    func post(_ path: String, _ body: JSONValue, _ headers: [String: String] = [:]) async throws -> Page {
        try await post(path, bytes: body.bytes, headers)
    }

    func post(_ path: String, bytes: [UInt8], _ headers: [String: String] = [:]) async throws -> Page {
        let own = ["Authorization": "Bearer \(token)", "Content-Type": "application/json"]
        return try await world.stranger.send(.post, "/api/v1" + path, own.merging(headers) { $1 }, body: bytes)
    }

    /// The hospital's report of the day on which the world stands.
    static func report(_ changes: [String: JSONValue] = [:], basedOn: Int = 0, day: String = "2021-09-20") -> JSONValue
    {
        [
            "day": .text(day), "basedOn": JSONValue(basedOn),
            "answers": .object(
                ["inpatient": "normal", "outpatient": "normal", "emergency": "normal"].merging(changes) { $1 }
                    .sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value) }),
        ]
    }

    static let reports = "/reports/hospital-status"
    static let today = "/reports/hospital-status/2021-09-20"
}

extension Page {
    func json() throws -> JSONValue { try JSONReader.read(bytes) }

    /// The fields at fault.
    func fields() throws -> [String] { try json()["errors"]?.list?.compactMap { $0["field"]?.text } ?? [] }
}
