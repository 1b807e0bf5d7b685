import Domain

extension FacilityHistory {
    /// What holds of each fact, day after day.
    public var timelines: FacilityTimelines { timelines { _, _ in true } }

    /// The same, had nobody written down the facts of one act.
    func timelines(without recordedAt: Instant, by recorder: String) -> FacilityTimelines {
        timelines { $0 != recordedAt || $1 != recorder }
    }

    private func timelines(_ isWanted: (_ recordedAt: Instant, _ recordedBy: String) -> Bool) -> FacilityTimelines {
        func timeline<Value>(_ series: FactSeries<Value>) -> Timeline<Value> {
            Timeline(
                series.facts.filter { isWanted($0.recordedAt, $0.recordedBy) }.map { ($0.validity, $0.value) })
        }
        return FacilityTimelines(
            attributes: timeline(attributes), kind: timeline(kind), life: timeline(life),
            designation: timeline(designation), contract: timeline(contract), party: timeline(party),
            directory: timeline(directory))
    }
}
