/// A code that people read from paper and type, such as `K7MF-4QXT-92HB`: 60 random bits in letters and digits of which none looks
/// like another. Whoever keeps one keeps its SHA-256.
public enum PrintedCode {
    /// Without 0 and O, 1 and I.
    static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
    static let length = 12
    private static let group = 4

    /// Three groups of four with hyphens between.
    public static func make() -> String {
        grouped(Sodium.random(length).map { alphabet[Int($0) % alphabet.count] })
    }

    /// The code that was typed, written as `make` writes it; nil when it can be none. Case, width, hyphens and blanks do not
    /// matter. 0, O, 1 and I are in no code and stay a fault: what was misread is not guessed.
    public static func normalised(_ typed: String) -> String? {
        var code: [UInt8] = []
        for scalar in typed.unicodeScalars where !isFiller(scalar) {
            let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            let upper = (0x61...0x7A).contains(narrow) ? narrow - 0x20 : narrow
            guard upper < 128, alphabet.contains(UInt8(upper)), code.count < length else { return nil }
            code.append(UInt8(upper))
        }
        return code.count == length ? grouped(code) : nil
    }

    /// Blanks, and what a Japanese keyboard gives for a hyphen.
    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
            || [0x2212, 0x30FC, 0xFF70].contains(scalar.value)
    }

    private static func grouped(_ code: [UInt8]) -> String {
        stride(from: 0, to: code.count, by: group)
            .map { String(decoding: code[$0..<min($0 + group, code.count)], as: UTF8.self) }
            .joined(separator: "-")
    }
}
