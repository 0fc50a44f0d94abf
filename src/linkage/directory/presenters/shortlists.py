"""What somebody's shortlist shows, and the small form that keeps an entry or takes it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.directory.presenters.entries import initials_of, who_line
from linkage.directory.queries import Shortlisted, Standing
from linkage.kernel import words
from linkage.ui.frame import address_or_none

# Where the form leads back to; of a search it carries the choices, which begin with "?".
ENTRY, SHORTLIST = "entry", "shortlist"


@dataclass(frozen=True)
class Keeping:
    """The form of one entry: what its button does, where it leads back to, and what was just done."""

    entry_id: UUID
    name: str
    is_kept: bool
    back: str
    said: str = ""
    is_refused: bool = False


@dataclass(frozen=True)
class Kept:
    """One entry of the shortlist."""

    keeping: Keeping
    name: str
    who: str
    initials_of: str
    about: str
    tag: tuple[str, str]
    # What the button that asks says; empty where nobody can be asked at the moment.
    ask: str
    ask_url: str


@dataclass(frozen=True)
class ShortlistPage:
    """Who can be asked, who is gone, and the way to ask all of them at once."""

    there: tuple[Kept, ...]
    gone: tuple[Keeping, ...]
    ask_all_url: str


def keeping(entry: Entry, *, is_kept: bool, back: str) -> Keeping:
    """The form that keeps an entry, or takes it out."""
    return Keeping(entry.pk, entry.headline, is_kept, back)


def shortlist_page(found: Iterable[Shortlisted], slug: str) -> ShortlistPage:
    """The page of a shortlist."""
    rows = list(found)
    start = address_or_none("support_requests:start", slug)
    listed = [each.entry for each in rows if each.is_there and each.entry.status == EntryStatus.LISTED]
    return ShortlistPage(
        there=tuple(_kept(each, each.standing, start) for each in rows if each.standing is not None),
        gone=tuple(keeping(each.entry, is_kept=True, back=SHORTLIST) for each in rows if not each.is_there),
        ask_all_url=_ask_url(start, listed) if len(listed) > 1 else "",
    )


def way_back(back: str, entry: Entry, slug: str) -> str:
    """The address the form leads back to: the entry, the search it stood in, or the shortlist."""
    if back == ENTRY:
        return reverse("directory:entry", args=[slug, entry.pk])
    if back.startswith("?"):
        return f"{reverse('directory:directory', args=[slug])}{back}"
    return reverse("directory:shortlist", args=[slug])


def _kept(found: Shortlisted, standing: Standing, start: str) -> Kept:
    entry = found.entry
    can_be_asked = bool(start) and entry.status == EntryStatus.LISTED
    whom = f"for {entry.person.first_name}’s help" if entry.is_person else "for this"
    return Kept(
        keeping=keeping(entry, is_kept=True, back=SHORTLIST),
        name=entry.headline,
        who=who_line(entry),
        initials_of=initials_of(entry),
        about="; ".join(area.name for area in found.areas),
        tag=_tag(entry, standing),
        ask=f"Ask {whom}" if can_be_asked else "",
        ask_url=_ask_url(start, [entry]) if can_be_asked else "",
    )


def _tag(entry: Entry, standing: Standing) -> tuple[str, str]:
    if entry.status == EntryStatus.PAUSED:
        until = f" until {words.day(entry.paused_until_on)}" if entry.paused_until_on else ""
        return ("wait", f"Taking a break{until}")
    if standing.is_stopped:
        return ("wait", "Their school takes no new requests at the moment")
    if not standing.places_left:
        return ("wait", "No places left this half-term")
    return ("good", f"Free for {words.count(standing.places_left, 'school')} this half-term")


def _ask_url(start: str, entries: Iterable[Entry]) -> str:
    pairs: list[tuple[str, Any]] = [("entry", each.pk) for each in entries]
    return f"{start}?{urlencode(pairs)}" if start else ""
