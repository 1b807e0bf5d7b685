import Documents
import Domain
import Foundation

/// An operation manual for one kind of user (R19): one text, shown as a page and printed as a PDF.
public struct Manual: Sendable {
    /// Names it in addresses, and its folder.
    public let key: String
    /// For whom: 「事務局」
    public let title: String
    /// What it tells, in one sentence.
    public let about: String
    public let text: Markdown
    /// PNG files by name.
    let pictures: [String: [UInt8]]

    public init(key: String, title: String, about: String, text: Markdown, pictures: [String: [UInt8]] = [:]) {
        self.key = key
        self.title = title
        self.about = about
        self.text = text
        self.pictures = pictures
    }
}

/// Every manual there is, read once.
struct ManualShelf: Sendable {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    let manuals: [Manual]

    /// In the order of the list.
    private static let titles = [
        (key: "association", title: "とりまとめ団体", about: "会員の報告を、表・貼り付け・ファイルでまとめて入力する。"),
        (key: "prefecture", title: "都道府県", about: "いまの状況、指定報告、団体、医療機関の一生、変更の依頼。"),
        (key: "help-desk", title: "事務局", about: "電話の受け方、IDの発行、メールと手紙、お知らせ。"),
    ]

    init() throws {
        guard let folder = Bundle.module.url(forResource: "Manuals", withExtension: nil) else {
            throw Missing(description: "the folder Manuals is not beside the program")
        }
        manuals = try Self.titles.map { key, title, about in
            let own = folder.appending(path: key)
            let text = try String(contentsOf: own.appending(path: "manual.md"), encoding: .utf8)
            let files = try FileManager.default.contentsOfDirectory(at: own, includingPropertiesForKeys: nil)
            let pictures = try files.filter { $0.pathExtension == "png" }.map { file in
                (file.lastPathComponent, [UInt8](try Data(contentsOf: file)))
            }
            return Manual(
                key: key, title: title, about: about, text: Markdown(text),
                pictures: Dictionary(uniqueKeysWithValues: pictures))
        }
    }

    subscript(key: String) -> Manual? { manuals.first { $0.key == key } }
}
