"""Just enough of Swift's grammar to count lines: what is code, and where a function begins and ends."""

import re

OPENING, CLOSING = "([{", ")]}"
BEFORE_A_REGEX = set("(,=:[{&|!?;\n")

SILENT_OR_NAME = re.compile(r"`[^`\n]*`|#+|[\"/]")  # where silence may begin; a name in backticks is code

DECLARATION = re.compile(
    r"^[ \t]*(?:(?:@\w+(?:\([^\n]*?\))?|[a-z]+(?:\([a-z]+\))?)[ \t]+)*?"
    r"(?:(?P<func>func)[ \t]+(?P<name>`[^`\n]+`|\w+|[^\w\s(]+)"
    r"|(?P<init>init|subscript)[?!]?[ \t]*[(<]|(?P<deinit>deinit)\b"
    r"|var[ \t]+(?P<var>\w+)[ \t]*:)",
    re.M,
)
NEXT_MEMBER = re.compile(
    r"[ \t]*(?:@\w+|public|internal|private|package|static|mutating|func|init|var|let|case|subscript|associatedtype"
    r"|struct|class|enum|protocol|extension|typealias)\b"
)


def without_comments_and_strings(text):
    """The same text with comments and the inside of strings blanked, so that offsets and lines stay as they were."""
    out, done = [], 0
    match = SILENT_OR_NAME.search(text)
    while match:
        at, end = match.start(), end_of_silent(text, match.start())
        if end is None:
            end = match.end()
            out.append(text[done:end])
        else:
            out.append(text[done:at] + re.sub(r"[^\n]", " ", text[at:end]))
        done = end
        match = SILENT_OR_NAME.search(text, end)
    return "".join(out) + text[done:]


def end_of_silent(text, at):
    """If a comment, string or regular expression begins at `at`: the offset after it."""
    if text.startswith("//", at):
        end = text.find("\n", at)
        return len(text) if end < 0 else end
    if text.startswith("/*", at):
        return end_of_block_comment(text, at)
    hashes = at
    while hashes < len(text) and text[hashes] == "#":
        hashes += 1
    pounds = text[at:hashes]
    if text.startswith('"', hashes):
        return end_of_string(text, hashes, pounds)
    if pounds and text.startswith("/", hashes):
        end = text.find("/" + pounds, hashes + 1)
        return len(text) if end < 0 else end + 1 + len(pounds)
    return end_of_regex(text, at) if text.startswith("/", at) else None


def end_of_block_comment(text, at):
    depth = 0
    for mark in re.compile(r"/\*|\*/").finditer(text, at):
        depth += 1 if mark[0] == "/*" else -1
        if depth == 0:
            return mark.end()
    return len(text)


def end_of_string(text, at, pounds):
    quote = '"""' if text.startswith('"""', at) else '"'
    close, escape = quote + pounds, "\\" + pounds
    at += len(quote)
    while at < len(text):
        if text.startswith(escape + "(", at):
            at = end_of_interpolation(text, at + len(escape))
        elif text.startswith(escape, at):
            at += len(escape) + 1
        elif text.startswith(close, at):
            return at + len(close)
        elif text[at] == "\n" and quote == '"':
            return at
        else:
            at += 1
    return len(text)


def end_of_interpolation(text, at):
    depth = 0
    while at < len(text):
        silent = end_of_silent(text, at)
        if silent is not None:
            at = silent
            continue
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
        if depth == 0:
            return at
    return at


def end_of_regex(text, at):
    """`/…/` is a regular expression only where a value may begin and when it closes on its line."""
    before = text[:at].rstrip(" \t")[-1:] or "\n"
    if before not in BEFORE_A_REGEX or text[at + 1 : at + 2] in ("", " ", "\t", "\n"):
        return None
    match = re.compile(r"/(?:\\.|[^/\\\n])+/").match(text, at)
    return match.end() if match else None


def declarations(code):
    """Every function, initialiser, subscript and computed property: (name, offset, lines between its braces)."""
    for match in DECLARATION.finditer(code):
        opening = body_of(code, match)
        if opening is None:
            continue
        closing = matching(code, opening)
        lines = code.count("\n", opening, closing) - 1
        yield title(match), match.start() + len(match[0]) - len(match[0].lstrip()), max(lines, 0)


def title(match):
    if match["func"]:
        return "func " + match["name"]
    return match["init"] or match["deinit"] or "var " + match["var"]


def body_of(code, match):
    """The offset of the brace that opens the body; none for a requirement of a protocol or a stored property."""
    at = match.end() - 1 if match["init"] else match.end()
    while at < len(code):
        character = code[at]
        if character == "{":
            return at
        if character in "([":
            at = matching(code, at)
        elif character in ")]};" or (match["var"] and character in "=\n"):
            return None
        elif character == "\n" and NEXT_MEMBER.match(code, at + 1):
            return None
        at += 1
    return None


def matching(code, opening):
    depth = 0
    for at in range(opening, len(code)):
        if code[at] in OPENING:
            depth += 1
        elif code[at] in CLOSING:
            depth -= 1
            if depth == 0:
                return at
    return len(code)
