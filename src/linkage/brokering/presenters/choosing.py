"""Who could help, as the page shows it: side by side, in plain words, never as a ranking of people."""

from collections.abc import Mapping
from dataclasses import dataclass

from linkage.brokering.queries import Choice, NotNow
from linkage.brokering.rules import Candidate, Obstacle, Refusal, Term
from linkage.directory.enums import EntryKind
from linkage.directory.queries import Pooled
from linkage.kernel import words
from linkage.programmes.enums import AskingOrder
from linkage.programmes.models import ProgrammeSettings

STAND_OUT = 3
SILENT = "Asked for this before, and did not answer"
WHY_NOT_SHOWN = 4
PLACES = (("you", "Suggested first", "tick"), ("info", "Next, if the first cannot", ""), ("quiet", "Also possible", ""))
LOOKS = {"good": ("", "tick"), "plain": ("is-plain", "dash"), "care": ("is-care", "warning")}


@dataclass(frozen=True)
class Card:
    """One person who stands out."""

    entry_id: str
    place: tuple[str, str, str]
    name: str
    first_name: str
    who: str
    terms: tuple[Term, ...]
    is_first: bool
    # What the button says: "Introduce Priya", or whom we ask first: "Ask Priya’s head".
    button: str = ""
    note: str = ""


@dataclass(frozen=True)
class WhyNot:
    """One person who cannot be introduced: the first reason as a tag, and what would change it."""

    name: str
    school: str
    kind: str
    reason: str
    icon: str
    change: str


@dataclass(frozen=True)
class ChoosePage:
    """Who could help with one request."""

    heading: str
    cards: tuple[Card, ...]
    others: tuple[Card, ...]
    why_not: tuple[WhyNot, ...]
    hidden_why_not: int
    asks_first: bool = False


def choose_page(found: Choice, *, shows_all: bool, settings: ProgrammeSettings) -> ChoosePage:
    """Return the page: three side by side, the rest and the reasons below."""
    cards = [_card(found, candidate, number, settings) for number, candidate in enumerate(found.ranking.candidates)]
    why_not = [_why_not(found, refusal) for refusal in found.ranking.why_not]
    shown = why_not if shows_all else why_not[:WHY_NOT_SHOWN]
    return ChoosePage(
        heading=_heading(len(cards)),
        cards=tuple(cards[:STAND_OUT]),
        others=tuple(cards[STAND_OUT:]),
        why_not=tuple(shown),
        hidden_why_not=len(why_not) - len(shown),
        asks_first=settings.asks_first,
    )


def not_now(found: NotNow) -> str:
    """Why somebody cannot be introduced now, and what would change it, as one line of the error summary."""
    said = words.listing([_within(each.sentence) for each in found.violations])
    changes = [_within(each.change) for each in found.violations[:1] if isinstance(each, Obstacle)]
    return ". What would change it: ".join([f"{found.name} cannot be introduced now: {said}", *changes])


def own_words(found: NotNow, given: Mapping[str, str]) -> dict[str, str]:
    """What somebody wrote themselves for the mail; our own words are made anew for whoever is chosen next."""
    ours = {"subject": found.told.subject_line, "greeting": found.told.first_words}
    typed = {name: given.get(name, "").strip() for name in ours}
    return {name: text for name, text in typed.items() if text and text != ours[name]}


def who(person: Pooled) -> str:
    """What somebody does and where."""
    return f"{person.job_title}, {person.organisation.name}" if person.job_title else person.organisation.name


def _heading(number: int) -> str:
    if number > STAND_OUT:
        return f"Three who stand out, of {words.number(number)}"
    said = words.number(number)
    return f"{said[:1].upper()}{said[1:]} who could help"


def _card(found: Choice, candidate: Candidate, number: int, settings: ProgrammeSettings) -> Card:
    person = found.people[candidate.helper.entry_id]
    return Card(
        entry_id=candidate.helper.entry_id,
        place=PLACES[min(number, STAND_OUT - 1)],
        name=person.name,
        first_name=person.name.split()[0],
        who=who(person),
        terms=candidate.terms,
        is_first=number == 0,
        button=_button(person, settings),
        note=SILENT if candidate.helper.entry_id in found.silent else "",
    )


def _button(person: Pooled, settings: ProgrammeSettings) -> str:
    name = person.name.split()[0] if person.kind == EntryKind.PERSON else person.name
    if not settings.asks_first:
        return f"Introduce {person.name.split()[0]}"
    if settings.asking_order in (AskingOrder.PERSON, AskingOrder.PERSON_HEAD):
        return f"Ask {name}"
    return (
        f"Ask {name}\u2019s head" if person.kind == EntryKind.PERSON else f"Ask the head of {person.organisation.name}"
    )


def _why_not(found: Choice, refusal: Refusal) -> WhyNot:
    person = found.people[refusal.helper.entry_id]
    first = refusal.obstacles[0]
    more = [_within(obstacle.sentence) for obstacle in refusal.obstacles[1:]]
    also = f". Also: {words.listing(more)}" if more else ""
    return WhyNot(
        person.name, person.organisation.name, first.kind, first.sentence, first.icon, f"{first.change}{also}"
    )


def _within(sentence: str) -> str:
    """A reason as it stands within a sentence."""
    return sentence[:1].lower() + sentence[1:]
