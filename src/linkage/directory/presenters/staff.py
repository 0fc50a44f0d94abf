"""What a head sees of what the school gives, and the place of the directory in the bar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html

from linkage.access.page import PageRequest
from linkage.directory import policy
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import Commitment, Entry, Nomination, SchoolCeiling
from linkage.directory.presenters.nominations import STATUS
from linkage.directory.queries import Given, StaffHalfTerm, StaffPromises
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.ui import registry
from linkage.ui.registry import HomeAside, MorePage, NavigationItem, Promise


@dataclass(frozen=True)
class Colleague:
    """One person, or one thing the school offers: what is promised of them, and whether new requests are stopped."""

    entry_id: UUID
    name: str
    job_title: str
    tags: tuple[tuple[str, str], ...]
    standing: str
    promises: tuple[list[Any], ...]
    is_stopped: bool


@dataclass(frozen=True)
class StaffPage:
    """What is promised of a school's staff."""

    half_terms: tuple[tuple[str, str], ...]
    colleagues: tuple[Colleague, ...]
    gone: tuple[list[Any], ...]
    nominations: tuple[list[Any], ...]
    is_stopped: bool


def staff_page(
    promised: StaffPromises, nominations: Iterable[Nomination], ceiling: SchoolCeiling, request: PageRequest
) -> StaffPage:
    """The rows of the page: who is listed and what is promised of them to whom, and who was asked."""
    slug = request.programme.slug
    known, gone = _promises(request, promised), {each.pk for each in promised.gone}
    return StaffPage(
        half_terms=tuple((term.name, _in_all(term, ceiling)) for term in promised.half_terms),
        colleagues=tuple(_colleague(entry, promised, known) for entry in promised.entries),
        gone=tuple(
            [each.entry.title if each.entry else each.person.name, *_promise(each, term.name, known)]
            for term in promised.half_terms
            for each in term.promises
            if each.pk in gone
        ),
        nominations=tuple(
            [
                {"text": _link(slug, "nomination", each.pk, each.colleague), "sub": each.job_title},
                STATUS[NominationStatus(each.status)][1],
                words.day(day_of(each.sent_at or each.created_at)),
            ]
            for each in nominations
        ),
        is_stopped=ceiling.is_stopped,
    )


def _promises(request: PageRequest, promised: StaffPromises) -> dict[UUID, Promise]:
    """What each promise is for, as far as the reader may open it."""
    keys = {each.source_id for term in promised.half_terms for each in term.promises}
    found: dict[UUID, Promise] = {}
    for source in registry.promises:
        found |= source(request.actor, keys)
    return found


def _in_all(term: StaffHalfTerm, ceiling: SchoolCeiling) -> str:
    most = ceiling.days_limit
    days = f"{term.days} of {words.count(most, 'day')}" if most is not None else _days(term.days)
    return f"{words.count(term.places, 'introduction')}, {days}"


def _colleague(entry: Entry, promised: StaffPromises, known: dict[UUID, Promise]) -> Colleague:
    now = promised.half_terms[0].standings[entry.pk]
    status = EntryStatus(entry.status)
    tags = [("good" if status == EntryStatus.LISTED else "quiet", str(status.label))]
    if entry.stopped_at:
        tags.append(("wait", "New requests are stopped"))
    return Colleague(
        entry_id=entry.pk,
        name=entry.headline,
        job_title=entry.job_title if entry.is_person else f"Written to: {entry.person.name}",
        tags=tuple(tags),
        standing=(
            f"Promised this half-term: {now.places_promised} of {words.count(now.places, 'school')}, "
            f"{now.days_promised} of {words.count(now.days, 'day')}."
        ),
        promises=tuple(
            _promise(each, term.name, known)
            for term in promised.half_terms
            for each in term.promises
            if _is_of(each, entry)
        ),
        is_stopped=entry.stopped_at is not None,
    )


def _is_of(promise: Commitment, entry: Entry) -> bool:
    return promise.entry_id == (None if entry.is_person else entry.pk) and (
        not entry.is_person or promise.person_id == entry.person_id
    )


def _promise(each: Commitment, half_term: str, known: dict[UUID, Promise]) -> list[Any]:
    found = known.get(each.source_id)
    to = (
        {"text": format_html('<a class="govuk-link" href="{}">{}</a>', found.url, found.to), "sub": found.title}
        if found
        else "Another school"
    )
    return [half_term, to, words.count(each.places, "school"), _days(each.days)]


def _days(days: int) -> str:
    return words.count(days, "day") if days else "no days away"


def _link(slug: str, name: str, pk: object, text: str) -> Any:
    return format_html('<a class="govuk-link" href="{}">{}</a>', reverse(f"directory:{name}", args=[slug, pk]), text)


def navigation(request: Any) -> Iterator[NavigationItem]:
    """The directory, for whoever the programme knows."""
    actor = getattr(request, "actor", None)
    if getattr(request, "programme", None) is not None and actor is not None and actor.kind == "person":
        yield NavigationItem(
            "Directory", reverse("directory:directory", args=[request.programme.slug]), section="directory"
        )


def more_pages(request: Any) -> Iterator[MorePage]:
    """Nominating and the school's own limits, for who may."""
    slug, actor = request.programme.slug, request.actor
    if actor.organisations("head", "chair", "trust_officer"):
        yield MorePage(
            "Promised of my staff",
            "Who is listed, what is promised of them to whom, and the switch that stops new requests",
            reverse("directory:our-staff", args=[slug]),
        )
        yield MorePage(
            "Nominate a colleague",
            "Somebody who does something well and could show others",
            reverse("directory:nominate", args=[slug]),
        )
    if policy.LIST_ALL.allows(actor):
        yield MorePage(
            "All entries",
            "Everybody in the directory, also what schools do not find at the moment, and as a spreadsheet",
            reverse("directory:entries", args=[slug]),
        )
        yield MorePage(
            "All nominations",
            "Who was nominated, by whom, and what became of it, and as a spreadsheet",
            reverse("directory:nominations", args=[slug]),
        )
    if actor.has("coordinator"):
        yield MorePage(
            "Which entries are still right?",
            "Who has not answered this term, and whose entry is no longer found",
            reverse("directory:freshness", args=[slug]),
        )


def needs_page(request: Any) -> Iterator[MorePage]:
    """What nobody could help with, for who can do something about it."""
    if policy.SEE_NEEDS.allows(request.actor):
        yield MorePage(
            "What nobody could help with",
            "Needs for which nobody was found, by area and district, and asking heads to nominate",
            reverse("directory:needs", args=[request.programme.slug]),
        )


def home_aside(given: Iterable[Given], slug: str) -> Iterator[HomeAside]:
    """What each of the reader's schools gives this half-term, and the way to give more."""
    for each in given:
        promised = (
            ("Introduced this half-term", words.count(each.places_promised, "time")),
            ("Days promised", str(each.days_promised)),
        )
        listed = words.count(each.people, "colleague") if each.people else "Nobody yet"
        yield HomeAside(
            title=f"{each.organisation_name} gives",
            facts=(("In the directory", listed), *(promised if each.people else ())),
            link=("Nominate a colleague", reverse("directory:nominate", args=[slug])),
        )
