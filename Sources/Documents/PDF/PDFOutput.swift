import CPangoCairo

/// Hands cairo's many small writes on in larger parts, and remembers the first error of the one who takes them.
final class PDFOutput {
    private static let part = 1 << 16
    private let sink: ([UInt8]) throws -> Void
    private var pending: [UInt8] = []
    private(set) var failure: (any Error)?
    /// Set when the document is given up: nothing more is handed on.
    var isClosed = false

    init(_ sink: @escaping ([UInt8]) throws -> Void) {
        self.sink = sink
        pending.reserveCapacity(PDFOutput.part + 4096)
    }

    /// False when the sink has failed.
    func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard failure == nil, !isClosed else { return false }
        pending.append(contentsOf: bytes)
        return pending.count < PDFOutput.part || flush()
    }

    /// Hands on what is left. False when the sink has failed.
    @discardableResult func flush() -> Bool {
        guard failure == nil, !isClosed else { return false }
        do {
            if !pending.isEmpty { try sink(pending) }
            pending.removeAll(keepingCapacity: true)
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// What cairo calls; `closure` is the output itself, kept alive by the writer.
    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let output = Unmanaged<PDFOutput>.fromOpaque(closure).takeUnretainedValue()
        return output.take(UnsafeBufferPointer(start: data, count: Int(length)))
            ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
    }
}
