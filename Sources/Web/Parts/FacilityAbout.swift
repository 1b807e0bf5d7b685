import Domain

/// What an institution counts as, in a panel: kind, designation, contract, who reports (R28).
public struct FacilityAbout: Sendable {
    public var kind: String
    public var designation: String
    public var contract: Bool
    public var party: String
    public var isDesignated: Bool
    /// Whoever reports is asked to (R59); an office is not.
    public var asks = true

    public init(kind: String, designation: String, contract: Bool, party: String, isDesignated: Bool) {
        self.kind = kind
        self.designation = designation
        self.contract = contract
        self.party = party
        self.isDesignated = isDesignated
    }

    init(_ outlook: FacilityOutlook) {
        let known = outlook.known
        kind = known.kind?.label ?? "—"
        contract = known.contract
        asks = outlook.mayReport
        isDesignated = known.designation?.consults ?? false
        if isDesignated, let designation = outlook.designation {
            let scope = designation.value.tests ? "診療と検査" : "診療のみ"
            let own = designation.value.ownPatientsOnly ? "、かかりつけの方のみ" : ""
            self.designation = "\(scope)\(own)(\(designation.since.longWords)から)"
        } else {
            designation = "なし"
        }
        party =
            switch known.party {
            case .itself: "自院"
            case .association(let id): outlook.associationName ?? id
            }
    }

    var html: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-about">
        <h2 class="lead" id="page-about">この医療機関の扱い</h2>
        <dl class="kv keep small">
        <dt>種別</dt><dd>\(kind)</dd>
        <dt>指定</dt><dd>\(designation)</dd>
        \(if: contract, "<dt>契約</dt><dd>行政検査の委託契約あり</dd>")
        <dt>報告する人</dt><dd><bdi>\(party)</bdi></dd>
        </dl>
        \(if: asks, "<p class=\"small\">\(CooperationWords(isDesignated: isDesignated).sentence)</p>")
        </section>
        """
    }
}
