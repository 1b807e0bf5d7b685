import Foundation

/// Mails that are files: a Maildir's `new`, or a folder of `.eml` files.
struct MailFolder: Sendable {
    private let folder: URL
    private let isMaildir: Bool
    private var waiting: [URL]

    /// Sees what is there now; what comes later is for the next reader. Names sort by arrival in a Maildir.
    init(_ folder: URL) throws(MailboxError) {
        self.folder = folder
        let new = folder.appending(path: "new")
        var isFolder: ObjCBool = false
        isMaildir =
            FileManager.default.fileExists(atPath: new.path, isDirectory: &isFolder) && isFolder.boolValue
            && FileManager.default.fileExists(atPath: folder.appending(path: "cur").path)
        let place = isMaildir ? new : folder
        do {
            let all = try FileManager.default.contentsOfDirectory(at: place, includingPropertiesForKeys: nil)
            let isMaildir = isMaildir
            waiting = all.filter { url in
                !url.lastPathComponent.hasPrefix(".") && (isMaildir || url.pathExtension.lowercased() == "eml")
            }
            .sorted { $0.lastPathComponent > $1.lastPathComponent }
        } catch {
            throw .unreadable(path: place.path, reason: "\(error)")
        }
    }

    /// A file that another reader took away meanwhile, a link or a folder is passed over.
    mutating func next() throws(MailboxError) -> ReceivedMail? {
        while let url = waiting.popLast() {
            do {
                let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
                guard type == .typeRegular else { continue }
                let handle = try FileHandle(forReadingFrom: url)
                let content = try handle.read(upToCount: MailboxReader.limit) ?? Data()
                return ReceivedMail(Array(content), at: .file(url))
            } catch {
                if FileManager.default.fileExists(atPath: url.path) {
                    throw .unreadable(path: url.path, reason: "\(error)")
                }
            }
        }
        return nil
    }

    /// Moved by one rename. Gone already is as good; a name that is taken there gets a number.
    func done(_ url: URL) throws(MailboxError) {
        let place = folder.appending(path: isMaildir ? "cur" : "done")
        let name = url.lastPathComponent
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for number in 0..<10_000 {
                let fresh = number == 0 ? name : "\(number)-\(name)"
                let target = place.appending(path: isMaildir && !fresh.contains(":2,") ? fresh + ":2,S" : fresh)
                if FileManager.default.fileExists(atPath: target.path) { continue }
                try FileManager.default.moveItem(at: url, to: target)
                return
            }
            throw CocoaError(.fileWriteFileExists)
        } catch {
            guard FileManager.default.fileExists(atPath: url.path) else { return }
            throw .unreadable(path: url.path, reason: "\(error)")
        }
    }
}
