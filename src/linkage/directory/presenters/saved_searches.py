"""What the pages of a search somebody keeps show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse

from linkage.directory.models import Entry, SavedSearch
from linkage.directory.presenters import choices
from linkage.directory.presenters.entries import initials_of, who_line
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.ui import lists

NAME_LENGTH = 80
# Choices that are records: so many of each are kept, and those without a name for the reader are told as a number.
KEYS, MOST_KEYS = ("group", "designation", "from"), 20
# What is called differently in each programme ("area", "group", "designation"), by filter and then by value.
Named = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Kept:
    """One search in the list."""

    saved_search_id: UUID
    name: str
    looks_for: tuple[str, ...]
    new: int
    since: str


@dataclass(frozen=True)
class New:
    """Somebody who is new for a search."""

    entry_id: UUID
    name: str
    who: str
    initials_of: str


def listed(found: Iterable[SavedSearch], named: Named) -> list[Kept]:
    """The searches kept, each with what it looks for and how many are new; `named` is as above."""
    return [
        Kept(
            saved_search_id=each.pk,
            name=each.name,
            looks_for=looks_for(chosen(each), named),
            new=len(each.new_ids),
            since=words.day(day_of(each.seen_at)),
        )
        for each in found
    ]


def new(entries: Iterable[Entry]) -> list[New]:
    """Who is new, with what names them."""
    return [New(each.pk, each.headline, who_line(each), initials_of(each)) for each in entries]


def chosen(saved: SavedSearch) -> lists.Chosen:
    """The search as an address would ask for it."""
    return choices.kept(saved.words, saved.choices)


def carried(asked: lists.Chosen, named: Named) -> str:
    """The choices as an address carries them, without the words: only those there are, never what somebody typed."""
    labels = _labels(named)
    values = {name: tuple(each for each in asked.of(name) if each in known) for name, known in labels.items()}
    values |= {name: tuple(filter(_is_key, asked.of(name)))[:MOST_KEYS] for name in KEYS}
    return replace(asked, values=values, query="", sort="", number=1).url().removeprefix("?")


def _labels(named: Named) -> dict[str, Mapping[str, str]]:
    """What each choice is called, by filter."""
    return {
        "stage": choices.STAGES,
        "way": choices.WAYS,
        "kind": choices.KINDS,
        "price": choices.PRICES,
        "far": choices.FAR,
        "like": choices.LIKE,
        "when": {"now": "Free this half-term", "next": "Free after the next holiday"},
        **named,
    }


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def results_url(saved: SavedSearch, slug: str) -> str:
    """Where everybody who fits is shown."""
    return f"{reverse('directory:directory', args=[slug])}{chosen(saved).url()}"


def looks_for(asked: lists.Chosen, named: Named) -> tuple[str, ...]:
    """The words and the choices of a search, as the page of the search names them."""
    quoted = (f"“{asked.query}”",) if asked.query else ()
    picked = (known[each] for name, known in _labels(named).items() for each in asked.of(name) if each in known)
    records = {"group": "school group", "designation": "designation"}
    unnamed = {noun: [each for each in asked.of(name) if each not in named[name]] for name, noun in records.items()}
    numbers = (words.count(len(keys), noun) for noun, keys in unnamed.items() if keys)
    return (*quoted, *picked, *numbers)


def suggested_name(asked: lists.Chosen, named: Named) -> str:
    """What the search may be called: its words, else its first choices."""
    return (asked.query or ", ".join(looks_for(asked, named)[:2]))[:NAME_LENGTH]
