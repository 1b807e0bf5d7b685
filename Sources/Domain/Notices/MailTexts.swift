/// The words of every mail (R4 R14 R28 R59). No threat, no duty; never a password.
extension MailDraft {
    /// Tells an institution of its new ID, with the link for the first password.
    public static func firstPassword(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .firstPassword, address: address, subject: "【G-MIS事務局】ログインIDのお知らせ（パスワードの設定をお願いします）",
            body: """
                \(account.name) 御中

                医療機関等情報支援システム（G-MIS）のログインIDをお知らせします。

                ログインID: \(account.loginId)

                次のリンクを開いて、パスワードを決めてください。リンクは一度だけ使え、14日間有効です。

                \(linkMark)

                IDが届く前の日の実績も、さかのぼって入力できます。
                次からは、こちらの画面からログインしてください。

                \(signInMark)
                """, code: Code(.password, seconds: OneTimeCode.firstSeconds))
    }

    /// The link for another password; asked for by somebody who typed the ID, or sent by the help desk.
    public static func reset(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .reset, address: address, subject: "【G-MIS事務局】パスワードの再設定",
            body: """
                \(account.name) ご担当者様

                パスワードの再設定の申込みを受け付けました。次のリンクを開いて、新しいパスワードを決めてください。リンクは一度だけ使え、24時間有効です。

                \(linkMark)

                お心当たりがないときは、このメールを消してください。パスワードは変わりません。
                """, code: Code(.password, seconds: OneTimeCode.resetSeconds))
    }

    /// Shows that an address that was typed on the record page is the owner's.
    public static func confirmMail(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .confirmMail, address: address, subject: "【G-MIS事務局】メールアドレスの確認",
            body: """
                \(account.name) ご担当者様

                このメールアドレスを、G-MISからの連絡先として登録する申込みがありました。次のリンクを開くと登録されます。リンクは一度だけ使え、24時間有効です。

                \(linkMark)

                お心当たりがないときは、このメールを消してください。登録は変わりません。
                """, code: Code(.confirmMail, payload: address, seconds: OneTimeCode.confirmSeconds))
    }

    /// To the former address and the new one, after the contact was changed.
    public static func contactChanged(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .contactChanged, address: address, subject: "【G-MIS事務局】連絡先が変わりました",
            body: """
                \(account.name) ご担当者様

                G-MISに登録されている連絡先のメールアドレスが変わりました。変更のくわしい内容は、ログインして「登録内容」の画面でご確認ください。

                \(signInMark)

                お心当たりがないときは、ヘルプデスクへお電話ください。
                """)
    }

    /// For somebody who gave the facility code and the registered address.
    public static func lostId(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .lostId, address: address, subject: "【G-MIS事務局】ログインIDのお知らせ",
            body: """
                \(account.name) ご担当者様

                お問い合わせのログインIDをお知らせします。

                ログインID: \(account.loginId)

                こちらの画面からログインしてください。パスワードがわからないときは、同じ画面の「パスワードをお忘れですか？」から再設定できます。

                \(signInMark)

                お心当たりがないときは、このメールを消してください。
                """)
    }

    /// Tells the owner that somebody tried too often, with a way in that needs no waiting.
    public static func lockout(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .lockout, address: address, subject: "【G-MIS事務局】ログインの失敗が続いています",
            body: """
                \(account.name) ご担当者様

                ログインID \(account.loginId) でログインの失敗が続いたため、しばらくの間、このIDではログインできません。

                ご本人の操作でお急ぎのときは、次のリンクからパスワードを決め直すと、すぐにログインできます。リンクは一度だけ使え、24時間有効です。

                \(linkMark)

                お心当たりがないときも、パスワードは変わっていません。続くときは、ヘルプデスクへお電話ください。
                """, code: Code(.password, seconds: OneTimeCode.resetSeconds))
    }

    /// Tells of a sign-in from a browser that never signed in before.
    public static func newDevice(_ account: Account, device: String, at now: Instant, to address: String) -> MailDraft {
        MailDraft(
            purpose: .newDevice, address: address, subject: "【G-MIS事務局】新しい機器からログインがありました",
            body: """
                \(account.name) ご担当者様

                新しい機器から、G-MISへのログインがありました。

                日時: \(now.longWords)
                機器: \(device)

                お心当たりがないときは、すぐにパスワードを変え、「ログイン中の機器」の画面からほかの機器をログアウトさせてください。このお知らせは、同じ画面で止められます。

                \(signInMark)
                """)
    }

    /// After every change of a password.
    public static func passwordChanged(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .passwordChanged, address: address, subject: "【G-MIS事務局】パスワードが変わりました",
            body: """
                \(account.name) ご担当者様

                G-MISのパスワードが変わりました。ほかの機器はすべてログアウトしています。

                お心当たりがないときは、ヘルプデスクへお電話ください。
                """)
    }

    /// After the help desk or an operator turned off a second factor that was lost.
    public static func factorRemoved(_ account: Account, to address: String) -> MailDraft {
        MailDraft(
            purpose: .factorRemoved, address: address, subject: "【G-MIS事務局】2段階認証を外しました",
            body: """
                \(account.name) ご担当者様

                お申し出により、ログインID \(account.loginId) の2段階認証を外しました。ログイン中の画面は終わっています。

                次にログインするときは、IDとパスワードだけを入力します。2段階認証が必要なIDでは、そのあとに新しい設定をお願いします。

                \(signInMark)

                お心当たりがないときは、すぐにパスワードを変え、ヘルプデスクへお電話ください。
                """)
    }

    /// Invites one of the ID's people.
    public static func colleague(_ account: Account, name: String, to address: String) -> MailDraft {
        MailDraft(
            purpose: .colleague, address: address, subject: "【G-MIS事務局】\(account.name)の同僚として登録されました",
            body: """
                \(name) 様

                \(account.name)のG-MISに、同僚として登録されました。次のリンクを開いて、ご自分のパスワードを決めてください。リンクは一度だけ使え、14日間有効です。

                \(linkMark)

                ログインするときは、ログインID \(account.loginId)、ご自分のメールアドレス、ご自分のパスワードを入力してください。
                """, code: Code(.password, seconds: OneTimeCode.firstSeconds))
    }

    /// A notice of the help desk.
    public static func notice(_ account: Account, title: String, text: String, to address: String) -> MailDraft {
        MailDraft(
            purpose: .notice, address: address, subject: "【G-MIS事務局】\(title)",
            body: """
                \(account.name) ご担当者様

                \(text)
                """)
    }
}
