import CXlsxWriter

/// The looks of a workbook, made once.
struct WorkbookFormats {
    private var texts: [WorkbookCell.Look: UnsafeMutablePointer<lxw_format>] = [:]
    private var numbers: [WorkbookCell.Look: UnsafeMutablePointer<lxw_format>] = [:]

    init(_ book: UnsafeMutablePointer<lxw_workbook>) {
        for look in WorkbookCell.Look.allCases {
            texts[look] = Self.make(book, look, isText: true)
            numbers[look] = Self.make(book, look, isText: false)
        }
    }

    func format(_ look: WorkbookCell.Look, isText: Bool) -> UnsafeMutablePointer<lxw_format>? {
        isText ? texts[look] : numbers[look]
    }

    private static let tint: lxw_color_t = 0xFD_E9E7
    private static let tintLine: lxw_color_t = 0xC0_392B
    private static let grey: lxw_color_t = 0xE6_E6E6
    private static let greyText: lxw_color_t = 0x59_5959
    private static let head: lxw_color_t = 0xE8_EEF4
    private static let line: lxw_color_t = 0xA6_A6A6

    private static func make(
        _ book: UnsafeMutablePointer<lxw_workbook>, _ look: WorkbookCell.Look, isText: Bool
    ) -> UnsafeMutablePointer<lxw_format>? {
        guard let format = workbook_add_format(book) else { return nil }
        format_set_font_name(format, "游ゴシック")
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        if isText { format_set_num_format(format, "@") }
        switch look {
        case .plain: break
        case .title:
            format_set_bold(format)
            format_set_font_size(format, 14)
        case .heading:
            format_set_bold(format)
            format_set_text_wrap(format)
            fill(format, head, line: line)
        case .faulty: fill(format, tint, line: tintLine)
        case .notAsked:
            format_set_font_color(format, greyText)
            fill(format, grey, line: line)
        }
        return format
    }

    private static func fill(_ format: UnsafeMutablePointer<lxw_format>, _ color: lxw_color_t, line: lxw_color_t) {
        format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
        format_set_fg_color(format, color)
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color(format, line)
    }
}

/// Names of sheets as Excel takes them, each only once.
struct WorkbookNames {
    private var taken: Set<String> = []

    private static let longest = 31

    mutating func next(_ wanted: String) -> String {
        let fit = Self.fit(wanted, Self.longest)
        var (name, number) = (fit, 2)
        while !taken.insert(name.lowercased()).inserted {
            let end = " (\(number))"
            name = Self.fit(fit, Self.longest - end.utf16.count) + end
            number += 1
        }
        return name
    }

    private static func fit(_ wanted: String, _ longest: Int) -> String {
        var name = ""
        for character in wanted {
            let isRefused = "[]:*?/\\'".contains(character) || character.unicodeScalars.contains { $0.value < 0x20 }
            let next = isRefused ? "_" : character
            guard name.utf16.count + String(next).utf16.count <= longest else { break }
            name.append(next)
        }
        return name.isEmpty ? "Sheet" : name
    }
}

/// Text as the library and Excel take it.
enum WorkbookText {
    /// Characters (UTF-16) that Excel takes in a cell.
    static let longest = 32_767

    /// What XML cannot hold is replaced, and what would be read as an escape is escaped.
    static func escaped(_ text: String) -> String {
        let isOrdinary = text.utf8.allSatisfy { $0 != 0 && $0 != 0xEF && $0 != UInt8(ascii: "_") }
        if isOrdinary { return text }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
            case 0x5F where isEscape(scalars[index...]): result.append(contentsOf: "_x005F_".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether it begins like `_x000D_`.
    private static func isEscape(_ scalars: ArraySlice<UnicodeScalar>) -> Bool {
        let begin = Array(scalars.prefix(7))
        return begin.count == 7 && begin[1] == "x" && begin[6] == "_"
            && begin[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
