"""Reports of visits: how their lines are read, what changed between two versions, who is reminded, what is counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from linkage.kernel.violations import Violation
from linkage.peer_review.enums import LineKind
from linkage.practice.enums import FOR_ALL, Audience

MOST_LINES, MOST_WORDS = 12, 400
# In working days: a report is asked for after a week, twice; whoever runs the round hears of it with the second.
REMIND_AFTER = (5, 10)
# What has become of it is asked about after a term.
ASKED_AFTER_DAYS = 90
# Fewer schools than this are never counted apart (practice.md 5).
FEWEST = 5
# Two lines with less in common are two different ones.
_ALIKE = 0.45

Line = tuple[str, str]


def lines_of(text: str) -> list[str]:
    """Return the lines somebody wrote, one for each line of text, without marks of lists before them."""
    found = (" ".join(each.split()).lstrip("-–•*· ").strip() for each in text.splitlines())
    return [each for each in found if each]


def lines_fit(written: Mapping[str, Sequence[str]]) -> list[Violation]:
    """Return what is too long in the lines by their heading."""
    found = []
    for kind, lines in written.items():
        if len(lines) > MOST_LINES:
            said = f"Keep it to {MOST_LINES} points here: what matters most is read then"
            found.append(Violation("lines_fit", said, kind))
        elif any(len(each) > MOST_WORDS for each in lines):
            said = f"One of these points is very long. Split it: one point a line, at most {MOST_WORDS} characters"
            found.append(Violation("lines_fit", said, kind))
    return found


def is_whole(written: Mapping[str, Sequence[str]]) -> list[Violation]:
    """Return what a report lacks before a host can read it: something that went well, and something to get better."""
    said = {
        LineKind.WELL: "Say at least one thing that went well",
        LineKind.BETTER: "Say at least one thing that would make it even better",
    }
    return [Violation("is_whole", sentence, kind) for kind, sentence in said.items() if not written.get(kind)]


def nothing_is_wrong(said: Iterable[str]) -> list[Violation]:
    """You wrote that something is not right. Send it back, or empty what you wrote"""
    return [Violation("nothing_is_wrong", str(nothing_is_wrong.__doc__))] if any(said) else []


@dataclass(frozen=True)
class Difference:
    """One line of a later version beside an earlier: `pieces` are (was there, is there, words)."""

    kind: str
    pieces: tuple[tuple[bool, bool, str], ...]

    @property
    def is_new(self) -> bool:
        """Whether nothing of it was there before."""
        return not any(was for was, _, _ in self.pieces)

    @property
    def is_gone(self) -> bool:
        """Whether nothing of it is there any more."""
        return not any(stays for _, stays, _ in self.pieces)


def differences(before: Sequence[Line], after: Sequence[Line]) -> list[Difference]:
    """Return what a later version changed in an earlier, each line with its heading; nothing of what is the same."""
    same = set(before) & set(after)
    old, found = [each for each in before if each not in same], []
    for kind, text in (each for each in after if each not in same):
        was = max(
            (each for each in old if each[0] == kind),
            key=lambda each: _likeness(each[1], text),
            default=None,
        )
        if was is None or _likeness(was[1], text) < _ALIKE:
            found.append(Difference(kind, ((False, True, text),)))
            continue
        old.remove(was)
        found.append(Difference(kind, tuple(_pieces(was[1].split(), text.split()))))
    return [*found, *(Difference(kind, ((True, False, text),)) for kind, text in old)]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split()).ratio()


def _pieces(one: list[str], other: list[str]) -> Iterable[tuple[bool, bool, str]]:
    for tag, a, b, c, d in SequenceMatcher(None, one, other).get_opcodes():
        if tag == "equal":
            yield True, True, " ".join(one[a:b])
            continue
        if one[a:b]:
            yield True, False, " ".join(one[a:b])
        if other[c:d]:
            yield False, True, " ".join(other[c:d])


def audiences(round_id: UUID, group_id: UUID | None) -> dict[str, UUID | None]:
    """Return for whom a line may be shared, with the key of each: the round, its group where it has one, everybody,
    and the neighbours of everybody's programme where there are any.
    """
    group = {Audience.GROUP.value: group_id} if group_id else {}
    return {Audience.ROUND.value: round_id, **group, **dict.fromkeys(FOR_ALL)}


def is_reminder_due(working_days: int, reminders: int) -> bool:
    """Return whether whoever a report waits for is reminded after so many working days."""
    return reminders < len(REMIND_AFTER) and working_days >= REMIND_AFTER[reminders]


@dataclass(frozen=True)
class Theme:
    """In how many schools an area stood under which heading; None for fewer than five, which are never told."""

    area: str
    schools: int
    by_kind: Mapping[str, int | None]


def themes(lines: Iterable[tuple[UUID, str, Sequence[str]]]) -> list[Theme]:
    """Return the areas of lines (school, heading, areas) that five schools or more have in common, the most first."""
    schools: dict[str, set[UUID]] = defaultdict(set)
    by_kind: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for school, kind, areas in lines:
        for area in areas:
            schools[area].add(school)
            by_kind[area, kind].add(school)
    found = [
        Theme(area, len(those), {kind: suppressed(len(by_kind[area, kind])) for kind in LineKind})
        for area, those in schools.items()
        if len(those) >= FEWEST
    ]
    return sorted(found, key=lambda each: (-each.schools, each.area))


def suppressed(number: int) -> int | None:
    """Return a number of schools, or None where it is so small that one of them could be known by it."""
    return number if number == 0 or number >= FEWEST else None
