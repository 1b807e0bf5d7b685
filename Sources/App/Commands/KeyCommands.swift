import ArgumentParser
import Database
import Domain
import Foundation
import Sodium
import Store

/// `gmis keys create` and `gmis keys list`
struct KeyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "署名の鍵 / The keys that sign receipts", subcommands: [Create.self, List.self])

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "新しい鍵をファイルに作る / Make a new key in a file that nobody else may read")

        @Argument(help: "作るファイル。SIGNING_KEY_FILE に指定します / the file, for SIGNING_KEY_FILE")
        var file: String

        func run() throws {
            try Sodium.start()
            let key = try SigningKeyFile.create(file)
            print("公開鍵 / public key: \(Data(key.publicKey).base64EncodedString())")
            print("次の起動から使うには / to use it from the next start: SIGNING_KEY_FILE=\(file)")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "使ったことのある公開鍵 / The public keys that were ever in use")

        func run() async throws {
            let keys = try await Program.withPool { pool in try await pool.read { try $0.signingKeys.all() } }
            for key in keys { print("\(key.number)\t\(key.publicKey)\t\(key.from.text)\t\(key.until?.text ?? "-")") }
        }
    }
}
