extension MailDraft {
    /// Tells an institution of its prefecture's answer; what it says stands on the page alone.
    public static func requestAnswered(_ account: Account, _ subject: ChangeRequest.Subject, to address: String)
        -> MailDraft
    {
        MailDraft(
            purpose: .requestAnswered, address: address, subject: "【G-MIS事務局】変更の依頼に都道府県が回答しました",
            body: """
                \(account.name) ご担当者様

                「\(subject.label)」の変更の依頼に、都道府県が回答しました。回答は、ログインして「登録内容」の画面でご確認ください。

                \(signInMark)
                """)
    }
}
