import Domain

/// 個人情報の取扱い: what is kept of people, what for, how long, and who answers for it.
public struct PersonalDataPage: Sendable {
    public var frame: PageFrame

    public init(frame: PageFrame) { self.frame = frame }

    public var body: HTML {
        Layout(
            frame: frame, title: "個人情報の取扱い",
            main: """
                <div class="stack">
                <div class="title"><div><h1>個人情報の取扱い</h1>\
                <p>医療機関等情報支援システム（G-MIS）で、どなたの、どのような情報を、何のために、いつまで保存するかをお知らせします。</p></div></div>
                <div class="prose">
                \(Self.patients)
                \(Self.kept)
                \(Self.purposes)
                \(Self.periods)
                \(Self.passedOn)
                \(Self.safety)
                \(contact)
                </div>
                </div>
                """
        ).html
    }

    private static let patients: HTML = """
        <h2>患者さんの情報は扱いません</h2>
        <p>G-MISで報告していただくのは、人数や件数、病床や物資の数、外来・入院などの診療の状況だけです。患者さんのお名前、生年月日、連絡先、診療の内容は、お預かりしません。\
        自由に書ける欄にも、患者さんお一人おひとりがわかることは書かないでください。</p>
        """

    private static let kept: HTML = """
        <h2>お預かりする情報</h2>
        <ul>
        <li>ご担当者の情報：お名前、メールアドレス、電話番号。同じIDを使う同僚の方がいるときは、その方のお名前とメールアドレス。</li>
        <li>ログインの記録：ログインとログアウトの日時、ブラウザーと機器の種類、使ったことのある機器を見分けるための符号。失敗が続いたときの接続元は、\
        元のアドレスがわからない形にして、しばらくの間だけ数えます。</li>
        <li>操作の記録：いつ、どのIDの、どなたが、何をしたか。お名前やメールアドレスではなく、番号で記録します。</li>
        <li>お送りしたメールと手紙：宛先、日時、内容、届いたかどうか。パスワードを決めるためのリンクや番号そのものは残しません。</li>
        <li>電話でのお問い合わせ：ご本人の確認のために伺った項目の種類と、行った手続き。伺った内容そのものは残しません。</li>
        </ul>
        <p>パスワードは、元に戻せない形に変えて保存します。厚生労働省の職員にも、事務局にも見えません。</p>
        """

    private static let purposes: HTML = """
        <h2>使う目的</h2>
        <ul>
        <li>ログインされた方を確かめ、ほかの方に使われることを防ぐため。</li>
        <li>IDのお知らせ、パスワードの再設定、締切や運用のお知らせなど、G-MISに関する連絡をするため。</li>
        <li>報告の内容について、厚生労働省・都道府県・保健所が医療機関に連絡するため。</li>
        <li>いつ、どなたが報告・訂正したかを、医療機関ご自身が後から確かめられるようにするため。</li>
        <li>誤りや不正な操作を見つけ、直すため。</li>
        </ul>
        <p>これ以外の目的には使いません。</p>
        """

    private static let periods: HTML = """
        <h2>保存する期間</h2>
        <table class="tbl">
        <caption class="vh">情報の種類ごとの保存期間</caption>
        <thead><tr><th scope="col">情報</th><th scope="col">保存する期間</th></tr></thead>
        <tbody>
        <tr><th scope="row">ご担当者・同僚の方のお名前、メールアドレス、電話番号</th><td>新しいものに変わってから、または医療機関が廃止されてから1年。その後は消します。</td></tr>
        <tr><th scope="row">お送りしたメールと手紙</th><td>1年</td></tr>
        <tr><th scope="row">パスワードを決めるためのリンクと番号（元に戻せない形）</th><td>期限が切れてから7日</td></tr>
        <tr><th scope="row">ログインの状態（どの機器でログイン中か）</th><td>30日</td></tr>
        <tr><th scope="row">サーバーの記録（個人を表す情報を含みません）</th><td>90日</td></tr>
        <tr><th scope="row">送信の控え（同じ送信が2回届いたときに見分けるための番号と、その答え）</th><td>30日</td></tr>
        <tr><th scope="row">お使いの端末に残る入力の途中の内容</th><td>ログアウトするまで。長くても7日</td></tr>
        <tr><th scope="row">報告とその訂正の履歴、医療機関の指定、操作の記録</th><td>期限なく保存します（公の記録として残すもので、お名前の代わりに番号で記録しています）。</td></tr>
        </tbody>
        </table>
        <p>期限が来たものは、毎日、自動で消します。消した件数は記録に残ります。</p>
        """

    private static let passedOn: HTML = """
        <h2>見ることができる方</h2>
        <ul>
        <li>ご自分の医療機関の情報は、「登録内容」の画面でいつでもご覧になり、ご自分の欄を直せます。</li>
        <li>事務局は、お問い合わせに答えるために連絡先を見て、直すことができます。直したことは記録され、医療機関の画面にも出ます。</li>
        <li>都道府県と厚生労働省は、報告の内容を見ます。都道府県が見られるのは、その都道府県の医療機関だけです。</li>
        <li>公開データに、ご担当者のお名前・メールアドレス・電話番号は含みません。</li>
        </ul>
        <p>法令に基づく場合を除き、ほかの方には渡しません。</p>
        """

    private static let safety: HTML = """
        <h2>クッキー（Cookie）</h2>
        <p>ログインの状態と、使ったことのある機器かどうかを覚えるためだけに使います。広告や、ほかのサイトでの行動を調べるためのものは使いません。</p>
        <h2>守り方</h2>
        <p>通信はすべて暗号化します。システムを動かす業者には、この取扱いと同じことを守るように定め、厚生労働省が監督します。</p>
        """

    private var contact: HTML {
        """
        <h2>責任を持つところと、お問い合わせ先</h2>
        <p>この取扱いに責任を持つのは厚生労働省です。行政機関の保有する個人情報の保護に関する法令に従って扱います。\
        ご自分の情報の開示・訂正・利用の停止の求めと、お尋ねは、次の窓口で受け付けます。</p>
        <p><b>\(frame.helpDesk.name)</b><br>\(frame.helpDesk.lines)</p>
        """
    }
}
