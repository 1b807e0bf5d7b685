import Foundation
import Sodium

/// Why a mailbox could not be read.
public enum MailboxError: Error, Sendable, Equatable {
    /// Neither a file nor a folder.
    case missing(path: String)
    /// Somebody is writing into the file; try again later.
    case locked(path: String)
    /// The system refused.
    case unreadable(path: String, reason: String)
}

/// One mail from a mailbox.
public struct ReceivedMail: Sendable, Equatable {
    /// SHA-256 of the mail as it stands in the mailbox, in hexadecimal: the same for the same mail wherever it is moved,
    /// also when it was delivered twice. Whoever handles a mail remembers this, since a crash between handling it and
    /// `done` gives it once more.
    public let id: String
    /// At most `MailboxReader.limit` bytes; a larger mail is cut there.
    public let bytes: [UInt8]
    let place: Place

    enum Place: Sendable, Equatable {
        case file(URL)
        case span(end: Int)
    }

    init(_ bytes: [UInt8], at place: Place) {
        id = Sodium.hex(Sodium.sha256(bytes))
        self.bytes = bytes
        self.place = place
    }
}

/// Reads the mails of a mailbox one by one: a file (mbox), a Maildir, or a folder of `.eml` files.
///
/// The caller asks for the `next`, handles it, and says `done`: a Maildir's mail is then moved from `new` to `cur`, a
/// folder's into `done`. An mbox file is never written to; the caller keeps `mark` and gives it back the next time.
public struct MailboxReader: Sendable {
    /// The most bytes of one mail that are read.
    public static let limit = 10 << 20

    enum Kind: Sendable {
        case mbox(MboxFile)
        case files(MailFolder)
    }

    private var kind: Kind

    /// Opens what is at the path. `mark` is that of an earlier reader of the same mbox file; elsewhere it has no meaning.
    public init(path: String, mark: String? = nil) throws(MailboxError) {
        let url = URL(filePath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(path: path) }
        if isFolder.boolValue {
            kind = .files(try MailFolder(url))
        } else {
            kind = .mbox(MboxFile(path: path, mark: mark))
        }
    }

    /// The next mail, or nil when there is no more for now. Asking again gives the one after it, `done` or not.
    public mutating func next() throws(MailboxError) -> ReceivedMail? {
        switch kind {
        case .mbox(var file):
            let mail = try file.next()
            kind = .mbox(file)
            return mail
        case .files(var folder):
            let mail = try folder.next()
            kind = .files(folder)
            return mail
        }
    }

    /// The mail was handled and is not to be given again. In an mbox all before it are done too.
    public mutating func done(_ mail: ReceivedMail) throws(MailboxError) {
        switch (kind, mail.place) {
        case (.mbox(var file), .span(let end)):
            try file.done(upTo: end)
            kind = .mbox(file)
        case (.files(let folder), .file(let url)): try folder.done(url)
        default: break  // a mail of another mailbox
        }
    }

    /// What to keep after `done` on an mbox file; nil elsewhere, and before anything was done.
    public var mark: String? {
        if case .mbox(let file) = kind { file.mark } else { nil }
    }
}
