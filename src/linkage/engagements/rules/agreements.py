"""How the text of an agreement is put together, told from others, and read again. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from linkage.engagements.rules.clauses import OUTCOMES, SLOTS, ClauseText
from linkage.kernel.violations import Violation
from linkage.kernel.words import listing

MOST_WORDS, MOST_TEXT, MOST_COSTS = 1_000, 3_000, 300
_SLOT = re.compile(r"\{([a-z_]*)\}")
_HEADING, _ITEM, _TITLE = "## ", "- ", "# "


@dataclass(frozen=True)
class Block:
    """A paragraph (one line), or a list of lines."""

    lines: tuple[str, ...]
    is_list: bool = False


@dataclass(frozen=True)
class Section:
    """One clause as it reads, with its number in the heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """An agreement as it reads."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Chosen:
    """A clause that is in, and what the two schools add to it in their own words."""

    clause: ClauseText
    words: str = ""


def composed(
    title: str, parties: Iterable[str], chosen: Iterable[Chosen], slots: Mapping[str, str], *, note: str = ""
) -> Document:
    """Return the agreement as it reads: who agrees, then each clause with its slots filled, numbered from 1.

    The slot `outcomes` holds one aim a line; `note` says what a newer version changes.
    """
    named = Block(tuple(plain(each) for each in parties), is_list=True)
    who = Section("Who agrees", (named, *_paragraphs(note)))
    clauses = [
        Section(
            f"{number}. {plain(each.clause.heading)}", (*_filled(each.clause.text, slots), *_paragraphs(each.words))
        )
        for number, each in enumerate(chosen, start=1)
    ]
    return Document(plain(title), (who, *clauses))


def canonical(document: Document) -> str:
    """Return the one text of an agreement: what is frozen, hashed and kept. `read_back` makes a document of it."""
    parts = [f"{_TITLE}{document.title}"]
    for section in document.sections:
        parts.append(f"{_HEADING}{section.heading}")
        for block in section.blocks:
            lead = _ITEM if block.is_list else ""
            parts.append("\n".join(f"{lead}{line}" for line in block.lines))
    return "\n\n".join(parts) + "\n"


def fingerprint(text: str) -> str:
    """Return what tells a text from every other: its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_back(text: str) -> Document:
    """Return the document of a canonical text; words before any heading stand under one of ours."""
    title, sections = "", list[Section]()
    for part in text.strip("\n").split("\n\n"):
        if part.startswith(_HEADING):
            sections.append(Section(part.removeprefix(_HEADING), ()))
        elif part.startswith(_TITLE):
            title = part.removeprefix(_TITLE)
        else:
            last = sections[-1] if sections else Section("What is agreed", ())
            sections[-1:] = [Section(last.heading, (*last.blocks, _block(part)))]
    return Document(title or "Agreement", tuple(sections))


def plain(text: str) -> str:
    """Return a text as one line with single spaces, which cannot be mistaken for a heading or an entry of a list."""
    one = " ".join(unicodedata.normalize("NFC", text).split())
    return one.lstrip("#- ") or "–"


def slots_are_known(text: str) -> list[Violation]:
    """Every slot of a clause is one we can fill, and the list of aims stands on a line of its own."""
    unknown = sorted({found for found in _SLOT.findall(text) if found not in SLOTS})
    if unknown:
        named = listing([f"{{{each}}}" for each in unknown])
        return [Violation("slots_are_known", f"We cannot fill {named}. Use the slots listed on this page", "text")]
    if any(OUTCOMES in line and line.strip() != OUTCOMES for line in text.splitlines()):
        return [Violation("slots_are_known", f"Put {OUTCOMES} on a line of its own", "text")]
    return []


def the_name_is_theirs(typed: str, name: str) -> list[Violation]:
    """You sign with your own name"""
    if _folded(typed) and _folded(typed) == _folded(name):
        return []
    return [Violation("the_name_is_theirs", f"Type your own name as it stands here: {name}", "typed_name")]


def the_text_is_the_one_seen(seen: str, now: str) -> list[Violation]:
    """You sign the text you have read"""
    if seen == now:
        return []
    sentence = "The text has been changed since you opened this page. Read it again, then sign"
    return [Violation("the_text_is_the_one_seen", sentence)]


def somebody_can_sign(missing: Iterable[str]) -> list[Violation]:
    """For each party there is somebody who can sign"""
    found = list(missing)
    if not found:
        return []
    sentence = f"Nobody is known here who could sign for {listing(found)}. Have the programme invite them first"
    return [Violation("somebody_can_sign", sentence)]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").casefold().split())


def _filled(text: str, slots: Mapping[str, str]) -> list[Block]:
    blocks: list[Block] = []
    for line in text.splitlines():
        if line.strip() == OUTCOMES:
            aims = [plain(each) for each in slots.get("outcomes", "").splitlines() if each.strip()]
            blocks += [Block(tuple(aims), is_list=True)] if aims else []
        elif line.strip():
            blocks += _paragraphs(_SLOT.sub(lambda found: slots.get(found[1], found[0]), line))
    return blocks


def _paragraphs(text: str) -> list[Block]:
    return [Block((plain(line),)) for line in text.splitlines() if line.strip()]


def _block(part: str) -> Block:
    if part.startswith(_ITEM):
        return Block(tuple(line.removeprefix(_ITEM) for line in part.split("\n")), is_list=True)
    return Block((part,))
