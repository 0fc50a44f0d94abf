"""What a school may be pointed to, which of it fits a need, and when it is asked. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from linkage.kernel.violations import Violation

MOST_NAMED = 3
# Somebody looks at a destination twice a year, and is reminded so many days before the day.
REVIEW_DAYS = 182
REVIEW_NOTICE = timedelta(days=14)
# Asked after two weeks, once more after two, and then it counts as unanswered.
WEEKS_UNTIL_ASKED = 2
MOST_ASKED = 2
# A shared area says more than any word; an area that the words only sound like says a little less.
AREA_WEIGHT, LIKELY_WEIGHT, WORD_WEIGHT = 6, 4, 1
SHORTEST_WORD = 4
_COMMON = (
    "about after again also another around because been before being between come could does doing each every "
    "from getting give goes going good have having head help here into just keep know like long make many "
    "might more most much need needs never only other ours over people pupils really said school schools "
    "should some somebody someone staff still such take teacher teachers than that their them then there these "
    "they thing things think this those time want wants week were what when where which while will with "
    "without work works would year years your"
)
COMMON_WORDS = frozenset(_COMMON.split())


@dataclass(frozen=True)
class Need:
    """What a school asks for: its areas, those its words sound like (by code), its words, and what it teaches."""

    areas: frozenset[str]
    likely: frozenset[str]
    words: frozenset[str]
    phases: frozenset[str]


@dataclass(frozen=True)
class Known:
    """A destination as the ranking sees it; `areas` are {code: name}."""

    key: str
    areas: dict[str, str]
    words: frozenset[str]
    phases: frozenset[str]


@dataclass(frozen=True)
class Fit:
    """How well a destination fits, and why in words."""

    key: str
    score: int
    areas: tuple[str, ...]
    words: tuple[str, ...]


def telling(words: Iterable[str]) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD and word not in COMMON_WORDS)


def ranked(need: Need, destinations: Iterable[Known]) -> list[Fit]:
    """Those that share an area or a word with the need and serve its school, the best first."""
    fits = [_fit(need, each) for each in destinations if _serves(need, each)]
    return sorted((fit for fit in fits if fit.score), key=lambda fit: (-fit.score, fit.key))


def _serves(need: Need, known: Known) -> bool:
    return not known.phases or not need.phases or bool(known.phases & need.phases)


def _fit(need: Need, known: Known) -> Fit:
    shared = sorted(known.areas.keys() & need.areas)
    likely = sorted((known.areas.keys() & need.likely) - need.areas)
    words = sorted(known.words & need.words)
    score = AREA_WEIGHT * len(shared) + LIKELY_WEIGHT * len(likely) + WORD_WEIGHT * len(words)
    return Fit(known.key, score, tuple(known.areas[code] for code in (*shared, *likely)), tuple(words))


def can_be_named(how_many: int, gone: Iterable[str]) -> list[Violation]:
    """A school is pointed to one to three things, each of them still right."""
    if not how_many:
        return [Violation("can_be_named", "Choose what the school should look at", "chosen")]
    if how_many > MOST_NAMED:
        return [Violation("can_be_named", "Choose three at most: a longer list is not read", "chosen")]
    return [
        Violation("can_be_named", f"“{title}” is no longer on the list, or has to be looked at first", "chosen")
        for title in gone
    ]


def can_be_reached(website: str, contact: str) -> list[Violation]:
    """Give a web address, or say whom to ring or write to."""
    return (
        [] if website or contact else [Violation("can_be_reached", str(can_be_reached.__doc__).rstrip("."), "website")]
    )


def is_dated(*, is_event: bool, happens_on: date | None, today: date) -> list[Violation]:
    """An event has a day, and one that has not passed."""
    if not is_event:
        return []
    if happens_on is None:
        return [Violation("is_dated", "Enter the date of the event", "happens_on")]
    return [Violation("is_dated", "The date of the event must not be in the past", "happens_on")] * (happens_on < today)


def is_reviewed_in_time(review_on: date, today: date) -> list[Violation]:
    """The day to look at it again lies ahead, and within a year."""
    if today < review_on <= today + timedelta(days=366):
        return []
    return [Violation("is_reviewed_in_time", "Choose a day within the next year to look at it again", "review_on")]


def next_review(today: date, happens_on: date | None) -> date:
    """When somebody looks at it again: in half a year, and for an event on its day at the latest."""
    usual = today + timedelta(days=REVIEW_DAYS)
    return min(usual, happens_on) if happens_on is not None and happens_on >= today else usual


def reminder_on(review_on: date) -> date:
    """From when its owner is reminded: two weeks before."""
    return review_on - REVIEW_NOTICE
