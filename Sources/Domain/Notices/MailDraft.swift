/// A mail as it is queued (R4 R14): its words, without greeting, link and help desk, which are added when it is sent.
public struct MailDraft: Sendable, Equatable {
    /// What mails are for; the word in the database.
    public enum Purpose: String, Sendable, CaseIterable {
        case firstPassword, reset, confirmMail, contactChanged, lostId, lockout, newDevice, passwordChanged, colleague,
            notice, requestAnswered, factorRemoved, confirmFigures, reminder

        /// As pages name it.
        public var label: String {
            switch self {
            case .firstPassword: "IDのお知らせ"
            case .reset: "パスワードの再設定"
            case .confirmMail: "メールアドレスの確認"
            case .contactChanged: "連絡先の変更のお知らせ"
            case .lostId: "ログインIDのお知らせ"
            case .lockout: "ログインの失敗が続いたお知らせ"
            case .newDevice: "新しい機器からのログイン"
            case .passwordChanged: "パスワードの変更のお知らせ"
            case .colleague: "同僚としての登録"
            case .notice: "お知らせ"
            case .requestAnswered: "変更の依頼への回答"
            case .factorRemoved: "2段階認証の解除のお知らせ"
            case .confirmFigures: "数値の確認のお願い"
            case .reminder: "リマインダー"
            }
        }
    }

    /// The one-time link that is made when the mail is sent.
    public struct Code: Sendable, Equatable {
        public let purpose: OneTimeCode.Purpose
        /// The address to confirm; otherwise empty.
        public let payload: String
        /// How long it is good for, from sending on.
        public let seconds: Int

        public init(_ purpose: OneTimeCode.Purpose, payload: String = "", seconds: Int) {
            self.purpose = purpose
            self.payload = payload
            self.seconds = seconds
        }
    }

    public let purpose: Purpose
    public let address: String
    public let subject: String
    /// Paragraphs; the line `linkMark` stands where the link comes, `signInMark` where the address of the sign-in page does, and
    /// that of a `MailPlace` where the page's does.
    public let body: String
    public let code: Code?

    public init(purpose: Purpose, address: String, subject: String, body: String, code: Code? = nil) {
        self.purpose = purpose
        self.address = address
        self.subject = subject
        self.body = body
        self.code = code
    }

    /// Stands in a body for the one-time link.
    public static let linkMark = "{{link}}"
    /// Stands in a body for the address of the sign-in page.
    public static let signInMark = "{{signIn}}"
    /// Stands in a kept mail where the one-time link was.
    public static let linkKept = "（ご本人だけのリンク）"
    /// The line below which whom to call stands, in every mail that was sent.
    public static let footMark = "――――――――――"
}
