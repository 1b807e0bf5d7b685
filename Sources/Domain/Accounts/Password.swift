/// The rules for a password (R3).
public enum Password {
    /// Every rule it breaks, as a sentence; none when it may be used.
    ///
    /// - Parameter common: passwords that are guessed first; case does not matter.
    public static func faults(in text: String, loginId: String, common: CommonPasswords) -> [String] {
        var faults: [String] = []
        let scalars = Array(text.unicodeScalars)
        if !scalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) {
            faults.append("パスワードには半角の英字・数字・記号だけを使ってください。全角文字・空白は使えません。")
        }
        if scalars.count < 8 { faults.append("パスワードは8文字以上にしてください。") }
        if scalars.count > 128 { faults.append("パスワードは128文字以下にしてください。") }
        if !scalars.contains(where: { ("A"..."Z").contains($0) }) {
            faults.append("パスワードに半角の英大文字（A〜Z）を1文字以上入れてください。")
        }
        if !scalars.contains(where: { ("a"..."z").contains($0) }) {
            faults.append("パスワードに半角の英小文字（a〜z）を1文字以上入れてください。")
        }
        if !scalars.contains(where: { ("0"..."9").contains($0) }) {
            faults.append("パスワードに半角の数字（0〜9）を1文字以上入れてください。")
        }
        if Account.key(of: text) == Account.key(of: loginId) {
            faults.append("ログインIDと同じパスワードは使えません。")
        }
        if common.contains(text) {
            faults.append("よく使われているパスワードのため使えません。ほかのものにしてください。")
        }
        return faults
    }
}
