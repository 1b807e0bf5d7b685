import Domain
import Store

/// One institution as its prefecture knows it: what holds, what was told, and where it can be changed.
struct RegisterEntryPage: Sendable {
    var frame: PageFrame
    var entry: RegisterEntry
    /// The step that was just written down.
    var done: FacilityStep.Name?

    var body: HTML {
        Layout(
            frame: frame, title: known.attributes.name,
            main: """
                \(Crumbs(entries: [("医療機関", frame.links.register)], here: known.attributes.name).html)
                <div class="title"><div><h1><bdi>\(known.attributes.name)</bdi></h1>\
                <p>ID \(entry.facility.text)\(known.life.chip.map { " \($0.html)" })</p></div>\
                <a class="btn two-nd" href="\(reports)">報告を見る</a></div>
                <div class="stack far">
                \(done.map { "<p class=\"live\" role=\"status\">\($0.label)を書き加えました。</p>" })
                \(entry.view.leftOn.map(former))
                <div class="two">
                <div class="stack far">\(facts)\(history)</div>
                <div class="stack">\(if: entry.view.leftOn == nil, aside)</div>
                </div>
                </div>
                """, isWide: true
        ).html
    }

    private var known: FacilityDay { entry.view.known }
    private var reports: Link {
        frame.links.facility(
            entry.facility, month: entry.view.leftOn == nil ? nil : Month(of: entry.view.day))
    }

    private func former(_ left: Day) -> HTML {
        """
        <p class="ask-box">\(left.longWords)からは、この都道府県の医療機関ではありません。\(entry.view.day.longWords)までの登録を表示しています。</p>
        """
    }

    private var facts: HTML {
        let attributes = known.attributes
        return """
            <section class="stack near" aria-labelledby="page-facts">
            <h2 id="page-facts">\(entry.view.leftOn == nil ? "いまの登録" : "\(entry.view.day.longWords)の登録")</h2>
            <dl class="kv keep ruled">
            <dt>カナ</dt><dd><bdi>\(shown(entry.since.directory?.kana))</bdi></dd>
            <dt>所在地</dt><dd>\(attributes.zipCode) \(attributes.prefecture.name)<bdi>\(attributes.address)</bdi></dd>
            <dt>市区町村</dt><dd>\(shown(attributes.cityName)) <span class="small muted nb">\(attributes.localGovCode)</span></dd>
            <dt>電話</dt><dd>\(shown(attributes.phone))</dd>
            <dt>医療機関コード</dt><dd>\(shown(attributes.facilityCode))</dd>
            <dt>種別</dt><dd>\(known.kind?.label ?? "—")</dd>
            <dt>状態</dt><dd>\(FactWords.life(known.life))\(SinceWords(entry.since.life).html)\
            \(entry.next.map { "<br><span class=\"small\">\($0.day.longWords)から\(FactWords.life($0.life))</span>" })</dd>
            <dt>指定</dt><dd>\(FactWords.designation(known.designation))\(SinceWords(entry.since.designation).html)</dd>
            <dt>診療・検査の日時</dt><dd><bdi>\(shown(known.designation?.hours))</bdi></dd>
            <dt>行政検査の委託契約</dt><dd>\(known.contract ? "あり" : "なし")\(SinceWords(entry.since.contract).html)</dd>
            <dt>報告する人</dt><dd><bdi>\(party)</bdi>\(SinceWords(entry.since.party).html)</dd>
            <dt>管轄保健所</dt><dd><bdi>\(shown(entry.since.directory?.healthCentre))</bdi> \(HealthCentreNote(entry.since.directory).dialled)</dd>
            <dt>備考</dt><dd><bdi class="typed">\(shown(entry.since.directory?.remarks))</bdi></dd>
            <dt>診療日</dt><dd>\(known.practiceDays?.words ?? "—")</dd>
            </dl>
            </section>
            """
    }

    private func shown(_ text: String?) -> String { text.flatMap { $0.isEmpty ? nil : $0 } ?? "—" }

    private var party: String {
        guard let id = known.association else { return "自院" }
        return entry.associations[id] ?? id
    }

    private var history: HTML {
        """
        <section class="stack near" aria-labelledby="page-history">
        <h2 id="page-history">これまでの登録</h2>
        <p class="small muted">新しく書き加えたものから並んでいます。同じ日については、あとから書き加えたものが正しいものとして扱われます。</p>
        \(ToldTable(frame: frame, told: entry.told, associations: entry.associations, names: entry.names).html)
        </section>
        """
    }

    private var aside: HTML {
        """
        <section class="panel tight" aria-labelledby="page-change">
        <h2 class="lead" id="page-change">登録を変える</h2>
        <p><a class="btn" href="\(frame.links.designationEntry(entry.facility))">指定を入力する</a></p>
        <p class="small">指定・委託契約・報告する人は、こちらです。</p>
        <ul class="plain stack near">\(each: steps, { step in
            "<li><a href=\"\(frame.links.facilityLife(entry.facility, step.rawValue))\">\(step.label)</a></li>"
        })</ul>
        </section>
        \(if: !entry.requests.isEmpty, requests)
        <section class="panel tight quiet" aria-labelledby="page-id">
        <h2 class="lead" id="page-id">ID</h2>
        <p>\(LifeChip.chip(entry.life, known.party).html)</p>
        \(entry.life.map(life) ?? "<p class=\"small\">まだ発行していません。発行は、指定報告か事務局が行います。</p>")
        </section>
        """
    }

    private var requests: HTML {
        """
        <section class="panel tight" aria-labelledby="page-requests">
        <h2 class="lead" id="page-requests">回答を待っている依頼</h2>
        <ul class="plain stack near">\(each: entry.requests, { request in
            "<li><a href=\"\(frame.links.request(request.id))\">\(request.subject.label)の変更</a> <span class=\"small muted nb\">\(request.recordedAt.words(in: frame.today))</span></li>"
        })</ul>
        </section>
        """
    }

    private func life(_ life: AccountLife) -> HTML {
        """
        <dl class="kv keep small">
        <dt>発行</dt><dd>\(life.issuedAt.day.longWords)</dd>
        \(life.notifiedAt.map { "<dt>お知らせ</dt><dd>\($0.day.longWords) \(life.notifiedBy?.label ?? "")</dd>" })
        \(life.activatedAt.map { "<dt>利用開始</dt><dd>\($0.day.longWords)</dd>" })
        </dl>
        """
    }

    /// Those that can be taken as it stands.
    private var steps: [FacilityStep.Name] {
        FacilityStep.Name.allCases.filter { step in
            switch step {
            case .rest: known.life == .open
            case .reopen: known.life != .open
            case .close: known.life != .closed
            case .merge: !known.life.isEnded
            case .move, .rename, .phone, .code, .kind: true
            }
        }
    }
}

/// 「1月19日(火)から」 behind what holds.
struct SinceWords {
    var day: Day?

    init(_ day: Day?) { self.day = day }

    var html: HTML? { day.map { " <span class=\"small muted nb\">\($0.longWords)から</span>" } }
}

/// Every fact as it was told.
struct ToldTable {
    var frame: PageFrame
    /// The newest first.
    var told: [ToldFact]
    var associations: [String: String]
    var names: ActorWords

    var html: HTML {
        """
        <table class="tbl dense cards"><caption class="vh">書き加えられた登録</caption>
        <thead><tr><th scope="col">何が</th><th scope="col">内容</th><th scope="col">いつから</th>\
        <th scope="col">登録した日時</th><th scope="col">登録した人</th></tr></thead>
        <tbody>
        \(each: told, row)</tbody>
        </table>
        """
    }

    private func row(_ told: ToldFact) -> HTML {
        let words = FactWords(fact: told.fact, associations: associations)
        let until = told.validity.until.map { "〜\($0.adding(-1).longWords)" } ?? "〜"
        return """
            <tr><th scope="row">\(words.label)</th><td data-h="内容"><bdi>\(words.words)</bdi></td>\
            <td data-h="いつから">\(told.validity.from.longWords)\(until)</td>\
            <td data-h="登録した日時" class="nb">\(told.recordedAt.words(in: frame.today))</td>\
            <td data-h="登録した人"><bdi>\(names.words(told.recordedBy))</bdi></td></tr>

            """
    }
}
