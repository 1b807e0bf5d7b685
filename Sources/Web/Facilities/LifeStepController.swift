import Database
import Domain
import Hummingbird
import Store

/// The steps of an institution's life, one page each, with a day from which they hold (R13 R28).
enum LifeStepController {
    static func show(_ visit: Visit) async throws -> Response {
        let scene = try await LifeStepScene(visit, request: visit.asked(LifeStepForm.requestField))
        if let answered = scene.request, answered.answer != nil { return visit.redirect(Links().request(answered.id)) }
        var form = LifeStepForm.filled(scene.step, scene.known, today: visit.now.day)
        if let request = scene.request { form.take(request) }
        return visit.page(scene.page(visit, form).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let sent = try visit.form()
        let asked = sent.typed(LifeStepForm.requestField)
        let scene = try await LifeStepScene(visit, request: asked.isEmpty ? nil : asked)
        var form = LifeStepForm(scene.step)
        let read = form.read(sent)
        if let obstacle = visit.obstacle(to: sent) {
            form.problems = []
            var page = scene.page(visit, form)
            page.frame.obstacle = obstacle
            return visit.page(page.body, after: obstacle)
        }
        if form.act == .edit { return visit.page(scene.page(visit, form).body) }
        guard let (step, from) = read else { return refused(visit, scene, form) }
        do {
            if form.act == .save {
                do {
                    try await take(step, from, form, scene, visit)
                    // Of what lies elsewhere from today on the register tells where its past is found.
                    if try await hasLeft(scene, visit) {
                        return visit.redirect(Links().register([("q", scene.facility.text)]))
                    }
                    return visit.redirect(Links().registerEntry(scene.facility, done: scene.step))
                } catch Problem.changedMeanwhile {
                    return try await confirm(step, from, form, scene, visit, hasChanged: true)
                }
            }
            return try await confirm(step, from, form, scene, visit, hasChanged: false)
        } catch Problem.invalid(let problems) {
            form.problems = problems
            return refused(visit, scene, form)
        }
    }

    private static func hasLeft(_ scene: LifeStepScene, _ visit: Visit) async throws -> Bool {
        let today = visit.now.day
        let known = try await visit.house.pool.read { try $0.facilities.newest(of: scene.facility, on: today) }
        return known?.attributes.prefecture != scene.desk.prefecture
    }

    private static func take(
        _ step: FacilityStep, _ from: Day, _ form: LifeStepForm, _ scene: LifeStepScene, _ visit: Visit
    ) async throws {
        let order = FacilityLifeWriting.Order(by: scene.desk.account, at: visit.now, arrived: visit.arrived)
        let (surveys, facility, seen) = (visit.house.surveys, scene.facility, form.seen)
        let answer = scene.request.map { FacilityLifeWriting.Answer($0, words: form.words) }
        try await visit.house.pool.write { db in
            _ = try db.facilityLives.take(
                step, of: facility, from: from, seen: seen, answer: answer, surveys: surveys, order)
        }
    }

    private static func confirm(
        _ step: FacilityStep, _ from: Day, _ form: LifeStepForm, _ scene: LifeStepScene, _ visit: Visit,
        hasChanged: Bool
    ) async throws -> Response {
        let (facility, officer, today) = (scene.facility, scene.desk.account, visit.now.day)
        let (plan, target) = try await visit.house.pool.read { db in
            let plan = try db.facilityLives.plan(step, of: facility, from: from, for: officer, on: today)
            guard case .merge(let other) = step else { return (plan, String?.none) }
            return (plan, try db.facilities.attributes(of: other, on: from)?.name)
        }
        var page = LifeConfirmPage(frame: visit.frame(.register), plan: plan, form: form, today: today)
        (page.target, page.hasChanged) = (target, hasChanged)
        return visit.page(page.body, status: hasChanged ? .conflict : .ok)
    }

    private static func refused(_ visit: Visit, _ scene: LifeStepScene, _ form: LifeStepForm) -> Response {
        visit.page(scene.page(visit, form).body, status: .unprocessableContent)
    }
}

/// The institution, the step that the address names, and the request that it answers.
private struct LifeStepScene: Sendable {
    let desk: RegisterDesk
    let facility: Facility.ID
    let step: FacilityStep.Name
    let known: FacilityDay
    let request: ChangeRequest?

    /// - Throws: `Problem.notFound` for an institution that is not the officer's today, or another one's request.
    init(_ visit: Visit, request asked: String?) async throws {
        let desk = try RegisterDesk(visit)
        let facility = try desk.facility(visit)
        guard let step = FacilityStep.Name(rawValue: try visit.parameter("step")) else { throw Problem.notFound }
        if let asked, !Self.isKey(asked) { throw Problem.notFound }
        let today = visit.now.day
        let (known, request) = try await visit.house.pool.read { db in
            let known = try db.facilityLives.known(of: facility, for: desk.account, on: today)
            let request = try asked.flatMap { try db.changeRequests.find($0, in: desk.prefecture) }
            if asked != nil, request?.facility != facility { throw Problem.notFound }
            return (known, request)
        }
        (self.desk, self.facility, self.step, self.known, self.request) = (desk, facility, step, known, request)
    }

    /// Letters, digits and hyphens, as keys are: no database need be asked for anything else.
    private static func isKey(_ text: String) -> Bool {
        let signs = text.unicodeScalars
        return (1...64).contains(signs.count)
            && signs.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-")
            }
    }

    func page(_ visit: Visit, _ form: LifeStepForm) -> LifeStepPage {
        LifeStepPage(
            frame: visit.frame(.register), facility: facility, known: known, form: form, request: request)
    }
}
