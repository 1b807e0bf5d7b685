import Domain
import Foundation
import Sodium

/// The file that holds the signing key: `SIGNING_KEY_FILE`.
///
/// Two lines: a word that says what it is, and 32 random bytes in base64.
enum SigningKeyFile {
    static let setting = "SIGNING_KEY_FILE"
    private static let word = "gmis-signing-key-1"

    /// The key of the setting; nil where there is none. What is wrong is noted with the reader.
    static func read(_ reader: inout SettingsReader) -> Ed25519.PrivateKey? {
        guard let path = reader.environment[setting], !path.isEmpty else { return nil }
        do {
            return try read(path)
        } catch let problem {
            reader.fault(problem.japanese, problem.english)
            return nil
        }
    }

    /// Why a file cannot be used.
    struct Refusal: Error {
        let japanese: String
        let english: String
    }

    private static func read(_ path: String) throws(Refusal) -> Ed25519.PrivateKey {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = (facts?[.posixPermissions] as? NSNumber)?.intValue,
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else {
            throw Refusal(
                japanese: "\(setting) の \(path) を読めません。gmis keys create \(path) で作れます。",
                english: "\(setting): \(path) cannot be read; gmis keys create \(path) makes one")
        }
        guard mode & 0o077 == 0 else {
            throw Refusal(
                japanese: "\(setting) の \(path) を、ほかの人が読めます。chmod 600 \(path) を実行してください。",
                english: "\(setting): others may read \(path): chmod 600 \(path)")
        }
        let lines = text.split(whereSeparator: \.isNewline).map(String.init)
        guard lines.count == 2, lines[0] == word, let seed = Data(base64Encoded: lines[1]),
            let key = Ed25519.PrivateKey(seed: [UInt8](seed))
        else {
            throw Refusal(
                japanese: "\(setting) の \(path) は署名の鍵のファイルではありません。gmis keys create で作ったファイルを指定してください。",
                english: "\(setting): \(path) is no file that gmis keys create made")
        }
        return key
    }

    /// Writes a new key that nobody else may read. A file that is there already is left as it is.
    static func create(_ path: String) throws -> Ed25519.PrivateKey {
        let seed = Sodium.random(Ed25519.seedBytes)
        let text = "\(word)\n\(Data(seed).base64EncodedString())\n"
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0, let key = Ed25519.PrivateKey(seed: seed) else {
            throw Problem.refused(
                japanese: errno == EEXIST
                    ? "\(path) はもうあります。鍵を替えるときは、別の名前で作ってください。" : "\(path) を作れません。フォルダーの有無と権限を確かめてください。",
                english: errno == EEXIST ? "\(path) is there already" : "\(path) cannot be made")
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data(text.utf8))
        try handle.synchronize()
        try handle.close()
        return key
    }
}
