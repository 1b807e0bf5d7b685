import Domain
import Foundation
import Testing

@testable import Store
@testable import Web

/// Every action that the audit may hold has words, found in the sources: a new one cannot be forgotten.
struct AuditWordsTests {
    private static let sources = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")
    /// Where actions are read, not written.
    private static let readers: Set = ["AuditWords.swift", "RecordTable.swift", "LifeStrip.swift"]

    private static var literal: Regex<(Substring, Substring?, Substring?)> {
        /"([a-z][A-Za-z]*\.[a-z][A-Za-z-]*)"|[aA]ction(?::| =) "([a-z]+)"/
    }

    /// Literals such as `"report.create"`, and those given to an `action` that are one word. Files' names are none.
    private func found() throws -> [String: String] {
        var found: [String: String] = [:]
        for room in ["Store", "Web", "App"] {
            let folder = Self.sources.appendingPathComponent(room)
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
                guard !Self.readers.contains(file.lastPathComponent) else { continue }
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: Self.literal) {
                    let action = String(match.1 ?? match.2 ?? "")
                    if action.firstMatch(of: /\.(csv|svg|pdf|md|png|xlsx|js|json)$/) == nil {
                        found[action] = file.lastPathComponent
                    }
                }
            }
        }
        return found
    }

    @Test func `it works: actions are found`() throws {
        let found = try found()
        for action in ["report.create", "request.decline", "secondFactor.recover", "mail.release", "seed", "erase"] {
            #expect(found[action] != nil, "\(action)")
        }
    }

    @Test func `each action has its words`() throws {
        for (action, file) in try found() {
            #expect(AuditWords.actions[action] != nil, "\(action) of \(file): give it words in AuditWords")
        }
        for procedure in Procedure.allCases {
            #expect(AuditWords.action("helpDesk.\(procedure.rawValue)").contains(procedure.words))
        }
    }

    @Test func `no words wait for an action that nobody records`() throws {
        let desk = Set(Procedure.allCases.map { "helpDesk.\($0.rawValue)" }).union(["helpDesk.call"])
        #expect(Set(AuditWords.actions.keys).subtracting(desk).subtracting(try found().keys).isEmpty)
        #expect(Set(AuditWords.actions.values).count == AuditWords.actions.count, "each can be told from the others")
    }

    @Test func `the record of an ID has the same words for what it does not name itself`() throws {
        for action in AuditWords.actions.keys {
            let record = AccountRecordLine.words(action)
            #expect(!record.isEmpty && !record.contains(action), "\(action)")
        }
    }
}

/// What the record table says of a deed.
private enum AccountRecordLine {
    static func words(_ action: String) -> String {
        let record = AccountRecord(
            at: Instant(milliseconds: 0), content: .deed(action: action, detail: [:]), actor: "a", by: nil)
        return String(decoding: RecordWords(record, Links()).content.bytes, as: UTF8.self)
    }
}
