import Domain

/// An office's role as options of a command say it.
enum OfficeRole {
    static func read(
        prefecture: String?, ministry: Bool, helpDesk: Bool, administrator: Bool
    ) throws(Problem) -> (role: Role, name: String)? {
        if ministry { return (.ministry, "厚生労働省") }
        if helpDesk { return (.helpDesk, "G-MIS 事務局") }
        if administrator { return (.administrator, "G-MIS 管理者") }
        guard let prefecture else { return nil }
        guard let own = Prefecture(code: prefecture) else {
            throw .refused(
                japanese: "都道府県コード「\(prefecture)」は01から47の2桁です。", english: "prefecture must be 01 to 47")
        }
        return (.prefecture(own), own.name)
    }
}
