import Documents
import Foundation
import TestSupport
import Testing

/// What goes out with `Content-Encoding: gzip`.
struct GzipTests {
    @Test(
        arguments: [
            [], [0x41], Array(String(repeating: "医療機関,通常\r\n", count: 50_000).utf8),
            (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
        ] as [[UInt8]], [1, 6, 9] as [Int32])
    func `the system's gzip unpacks it`(content: [UInt8], level: Int32) throws {
        let packed = try #require(Gzip.pack(content, level: level))
        let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID().uuidString).gz")
        try Data(packed).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        #expect(try Tool.run("gzip", "--decompress", "--stdout", file.path) == content)
    }

    @Test func `text becomes a tenth, and the same text the same bytes`() throws {
        let text = Array(String(repeating: "医療機関,通常\r\n", count: 5_000).utf8)
        let packed = try #require(Gzip.pack(text))
        #expect(packed.starts(with: [0x1F, 0x8B]))
        #expect(packed.count < text.count / 10)
        #expect(Gzip.pack(text) == packed)
    }
}
