import Domain

/// An association's day, by table and by file; the pages of several surveys at once.
extension Links {
    /// The table of a survey and period, members as rows.
    public func members(_ survey: String, _ day: Day, query: [(name: String, value: String)] = []) -> Link {
        Link(base: base, ["members", survey, day.text], query: query)
    }
    /// One member after the other, as on a phone.
    public func member(
        _ survey: String, _ day: Day, _ facility: Facility.ID, query: [(name: String, value: String)] = []
    ) -> Link {
        Link(base: base, ["members", survey, day.text, facility.text], query: query)
    }
    /// A workbook to fill in: `day` or `week`.
    public func memberWorkbook(_ survey: String, _ day: Day, _ span: String) -> Link {
        link("members", survey, day.text, "\(span).xlsx")
    }
    /// The same as CSV, in UTF-8 or Shift_JIS.
    public func memberCSV(_ survey: String, _ day: Day, _ span: String, encoding: String) -> Link {
        Link(base: base, ["members", survey, day.text, "\(span).csv"], query: [("encoding", encoding)])
    }
    /// Where a filled file is sent.
    ///
    /// - Parameter sent: the one that was sent, with what became of it.
    public func memberFile(_ survey: String, _ day: Day, sent: String? = nil) -> Link {
        Link(base: base, ["members", survey, day.text, "file"], query: sent.map { [("sent", $0)] } ?? [])
    }
    /// The file that was sent, with what is to be mended.
    public func memberFileBack(_ survey: String, _ day: Day, sent: String) -> Link {
        Link(base: base, ["members", survey, day.text, "file.xlsx"], query: [("sent", sent)])
    }
    /// A form on paper for members without the web; a blank one without any member's name.
    public func memberPaper(_ survey: String, _ day: Day, isBlank: Bool = false) -> Link {
        Link(base: base, ["members", survey, day.text, "paper.pdf"], query: isBlank ? [("blank", "1")] : [])
    }
    /// Whose figures are shown to the institution itself, and where the links are sent.
    public func memberConfirmations(_ survey: String, _ day: Day) -> Link {
        link("members", survey, day.text, "confirmations")
    }
    public var confirmationAddresses: Link { link("members", "confirmation-addresses") }
    /// 「これは当院の数値です」
    public func confirmation(code: String? = nil) -> Link {
        Link(base: base, ["confirm-figures"], query: code.map { [("code", $0)] } ?? [])
    }

    /// Every daily survey of an institution that is due on a day, on one page with one button.
    public func together(_ day: Day, of facility: Facility.ID? = nil) -> Link {
        Link(base: base, (facility.map { ["facilities", $0.text] } ?? []) + ["days", day.text, "report"])
    }
    /// The receipts of what was sent from there.
    public func togetherReceipt(_ day: Day, of facility: Facility.ID? = nil) -> Link {
        Link(base: base, (facility.map { ["facilities", $0.text] } ?? []) + ["days", day.text, "report", "receipt"])
    }
    /// 「開設なし・実績なし」 of one survey and day.
    public func closedMark(_ survey: String, _ day: Day, of facility: Facility.ID? = nil) -> Link {
        Link(
            base: base, (facility.map { ["facilities", $0.text] } ?? []) + ["reports", survey, day.text, "closed"])
    }

    /// Many days of an institution as rows; without a span those that wait for their report.
    public func manyDays(
        _ survey: String, _ span: DaySpan? = nil, of facility: Facility.ID? = nil,
        query: [(name: String, value: String)] = []
    ) -> Link { daysLink(["many-days", survey], span, facility, query) }
    /// The same as a file to fill in: `days.xlsx`, `days.csv`, or the page where it is sent.
    public func dayFile(
        _ survey: String, _ name: String, _ span: DaySpan, of facility: Facility.ID? = nil,
        query: [(name: String, value: String)] = []
    ) -> Link { daysLink(["many-days", survey, name], span, facility, query) }
    /// 「開設なし・実績なし」 of many days at once.
    public func closedDays(
        _ survey: String, _ span: DaySpan? = nil, of facility: Facility.ID? = nil,
        query: [(name: String, value: String)] = []
    ) -> Link { daysLink(["closed-days", survey], span, facility, query) }

    private func daysLink(
        _ segments: [String], _ span: DaySpan?, _ facility: Facility.ID?, _ query: [(name: String, value: String)]
    ) -> Link {
        let ends = span.map { [(name: DayField.from, value: $0.from.text), (DayField.until, $0.until.text)] } ?? []
        return Link(base: base, (facility.map { ["facilities", $0.text] } ?? []) + segments, query: ends + query)
    }
}
