"""What a head sees of what the school gives, and the place of the directory in the bar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from linkage.access.page import PageRequest
from linkage.directory import policy
from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination, SchoolCeiling
from linkage.directory.presenters.nominations import STATUS
from linkage.directory.queries import Given, StaffPromises
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.ui.registry import HomeAside, MorePage, NavigationItem


@dataclass(frozen=True)
class StaffPage:
    """What is promised of a school's staff."""

    half_term: str
    promised: tuple[list[Any], ...]
    nominations: tuple[list[Any], ...]
    places_promised: int
    days_promised: int
    is_stopped: bool


def staff_page(
    promised: StaffPromises, nominations: Iterable[Nomination], ceiling: SchoolCeiling, request: PageRequest
) -> StaffPage:
    """The rows of the page: who is listed and promised, and who was asked."""
    slug = request.programme.slug

    def link(name: str, pk: object, text: str) -> Any:
        return format_html(
            '<a class="govuk-link" href="{}">{}</a>', reverse(f"directory:{name}", args=[slug, pk]), text
        )

    return StaffPage(
        half_term=promised.half_term,
        promised=tuple(
            [
                {"text": link("entry", entry.pk, entry.headline), "sub": entry.job_title},
                str(entry.get_status_display()),
                f"{standing.places_promised} of {standing.places}",
                f"{standing.days_promised} of {standing.days}",
            ]
            for entry, standing in promised.rows
        ),
        nominations=tuple(
            [
                {"text": link("nomination", each.pk, each.colleague), "sub": each.job_title},
                STATUS[NominationStatus(each.status)][1],
                words.day(day_of(each.sent_at or each.created_at)),
            ]
            for each in nominations
        ),
        places_promised=sum(standing.places_promised for _, standing in promised.rows),
        days_promised=sum(standing.days_promised for _, standing in promised.rows),
        is_stopped=ceiling.is_stopped,
    )


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
            "What your school gives",
            "Who is listed, what is promised of them, and the switch that stops new requests",
            reverse("directory:our-staff", args=[slug]),
        )
        yield MorePage(
            "Nominate a colleague",
            "Somebody who does something well and could show others",
            reverse("directory:nominate", args=[slug]),
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
