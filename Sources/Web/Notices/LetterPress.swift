import Documents
import Foundation

/// Draws letters on the drawing thread while codes come from the database and bytes go to the person who prints: both sides wait for
/// each other, so that ten thousand letters need no more memory than some hundred.
///
/// `@unchecked Sendable`: every stored property that changes is read and written only while `door` is held.
final class LetterPress: @unchecked Sendable {
    /// Whoever prints did not take the bytes in time: other documents wait to be drawn.
    struct Stalled: Error {}

    /// So many bytes may wait to be sent.
    static let most = 8 << 20
    /// Seconds without a byte taken, after which the print is given up.
    static let patience = 30.0

    private enum Order { case chunk([LetterSheet], last: Bool), broken(any Error) }

    private let door = NSCondition()
    private var order: Order?
    private var waiting = 0
    private var isGivenUp = false
    private let wishes: AsyncStream<Void>.Continuation
    private let parts: AsyncThrowingStream<[UInt8], any Error>.Continuation

    private init(
        wishes: AsyncStream<Void>.Continuation, parts: AsyncThrowingStream<[UInt8], any Error>.Continuation
    ) {
        self.wishes = wishes
        self.parts = parts
    }

    /// - Parameter send: takes the document's bytes in order.
    static func run(_ supply: LetterSupply, send: ([UInt8]) async throws -> Void) async throws {
        let (wishes, wish) = AsyncStream.makeStream(of: Void.self)
        let (parts, part) = AsyncThrowingStream.makeStream(of: [UInt8].self, throwing: (any Error).self)
        let press = LetterPress(wishes: wish, parts: part)
        async let supplied: Void = press.supply(supply, wishes)
        async let drawn: Void = press.draw()
        do {
            for try await part in parts {
                try await send(part)
                press.took(part.count)
            }
        } catch {
            press.giveUp()
            wish.finish()
            _ = await (supplied, drawn)
            throw error
        }
        _ = await (supplied, drawn)
    }

    /// Hands the drawing thread letters whenever it wishes for some.
    private func supply(_ supply: LetterSupply, _ wishes: AsyncStream<Void>) async {
        var number: Int? = supply.first
        for await _ in wishes {
            do {
                guard let from = number else { return }
                let (sheets, next) = try await supply.next(from: from)
                number = next
                hand(.chunk(sheets, last: next == nil))
                if next == nil { return }
            } catch {
                hand(.broken(error))
                return
            }
        }
    }

    private func draw() async {
        let info = PDFInfo(title: LetterSheet.title)
        do {
            try await PDFDocument.write(info, to: { try self.put($0) }) { writer in
                while true {
                    let (sheets, isLast) = try self.ask()
                    for sheet in sheets { try sheet.draw(to: writer) }
                    if isLast { return }
                }
            }
            parts.finish()
        } catch {
            parts.finish(throwing: error)
        }
        wishes.finish()
    }

    // On the drawing thread, which may wait

    private func ask() throws -> (sheets: [LetterSheet], isLast: Bool) {
        wishes.yield()
        door.lock()
        defer { door.unlock() }
        while order == nil, !isGivenUp { door.wait() }
        guard let order else { throw CancellationError() }
        self.order = nil
        switch order {
        case .chunk(let sheets, let isLast): return (sheets, isLast)
        case .broken(let error): throw error
        }
    }

    private func put(_ bytes: [UInt8]) throws {
        door.lock()
        defer { door.unlock() }
        let until = Date(timeIntervalSinceNow: Self.patience)
        while waiting > Self.most, !isGivenUp { if !door.wait(until: until) { throw Stalled() } }
        if isGivenUp { throw CancellationError() }
        waiting += bytes.count
        parts.yield(bytes)
    }

    // From elsewhere; never held for long

    private func hand(_ next: Order) {
        door.withLock {
            order = next; door.broadcast()
        }
    }
    private func took(_ bytes: Int) {
        door.withLock {
            waiting -= bytes; door.broadcast()
        }
    }
    private func giveUp() {
        door.withLock {
            isGivenUp = true; door.broadcast()
        }
    }
}
