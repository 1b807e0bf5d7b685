import Domain
import Store

/// What is known of the institution today, and every fact as it was told.
struct RecordFacts {
    var frame: PageFrame
    var institution: RecordContents.Institution
    var names: ActorWords

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-facts">
        <h2 id="page-facts">医療機関の登録</h2>
        \(institution.known.map(today) ?? "<p class=\"muted\">まだ登録がありません。</p>")
        <p class="row"><a class="btn two-nd sm" href="\(frame.links.practiceDays)">診療日を変える</a>\
        <a class="btn two-nd sm" href="\(frame.links.newRequest)">都道府県に変更を依頼する</a></p>
        <p class="small muted">診療日はご自分で変えられます。名前・所在地・種別・指定などは、都道府県に依頼して変えます。</p>
        \(if: !institution.told.isEmpty, history)
        </section>
        """
    }

    private func today(_ known: FacilityDay) -> HTML {
        let attributes = known.attributes
        return """
            <dl class="kv keep ruled">
            <dt>名前</dt><dd><bdi>\(attributes.name)</bdi></dd>
            <dt>所在地</dt><dd>\(attributes.zipCode) \(attributes.prefecture.name)<bdi>\(attributes.address)</bdi></dd>
            <dt>電話</dt><dd>\(attributes.phone.isEmpty ? "—" : attributes.phone)</dd>
            <dt>医療機関コード</dt><dd>\(attributes.facilityCode.isEmpty ? "—" : attributes.facilityCode)</dd>
            <dt>都道府県・市区町村</dt><dd>\(attributes.prefecture.name) \(attributes.cityName)</dd>
            <dt>種別</dt><dd>\(known.kind?.label ?? "—")</dd>
            <dt>状態</dt><dd>\(FactWords.life(known.life))\(SinceWords(institution.since.life).html)</dd>
            <dt>指定</dt><dd>\(FactWords.designation(known.designation))\(SinceWords(institution.since.designation).html)</dd>
            <dt>診療・検査の日時</dt><dd>\(hours(known))</dd>
            <dt>行政検査の委託契約</dt><dd>\(known.contract ? "あり" : "なし")\(SinceWords(institution.since.contract).html)</dd>
            <dt>報告する人</dt><dd><bdi>\(words(.reportingParty(known.party)))</bdi>\(SinceWords(institution.since.party).html)</dd>
            \(healthCentre)
            <dt>診療日</dt><dd>\(known.practiceDays?.words ?? "まだ登録されていません")</dd>
            </dl>
            """
    }

    /// Whom to ask about what the prefecture itself wants to know (R36).
    private var healthCentre: HTML? {
        guard let name = institution.since.directory?.healthCentre, !name.isEmpty else { return nil }
        return """
            <dt>管轄保健所</dt><dd><bdi>\(name)</bdi> \(HealthCentreNote(institution.since.directory).dialled)<br><span class="small muted">都道府県が独自に行う調査については、この保健所にお問い合わせください。</span></dd>
            """
    }

    private func hours(_ known: FacilityDay) -> String {
        guard let hours = known.designation?.hours, !hours.isEmpty else { return "—" }
        return hours
    }

    private func words(_ fact: FacilityFact) -> String {
        FactWords(fact: fact, associations: institution.associations).words
    }

    private var history: HTML {
        """
        <details class="more"><summary>これまでの登録 \(Figure.grouped(institution.told.count))件</summary><div class="plainbox">
        \(ToldTable(frame: frame, told: institution.told, associations: institution.associations, names: names).html)</div></details>
        """
    }
}

/// What the institution asked its prefecture, with the answers.
struct RecordRequests {
    var frame: PageFrame
    var institution: RecordContents.Institution

    var html: HTML? {
        guard !institution.requests.isEmpty else { return nil }
        return """
            <section class="stack near" aria-labelledby="page-requests">
            <h2 id="page-requests">都道府県への依頼</h2>
            <table class="tbl dense cards">
            <thead><tr><th scope="col">依頼の日時</th><th scope="col">変更したいこと</th><th scope="col">内容</th>\
            <th scope="col">状態</th></tr></thead>
            <tbody>
            \(each: institution.requests, row)</tbody>
            </table>
            </section>
            """
    }

    private func row(_ request: ChangeRequest) -> HTML {
        """
        <tr><td data-h="依頼の日時" class="nb">\(request.recordedAt.words(in: frame.today))</td>\
        <th scope="row">\(request.subject.label)</th>\
        <td data-h="内容"><bdi class="typed">\(request.wanted)</bdi><br><span class="muted">\(request.validFrom.longWords)から</span></td>\
        <td data-h="状態">\(request.chip.html)\(request.answer.map(answer))</td></tr>

        """
    }

    private func answer(_ answer: ChangeRequest.Answer) -> HTML {
        """
        <br><span class="small muted">\(answer.answeredAt.words(in: frame.today))</span>\
        \(if: !answer.words.isEmpty, "<br><bdi class=\"typed\">\(answer.words)</bdi>")
        """
    }
}
