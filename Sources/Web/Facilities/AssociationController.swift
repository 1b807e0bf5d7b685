import Database
import Domain
import Hummingbird
import Store

/// The associations that a prefecture has registered (R18 R31).
enum AssociationController {
    static func index(_ visit: Visit) async throws -> Response {
        let desk = try RegisterDesk(visit)
        let today = visit.now.day
        let roster = try await visit.house.register.roster(on: today, visit.house)
        var members: [String: Int] = [:]
        for known in roster.facilities.values { if let id = known.association { members[id, default: 0] += 1 } }
        let (own, lives) = try await visit.house.pool.read { db in
            let own = try db.associations.all(in: desk.prefecture)
            return (own, try db.accountLives.lives(ofAssociations: own.map(\.id)))
        }
        let counts = members
        let rows = own.map { association in
            AssociationsPage.Row(
                association: association, members: counts[association.id] ?? 0, life: lives[association.id])
        }
        return visit.page(
            AssociationsPage(
                frame: visit.frame(.associations), prefecture: desk.prefecture, rows: rows, today: today
            ).body)
    }

    static func show(_ visit: Visit) async throws -> Response {
        let scene = try await AssociationScene(visit)
        var page = try await page(visit, scene)
        page.done = visit.asked("done").flatMap { AssociationPage.done[$0] }
        return visit.page(page.body)
    }

    static func new(_ visit: Visit) async throws -> Response {
        let desk = try RegisterDesk(visit)
        return visit.page(AssociationForm.page(visit.frame(.associations), in: desk.prefecture).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let desk = try RegisterDesk(visit)
        let page = AssociationForm.page(visit.frame(.associations), in: desk.prefecture)
        let form = try visit.form()
        if let obstacle = visit.obstacle(to: form) { return visit.again(page, form, after: obstacle) }
        let (details, problems) = AssociationForm.read(form, in: desk.prefecture)
        guard let details else {
            return visit.page(page.again(form, problems).body, status: .unprocessableContent)
        }
        let order = AccountIssue.Order(
            at: visit.now, by: desk.account.actor, holds: visit.house.holdsNotifications)
        do {
            let made = try await visit.house.pool.write { db in
                try db.associations.register(details, in: desk.prefecture, order)
            }
            return visit.redirect(Links().association(made.id, done: "created"))
        } catch Problem.invalid(let problems) {
            return visit.page(page.again(form, problems).body, status: .unprocessableContent)
        }
    }

    static func edit(_ visit: Visit) async throws -> Response {
        let scene = try await AssociationScene(visit)
        return visit.page(AssociationForm.page(visit.frame(.associations), of: scene.association).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let scene = try await AssociationScene(visit)
        let page = AssociationForm.page(visit.frame(.associations), of: scene.association)
        let form = try visit.form()
        if let obstacle = visit.obstacle(to: form) { return visit.again(page, form, after: obstacle) }
        let (details, problems) = AssociationForm.read(form, in: scene.association.prefecture)
        guard let details else {
            return visit.page(page.again(form, problems).body, status: .unprocessableContent)
        }
        let (now, id, actor) = (visit.now, scene.association.id, scene.desk.account.actor)
        do {
            try await visit.house.pool.write { try $0.associations.change(id, to: details, at: now, by: actor) }
        } catch Problem.invalid(let problems) {
            return visit.page(page.again(form, problems).body, status: .unprocessableContent)
        }
        return visit.redirect(Links().association(id, done: "changed"))
    }

    static func askEnd(_ visit: Visit) async throws -> Response {
        let scene = try await AssociationScene(visit)
        let page = AssociationForm.end(visit.frame(.associations), scene.association, today: visit.now.day)
        return visit.page(page.body)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let scene = try await AssociationScene(visit)
        let page = AssociationForm.end(visit.frame(.associations), scene.association, today: visit.now.day)
        var reading = FieldReading(try visit.form())
        let day = reading.text(RecordField.from, "いつから") { typed throws(FieldProblem) in
            guard let day = Day(typed) else {
                throw FieldProblem(field: RecordField.from, label: "いつから", sentence: "日付で入力してください。")
            }
            return day
        }
        guard let day else {
            return visit.page(page.again(reading.form, reading.problems).body, status: .unprocessableContent)
        }
        let (now, arrived) = (visit.now, visit.arrived)
        let (id, actor) = (scene.association.id, scene.desk.account.actor)
        do {
            try await visit.house.pool.write {
                try $0.associations.end(id, on: day, at: now, arrived: arrived, by: actor)
            }
        } catch Problem.invalid(let problems) {
            return visit.page(page.again(reading.form, problems).body, status: .unprocessableContent)
        }
        return visit.redirect(Links().association(id, done: "ended"))
    }

    /// Sends what tells of the ID once more.
    static func tellAgain(_ visit: Visit) async throws -> Response {
        let scene = try await AssociationScene(visit)
        let (now, arrived) = (visit.now, visit.arrived)
        let (id, actor) = (scene.association.id, scene.desk.account.actor)
        do {
            try await visit.house.pool.write {
                try $0.associations.tellAgain(id, at: now, arrived: arrived, by: actor)
            }
        } catch Problem.refused(let japanese, _) {
            var page = try await page(visit, scene)
            page.refusal = japanese
            return visit.page(page.body, status: .unprocessableContent)
        }
        return visit.redirect(Links().association(id, done: "told"))
    }

    private static func page(_ visit: Visit, _ scene: AssociationScene) async throws -> AssociationPage {
        let (today, id) = (visit.now.day, scene.association.id)
        let roster = try await visit.house.register.roster(on: today, visit.house)
        let members = roster.members(of: id)
        let own = members.filter { $0.known.attributes.prefecture == scene.desk.prefecture }
        let kept = try await visit.house.pool.read { db in
            var question = AuditQuestion()
            question.subjects = ["association:\(id)"]
            let extract = try db.audit.extract(question, limit: AssociationPage.listedLines)
            let account = try db.accounts.account(ofAssociation: id)
            return (
                account: account, life: try account.flatMap { try db.accountLives.life(of: $0.id) },
                lines: extract.lines, names: try db.audit.names(of: extract.lines.map(\.actor), on: today)
            )
        }
        var page = AssociationPage(
            frame: visit.frame(.associations), association: scene.association, today: today,
            members: own.prefix(AssociationPage.listedMembers).map { ($0.id, $0.known.attributes) }, own: own.count,
            elsewhere: members.count - own.count)
        (page.life, page.lines, page.names) = (kept.life, kept.lines, ActorWords(names: kept.names))
        page.surveys = visit.house.surveys
        return page
    }
}

/// The association that the address names: one of the officer's own prefecture.
struct AssociationScene: Sendable {
    let desk: RegisterDesk
    let association: Association

    /// - Throws: `Problem.notFound` for another prefecture's.
    init(_ visit: Visit) async throws {
        let desk = try RegisterDesk(visit)
        let id = try visit.key("association")
        guard let found = try await visit.house.pool.read({ try $0.associations.find(id) }),
            found.prefecture == desk.prefecture
        else { throw Problem.notFound }
        (self.desk, association) = (desk, found)
    }
}
