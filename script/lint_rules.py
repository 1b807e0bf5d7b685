"""The house rules that the compiler does not hold: see docs/map.md and CONTRIBUTING.md.

Each rule yields Finding(path, line, what, why); script/lint_rules_test.py proves that each one fires.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from swift_text import declarations, without_comments_and_strings

FILE_LINES = 300
BODY_LINES = 40
PAGE_BODY_LINES = 60  # the `body` of a page in Sources/Web is one HTML literal, counted by physical lines

FOUNDATION = {"Foundation", "FoundationEssentials"}
ROOMS = {  # folder → what a file in it may import
    "Sources/Domain": FOUNDATION,
    "Sources/Database": FOUNDATION | {"GRDB", "GRDBSQLite", "CLibpq", "Dispatch", "Synchronization"},
    "Sources/Documents": FOUNDATION | {
        "Yams", "CZip", "CZlib", "CPangoCairo", "CQRCode", "CXlsxWriter", "CExpat", "Dispatch",
        "Synchronization",
    },
    "Sources/Mail": FOUNDATION | {"CCurl", "Sodium", "Dispatch"},
    "Sources/Sodium": FOUNDATION | {"COath", "CSodium"},
    "Sources/Store": FOUNDATION | {"Domain", "Database", "Documents", "Sodium", "Synchronization"},
    "Sources/Web": FOUNDATION | {
        "Domain", "Store", "Database", "Documents", "Sodium", "Hummingbird", "HummingbirdCore", "HTTPTypes", "Logging",
        "NIOCore", "NIOPosix", "Synchronization",
    },
    "Sources/App": FOUNDATION | {
        "Domain", "Database", "Documents", "Mail", "Sodium", "Store", "Web", "NationalSurveys", "ArgumentParser", "Hummingbird",
        "ServiceLifecycle", "UnixSignals", "Logging", "NIOCore", "Synchronization",
    },
    "Surveys": FOUNDATION,
}
ONLY_BELOW = {
    "GRDB": "Sources/Database/SQLite",
    "GRDBSQLite": "Sources/Database/SQLite",
    "CLibpq": "Sources/Database/PostgreSQL",
    "CPangoCairo": "Sources/Documents/PDF",
    "CXlsxWriter": "Sources/Documents/Workbooks",
    "CExpat": "Sources/Documents/Workbooks",
}
SETTINGS = "Sources/App/Settings.swift"
EMPTY_NAMES = {"core", "common", "utils", "utilities", "helpers", "services", "managers"}

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)\n]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|enum|protocol|actor|typealias|func|let|var)[ \t]+)?(\w+)",
    re.M,
)
ENVIRONMENT = re.compile(
    r"\bProcessInfo\b[^;{}]{0,60}?\.\s*environment\b|\b(?:get|set|unset|put)env\s*\(|\bEnvironment\("
)
GIVING_UP = re.compile(r"\btry!|\bfatalError\b")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME)\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
PLACE_NAMED = re.compile(r"`((?:Sources|Surveys|Tests|Benchmarks|script|docs)/[^`\s…*]*)[` ]")


class Finding(NamedTuple):
    path: str
    line: int
    what: str
    why: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what} ({self.why})"


class Source:
    """One file: its path from the root of the repository, its text, and for Swift the text of the code alone."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.code = without_comments_and_strings(text) if path.endswith(".swift") else text

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def below(self, *folders):
        return any(self.path.startswith(folder + "/") for folder in folders)


def room_of(path):
    return next((room for room in ROOMS if path.startswith(room + "/")), None)


def imports(source):
    """Arrows between rooms point inward, and each C library or engine stands behind one room."""
    if not source.path.endswith(".swift") or not source.below("Sources", "Surveys"):
        return
    room = room_of(source.path)
    if room is None:
        yield Finding(source.path, 1, "this folder is no room of the house", "docs/map.md and ROOMS name them all")
        return
    for match in IMPORT.finditer(source.code):
        module, line = match[1], source.line(match.start(1))
        if module not in ROOMS[room]:
            allowed = ", ".join(sorted(ROOMS[room]))
            yield Finding(source.path, line, f"import {module}", f"{room} may import only {allowed}")
        elif module in ONLY_BELOW and not source.below(ONLY_BELOW[module]):
            yield Finding(source.path, line, f"import {module}", f"only files below {ONLY_BELOW[module]} may")


def environment(source):
    if source.path == SETTINGS or not source.path.endswith(".swift") or not source.below("Sources", "Surveys"):
        return
    for match in ENVIRONMENT.finditer(source.code):
        what = "reads the environment: " + " ".join(match[0].split())
        yield Finding(source.path, source.line(match.start()), what, f"only {SETTINGS} does; pass the value in")


def giving_up(source):
    if not source.path.endswith(".swift") or not source.below("Sources", "Surveys"):
        return
    for match in GIVING_UP.finditer(source.code):
        why = "a server answers with an error and goes on; throw one"
        yield Finding(source.path, source.line(match.start()), match[0], why)


def unfinished(source):
    if not source.below("Sources", "Surveys"):
        return
    for match in UNFINISHED.finditer(source.text):
        yield Finding(source.path, source.line(match.start()), match[0], "finish it, or write an issue")


def file_size(source):
    lines = source.text.count("\n")
    if source.path.endswith((".swift", ".py")) and lines > FILE_LINES:
        why = f"{FILE_LINES} at most; split it by what it is about"
        yield Finding(source.path, lines, f"{lines} lines in one file", why)


def body_size(source):
    if not source.path.endswith(".swift"):
        return
    for name, offset, lines in declarations(source.code):
        page = name == "var body" and source.below("Sources/Web")
        most = PAGE_BODY_LINES if page else BODY_LINES
        if lines > most:
            yield Finding(source.path, source.line(offset), f"{name} has a body of {lines} lines", f"{most} at most")


def folder_names(source):
    for part in source.path.split("/")[:-1]:
        if part.lower() in EMPTY_NAMES:
            yield Finding(source.path, 1, f"a folder named {part}", "it says nothing; use the noun, see docs/map.md")


def links(source):
    if not source.path.endswith(".md"):
        return
    for match in LINK.finditer(source.text):
        target = match[1].split("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            if not (ROOT / Path(source.path).parent / target).exists():
                yield Finding(source.path, source.line(match.start()), f"link to {target}", "there is no such file")


def places_named(source):
    """A page that says where something is must be right; records of decisions and changes speak of their own day."""
    if not source.path.endswith(".md") or source.path == "CHANGELOG.md" or source.below("docs/decisions"):
        return
    for match in PLACE_NAMED.finditer(source.text):
        if not (ROOT / match[1]).exists():
            yield Finding(source.path, source.line(match.start()), f"names {match[1]}", "there is no such place")


def tracked(paths):
    for path in paths:
        if path == "Package.resolved" or path.startswith(".build") or "/.build" in path:
            yield Finding(path, 1, "is tracked by git", "builds and resolutions stay out of commits: git rm --cached")


RULES = [imports, environment, giving_up, unfinished, file_size, body_size, folder_names, links, places_named]
ROOT = Path(__file__).resolve().parent.parent
PLACES = ["Sources", "Surveys", "Tests", "Benchmarks", "script", "docs"]
KINDS = {".swift", ".py", ".sql", ".yaml", ".js", ".css", ".md"}


def sources():
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in KINDS and path.is_file() and "/." not in name:
                yield Source(name, path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.glob("*.md")):
        yield Source(path.name, path.read_text(encoding="utf-8"))


def tracked_paths():
    try:
        answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, timeout=30)
    except FileNotFoundError:
        return []
    return answer.stdout.split("\0") if answer.returncode == 0 else []


def main():
    files = list(sources())
    findings = [finding for source in files for rule in RULES for finding in rule(source)]
    findings += tracked(tracked_paths())
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"house rules: {len(files)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
