import Domain
import Foundation

/// What a kept form is called, as far as its address tells.
extension Visit {
    func title(of path: String) -> String {
        let parts = path.split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) }
        return title(ofMembers: parts) ?? title(ofReport: parts) ?? title(ofDay: parts) ?? Self.title(ofDesk: parts)
            ?? path
    }

    /// 「1月19日(火)分 病院の状況」
    private func title(ofReport parts: [String]) -> String? {
        guard let place = parts.firstIndex(of: "reports"), parts.count > place + 2, let day = Day(parts[place + 2]),
            let form = house.surveys.form(parts[place + 1], on: day)
        else { return nil }
        let end = ["withdrawal": "の取り下げ", "closed": "の「\(OneTap.closedWords)」"][parts.last ?? ""] ?? ""
        return "\(whose(parts))\(form.period.title(of: day, in: now.day)) \(form.title)\(end)"
    }

    /// 「1月20日(水)が締切の報告」
    private func title(ofDay parts: [String]) -> String? {
        guard parts.last == "report", let place = parts.firstIndex(of: "days"), parts.count > place + 1,
            let day = Day(parts[place + 1])
        else { return nil }
        return "\(whose(parts))\(day.words(in: now.day))が締切の報告"
    }

    private func whose(_ parts: [String]) -> String {
        parts.first == "facilities" && parts.count > 1 ? "\(parts[1]) " : ""
    }

    /// 「1月19日(火)分 診療・検査医療機関 日次調査 会員の表」, or of one member, or of a file.
    private func title(ofMembers parts: [String]) -> String? {
        guard parts.first == "members", parts.count > 2, let day = Day(parts[2]),
            let form = house.surveys.form(parts[1], on: day)
        else { return nil }
        let title = "\(form.period.title(of: day, in: now.day)) \(form.title)"
        guard parts.count > 3 else { return "\(title) 会員の表" }
        return parts[3] == "file" ? "\(title) 貼り付けた表" : "\(parts[3]) \(title)"
    }

    private static func title(ofDesk parts: [String]) -> String? {
        if parts.first == "register" {
            guard parts.count > 2 else { return "新しい医療機関" }
            let step = parts.count > 3 ? FacilityStep.Name(rawValue: parts[3]) : nil
            return "\(parts[1]) \(step?.label ?? "指定と報告する人の変更")"
        }
        return desks.first { parts.starts(with: $0.parts) }?.words
    }

    /// By the beginning of their address; the longer one first.
    private static let desks: [(parts: [String], words: String)] = [
        (["record", "contact"], "連絡先の変更"), (["record", "colleagues"], "同僚の登録"),
        (["record", "mail"], "メールアドレスの変更"), (["record", "practice-days"], "診療日の変更"),
        (["record", "requests"], "都道府県への変更の依頼"), (["associations"], "団体の登録"),
        (["help-desk", "issue"], "IDの発行"), (["help-desk", "notices"], "お知らせ"),
        (["help-desk", "maintenance"], "メンテナンスの予定"),
        (["members", "confirmation-addresses"], "数値を確認する宛先"),
    ]
}
