import CQRCode

/// A QR code (ISO 18004) of error level M: it is read though an eighth of it is stained.
public struct QRCode: Sendable, Equatable {
    /// A row's dark modules without a gap between.
    struct Bar: Equatable {
        let x: Int
        let y: Int
        let width: Int
    }

    /// Why there is no code.
    public enum Refusal: Error, Sendable, Equatable {
        /// Nothing to say, or a NUL character in it.
        case unfit
        /// More than 2,331 bytes.
        case tooLong
    }

    /// Light modules around the code, which readers need.
    public static let quietZone = 4

    /// Modules of one side, without the quiet zone.
    public let size: Int
    /// Row by row, true is dark.
    public let modules: [Bool]

    public init(_ text: String) throws(Refusal) {
        guard !text.isEmpty, !text.utf8.contains(0) else { throw .unfit }
        guard text.utf8.count <= 2_331, let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else {
            throw .tooLong
        }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        modules = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
    }

    /// Whether the module in this column and row is dark.
    public subscript(x: Int, y: Int) -> Bool { modules[y * size + x] }

    /// Modules of one side, quiet zone included: `viewBox="0 0 side side"`.
    public var side: Int { size + 2 * QRCode.quietZone }

    /// The dark modules as the `d` of an SVG path, in modules, quiet zone included. Digits and `Mhvz` only.
    public var path: String {
        bars.map { "M\($0.x) \($0.y)h\($0.width)v1h-\($0.width)z" }.joined()
    }

    /// A whole drawing for a page of any policy: no style, no script, nothing of the text in it. Hidden from screen readers,
    /// for which the text must stand beside it.
    public var svg: String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(side) \(side)\" shape-rendering=\"crispEdges\""
            + " aria-hidden=\"true\"><path fill=\"#fff\" d=\"M0 0h\(side)v\(side)h-\(side)z\"/><path d=\"\(path)\"/></svg>"
    }

    /// The dark modules, quiet zone included.
    var bars: [Bar] {
        (0..<size).flatMap { y in
            var found: [Bar] = []
            var x = 0
            while x < size {
                let end = (x..<size).first { !self[$0, y] } ?? size
                if end > x {
                    found.append(Bar(x: x + QRCode.quietZone, y: y + QRCode.quietZone, width: end - x))
                }
                x = end + 1
            }
            return found
        }
    }
}
