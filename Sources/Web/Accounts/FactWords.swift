import Domain
import Store

/// What a dated fact says, in words (R28).
struct FactWords {
    var fact: FacilityFact
    /// As associations are called, by key.
    var associations: [String: String] = [:]

    var label: String {
        switch fact {
        case .attributes: "名前・所在地・電話"
        case .kind: "種別"
        case .listed: "病院の一覧"
        case .life: "開設・休止・廃止"
        case .designation: "指定"
        case .contract: "行政検査の委託契約"
        case .reportingParty: "報告する人"
        case .practiceDays: "診療日"
        case .directory: "名簿の記載"
        }
    }

    var words: String {
        switch fact {
        case .attributes(let known):
            [
                known.name, "\(known.prefecture.name)\(known.address)", known.phone,
                known.facilityCode.isEmpty ? "" : "コード\(known.facilityCode)",
            ].filter { !$0.isEmpty }.joined(separator: "、")
        case .kind(let kind): kind.label
        case .listed(let isListed): isListed ? "載っている" : "載っていない"
        case .life(let life): Self.life(life)
        case .designation(let designation):
            Self.designation(designation) + (designation.hours.isEmpty ? "" : "、\(designation.hours)")
        case .contract(let holds): holds ? "あり" : "なし"
        case .reportingParty(.itself): "自院"
        case .reportingParty(.association(let id)): associations[id] ?? id
        case .practiceDays(let days): days.words
        case .directory(let entry):
            [entry.kana, entry.healthCentre, entry.healthCentrePhone, entry.remarks].filter { !$0.isEmpty }.joined(
                separator: "、")
        }
    }

    static func life(_ life: FacilityLife) -> String {
        switch life {
        case .open: "開設"
        case .resting: "休止"
        case .closed: "廃止"
        case .merged(let other): "統合（\(other.text)へ）"
        }
    }

    static func designation(_ designation: Designation?) -> String {
        guard let designation, designation.consults else { return "なし" }
        return (designation.tests ? "診療と検査" : "診療のみ") + (designation.ownPatientsOnly ? "、かかりつけの方のみ" : "")
            + (designation.publishable ? "、公表可" : "、公表しない")
    }
}
