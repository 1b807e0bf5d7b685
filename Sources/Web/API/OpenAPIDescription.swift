import Documents
import Domain
import HTTPTypes

/// The description of the interface for programs (OpenAPI 3.1), made of the operations and of the surveys there are.
struct OpenAPIDescription {
    var surveys: Surveys
    /// In examples; the version of each form that is described is that of this day.
    var today: Day
    /// Where it is served.
    var server: String
    var helpDesk: HelpDesk

    var value: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "G-MIS 報告API", "version": "1",
                "description": "医療機関と、とりまとめ団体のプログラムから報告するためのものです。画面と同じ確かめをし、同じ文で答えます。",
                "contact": ["name": .text(helpDesk.name)],
            ],
            "servers": [["url": .text(server)]],
            "security": [["key": []]],
            "paths": paths,
            "components": [
                "securitySchemes": [
                    "key": ["type": "http", "scheme": "bearer", "description": "登録内容の画面で作るプログラム用のキー"]
                ],
                "schemas": .object(OpenAPISchemas.all + forms.flatMap(OpenAPISchemas.report)),
                "responses": .object(OpenAPIAnswers.all),
            ],
        ]
    }

    /// The version of each survey that is described.
    private var forms: [Form] {
        surveys.keys.compactMap { surveys.form($0, on: today) ?? surveys.versions(of: $0).last }
    }

    private var paths: JSONValue {
        var members: [(path: String, method: String, value: JSONValue)] = []
        for operation in ProgramOperation.all {
            for base in operation.bases {
                members += described(operation, base)
            }
        }
        let names = members.map(\.path).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return .object(
            names.map { path in
                JSONValue.Member(
                    path,
                    .object(members.filter { $0.path == path }.map { JSONValue.Member($0.method, $0.value) }))
            })
    }

    /// What is sent differs from survey to survey: there each has a line of its own.
    private func described(
        _ operation: ProgramOperation, _ base: String
    ) -> [(path: String, method: String, value: JSONValue)] {
        let path = ProgramOperation.root + base + operation.path
        let method = operation.method.rawValue.lowercased()
        let isOfMember = !base.isEmpty
        guard case .report = operation.body else {
            return [(path, method, described(operation, path, name: operation.name, isOfMember, body: nil))]
        }
        return forms.map { form in
            let own = path.replacing("{survey}", with: form.survey)
            let name = "\(operation.name)-\(form.survey)"
            return (own, method, described(operation, own, name: name, isOfMember, body: form))
        }
    }

    private func described(
        _ operation: ProgramOperation, _ path: String, name: String, _ isOfMember: Bool, body report: Form?
    ) -> JSONValue {
        var value: JSONValue = [
            "operationId": .text(isOfMember ? "\(name)-of" : name),
            "summary": .text(isOfMember ? "\(operation.summary)（とりまとめ団体が、ある医療機関について）" : operation.summary),
            "parameters": .list(parameters(operation, path)),
            "responses": .object(OpenAPIAnswers.of(operation)),
        ]
        if case .schema(let schema) = operation.body { value = value.with("requestBody", Self.sent(schema)) }
        if let report {
            let sent = Self.sent("\(report.survey)-body", example: OpenAPISchemas.example(report, today))
            value = value.with("requestBody", sent)
        }
        return value
    }

    private static func sent(_ schema: String, example: JSONValue? = nil) -> JSONValue {
        let content: JSONValue = ["schema": ["$ref": .text("#/components/schemas/\(schema)")]]
        return [
            "required": true,
            "content": ["application/json": example.map { content.with("example", $0) } ?? content],
        ]
    }

    private func parameters(_ operation: ProgramOperation, _ path: String) -> [JSONValue] {
        let named = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        let inPath = named.map { parameter(String($0), "path", true, words: "", pathSchema(String($0))) }
        let inQuery = operation.query.map {
            parameter($0.name, "query", false, words: $0.words, ["type": "string", "format": "date"])
        }
        guard operation.changes else { return inPath + inQuery }
        let key = parameter(
            "Idempotency-Key", "header", false,
            words: "同じものを2度送っても1度だけ行い、同じ答えを返します。\(Keeping.Kind.acts.defaultDays)日覚えます。",
            ["type": "string", "pattern": .text("^[!-~]{1,\(ProgramCaller.actLimit)}$")])
        return inPath + inQuery + [key]
    }

    private func parameter(
        _ name: String, _ place: String, _ isRequired: Bool, words: String, _ schema: JSONValue
    ) -> JSONValue {
        [
            "name": .text(name), "in": .text(place), "required": .bool(isRequired), "description": .text(words),
            "schema": schema,
        ]
    }

    private func pathSchema(_ name: String) -> JSONValue {
        switch name {
        case "survey": ["type": "string", "enum": .list(surveys.keys.map(JSONValue.text))]
        case "day": ["type": "string", "format": "date", "examples": [.text(today.adding(-1).text)]]
        case "revision":
            ["type": "integer", "minimum": 1, "maximum": JSONValue(ProgramCaller.mostRevisions), "examples": [1]]
        default: ["type": "string", "pattern": "^F[0-9]{8}$"]
        }
    }
}
