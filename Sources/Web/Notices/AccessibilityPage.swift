import Domain

/// アクセシビリティ方針: what is aimed at, how it is tested, what does not work yet, whom to tell.
public struct AccessibilityPage: Sendable {
    public var frame: PageFrame

    public init(frame: PageFrame) { self.frame = frame }

    public var body: HTML {
        Layout(
            frame: frame, title: "アクセシビリティ方針",
            main: """
                <div class="stack">
                <div class="title"><div><h1>アクセシビリティ方針</h1>\
                <p>見え方、聞こえ方、手の動かし方、使う機器がちがっても、どなたもG-MISを使えるようにします。</p></div></div>
                <div class="prose">
                \(Self.goal)
                \(Self.means)
                \(Self.tests)
                \(Self.limits)
                \(contact)
                </div>
                </div>
                """
        ).html
    }

    private static let goal: HTML = """
        <h2>目標</h2>
        <p>G-MISのすべての画面で、日本産業規格 JIS X 8341-3:2016「高齢者・障害者等配慮設計指針－情報通信における機器，ソフトウェア及びサービス－第3部：\
        ウェブコンテンツ」の適合レベルAAに準拠することを目標にしています。「準拠」は、情報通信アクセス協議会ウェブアクセシビリティ基盤委員会の\
        「ウェブコンテンツのJIS X 8341-3:2016 対応度表記ガイドライン」で定められた表記です。あわせて、WCAG 2.2 のレベルAAを満たすように作っています。</p>
        <h2>対象</h2>
        <p>ログインの前と後のすべての画面、お送りするメール。公開データのファイルは、表計算ソフトとプログラムで読める形（CSV・JSON）で出しています。</p>
        """

    private static let means: HTML = """
        <h2>心がけていること</h2>
        <ul>
        <li>すべての操作がキーボードだけででき、いまいる場所がはっきり見えます。</li>
        <li>状態は、色だけでなく、形とことばでも表します。文字と背景の明るさの差は4.5対1以上です。</li>
        <li>直していただくところは、画面のいちばん上にまとめ、それぞれの欄のそばにも、直し方を書きます。</li>
        <li>文字を200%に拡大しても、幅320ピクセルの画面でも、横に動かさずに読めます。大きな表は、表の中だけが動きます。</li>
        <li>スクリプトが動かないブラウザーでも、報告ができます。</li>
        <li>入力の途中で時間が切れても、入力した内容は消えません。</li>
        <li>動くもの、点滅するものは使いません。自動で新しくなる画面は、止められます。</li>
        </ul>
        """

    private static let tests: HTML = """
        <h2>確かめ方</h2>
        <ul>
        <li>すべての種類の画面を、検査ツール（axe、WCAG 2.2 AA の規則）で、変更のたびに自動で検査しています。指摘が1つでもあれば、公開しません。</li>
        <li>Chrome・Firefox・Safari・Edgeの系統のブラウザーで、パソコン・タブレット・スマートフォンの画面の大きさで確かめています。</li>
        <li>自動の検査ではわからないこと（読み上げの順番、ことばのわかりやすさ）は、人が画面ごとに確かめます。</li>
        </ul>
        """

    private static let limits: HTML = """
        <h2>まだできていないこと</h2>
        <ul>
        <li>JIS X 8341-3:2016 に基づく第三者の試験は、まだ行っていません。試験を行ったら、結果をこのページに載せます。</li>
        <li>音声読み上げソフトの実機での確かめは、すべての画面では終わっていません。</li>
        <li>報告の入力欄が多い表は、スマートフォンでは1行ずつの表示になります。見出しは読み上げで補っています。</li>
        <li>印刷してお送りするIDの手紙は、点字や音声では用意していません。お電話で内容をお伝えしますので、ヘルプデスクへご連絡ください。</li>
        </ul>
        """

    private var contact: HTML {
        """
        <h2>ご意見</h2>
        <p>使いにくいところ、読めないところがありましたら、お知らせください。画面の名前と、お使いの機器・ブラウザー・支援ソフトを添えていただくと助かります。\
        画面で報告できないときは、ほかの方法をご一緒に考えます。</p>
        <p><b>\(frame.helpDesk.name)</b><br>\(frame.helpDesk.lines)</p>
        """
    }
}
