import Domain

/// 利用規約: how the product is meant to be used; asks for cooperation, threatens nobody (R59).
public struct TermsPage: Sendable {
    public var frame: PageFrame

    public init(frame: PageFrame) { self.frame = frame }

    public var body: HTML {
        Layout(
            frame: frame, title: "利用規約",
            main: """
                <div class="stack">
                <div class="title"><div><h1>利用規約</h1>\
                <p>医療機関等情報支援システム（G-MIS）を、みなさまに安心して使っていただくための約束です。</p></div></div>
                <div class="prose">
                \(Self.purpose)
                \(Self.cooperation)
                \(Self.ids)
                \(Self.figures)
                \(Self.pauses)
                <h2 id="page-open-data">公開データの利用</h2>
                \(OpenDataLicence.words)
                <p>公開データは<a href="\(frame.links.openData)">公開データのページ</a>から取り出せます。</p>
                \(contact)
                </div>
                </div>
                """
        ).html
    }

    private static let purpose: HTML = """
        <h2>このシステムについて</h2>
        <p>G-MISは、全国の医療機関の診療の状況、病床、検査、医療物資などを把握し、都道府県・保健所・厚生労働省が必要な支援を行うために、厚生労働省が運用しています。</p>
        <p>使うのは、医療機関、とりまとめ団体、都道府県、厚生労働省、事務局の方です。公開データは、どなたでも使えます。</p>
        """

    private static let cooperation: HTML = """
        <h2>報告へのご協力のお願い</h2>
        <p>報告は、患者さんの受入れ先を探すことや、足りない物資をお届けすることに、その日のうちに使われます。お忙しいなか恐れ入りますが、ご協力をお願いします。</p>
        <p>診療・検査医療機関として補助金を申請される場合は、日々の入力が申請の条件になっています。そのほかの場合の入力は任意です。</p>
        <p>締切を過ぎても、報告と訂正ができます。</p>
        """

    private static let ids: HTML = """
        <h2>IDとパスワード</h2>
        <ul>
        <li>ログインIDは医療機関ごと・団体ごとに1つで、変わりません。</li>
        <li>1つのIDを何人かで使うときは、「登録内容」の画面で同僚の方を登録すると、お一人おひとりのパスワードで使えます。</li>
        <li>パスワードは、ほかの方に知らせないでください。厚生労働省や事務局がパスワードをお尋ねすることはありません。</li>
        <li>パスワードは、このシステムだけのものにしてください。</li>
        <li>知らないうちに使われたと思われるときは、パスワードを変え、ヘルプデスクへお電話ください。</li>
        </ul>
        """

    private static let figures: HTML = """
        <h2>報告された内容の使い方</h2>
        <ul>
        <li>報告は、その医療機関のある都道府県と厚生労働省が見ます。市区町村・都道府県・全国で合わせた数を、対策の検討に使います。</li>
        <li>病院の診療の状況（通常・制限・停止など）は、日ごとに公開します。</li>
        <li>診療所1つだけの数、1つの医療機関の検査の数、ご担当者の情報は、公開しません。</li>
        <li>診療・検査医療機関の名前は、「公表可」とされたところだけを公開します。</li>
        <li>患者さんお一人おひとりがわかることは、入力しないでください。</li>
        </ul>
        <p>訂正や取り下げは、いつでもできます。前の内容は履歴に残り、医療機関の画面で見られます。</p>
        """

    private static let pauses: HTML = """
        <h2>お休みと変更</h2>
        <ul>
        <li>保守のために入力できない時間は、前もってすべての画面でお知らせします。その間に締切が来る報告は、締切を延ばします。</li>
        <li>障害で使えないときは、回復してからその日の分を入力していただけます。</li>
        <li>この規約を変えるときは、お知らせに掲載します。</li>
        </ul>
        <h2>安全のためのお願い</h2>
        <p>ほかの方のIDで使うこと、システムに大きな負担をかけること、弱いところを探すような操作は、ご遠慮ください。\
        そのような操作が続くときは、ほかの方の報告を守るために、その接続を一時的に止めることがあります。弱いところに気づかれたときは、ヘルプデスクへお知らせください。</p>
        """

    private var contact: HTML {
        """
        <h2>お問い合わせ</h2>
        <p><b>\(frame.helpDesk.name)</b><br>\(frame.helpDesk.lines)</p>
        <p class="small muted">個人の情報については、<a href="\(frame.links.personalData)">個人情報の取扱い</a>をご覧ください。</p>
        """
    }
}

/// Under which terms the open data may be used: the same words wherever they stand.
enum OpenDataLicence {
    static let words: HTML = """
        <p>公開データは「政府標準利用規約（第2.0版）」に従って、どなたでも、複製・加工・商用の利用を含めて自由に使えます。同じ条件の\
        クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）としても使えます。</p>
        <ul>
        <li>使うときは出典を書いてください（例：「出典：厚生労働省 医療機関等情報支援システム（G-MIS）公開データ」）。加工したときは、加工したことも書いてください。</li>
        <li>国が作ったかのように見せて使うことは、なさらないでください。</li>
        <li>報告のあとで訂正されることがあります。「制限」「停止」は、院内での感染を意味するものではありません。</li>
        </ul>
        """
}
