extension DesignationComparing {
    /// What would hold of each fact, as far as the row says so.
    func restating(_ party: ReportingParty?) -> Restating {
        let cuts: [Day] = if case .day(let end)? = entry.until { [from, end] } else { [from] }
        return Restating(
            attributes: Restated(past.attributes, from: start, cuts: cuts) { span, known in
                span.from < self.from ? known : self.attributes(span.from, known)
            },
            kind: Restated(past.kind, from: start, cuts: cuts) { span, known in
                span.from < self.from ? known : self.kind(span.from, known)
            },
            designation: Restated(past.designation, from: start, cuts: cuts) { self.designation($0.from, $1) },
            contract: Restated(past.contract, from: start, cuts: cuts) { span, known in
                span.from < self.from ? known : self.entry.contract ?? known
            },
            party: Restated(past.party, from: start, cuts: cuts) { span, known in
                span.from < self.from ? known : party ?? known
            },
            directory: Restated(past.directory, from: start, cuts: cuts) { span, known in
                span.from < self.from ? known : self.directory(known)
            })
    }

    private func kind(_ day: Day, _ known: FacilityKind?) -> FacilityKind? {
        entry.kind ?? known ?? past.kind.nearest(to: day) ?? .clinic
    }

    private func directory(_ known: DirectoryEntry?) -> DirectoryEntry? {
        var told = known ?? DirectoryEntry()
        if let kana = entry.kana { told.kana = kana }
        if let centre = entry.healthCentre { told.healthCentre = centre }
        if let phone = entry.healthCentrePhone { told.healthCentrePhone = phone }
        if let remarks = entry.remarks { told.remarks = remarks }
        return told == (known ?? DirectoryEntry()) ? known : told
    }

    private func designation(_ day: Day, _ known: Designation?) -> Designation? {
        if case .day(let end)? = entry.until, day >= end {
            return known?.isInForce ?? false ? Designation.notDesignated : known
        }
        guard day >= from else { return known }
        var told = known ?? .notDesignated
        let now = past.designation.value(on: from)
        // An end that was told before stays until it is told otherwise.
        let isEnd = !told.isInForce && day > from && now?.isInForce ?? false && entry.until == nil
        if entry.hasNoDesignation {
            (told.consults, told.tests) = (false, false)
        } else if let tests = entry.tests, !isEnd {
            (told.consults, told.tests) = (tests.consults, tests.tests)
        } else if !told.isInForce, !isEnd, let now, now.isInForce, entry.until == .never {
            told = now
        }
        if told.isInForce || entry.hasNoDesignation || known == nil {
            if let own = entry.ownPatientsOnly { told.ownPatientsOnly = own }
            if let hours = entry.hours { told.hours = hours }
            if let publishable = entry.publishable { told.publishable = publishable }
        }
        return told
    }

    /// Where two texts differ in width and blanks only, nothing is to be changed.
    private func other(_ told: String?, than known: String) -> String? {
        guard let told, SearchKey.fold(told) != SearchKey.fold(known) else { return nil }
        return told
    }

    private func attributes(_ day: Day, _ known: Facility.Attributes?) -> Facility.Attributes? {
        var told =
            known ?? past.attributes.nearest(to: day)
            ?? Facility.Attributes(
                name: "", zipCode: "", prefecture: around.prefecture, address: "", phone: "", latitude: "",
                longitude: "", localGovCode: "", cityName: "", facilityCode: "")
        if let name = other(entry.name, than: told.name) { told.name = name }
        if let zip = entry.zipCode, digits(zip) != digits(told.zipCode) { told.zipCode = zip }
        if let phone = entry.phone, Contact.key(ofPhone: phone) != Contact.key(ofPhone: told.phone) {
            told.phone = phone
        }
        if let code = entry.facilityCode { told.facilityCode = code }
        let address = other(entry.address, than: told.address)
        if let address { told.address = address }
        if let code = entry.municipality {
            if code != told.localGovCode {
                (told.localGovCode, told.cityName) = (code, around.cityName(code, told.address))
            }
        } else if let address, let found = around.municipality(address) {
            (told.localGovCode, told.cityName) = (found.code, found.name)
        }
        return told
    }

    private func digits(_ text: String) -> String { text.filter(\.isNumber) }
}
