import Domain
import TestSupport

@testable import Web

/// Whose an institution or association of the register is.
enum RegisterTargets {
    static func all(of route: Route, for person: Person) -> [Target] {
        let isOfficer = person == .prefecture || person == .otherPrefecture
        if route.path.contains(":facility") {
            return [TestWorld.own, TestWorld.neighbour, TestWorld.distant].map { facility in
                Target(facility: facility, isTheirs: isOfficer && person.reads(facility))
            }
        }
        // Tokyo registered the one association there is, and sent the one list.
        let isTokyos = route.path.contains(":association") || route.path.contains(":report")
        return [Target(isTheirs: isTokyos ? person == .prefecture : isOfficer)]
    }
}
