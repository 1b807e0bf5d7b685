extension MailDraft {
    /// Asks an institution whether the figures that its association sent are its own. The figures themselves stand behind the link.
    ///
    /// - Parameters:
    ///   - period: 「1月19日(火)分」
    ///   - association: as it is called; with its phone, empty where nobody told.
    public static func confirmFigures(
        _ confirmation: String, of institution: String, survey: String, period: String,
        association: (name: String, phone: String), to address: String
    ) -> MailDraft {
        let phone = association.phone.isEmpty ? "" : "（電話 \(association.phone)）"
        return MailDraft(
            purpose: .confirmFigures, address: address, subject: "【G-MIS事務局】\(period)の数値の確認のお願い",
            body: """
                \(institution) ご担当者様

                \(association.name)が、\(period)の「\(survey)」を、貴院に代わって報告しました。

                次のリンクを開いて、数値をご覧ください。貴院の数値であれば、画面のボタンを一度押すと確認が終わります。リンクは14日間有効です。

                \(linkMark)

                数値が違うときは、\(association.name)\(phone)へご連絡ください。

                確認は任意です。パスワードは要りません。
                """, code: Code(.confirmFigures, payload: confirmation, seconds: FiguresConfirmation.seconds))
    }
}
