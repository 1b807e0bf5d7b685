import Dispatch
import Synchronization

/// What a reader program shows about a document.
public struct PDFInfo: Sendable, Equatable {
    public var title: String
    public var author: String?
    public var subject: String?
    /// ISO 8601 with an offset, `2021-01-20T09:00:00+09:00`; nil writes the machine's own clock.
    public var created: String?

    public init(title: String, author: String? = nil, subject: String? = nil, created: String? = nil) {
        self.title = title
        self.author = author
        self.subject = subject
        self.created = created
    }
}

/// Draws PDF documents with Pango and Cairo, one at a time in a process: fonts may not be shared by threads.
///
/// Drawing runs on a queue of its own, so that async callers never hold up a thread of Swift's pool. Bytes leave as pages are
/// finished: ten thousand pages need no more memory than ten, apart from the characters used (fonts are written last).
public enum PDFDocument {
    private static let queue = DispatchQueue(label: "documents.pdf")

    /// Draws a document into the sink, which gets about 64 KiB a call, in order, on the drawing thread.
    ///
    /// The sink may block, but everybody else's documents wait then: give it a file or memory, not a slow client.
    /// When the sink throws, or the task is cancelled, drawing stops before the next page.
    /// - Throws: ``PDFError``, `CancellationError`, or what `sink` or `body` threw.
    public static func write(
        _ info: PDFInfo, to sink: @escaping @Sendable ([UInt8]) throws -> Void,
        body: @escaping @Sendable (PDFWriter) throws -> Void
    ) async throws {
        let cancelled = Flag()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
                queue.async { done.resume(with: Result { try draw(info, to: sink, cancelled, body) }) }
            }
        } onCancel: {
            cancelled.value.store(true, ordering: .relaxed)
        }
    }

    /// A short document in memory.
    /// - Throws: as ``write(_:to:body:)``.
    public static func bytes(
        _ info: PDFInfo, body: @escaping @Sendable (PDFWriter) throws -> Void
    ) async throws -> [UInt8] {
        let collected = Collected()
        try await write(info, to: { part in collected.bytes.withLock { $0 += part } }, body: body)
        return collected.bytes.withLock { $0 }
    }

    private static func draw(
        _ info: PDFInfo, to sink: @escaping ([UInt8]) throws -> Void, _ cancelled: Flag,
        _ body: (PDFWriter) throws -> Void
    ) throws {
        let output = PDFOutput(sink)
        let writer = PDFWriter(info, output) { cancelled.value.load(ordering: .relaxed) }
        do {
            try writer.checkGoing()
            try body(writer)
            try writer.finish()
        } catch {
            writer.abandon()
            throw output.failure ?? error
        }
    }

    private final class Flag: Sendable {
        let value = Atomic(false)
    }

    private final class Collected: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }
}
