import Foundation

/// How names are searched and compared: width, case, kana of half width and blanks do not tell two apart.
public enum SearchKey {
    /// NFKC, lower case, without blanks: 「ｱｵｿﾞﾗ　Clinic」 is 「アオゾラclinic」.
    public static func fold(_ text: String) -> String {
        // On Linux the compatibility mapping leaves ﾊﾞ in two pieces; the canonical one puts them together.
        let folded = text.precomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping.lowercased()
        let kept = folded.unicodeScalars.filter {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(kept))
    }

    /// The digits of what can be a phone number or a code; nil where other signs stand in it.
    public static func digits(_ text: String) -> String? {
        let folded = fold(text).unicodeScalars
        let digits = folded.filter { ("0"..."9").contains($0) }
        let signs: Set<Unicode.Scalar> = ["-", "(", ")", "+", "‐", "−", "ー", "–"]
        guard !digits.isEmpty, folded.allSatisfy({ ("0"..."9").contains($0) || signs.contains($0) }) else { return nil }
        return String(String.UnicodeScalarView(digits))
    }
}
