/// What people read of a row: how the institution would stand, and each thing that would hold otherwise.
extension DesignationComparing {
    mutating func tell(_ all: Restating) {
        let known = all.attributes.after(from)
        outcome.name = known?.name.isEmpty == false ? known?.name ?? "" : entry.name ?? reading.typed(.name)
        outcome.cityName = known?.cityName ?? ""
        outcome.designation = standing(all)
        outcome.party = words(all.party.after(from))
    }

    private func standing(_ all: Restating) -> String {
        let day = all.isInList(from, after: true) ? from : start
        if let designation = all.designation.after(day), designation.isInForce { return designation.words }
        if all.kind.after(day) == .testCentre { return FacilityKind.testCentre.label }
        return all.contract.after(day) == true ? "検査の委託契約のみ" : "指定なし"
    }

    func words(_ party: ReportingParty?) -> String {
        guard case .association(let id)? = party else { return "自院" }
        return around.associations.name(of: id)
    }

    func changes(_ all: Restating) -> [DesignationRow.Change] {
        var found = all.kind.changes("種別", from: start) { $0?.label ?? "" }
        found += designationChanges(all)
        found += all.contract.changes("委託契約", from: start) {
            $0 == true ? "あり" : "なし"
        } consequence: { piece in
            let isDesignated = all.designation.after(piece.validity.from)?.tests ?? false
            if isDesignated || all.kind.after(piece.validity.from) == .testCentre { return "" }
            return piece.after == true ? "検査の項目を報告します" : "検査の項目の報告が終わります"
        }
        found += partyChanges(all)
        return found + placeChanges(all) + directoryChanges(all)
    }

    private func designationChanges(_ all: Restating) -> [DesignationRow.Change] {
        var found = all.designation.changes("指定の区分", from: start) {
            ($0 ?? .notDesignated).words
        } consequence: { piece in
            let (before, after) = (piece.before ?? .notDesignated, piece.after ?? .notDesignated)
            let day = piece.validity.from
            let alsoTests = all.contract.after(day) == true || all.kind.after(day) == .testCentre
            if !before.isInForce { return "毎日の報告をお願いする対象になります" }
            if !after.isInForce { return alsoTests ? "検査の項目だけの報告になります" : "毎日の報告が終わります" }
            if before.consults != after.consults {
                return after.consults ? "診療の項目が増えます" : "診療の項目がなくなります"
            }
            if alsoTests { return "" }
            return after.tests ? "検査の項目が増えます" : "検査の項目がなくなります"
        }
        var lasting = all.designation
        lasting.pieces.removeAll { !($0.after?.isInForce ?? false) && ($0.before?.isInForce ?? false) }
        found += lasting.changes("かかりつけのみ", from: start) { ($0 ?? .notDesignated).ownPatientsOnly ? "有" : "無" }
        found += lasting.changes("診療時間", from: start) { ($0 ?? .notDesignated).hours }
        found += lasting.changes("公表", from: start) { ($0 ?? .notDesignated).publishable ? "可" : "否" }
        return found
    }

    private func partyChanges(_ all: Restating) -> [DesignationRow.Change] {
        all.party.changes("報告する人", from: start) {
            self.words($0)
        } consequence: { piece in
            let (before, after) = (piece.before ?? .itself, piece.after ?? .itself)
            switch (before, after) {
            case (.itself, .association): return self.subject?.ownID == nil ? "" : "IDでのログインを止めます"
            case (.association, .association): return "報告する団体が変わります"
            case (_, .itself):
                return self.partyEnds == piece.validity.from ? "団体からの報告は同じ日に終わります。自院のIDで報告します" : "自院のIDで報告します"
            }
        }
    }

    private func placeChanges(_ all: Restating) -> [DesignationRow.Change] {
        var known = all.attributes
        var found: [DesignationRow.Change] = []
        // Where nothing was known yet, it is known from an earlier day on.
        if let first = past.attributes.stretches.first?.validity.from, first > from {
            found.append(
                DesignationRow.Change(label: "登録の始まり", before: first.longWords, after: from.longWords))
            known.pieces.removeAll { $0.before == nil }
        }
        found += known.changes("医療機関名", from: start) { $0?.name ?? "" }
        found += known.changes("医療機関コード", from: start) { $0?.facilityCode ?? "" }
        found += known.changes("郵便番号", from: start) { $0?.zipCode ?? "" }
        found += known.changes("所在地", from: start) { $0?.address ?? "" }
        found += known.changes("市区町村", from: start) { place in
            guard let place, !place.localGovCode.isEmpty else { return "" }
            return place.cityName.isEmpty ? place.localGovCode : "\(place.cityName)（\(place.localGovCode)）"
        }
        return found + known.changes("電話番号", from: start) { $0?.phone ?? "" }
    }

    private func directoryChanges(_ all: Restating) -> [DesignationRow.Change] {
        all.directory.changes("医療機関名カナ", from: start) { $0?.kana ?? "" }
            + all.directory.changes("管轄保健所", from: start) { $0?.healthCentre ?? "" }
            + all.directory.changes("管轄保健所電話番号", from: start) { $0?.healthCentrePhone ?? "" }
            + all.directory.changes("備考", from: start) { $0?.remarks ?? "" }
    }
}
