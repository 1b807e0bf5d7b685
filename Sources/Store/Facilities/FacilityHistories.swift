import Database
import Domain

extension FacilityStore {
    /// The histories of many institutions, in a few statements whatever their number.
    public func histories(of facilities: [Facility.ID]) throws -> [Facility.ID: FacilityHistory] {
        var histories: [Facility.ID: FacilityHistory] = [:]
        for start in stride(from: 0, to: facilities.count, by: 500) {
            let some = Array(facilities[start..<min(start + 500, facilities.count)])
            for (id, history) in try FacilityHistory.of(some, db) { histories[id] = history }
        }
        return histories
    }
}
