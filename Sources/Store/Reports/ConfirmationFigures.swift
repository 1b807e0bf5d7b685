import Database
import Domain

/// What stands behind a link: the figures of one revision, and whom to call where they are wrong.
public struct FiguresToConfirm: Sendable {
    public let confirmation: FiguresConfirmation
    /// As the institution was called on the day.
    public let name: String
    public let form: Form
    public let sections: [Section]
    public let revision: Revision
    /// The phone is empty where nobody told.
    public let association: (name: String, phone: String)
}

extension ConfirmationStore {
    /// What a good link shows: nothing but the revision it was sent for, to whoever holds it.
    ///
    /// - Throws: `Problem.notFound` where it cannot be shown any more.
    public func figures(_ confirmation: FiguresConfirmation, _ surveys: Surveys) throws -> FiguresToConfirm {
        guard let known = try db.facilities.day(of: confirmation.facility, on: confirmation.period) else {
            throw Problem.notFound
        }
        let permit = Permit.product(
            .readReports, .facility(confirmation.facility, in: known.attributes.prefecture, reportedBy: known.party))
        let revisions = try db.reports.revisions(confirmation.survey, confirmation.period, permit, surveys)
        guard let revision = revisions.first(where: { $0.number == confirmation.number }),
            revision.contentHash == confirmation.contentHash,
            let form = surveys.form(confirmation.survey, version: revision.form)
        else { throw Problem.notFound }
        let told = try db.query(
            "SELECT name, phone FROM association WHERE association_id = \(confirmation.association)"
        ).first
        return FiguresToConfirm(
            confirmation: confirmation, name: known.attributes.name, form: form,
            sections: known.asked.map { form.sections(askedOf: $0) } ?? form.sections, revision: revision,
            association: (
                try told?.string("name") ?? confirmation.association, try told?.string("phone") ?? ""
            ))
    }
}
