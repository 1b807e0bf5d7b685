import Domain
import Store

/// What an entry of the audit tells of, in words; an action without words is shown as it is.
enum AuditWords {
    static func action(_ action: String) -> String { actions[action] ?? action }

    static let actions = own.merging(desk) { own, _ in own }

    /// What the help desk does after a check.
    private static let desk = Dictionary(
        uniqueKeysWithValues: Procedure.allCases.map { ("helpDesk.\($0.rawValue)", "事務局: \($0.words)") })

    private static let own: [String: String] = [
        "account.create": "IDの発行", "account.rest": "IDの停止", "account.wake": "IDの再開", "account.notify": "IDの通知",
        "account.notifyAll": "IDの一斉の通知", "account.notifyBy": "通知方法の変更",
        "account.tellsOfDevices": "新しい機器のお知らせの設定", "account.role": "役割の変更", "account.look": "IDの画面の閲覧",
        "apiKey.create": "プログラム用のキーの作成", "apiKey.end": "プログラム用のキーの取り下げ",
        "association.change": "とりまとめ団体の登録の変更", "association.create": "とりまとめ団体の登録",
        "association.end": "とりまとめ団体の終了", "association.notify": "とりまとめ団体へのIDのお知らせ", "audit.bind": "記録の相互確認",
        "colleague.create": "同僚の登録", "colleague.end": "同僚の利用の終了", "colleague.invite": "同僚へのメール",
        "contact.ask": "メールアドレスの確認の依頼", "contact.cancel": "メールアドレスの変更の取りやめ",
        "contact.create": "連絡先の変更", "designation.apply": "指定報告の反映",
        "designation.confirmEnds": "指定報告の終了件数の確認", "designation.decide": "指定報告の行の判断",
        "designation.discard": "指定報告の取りやめ", "designation.keep": "指定報告の受け取り",
        "designation.takeBack": "指定報告の取り消し", "erase": "期間を過ぎた個人データの消去",
        "facility.create": "医療機関の登録", "facility.look": "医療機関の画面の閲覧", "facility.set": "登録内容の変更",
        "helpDesk.call": "事務局: 電話の用件", "import.accounts": "IDの取り込み", "import.holidays": "祝日の取り込み",
        "import.openData": "公表データの取り込み", "import.reports": "前のシステムの報告の取り込み",
        "issue.begin": "一覧からのIDの発行の開始", "issue.finish": "一覧からのIDの発行の終了",
        "issue.keep": "発行する一覧の受け取り", "issue.release": "一覧のお知らせメールの送信の開始",
        "keptForm.create": "送信されなかった入力の保管",
        "letters.create": "手紙の作成", "letters.dispatch": "手紙の発送", "letters.print": "手紙の印刷",
        "look.share": "画面の共有の開始", "look.shareEnd": "画面の共有の終了", "look.shared": "共有された画面の閲覧",
        "look.sharedRefused": "共有の番号の間違い", "lostId.ask": "ログインIDの問い合わせ",
        "mail.cancel": "メールの取りやめ", "mail.release": "メールの送信の開始",
        "mail.releaseBatch": "まとめたメールの送信の開始", "mail.resend": "メールの再送",
        "maintenance.change": "メンテナンスの予定の変更", "maintenance.plan": "メンテナンスの予定",
        "memberFile.create": "会員の報告のファイルの受け取り",
        "note.forget": "確認ずみの注意を、もう一度たずねる設定", "notice.create": "お知らせの掲載", "notice.end": "お知らせの終了",
        "password.ask": "パスワード再設定の申込み", "password.link": "パスワードを決めるリンクの作成",
        "password.set": "パスワードの設定", "practiceDays.create": "診療日の変更",
        "reminder.set": "リマインダーの設定", "reminder.stop": "メールからのリマインダーの停止",
        "report.closed": "開設なし・実績なし", "report.closedLifted": "開設なし・実績なしの取り消し",
        "report.correct": "報告の訂正", "report.create": "報告", "report.withdraw": "報告の取り下げ",
        "request.accept": "変更の依頼の受け入れ", "request.create": "変更の依頼", "request.decline": "変更の依頼の断り",
        "secondFactor.begin": "2段階認証の準備", "secondFactor.confirm": "2段階認証の開始",
        "secondFactor.end": "2段階認証の解除", "secondFactor.newRecoveryCodes": "回復コードの作り直し",
        "secondFactor.recover": "回復コードでのログイン",
        "seed": "見本データの作成", "session.awaitFactor": "パスワードの確認(2段階認証の前)",
        "session.create": "ログイン", "session.end": "ログアウト", "session.endAll": "ほかの機器のログアウト",
        "session.refuse": "ログインの失敗", "session.throttle": "ログインの一時停止",
        "signingKey.use": "署名の鍵の使用の開始", "statement.create": "報告の証明書の作成",
        "workItem.close": "用件の終了",
        "prefecture.restingMayRead": "休止中のIDの閲覧の設定", "confirmation.addresses": "数値を確認する宛先の変更",
        "confirmation.ask": "数値の確認の依頼", "confirmation.confirm": "医療機関による数値の確認",
    ]

    /// What else an entry says that people understand: the day and survey of a report, and so on.
    static func detail(_ line: AuditLine, _ surveys: Surveys) -> String {
        let day = line.detail["period"].flatMap { Day($0) }
        let survey = line.detail["survey"].map { key in
            surveys.form(key, on: day ?? line.recordedAt.day)?.title ?? key
        }
        let month = line.detail["month"].flatMap { Month($0) }?.words
        let about = line.detail["about"].flatMap(ChangeRequest.Subject.init(rawValue:))?.label
        let from = line.detail["from"].flatMap { Day($0) }.map { "\($0.longWords)から" }
        return [survey, day?.longWords, month, about, from].compactMap(\.self).joined(separator: " ")
    }

    /// Every word of the detail, for who has to find out.
    static func raw(_ line: AuditLine) -> String {
        line.detail.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
