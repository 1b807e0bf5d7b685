import Database
import Domain
import Foundation
import Store
import TestSupport
import Testing

/// A receipt or statement as a file, checked by whoever holds it.
struct FileVerificationTests {
    private struct World {
        let keys: [PublishedKey]
        let signer: Signer?
        let statement: Statement

        func json() throws -> [UInt8] { try SignedFile(.json, StatementJSON(statement).bytes(), by: signer).bytes() }
    }

    /// A report and its correction, signed by key 1.
    private func world(_ body: (World) async throws -> Void) async throws {
        try await TestWorld.with(.sqlite) { plain in
            let world = try await plain.signing()
            try await world.report(TestWorld.functions("normal", "normal", "none"))
            try await world.report(TestWorld.functions("limited", "normal", "none"), basedOn: 1)
            let keys = try await world.pool.read { try $0.signingKeys.all() }
            try await body(
                World(
                    keys: keys, signer: world.pool.signer,
                    statement: world.statement(of: try await world.revisions())))
        }
    }

    @Test func `a file as it was handed out is valid and says what it holds`() async throws {
        try await world { world in
            let found = FileVerification(try world.json(), keys: world.keys)
            #expect(found.outcome == .valid(world.keys[0]))
            #expect(found.faulty.isEmpty)
            #expect(found.statement == StatementJSON(world.statement))
            let values = try #require(found.statement?.revisions.last?.values)
            #expect(
                values == ["inpatient": .text("limited"), "outpatient": .text("normal"), "emergency": .text("none")])
        }
    }

    @Test func `whatever byte is changed, it is valid no more`() async throws {
        try await world { world in
            let bytes = try world.json()
            for index in bytes.indices where index % 41 == 0 || index > bytes.count - 230 {
                var changed = bytes
                changed[index] = changed[index] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
                let outcome = FileVerification(changed, keys: world.keys).outcome
                if case .valid = outcome { Issue.record("byte \(index) is not looked at") }
            }
            let figures = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "limited", with: "stopped")
            #expect(FileVerification(Array(figures.utf8), keys: world.keys).outcome == .changed)
        }
    }

    @Test func `other line ends and a mark in front change nothing`() async throws {
        try await world { world in
            let text = String(decoding: try world.json(), as: UTF8.self).replacingOccurrences(of: "\n", with: "\r\n")
            #expect(
                FileVerification([0xEF, 0xBB, 0xBF] + Array(text.utf8), keys: world.keys).outcome
                    == .valid(world.keys[0]))
        }
    }

    @Test func `a key that is not published is named, whoever claims its number`() async throws {
        try await world { world in
            #expect(FileVerification(try world.json(), keys: []).outcome == .unknownKey(1))
            let foreign = try await TestWorld.with(.sqlite) { try await $0.signing(with: 9).pool.signer }
            let forged = try SignedFile(.json, StatementJSON(world.statement).bytes(), by: foreign).bytes()
            #expect(FileVerification(forged, keys: world.keys).outcome == .unknownKey(1))
        }
    }

    @Test func `what was made without a key says so, and what is none of ours is not read`() async throws {
        try await world { world in
            let plain = try SignedFile(.json, StatementJSON(world.statement).bytes(), by: nil).bytes()
            #expect(FileVerification(plain, keys: world.keys).outcome == .unsigned)
            let others = ["", "{}", "a\nb\nc", "{\"signed\":\n{}\n,\"signature\":{}}", "%PDF-1.7\n%%EOF\n"]
            for text in others {
                #expect(FileVerification(Array(text.utf8), keys: world.keys).outcome == .unreadable, "\(text)")
            }
            let other = try SignedFile(.json, Array(#"{"a":1}"#.utf8), by: world.signer).bytes()
            #expect(FileVerification(other, keys: world.keys).outcome == .unreadable)
        }
    }

    @Test func `a PDF is signed behind its end`() async throws {
        try await world { world in
            let drawn = Array("%PDF-1.7\nabc\n%%EOF\n".utf8)
            let bytes = try SignedFile(.pdf, drawn, by: world.signer).bytes()
            #expect(bytes.starts(with: drawn))
            #expect(FileVerification(bytes, keys: world.keys).outcome == .valid(world.keys[0]))
            var changed = bytes
            changed[10] = UInt8(ascii: "x")
            #expect(FileVerification(changed, keys: world.keys).outcome == .changed)
            #expect(FileVerification(drawn, keys: world.keys).outcome == .unreadable)
        }
    }

    @Test func `a signature of a report fits no file`() async throws {
        try await world { world in
            let signer = try #require(world.signer)
            let payload = try StatementJSON(world.statement).bytes()
            let mark = try #require(SignedFile(.json, payload, by: signer).mark)
            #expect(signer.sign(payload).value != mark.value)
        }
    }

    @Test func `a revision that had been changed before the file was made is named`() async throws {
        try await world { world in
            let first = world.statement.entries[0].revision
            let changed = Revision(
                number: first.number, status: first.status, form: first.form,
                answers: world.statement.entries[1].revision.answers, recordedAt: first.recordedAt, account: nil,
                by: first.by, route: first.route, reason: nil, contentHash: first.contentHash, receipt: first.receipt,
                signature: first.signature)
            let statement = Statement(
                .statement, TestWorld.own, called: "", from: TestWorld.today, through: TestWorld.today,
                at: TestWorld.now, issuer: "",
                entries: [
                    .init(form: world.statement.entries[0].form, period: TestWorld.today, revision: changed),
                    world.statement.entries[1],
                ])
            let bytes = try SignedFile(.json, StatementJSON(statement).bytes(), by: world.signer).bytes()
            #expect(FileVerification(bytes, keys: world.keys).faulty == [first.receipt])
        }
    }

    @Test func `the published keys come back from their file`() async throws {
        try await world { world in
            let bytes = try KeysJSON(world.keys).bytes()
            #expect(KeysJSON(bytes)?.published == world.keys)
            #expect(KeysJSON(Array("{}".utf8)) == nil)
        }
    }
}
