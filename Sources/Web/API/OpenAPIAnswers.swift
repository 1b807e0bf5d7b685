import Documents
import Domain

/// How operations answer, as the description tells it.
enum OpenAPIAnswers {
    private static let words: [(status: Int, name: String, words: String)] = [
        (400, "Unreadable", "JSON やヘッダーを読み取れません"), (401, "KeyNeeded", "キーがない、または使えません"),
        (403, "AtRest", "このIDは休止中です。団体がまとめて報告しています"), (404, "NotFound", "ない、またはこのキーでは見られません"),
        (409, "Conflict", "ほかの版が保存されています。current にあります"), (413, "TooLarge", "大きすぎます"),
        (415, "JSONNeeded", "JSON ではありません"), (422, "Refused", "直すところ（errors）や、確かめるところ（notes）があります"),
        (503, "Maintenance", "メンテナンス中か、混み合っています。Retry-After 秒待ってください"),
    ]

    /// The shared ones, by name.
    static var all: [JSONValue.Member] {
        words.map { entry in
            let body: JSONValue = [
                "description": .text(entry.words),
                "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
            ]
            return JSONValue.Member(
                entry.name, entry.status == 503 ? body.with("headers", retry) : body)
        }
    }

    static func of(_ operation: ProgramOperation) -> [JSONValue.Member] {
        let done = operation.done.map { JSONValue.Member(String($0.status), answer($0.schema)) }
        let refused = (operation.refused + [401, 403, 503]).sorted()
        return done
            + words.filter { refused.contains($0.status) }.map {
                JSONValue.Member(String($0.status), ["$ref": .text("#/components/responses/\($0.name)")])
            }
    }

    private static func answer(_ schema: String) -> JSONValue {
        [
            "description": "できました",
            "content": ["application/json": ["schema": ["$ref": .text("#/components/schemas/\(schema)")]]],
        ]
    }

    private static let retry: JSONValue = [
        "Retry-After": ["description": "待つ秒数", "schema": ["type": "string", "pattern": "^[0-9]+$"]]
    ]
}
