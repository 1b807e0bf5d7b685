/// A family of type; each falls back to Noto's for characters it lacks (𠮷), so that none is lost.
public enum PDFFont: Sendable, Equatable {
    /// IPAexゴシック.
    case gothic
    /// IPAex明朝.
    case mincho
    /// Every letter equally wide: identifiers and codes.
    case mono

    var families: String {
        switch self {
        case .gothic: "IPAexGothic,Noto Sans CJK JP,sans-serif"
        case .mincho: "IPAexMincho,Noto Serif CJK JP,serif"
        case .mono: "Noto Sans Mono CJK JP,IPAexGothic,monospace"
        }
    }
}

/// On which side lines stand.
public enum PDFAlignment: Sendable, Equatable {
    case start, center, end
}

/// How text looks.
public struct PDFStyle: Sendable, Equatable {
    public var font: PDFFont
    /// Points.
    public var size: Double
    public var isBold: Bool
    public var alignment: PDFAlignment
    /// From one line to the next, in sizes: 1.7 is airy, 1.3 tight.
    public var lineHeight: Double
    /// Added between letters, in sizes.
    public var spacing: Double
    /// 0 is black, 1 white.
    public var gray: Double

    public init(
        _ size: Double, font: PDFFont = .gothic, bold: Bool = false, alignment: PDFAlignment = .start,
        lineHeight: Double = 1.7, spacing: Double = 0, gray: Double = 0
    ) {
        self.font = font
        self.size = size
        isBold = bold
        self.alignment = alignment
        self.lineHeight = lineHeight
        self.spacing = spacing
        self.gray = gray
    }
}

/// Text with its looks. Lines are broken by Japanese rules (kinsoku), anywhere when nothing else helps; `\n` breaks always.
public struct PDFText: Sendable, Equatable {
    /// A part that looks different.
    public struct Run: Sendable, Equatable {
        public var text: String
        public var isBold: Bool
        public var font: PDFFont?
        /// Against the text's size.
        public var scale: Double
        /// Never broken into two lines.
        public var isUnbroken: Bool
        /// Where a reader program goes when this is clicked.
        public var link: String?

        public init(
            _ text: String, bold: Bool = false, font: PDFFont? = nil, scale: Double = 1, unbroken: Bool = false,
            link: String? = nil
        ) {
            self.text = text
            isBold = bold
            self.font = font
            self.scale = scale
            isUnbroken = unbroken
            self.link = link
        }
    }

    public var runs: [Run]
    public var style: PDFStyle
    /// Millimetres above it, in a column of texts; never above the first.
    public var before: Double
    /// The smallest part of its size to which it shrinks to stay on one line; 1 wraps at once. Only where it must fit a box.
    public var squeeze: Double

    public init(_ runs: [Run], _ style: PDFStyle, before: Double = 0, squeeze: Double = 1) {
        self.runs = runs
        self.style = style
        self.before = before
        self.squeeze = squeeze
    }

    public init(_ text: String, _ style: PDFStyle, before: Double = 0, squeeze: Double = 1) {
        self.init([Run(text)], style, before: before, squeeze: squeeze)
    }

    func scaled(_ scale: Double) -> PDFText {
        var copy = self
        copy.style.size *= scale
        copy.before *= scale
        return copy
    }
}

/// How a text was made to fit its box.
public struct PDFFit: Sendable, Equatable {
    /// Millimetres used.
    public let height: Double
    /// Against the sizes asked for.
    public let scale: Double
    /// False when even the smallest size was too large and the end had to be cut, with an ellipsis.
    public let isWhole: Bool
}
