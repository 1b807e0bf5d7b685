import ArgumentParser
import Database
import Domain
import Foundation
import Sodium
import Store

/// `gmis verify FILE`
struct VerifyFile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "受付票や証明書のファイルを確かめる / Check the file of a receipt or statement")

    @Argument(help: "PDF か JSON / a PDF or JSON file")
    var file: String

    @Option(help: "公開鍵のファイル(/keys.json)。なければデータベースの鍵 / public keys as /keys.json gives them; else the database's")
    var keys: String?

    func run() async throws {
        try Sodium.start()
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        let verification = FileVerification(bytes, keys: try await published())
        guard case .valid(let key) = verification.outcome, verification.faulty.isEmpty else {
            throw Self.refusal(of: verification)
        }
        print("正しいファイルです(鍵\(key.number)番) / valid, signed with key \(key.number)")
        guard let statement = verification.statement else { return }
        print(
            "\(statement.facility)\t\(statement.from)\t\(statement.through)\t\(statement.revisions.count)版 / revisions")
    }

    private func published() async throws -> [PublishedKey] {
        guard let keys else {
            return try await Program.withPool { pool in try await pool.read { try $0.signingKeys.all() } }
        }
        guard let read = KeysJSON([UInt8](try Data(contentsOf: URL(fileURLWithPath: keys)))) else {
            throw Problem.refused(
                japanese: "\(keys) は公開鍵のファイルではありません。G-MISの「署名の鍵」のページで保存したファイルを指定してください。",
                english: "\(keys) is no file of public keys as /keys.json gives it")
        }
        return read.published
    }

    private static func refusal(of verification: FileVerification) -> Problem {
        switch verification.outcome {
        case .valid:
            .refused(
                japanese: "ファイルは出したときのままですが、照合値か署名の合わない版があります: \(verification.faulty.joined(separator: "、"))",
                english: "the file is as it was made, but these receipts are not whole")
        case .changed: .refused(japanese: "出したときから、内容が変わっています。", english: "changed after it was signed")
        case .unknownKey(let key):
            .refused(japanese: "知らない鍵(\(key)番)の署名です。", english: "signed with a key that is not known: \(key)")
        case .unsigned: .refused(japanese: "電子署名のないファイルです。", english: "not signed")
        case .unreadable:
            .refused(
                japanese: "G-MISの受付票・証明書として読み取れません。", english: "no receipt or statement of this product")
        }
    }
}
