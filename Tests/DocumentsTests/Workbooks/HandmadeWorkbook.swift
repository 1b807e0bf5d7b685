import Foundation
import TestSupport

/// Workbooks that no honest program writes: each part is an expression of Python, so that a large one needs few words.
enum HandmadeWorkbook {
    static let sheet = "xl/worksheets/sheet1.xml"
    static let strings = "xl/sharedStrings.xml"
    static let styles = "xl/styles.xml"
    static let index = "xl/workbook.xml"

    /// - Parameter parts: what stands in place of the ordinary parts, by name.
    static func make(_ parts: [String: String]) throws -> [UInt8] {
        var all = ordinary
        for (name, expression) in parts { all[name] = expression }
        let written = all.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        return try Tool.run(["python3", "-c", packer] + written)
    }

    /// A sheet of these rows.
    static func rows(_ rows: String, around: String = "") throws -> [UInt8] {
        try make([sheet: "'<worksheet>\(around)<sheetData>' + \(rows) + '</sheetData></worksheet>'"])
    }

    /// Numbers in column A, each in the format at its side.
    static func numbers(_ formats: [(format: String, value: String)]) throws -> [UInt8] {
        let codes = formats.enumerated().map { index, one in
            Int(one.format) == nil
                ? #"<numFmt numFmtId="\#(200 + index)" formatCode="\#(one.format.replacing("\"", with: "&quot;"))"/>"#
                : ""
        }
        let styles = formats.enumerated().map { index, one in
            #"<xf numFmtId="\#(Int(one.format) ?? 200 + index)"/>"#
        }
        let cells = formats.enumerated().map { index, one in
            #"<row r="\#(index + 1)"><c r="A\#(index + 1)" s="\#(index)"><v>\#(one.value)</v></c></row>"#
        }
        return try make([
            Self.styles: "'''<styleSheet><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
                + "</cellStyleXfs><cellXfs>\(styles.joined())</cellXfs></styleSheet>'''",
            sheet: "'''<worksheet><sheetData>\(cells.joined())</sheetData></worksheet>'''",
        ])
    }

    private static let ordinary = [
        "_rels/.rels":
            #"'<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'"#,
        index: #"'<workbook xmlns:r="x"><sheets><sheet name="Sheet1" sheetId="1" r:id="a"/></sheets></workbook>'"#,
        "xl/_rels/workbook.xml.rels": """
        '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/>\
        <Relationship Id="b" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/>\
        <Relationship Id="c" Type="x/styles" Target="./worksheets/../styles.xml"/></Relationships>'
        """,
        sheet: #"'<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>'"#,
        strings: "'<sst><si><t>a</t></si></sst>'",
    ]

    private static let packer = """
        import io, sys, zipfile
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, expression in zip(sys.argv[1::2], sys.argv[2::2]):
                archive.writestr(name, eval(expression))
        sys.stdout.buffer.write(output.getvalue())
        """
}
