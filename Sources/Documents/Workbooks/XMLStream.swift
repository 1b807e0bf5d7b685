import CExpat
import Foundation

/// What is told while an XML text is read.
protocol XMLReading: AnyObject {
    func begin(_ element: XMLElement) throws(WorkbookProblem)
    func end(_ name: XMLName) throws(WorkbookProblem)
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookProblem)
}

/// A name without its prefix; lives as long as the call that brought it.
struct XMLName {
    private let local: UnsafePointer<CChar>

    init(_ name: UnsafePointer<CChar>) {
        local = strchr(name, 0x3A).map { UnsafePointer($0) + 1 } ?? name
    }

    func matches(_ name: StaticString) -> Bool {
        strcmp(local, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
    }
}

/// A name with attributes; lives as long as the call that brought it.
struct XMLElement {
    let name: XMLName
    fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    func matches(_ name: StaticString) -> Bool { self.name.matches(name) }

    /// The characters of an attribute, ended by zero.
    func raw(_ attribute: StaticString) -> UnsafePointer<CChar>? {
        guard var at = attributes else { return nil }
        while let name = at[0] {
            if XMLName(name).matches(attribute) { return at[1] }
            at += 2
        }
        return nil
    }

    subscript(_ attribute: StaticString) -> String? { raw(attribute).map { String(cString: $0) } }

    /// "1" and "true" are how XML says so.
    func isTrue(_ attribute: StaticString) -> Bool {
        guard let value = raw(attribute) else { return false }
        return strcmp(value, "1") == 0 || strcmp(value, "true") == 0
    }

    /// nil unless it is a whole number from 0.
    func number(_ attribute: StaticString) -> Int? {
        guard var at = raw(attribute), at[0] != 0 else { return nil }
        var number = 0
        while at[0] != 0 {
            guard at[0] >= 0x30, at[0] <= 0x39, number < 1 << 40 else { return nil }
            number = number * 10 + Int(at[0] - 0x30)
            at += 1
        }
        return number
    }
}

/// XML through expat, piece by piece. Document types, and with them entities, are refused.
final class XMLStream {
    private let parser: XML_Parser
    private let reading: any XMLReading
    private var problem: WorkbookProblem?
    private var depth = 0
    /// Pieces in which nothing was told: expat keeps a tag until it ends, however long it is.
    private var silentPieces = 0
    private var isSilent = true

    private static let mostDepth = 64
    private static let mostSilentPieces = 32

    init(_ reading: any XMLReading) throws(WorkbookProblem) {
        guard let parser = XML_ParserCreate(nil) else { throw .damaged("no memory for XML") }
        (self.parser, self.reading) = (parser, reading)
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser, { XMLStream.of($0)?.begin($1, $2) }, { XMLStream.of($0)?.end($1) })
        XML_SetCharacterDataHandler(parser) { XMLStream.of($0)?.text($1, $2) }
        XML_SetCommentHandler(parser) { data, _ in XMLStream.of(data)?.isSilent = false }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            XMLStream.of(data)?.stop(.damaged("a document type"))
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLStream? {
        data.map { Unmanaged<XMLStream>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Reads on.
    func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) {
        isSilent = true
        let status = bytes.withMemoryRebound(to: CChar.self) { XML_Parse(parser, $0.baseAddress, Int32($0.count), 0) }
        try check(status)
        silentPieces = isSilent ? silentPieces + 1 : 0
        guard silentPieces <= Self.mostSilentPieces else { throw .damaged("an endless tag") }
    }

    /// That was all.
    func finish() throws(WorkbookProblem) { try check(XML_Parse(parser, nil, 0, 1)) }

    private func check(_ status: XML_Status) throws(WorkbookProblem) {
        if let problem { throw problem }
        guard status == XML_STATUS_OK else {
            let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
            throw .damaged(reason ?? "XML")
        }
    }

    private func stop(_ problem: WorkbookProblem) {
        guard self.problem == nil else { return }
        self.problem = problem
        XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    private func tell(_ what: () throws(WorkbookProblem) -> Void) {
        isSilent = false
        guard problem == nil else { return }
        do throws(WorkbookProblem) { try what() } catch { stop(error) }
    }

    private func begin(
        _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
        guard let name else { return }
        depth += 1
        guard depth <= Self.mostDepth else { return stop(.damaged("nested too deeply")) }
        tell { () throws(WorkbookProblem) in
            try reading.begin(XMLElement(name: XMLName(name), attributes: attributes))
        }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard let name else { return }
        depth -= 1
        tell { () throws(WorkbookProblem) in try reading.end(XMLName(name)) }
    }

    private func text(_ characters: UnsafePointer<CChar>?, _ count: Int32) {
        guard let characters, count > 0 else { return }
        characters.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
            tell { () throws(WorkbookProblem) in
                try reading.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }
        }
    }
}

extension ZipParts {
    /// Reads an XML file of the archive; false when there is none of this name.
    @discardableResult
    func read(_ name: String, _ reading: any XMLReading) throws(WorkbookProblem) -> Bool {
        let stream = try XMLStream(reading)
        guard try read(name, { (piece) throws(WorkbookProblem) in try stream.feed(piece) }) else { return false }
        try stream.finish()
        return true
    }
}
