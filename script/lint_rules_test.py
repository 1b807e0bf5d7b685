"""Proves that each house rule fires where it should and is silent where it should: run by script/lint."""

import sys

import lint_rules
from lint_rules import Source

WEB, DOMAIN, STORE = "Sources/Web/Reports/Page.swift", "Sources/Domain/Reports/Report.swift", "Sources/Store/A.swift"
SQLITE, POSTGRESQL = "Sources/Database/SQLite/Pool.swift", "Sources/Database/PostgreSQL/Pool.swift"


def body(lines, head="func f()"):
    return head + " {\n" + "    x()\n" * lines + "}\n"


QUOTED = 'func f() {\n    a("{", #""{"#, "\\(b("{"))") // {\n    /[{]/\n}\n'  # braces that are not code

CASES = [  # rule, path, text, the lines on which it must fire
    ("imports", DOMAIN, "import Foundation\nimport GRDB\n", [2]),
    ("imports", DOMAIN, "#if canImport(FoundationEssentials)\nimport FoundationEssentials\n#endif\n", []),
    ("imports", DOMAIN, "@testable import struct Store.Row\n", [1]),
    ("imports", DOMAIN, "// import GRDB\n/* \nimport GRDB\n*/ let s = \"\"\"\nimport GRDB\n\"\"\"\n", []),
    ("imports", WEB, "internal import Hummingbird\npublic import CLibpq\n", [2]),
    ("imports", STORE, "import Database\nimport Hummingbird\n", [2]),
    ("imports", SQLITE, "import GRDB\nimport CLibpq\n", [2]),
    ("imports", POSTGRESQL, "import CLibpq\nimport GRDB\n", [2]),
    ("imports", "Sources/Database/Connection.swift", "import GRDB\n", [1]),
    ("imports", "Sources/Kitchen/Cook.swift", "", [1]),
    ("imports", "Surveys/NationalSurveys.swift", "import Foundation\nimport Domain\n", [2]),
    ("imports", "Tests/DatabaseTests/A.swift", "import GRDB\n", []),
    ("environment", WEB, "let a = 1\nlet b = ProcessInfo.processInfo.environment[\"X\"]\n", [2]),
    ("environment", WEB, "let b = ProcessInfo\n    .processInfo\n    .environment\n", [1]),
    ("environment", WEB, "getenv(\"X\")\n", [1]),
    ("environment", WEB, "let e = Environment()\n", [1]),
    ("environment", WEB, "let host = ProcessInfo.processInfo.hostName // .environment\n", []),
    ("environment", "Sources/App/Settings.swift", "let b = ProcessInfo.processInfo.environment\n", []),
    ("environment", "Tests/TestSupport/A.swift", "getenv(\"X\")\n", []),
    ("giving_up", STORE, "let a = try! b()\nfatalError(\"no\")\n", [1, 2]),
    ("giving_up", STORE, "let a = try? b() // never try!\nlet s = \"fatalError\"\n", []),
    ("giving_up", "Tests/WebTests/A.swift", "let a = try! b()\n", []),
    ("unfinished", STORE, "// TODO: later\n", [1]),
    ("unfinished", "Sources/Store/Migrations/0001-a.sql", "-- a\n-- FIXME\n", [2]),
    ("unfinished", STORE, "let todoList = 1\n", []),
    ("file_size", DOMAIN, "\n" * 300, []),
    ("file_size", DOMAIN, "\n" * 301, [301]),
    ("file_size", "script/a.py", "\n" * 301, [301]),
    ("body_size", DOMAIN, body(40), []),
    ("body_size", DOMAIN, "\n" + body(41), [2]),
    ("body_size", DOMAIN, body(41, "    @A public static func `a \"b\" (c`<T>(\n  x: [T]\n) throws -> [T]"), [1]),
    ("body_size", DOMAIN, body(41, "init?(_ x: () -> Int = { 1 })"), [1]),
    ("body_size", DOMAIN, body(41, "subscript(i: Int) -> Int"), [1]),
    ("body_size", DOMAIN, body(41, "static func == (a: A, b: A) -> Bool"), [1]),
    ("body_size", DOMAIN, body(41, "var total: (Int) -> Int"), [1]),
    ("body_size", DOMAIN, "var total: Int = 1\n" + body(41, "struct S"), []),
    ("body_size", DOMAIN, "protocol P {\n    func f() -> Int\n    var g: Int { get }\n}\n" + body(41, "struct S"), []),
    ("body_size", DOMAIN, QUOTED + body(41, "enum E"), []),
    ("body_size", DOMAIN, "func f() {\n    self.init(\n" + "        a,\n" * 50 + "    )\n}\n", [1]),
    ("body_size", WEB, body(60, "var body: HTML"), []),
    ("body_size", WEB, body(61, "public var body: HTML"), [1]),
    ("body_size", DOMAIN, body(41, "var body: HTML"), [1]),
    ("folder_names", "Sources/Web/Utils/A.swift", "", [1]),
    ("folder_names", "Tests/WebTests/helpers/A.swift", "", [1]),
    ("folder_names", "Sources/Web/Reports/Common.swift", "", []),
    ("links", "README.md", "a [b](docs/no-such-page.md)\n", [1]),
    ("places_named", "docs/map.md", "`script/lint`\n`script/test unit`\n`Sources/Nowhere/A.swift`\n", [3]),
    ("places_named", "docs/decisions/0001-a.md", "`Sources/Nowhere/A.swift`\n", []),
    ("links", "docs/map.md", "[a](../README.md#b) [c](https://example.org) [d](#e)\n", []),
]


def main():
    failures = []
    for rule, path, text, expected in CASES:
        found = [finding.line for finding in getattr(lint_rules, rule)(Source(path, text))]
        if found != expected:
            failures.append(f"{rule} on {path}: fired on lines {found}, should on {expected}\n{text[:300]}")
    builds = [".build/x", "Package.resolved", "a/.build-2/x"]
    found = [finding.path for finding in lint_rules.tracked([*builds, "README.md"])]
    if found != builds:
        failures.append(f"tracked: found {found}")
    silent = {rule.__name__ for rule in lint_rules.RULES} - {rule for rule, _, _, lines in CASES if lines}
    if silent:
        failures.append(f"no case makes these rules fire: {', '.join(sorted(silent))}")
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"self-check of the house rules: {len(CASES) + 1} cases, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
