"""What the mail server that took a mail in found out about its sender (RFC 8601). Pure: headers in, a verdict out.

Anybody may write such a header into a mail. It counts only when it is the topmost, when it bears the name of the one
server we trust, and when it reads exactly as the standard says: what can be read in two ways is not read at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linkage.messaging.enums import Proof

LONGEST = 5_000
DEEPEST_COMMENT = 5
_WORD = re.compile(r"[!#$%&'*+,\-./0-9:<>?@A-Z\[\]^_`a-z{|}~]+")
_QUOTED = re.compile(r'"((?:[^"\\\r\n]|\\[^\r\n])*)"')
_BLANK = re.compile(r"[ \t]+|\r?\n[ \t]+")
_METHOD = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?:/\d+)?")
_PROPERTY = re.compile(r"reason|[A-Za-z][A-Za-z0-9-]*\.[A-Za-z][A-Za-z0-9-]*")
_KEYWORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
Token = tuple[str, str]


@dataclass(frozen=True)
class Finding:
    """What one check found: "dmarc", "pass", and the properties it was about."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...]

    def of(self, name: str) -> str:
        """Return a property such as "header.from"; empty without it, and where it is said twice."""
        found = [value for key, value in self.properties if key == name]
        return found[0] if len(found) == 1 else ""


@dataclass(frozen=True)
class Results:
    """One header: which server wrote it, and what it found."""

    server: str
    findings: tuple[Finding, ...]


def proof_of(headers: Sequence[str], *, from_domain: str, trusts: str) -> Proof:
    """Return whether the trusted server says that a mail comes from the domain of its From line.

    `headers` are the mail's Authentication-Results from the top; `trusts` is the name of the server, empty: nobody.
    """
    results = parsed(headers[0]) if headers and trusts and from_domain else None
    if results is None or results.server.casefold() != trusts.casefold():
        return Proof.UNKNOWN
    found = [each for each in results.findings if each.method == "dmarc"]
    if len(found) != 1:
        return Proof.UNKNOWN
    is_about = found[0].of("header.from").casefold().rstrip(".") == from_domain.casefold().rstrip(".")
    if found[0].result == "fail" or (found[0].result == "pass" and not is_about):
        return Proof.FAILED
    return Proof.PROVEN if found[0].result == "pass" else Proof.UNKNOWN


def parsed(header: str) -> Results | None:
    """Return what a header says; None for one that is not exactly as the standard wants it."""
    tokens = _tokens(header) if len(header) <= LONGEST else None
    if not tokens or tokens[0][0] == ";":
        return None
    parts = _split(tokens)
    head, said = parts[0], parts[1:]
    if len(head) > 1 and not (len(head) == 2 and head[1][1].isdigit()):  # noqa: PLR2004 - a name and a version
        return None
    if not said or any(kind == "=" for kind, _ in head):
        return None
    if [[value for _, value in each] for each in said] == [["none"]]:
        return Results(head[0][1], ())
    findings = [_finding(each) for each in said]
    whole = [each for each in findings if each is not None]
    return Results(head[0][1], tuple(whole)) if len(whole) == len(findings) else None


def _tokens(header: str) -> list[Token] | None:
    """The words, quoted texts and marks of a header; comments and blanks are passed over."""
    found: list[Token] = []
    place = 0
    while place < len(header):
        letter = header[place]
        if blank := _BLANK.match(header, place):
            place = blank.end()
        elif letter == "(":
            place = _after_comment(header, place)
        elif letter in ";=":
            found.append((letter, letter))
            place += 1
        elif quoted := _QUOTED.match(header, place):
            found.append(("word", re.sub(r"\\(.)", r"\1", quoted[1])))
            place = quoted.end()
        elif word := _WORD.match(header, place):
            found.append(("word", word[0]))
            place = word.end()
        else:
            return None
        if place < 0:
            return None
    return found


def _after_comment(header: str, place: int) -> int:
    """Where the comment that begins here has ended; below nought where it does not."""
    depth = 0
    while place < len(header):
        letter = header[place]
        if letter == "\\":
            place += 1
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        place += 1
        if depth == 0:
            return place
        if depth > DEEPEST_COMMENT:
            return -1
    return -1


def _split(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token[0] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _finding(tokens: list[Token]) -> Finding | None:
    """One check: a method, "=", its result, then names and values in turn."""
    if len(tokens) % 3 or [kind for kind, _ in tokens] != ["word", "=", "word"] * (len(tokens) // 3):
        return None
    pairs = [(tokens[place][1], tokens[place + 2][1]) for place in range(0, len(tokens), 3)]
    if not pairs:
        return None
    (method, result), properties = pairs[0], pairs[1:]
    if not (_METHOD.fullmatch(method) and _KEYWORD.fullmatch(result)):
        return None
    if not all(_PROPERTY.fullmatch(name) for name, _ in properties):
        return None
    named = tuple((name.lower(), value) for name, value in properties)
    return Finding(method.partition("/")[0].lower(), result.lower(), named)
