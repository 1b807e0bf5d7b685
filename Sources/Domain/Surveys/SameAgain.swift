/// "Same as last time": what describes the institution as it stands (beds, rooms) is often as it was; what happened on a day never is.
extension Form {
    /// What one tap puts where nothing was typed, by item: the newest earlier answer to each state (`adds: latest`), never a count of
    /// what happened.
    ///
    /// - Parameter earlier: reports before it in this form's item order, the newest first.
    public func same(
        in sections: [Section], earlier: [(period: Day, answers: Answers)]
    ) -> [String: (text: String, period: Day)] {
        var filling: [String: (text: String, period: Day)] = [:]
        for item in sections.flatMap(\.items) where item.adds == .latest {
            for report in earlier {
                guard let answer = report.answers[item.code, in: self] else { continue }
                filling[item.code] = (item.write(answer), report.period)
                break
            }
        }
        return filling
    }
}
