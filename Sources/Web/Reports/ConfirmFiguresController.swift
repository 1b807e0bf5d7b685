import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// Where the link leads that shows an institution the figures that its association sent; nobody needs to be signed in.
enum ConfirmFiguresController {
    static func new(_ visit: Visit) async throws -> Response {
        let code = visit.asked(RecordField.code) ?? ""
        let (arrived, surveys) = (visit.arrived, visit.house.surveys)
        let found = try await visit.house.pool.read { db in
            try db.confirmations.look(code, at: arrived).map { try db.confirmations.figures($0, surveys) }
        }
        switch found {
        case .success(let figures):
            return visit.page(ConfirmFiguresPage(frame: visit.frame(), state: .open(code, figures)).body)
        case .failure(let fault): return refused(visit, fault, status: fault == .unknown ? .notFound : .ok)
        }
    }

    static func create(_ visit: Visit) async throws -> Response {
        let code = try visit.form().typed(RecordField.code)
        let (arrived, now, surveys) = (visit.arrived, visit.now, visit.house.surveys)
        let found = try await visit.house.pool.write { db in
            try db.confirmations.confirm(code, at: arrived, recordedAt: now)
                .map { try db.confirmations.figures($0, surveys) }
        }
        switch found {
        case .success(let figures):
            return visit.page(ConfirmFiguresPage(frame: visit.frame(), state: .done(figures)).body)
        case .failure(let fault): return refused(visit, fault, status: .unprocessableContent)
        }
    }

    private static func refused(
        _ visit: Visit, _ fault: FiguresConfirmationFault, status: HTTPResponse.Status
    ) -> Response {
        visit.page(ConfirmFiguresPage(frame: visit.frame(), state: .refused(fault)).body, status: status)
    }
}

extension Result {
    /// `map` for what may throw beside.
    fileprivate func map<Other>(_ body: (Success) throws -> Other) throws -> Result<Other, Failure> {
        switch self {
        case .success(let value): .success(try body(value))
        case .failure(let failure): .failure(failure)
        }
    }
}
