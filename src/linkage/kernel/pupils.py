"""Signs in a text that it may name a pupil. A sign is a reason to ask, never proof: whoever writes knows better."""

import re
from collections.abc import Iterator

from linkage.kernel.given_names import GIVEN_NAMES

# How many signs are quoted, and how many letters of a text are looked at: nobody writes more by hand.
MOST_SIGNS = 5
MOST_LETTERS = 20_000

_CHILD = r"(?:pupil|student|child|boy|girl|lad|lass|kid|youngster|learner|son|daughter)"
_NAME = r"[A-Z][a-zà-öø-ÿ’'-]+"
_FIRST_NAME = r"[A-Z][a-zà-öø-ÿ-]+"
_INITIALS = r"[A-Z]\.?\s?[A-Z]\.?"
# Two capitals after "pupil" that are a measure or a group and nobody's initials.
_NOT_INITIALS = frozenset({"PP", "FS", "EY", "KS", "TA", "AP", "PE", "RE", "DT", "IT", "LA", "UK", "AI", "SE", "CP"})
# What follows a first name and makes it something else than a person: "Summer Term", "James Street", "Alice School".
_PLACES_AND_DAYS = """
    Academy Avenue Centre Church Close College Community Court Day Drive Foundation Hall High House Hub Infant
    Infants Junior Juniors Lane Learning Nursery Park Primary Road School Schools Secondary Service Street Studio
    Teaching Team Term Test Trust University Ward Week Year
"""
_NOT_A_SURNAME = frozenset(_PLACES_AND_DAYS.split())
# What stands before a name of somebody grown up, or of a school: "Mrs Ella Shaw", "St James".
_TITLES = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Fr|Sr|Cllr|St|Saint|St\.|Mr\.|Mrs\.|Dr\.)\s"
_YEAR = (
    r"(?:in\s+)?(?:[Yy]ear\s?\d{1,2}|[Yy]\d{1,2}|[Rr]eception|[Nn]ursery|\d{1,2}[A-Z]\b|aged?\s+\d{1,2}\b"
    r"|\d{1,2}\s+years?\s+old)"
)
_FAMILY = r"(?:mum|mother|dad|father|parents?|carers?|family|nan|gran|sister|brother|social worker)"
_OWN = r"(?:behaviour|attendance|reading|learning|EHCP|plan|diagnosis|needs|class|attainment|progress|outbursts?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s./-]+\d{2,4}"

_CERTAIN = tuple(
    re.compile(pattern)
    for pattern in (
        # "a Year 9 pupil called Kyle", "the girl is named aisha": whoever writes so may not press Shift.
        rf"\b{_CHILD}s?\b[^.\n]{{0,30}}?\b(?:called|named|(?:whose|first|last|full)\s+name\s+is)\s+[A-Za-z’'-]{{2,}}",
        # "dob 12/03/2014", "born on 3 May 2015".
        rf"(?i:\b(?:d\.?o\.?b\.?|date\s+of\s+birth|born(?:\s+on)?)\b)[\s:]*(?:is\s+|on\s+)?{_DAY}",
        # The number every pupil in a state school has (UPN): a letter, eleven figures, a figure or letter.
        r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]\b",
        # "Kyle's mum".
        rf"\b(?!(?:Pupil|Student|Child|Children|Boy|Girl|Today|School)[’'])({_FIRST_NAME})[’']s\s+{_FAMILY}\b",
    )
)
_INITIALLED = re.compile(rf"\b(?i:{_CHILD})\s+({_INITIALS})(?=[\s,.;:)]|$)(?!\s?[a-z]*\d)")
_NAMED_CHILD = re.compile(rf"\b(?i:{_CHILD})\s*[,:(]?\s*({_NAME})")
_WITH_YEAR = re.compile(rf"\b({_NAME})(?:\s+{_NAME})?[\s,]*[(]?(?:who\s+is\s+|is\s+)?{_YEAR}")
_WITH_OWN = re.compile(rf"\b({_FIRST_NAME})[’']s\s+{_OWN}\b")
_WHOLE_NAME = re.compile(rf"({_TITLES})?\b({_NAME})\s+({_NAME})")


def signs_of_a_pupil(text: str) -> tuple[str, ...]:
    """Return the passages that may name a pupil, as they are written, in the order of the text; at most five.

    A pupil called by a name or initials, a first name with a year group, a family or a plan, a whole name, a date of
    birth, a pupil number.
    """
    return tuple(" ".join(text[start:end].split()) for start, end in _apart(text)[:MOST_SIGNS])


def without_signs(text: str, instead: str = "pupils") -> str:
    """Return the text with `instead` where a pupil may be named: what it says, whoever it says it of."""
    parts, last = [], 0
    for start, end in _apart(text):
        parts += [text[last:start], instead]
        last = end
    return "".join([*parts, text[last:]])


def _apart(text: str) -> list[tuple[int, int]]:
    """Where the passages stand, in their order; of two that overlap, the first."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(_passages(text[:MOST_LETTERS]))):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _passages(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _CERTAIN:
        yield from (found.span() for found in pattern.finditer(text))
    for found in _INITIALLED.finditer(text):
        if re.sub(r"[.\s]", "", found[1]) not in _NOT_INITIALS:
            yield found.span()
    for pattern in (_NAMED_CHILD, _WITH_YEAR, _WITH_OWN):
        yield from (found.span() for found in pattern.finditer(text) if found[1] in GIVEN_NAMES)
    for found in _WHOLE_NAME.finditer(text):
        if not found[1] and found[2] in GIVEN_NAMES and found[3] not in _NOT_A_SURNAME:
            yield found.span()
