import Domain
import Hummingbird

/// What everybody may read of the product itself.
enum AboutController {
    static func personalData(_ visit: Visit) async throws -> Response {
        visit.page(PersonalDataPage(frame: visit.frame()).body)
    }

    static func terms(_ visit: Visit) async throws -> Response { visit.page(TermsPage(frame: visit.frame()).body) }

    static func accessibility(_ visit: Visit) async throws -> Response {
        visit.page(AccessibilityPage(frame: visit.frame()).body)
    }
}
