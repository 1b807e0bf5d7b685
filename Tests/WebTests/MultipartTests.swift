import Domain
import Foundation
import Testing

@testable import Web

/// Forms with a file, read by bytes.
@Suite struct MultipartTests {
    static func body(_ parts: [(head: String, bytes: [UInt8])], boundary: String = "gmis") -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            bytes += Array("--\(boundary)\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8) + part.bytes
            bytes += [13, 10]
        }
        return bytes + Array("--\(boundary)--\r\n".utf8)
    }

    private static let sound = body([
        (#"name="csrf""#, Array("0a".utf8)), (#"name="file"; filename="表.csv""#, [0xFF, 0, 13, 10, 45, 45, 103]),
        (#"name="text""#, []),
    ])

    @Test func `it works: fields and the file come byte for byte`() throws {
        let parts = try Multipart(Self.sound, boundary: Array("gmis".utf8)).parts
        #expect(parts.map(\.name) == ["csrf", "file", "text"])
        #expect(parts.map(\.fileName) == [nil, "表.csv", nil])
        #expect(parts[1].bytes == [0xFF, 0, 13, 10, 45, 45, 103] && parts[2].bytes.isEmpty)
        let upload = try Upload(Self.sound, contentType: "multipart/form-data; boundary=gmis")
        #expect(upload.fields.typed("csrf") == "0a" && upload.file == parts[1].bytes)
    }

    @Test(arguments: [
        ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data;charset=x; Boundary=\"a b\"", "a b"),
        ("multipart/form-data", nil as String?), ("text/plain; boundary=abc", nil),
        ("application/x-www-form-urlencoded", nil), ("", nil),
    ])
    func `the boundary is read from the content type`(type: String, boundary: String?) {
        #expect(Multipart.boundary(of: type).map { String(decoding: $0, as: UTF8.self) } == boundary)
    }

    @Test func `a file that was not chosen is none`() throws {
        let body = Self.body([(#"name="file"; filename="""#, [])])
        #expect(try Upload(body, contentType: "multipart/form-data; boundary=gmis").file == nil)
    }

    @Test func `too many parts, too large a head, too many bytes are refused`() {
        let limits = Multipart.Limits(bytes: 1_000, parts: 2, headBytes: 100)
        let refused = [
            Self.body([("name=a", []), ("name=b", []), ("name=c", [])]),
            Self.body([("name=" + String(repeating: "a", count: 200), [])]),
            Self.body([("name=a", Array(repeating: 65, count: 1_000))]),
        ]
        for body in refused {
            #expect(throws: Problem.self) { try Multipart(body, boundary: Array("gmis".utf8), limits: limits) }
        }
    }

    @Test func `whatever is cut off or twisted is read or refused, and never a fault`() {
        let boundary = Array("gmis".utf8)
        for end in 0..<Self.sound.count {
            #expect(throws: Problem.self) { try Multipart(Array(Self.sound[..<end]), boundary: boundary) }
            if end == Self.sound.count - 3 { break }
        }
        var state: UInt64 = 20_210_120
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3_000 {
            var body = Self.sound
            for _ in 0...next(4) {
                switch next(3) {
                case 0: body[next(body.count)] = UInt8(next(256))
                case 1:
                    body.insert(
                        contentsOf: [[13, 10], [45, 45], boundary, [34], [59], [61]][next(6)], at: next(body.count))
                default: body.removeSubrange(..<next(body.count / 4))
                }
            }
            do {
                let parts = try Multipart(body, boundary: boundary).parts
                #expect(parts.reduce(0) { $0 + $1.bytes.count } < body.count)
            } catch {
                #expect([400, 413].contains(ProblemResponse.status(of: error)))
            }
        }
    }
}
