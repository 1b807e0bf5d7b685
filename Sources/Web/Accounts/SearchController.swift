import Database
import Domain
import Hummingbird
import Store

/// Finding an institution or office (R15).
enum SearchController {
    static func index(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn().permit(.manageAccounts)
        let typed = visit.query.first { $0.name == "q" }?.value ?? ""
        let day = visit.now.day
        var page = SearchPage(frame: visit.frame(.search), typed: String(typed.prefix(SearchPage.limit)))
        if !SearchKey.fold(page.typed).isEmpty {
            let text = page.typed
            let (found, hasMore) = try await visit.house.pool.read { try $0.accountSearch.find(text, on: day) }
            if found.count == 1 { return visit.redirect(SearchPage.link(found[0], Links())) }
            (page.found, page.hasMore) = (found, hasMore)
        }
        return visit.page(page.body)
    }
}
