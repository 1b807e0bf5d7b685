import Domain

/// The head of an item's column, short enough for a column of figures; the full name goes beside it for whoever listens.
struct ColumnHead {
    /// The lines of the head.
    let lines: [String]
    let name: String

    init(_ item: Item, in section: Section, of form: Form) {
        name = form.name(of: item)
        if let short = Self.short[item.label] {
            lines = short
        } else if item.label.hasPrefix(section.title + " ") {
            let rest = String(item.label.dropFirst(section.title.count + 1))
            lines = Self.short[rest] ?? [rest]
        } else {
            lines = [item.label]
        }
    }

    var html: HTML { "\(each: lines.enumerated(), { "\(if: $0 > 0, "<br>")\($1)" })" }

    /// By the labels of published forms, which never change.
    private static let short: [String: [String]] = [
        "開設時間": ["開設", "時間"],
        "診療室数": ["診療", "室数"],
        "発熱患者等の受診者数": ["発熱等", "受診者"],
        "新型コロナウイルス検査実施（検体採取）総人数": ["総人数"],
        "うち無症状者の希望に基づく検査等": ["うち", "希望"],
        "PCR検査実施人数": ["PCR"],
        "うち自院で検査分析を行った人数": ["うち", "自院"],
        "抗原（定量・定性）検査実施人数": ["抗原"],
        "抗原定量検査実施人数": ["抗原", "定量"],
        "抗原定性検査（簡易キット）実施人数": ["抗原", "定性"],
        "PCR検査結果判明件数": ["PCR"],
        "うち陽性件数": ["うち", "陽性"],
        "抗原（定量・定性）検査結果判明件数": ["抗原"],
        "抗原定量検査結果判明件数": ["抗原", "定量"],
        "抗原定性検査（簡易キット）結果判明件数": ["抗原", "定性"],
        "新型コロナウイルス感染症の外来受診者数": ["外来", "受診者"],
        "新型コロナウイルス感染症の新規入院患者数": ["新規", "入院"],
        "新型コロナウイルス感染症の入院患者数": ["入院", "患者"],
        "うち重症者数": ["うち", "重症"],
        "受入可能病床数": ["受入可能", "病床"],
        "人工呼吸器の保有台数": ["呼吸器", "保有"],
        "うち新型コロナウイルス感染症に使用中の台数": ["うち", "使用中"],
        "ECMOの保有台数": ["ECMO", "保有"],
        "供給見込み量": ["供給", "見込み"],
    ]
}
