/// What refers to what in the archive: the id of each reference, its kind (the last word of it) and the file.
final class RelationsReading: XMLReading {
    struct Relation {
        let kind: String
        let path: String
    }

    private let folder: String
    private(set) var relations: [String: Relation] = [:]

    private static let most = 10_000

    /// - Parameter folder: of the file that refers, "" for the archive itself.
    init(folder: String) { self.folder = folder }

    func begin(_ element: XMLElement) throws(WorkbookProblem) {
        guard element.matches("Relationship"), let id = element["Id"], let target = element["Target"],
            let type = element["Type"], element["TargetMode"] != "External"
        else { return }
        guard relations.count < Self.most else { throw .damaged("too many relations") }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        relations[id] = Relation(kind: kind, path: Self.resolve(target, in: folder))
    }

    func end(_ name: XMLName) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func first(_ kind: String) -> String? { relations.values.first { $0.kind == kind }?.path }

    /// "../a.xml" in "xl/b" is "xl/a.xml"; "/a.xml" is "a.xml".
    static func resolve(_ target: String, in folder: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for piece in target.split(separator: "/") where piece != "." {
            if piece == ".." { _ = path.popLast() } else { path.append(piece) }
        }
        return path.joined(separator: "/")
    }
}

/// The sheets that a workbook lists.
final class SheetListReading: XMLReading {
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false

    private static let most = 1_000

    func begin(_ element: XMLElement) throws(WorkbookProblem) {
        if element.matches("workbookPr") {
            countsFrom1904 = element.isTrue("date1904")
        } else if element.matches("sheet"), let name = element["name"], let relation = element["id"] {
            guard sheets.count < Self.most else { throw .damaged("too many sheets") }
            let state = element["state"] ?? "visible"
            sheets.append(Sheet(name: name, relation: relation, isHidden: state != "visible"))
        }
    }

    func end(_ name: XMLName) {}

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Where in the archive the wanted sheet lies, and what belongs to it.
struct WorkbookIndex {
    let name: String
    let sheet: String
    let strings: String?
    let styles: String?
    let countsFrom1904: Bool

    /// - Parameter wanted: the name of a sheet; nil for the first that is shown.
    init(_ parts: ZipParts, sheet wanted: String?) throws(WorkbookProblem) {
        let root = RelationsReading(folder: "")
        try parts.read("_rels/.rels", root)
        let workbook = root.first("officeDocument") ?? "xl/workbook.xml"
        let list = SheetListReading()
        guard workbook.hasSuffix(".xml"), try parts.read(workbook, list) else { throw .notWorkbook }
        let pieces = workbook.split(separator: "/")
        let folder = pieces.dropLast().joined(separator: "/")
        let relations = RelationsReading(folder: folder)
        try parts.read("\(folder)/_rels/\(pieces.last ?? "").rels", relations)
        let sheets = list.sheets.compactMap { sheet in
            relations.relations[sheet.relation].flatMap { $0.kind == "worksheet" ? (sheet, $0.path) : nil }
        }
        guard !sheets.isEmpty else { throw .notWorkbook }
        let found =
            if let wanted {
                sheets.first { $0.0.name == wanted }
            } else {
                sheets.count == 1 ? sheets.first : sheets.first { !$0.0.isHidden }
            }
        guard let found else { throw wanted.map { .noSheet($0) } ?? .noVisibleSheet }
        name = found.0.name
        sheet = found.1
        strings = relations.first("sharedStrings")
        styles = relations.first("styles")
        countsFrom1904 = list.countsFrom1904
    }
}
