import Database
import Domain
import Hummingbird
import Store

/// What an institution asks its prefecture to change (R28).
enum OwnRequestController {
    static func new(_ visit: Visit) async throws -> Response {
        let known = try await known(visit)
        return visit.page(page(visit, known).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let known = try await known(visit)
        let now = visit.now
        // Radio buttons of which none is chosen are not sent.
        var reading = FieldReading(try visit.form(), choices: [RecordField.about])
        if let obstacle = visit.obstacle(to: reading.form) {
            return visit.again(page(visit, known), reading.form, after: obstacle)
        }
        let subject = reading.text(RecordField.about, "変更したいこと") { typed throws(FieldProblem) in
            guard let subject = ChangeRequest.Subject(rawValue: typed) else {
                throw FieldProblem(field: RecordField.about, label: "変更したいこと", sentence: "変更したいことを選んでください。")
            }
            return subject
        }
        let wanted = reading.area(RecordField.wanted, "変更の内容", limit: ChangeRequest.limit, isNeeded: true)
        let from = reading.day(RecordField.from, "いつから", near: now.day)
        guard let subject, let wanted, let from, reading.problems.isEmpty else {
            return again(visit, known, reading.form, reading.problems)
        }
        do {
            try await visit.house.pool.write { db in
                _ = try db.changeRequests.add(subject, wanted: wanted, from: from, by: account, at: now)
            }
        } catch Problem.invalid(let problems) {
            return again(visit, known, reading.form, problems)
        }
        return visit.redirect(Links().record)
    }

    private static func known(_ visit: Visit) async throws -> FacilityDay {
        guard let facility = try visit.signedIn(to: .keepRecord).facility else { throw Problem.notFound }
        let today = visit.now.day
        let known = try await visit.house.pool.read { try $0.facilities.day(of: facility, on: today) }
        guard let known else { throw Problem.notFound }
        return known
    }

    private static func again(
        _ visit: Visit, _ known: FacilityDay, _ form: FormBody, _ problems: [FieldProblem]
    ) -> Response {
        visit.page(page(visit, known).again(form, problems).body, status: .unprocessableContent)
    }

    private static func page(_ visit: Visit, _ known: FacilityDay) -> OwnFormPage {
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "都道府県への変更の依頼", action: Links().ownRequests,
            inputs: [
                RecordInput(
                    RecordField.about, "変更したいこと",
                    .choice(ChangeRequest.Subject.allCases.map { ($0.rawValue, $0.label) })),
                RecordInput(
                    RecordField.wanted, "変更の内容", .area,
                    hint: "\(ChangeRequest.limit)文字まで。名前・所在地・電話は、新しいものだけを書いてください。"),
                RecordInput(RecordField.from, "いつから", .day, typed: visit.now.day.text),
            ], button: "依頼を送る")
        page.lead = "<p>\(known.attributes.prefecture.name)が内容を確かめて回答します。回答は「登録内容」の画面に出ます。</p>"
        page.beside = """
            <section class="panel tight quiet" aria-labelledby="page-now"><h2 class="lead" id="page-now">いまの登録</h2>
            <dl class="kv keep small">\(each: ChangeRequest.Subject.allCases, { subject in
                known.words(of: subject).map { "<dt>\(subject.label)</dt><dd><bdi>\($0)</bdi></dd>" } ?? .empty
            })</dl></section>
            """
        return page
    }
}

extension FacilityDay {
    /// What a request would change, as it is now; nil where there is nothing to compare with.
    func words(of subject: ChangeRequest.Subject) -> String? {
        switch subject {
        case .name: attributes.name
        case .address: attributes.address
        case .phone: attributes.phone
        case .kind: kind?.label ?? "—"
        case .designation: FactWords.designation(designation)
        case .hours: designation.map { $0.hours.isEmpty ? "—" : $0.hours } ?? "—"
        case .other: nil
        }
    }
}
