"""The colleague's answer, and the check that an entry is complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas import queries as areas
from linkage.directory import policy, rules
from linkage.directory.enums import NOMINATION_MOVES, EntryKind, EntryStatus, NominationStatus
from linkage.directory.models import Entry, EntryArea, Nomination
from linkage.directory.operations import telling
from linkage.kernel.errors import Refused
from linkage.people import operations as people
from linkage.programmes import queries as programmes
from linkage.programmes.enums import NominationCheck


class UnableToAnswer(Refused):
    """A nomination that was answered, withdrawn or changed meanwhile."""


@dataclass(frozen=True)
class Offered:
    """What the colleague offers, in their own words."""

    job_title: str
    words: str
    ways: Sequence[str]
    places: int
    days: int
    radius_miles: int | None
    visibility: str


@operation(policy.ANSWER, target="nomination")
def agree(*, actor: Actor, at: datetime, nomination: Nomination, offered: Offered) -> Nomination:
    """Say yes: the entry is listed as the colleague worded it, or waits for the check that it is complete.

    Raises UnableToAnswer when there is nothing to answer any more.
    """
    _hold(nomination)
    checks = programmes.settings(actor=actor).nomination_check == NominationCheck.COMPLETENESS
    to = NominationStatus.AWAITING_APPROVAL if checks else NominationStatus.LISTED
    UnableToAnswer.unless_none(rules.can_move(nomination.status, to, NOMINATION_MOVES))
    for name in ("job_title", "words", "places", "days", "radius_miles", "visibility"):
        setattr(nomination, name, getattr(offered, name))
    nomination.ways, nomination.answered_at, nomination.missing = list(offered.ways), at, ""
    nomination.move(to)
    _has_answered(nomination, at)
    if to == NominationStatus.LISTED:
        _list(actor, at, nomination)
    nomination.save()
    telling.agreed(actor=actor, at=at, nomination=nomination)
    return nomination


@operation(policy.ANSWER, target="nomination")
def decline(*, actor: Actor, at: datetime, nomination: Nomination) -> Nomination:
    """Say no, without a reason; the head is told so, and what was typed about the colleague is forgotten."""
    _hold(nomination)
    UnableToAnswer.unless_none(rules.can_move(nomination.status, NominationStatus.DECLINED, NOMINATION_MOVES))
    nomination.move(NominationStatus.DECLINED)
    nomination.answered_at = at
    nomination.empty()
    nomination.save()
    # A no is not taking part: whoever did nothing else is forgotten on the day the first mail named.
    if nomination.nominee is not None:
        people.end_claim(actor=actor, at=at, person=nomination.nominee, organisation=nomination.organisation)
    telling.declined(actor=actor, at=at, nomination=nomination)
    return nomination


@operation(policy.APPROVE, target="nomination")
def approve(*, actor: Actor, at: datetime, nomination: Nomination) -> Nomination:
    """Say that the entry is complete: it is listed. The person is not judged."""
    _hold(nomination)
    UnableToAnswer.unless_none(rules.can_move(nomination.status, NominationStatus.LISTED, NOMINATION_MOVES))
    nomination.move(NominationStatus.LISTED)
    _list(actor, at, nomination)
    nomination.save()
    telling.listed(actor=actor, at=at, nomination=nomination)
    return nomination


@operation(policy.SEND_BACK, target="nomination")
def send_back(*, actor: Actor, at: datetime, nomination: Nomination, missing: str) -> Nomination:
    """Ask the colleague for what is missing, in a sentence they read; they answer anew by a new link."""
    _hold(nomination)
    UnableToAnswer.unless_none(rules.can_move(nomination.status, NominationStatus.AWAITING_AGREEMENT, NOMINATION_MOVES))
    nomination.move(NominationStatus.AWAITING_AGREEMENT)
    nomination.missing, nomination.answered_at = missing.strip(), None
    nomination.sent_at, nomination.asked = at, nomination.asked + 1
    nomination.reminders, nomination.lapsed_at = 0, None
    nomination.save()
    telling.ask_again(actor=actor, at=at, nomination=nomination)
    return nomination


def _hold(nomination: Nomination) -> None:
    """Read the state anew and keep it: of two answers at the same moment the second finds the first."""
    nomination.refresh_from_db(fields=["status", "asked"], from_queryset=Nomination.objects.select_for_update())


def _has_answered(nomination: Nomination, at: datetime) -> None:
    nominee = nomination.nominee
    if nominee is not None and nominee.answered_at is None:
        nominee.answered_at = at
        nominee.save(update_fields=["answered_at"])


def _list(actor: Actor, at: datetime, nomination: Nomination) -> Entry:
    # Two heads may have nominated the same colleague at the same moment.
    here = {"programme_id": nomination.programme_id, "organisation_id": nomination.organisation_id}
    standing = Entry.objects.filter(person=nomination.nominee, kind=EntryKind.PERSON, **here).exclude(
        status=EntryStatus.WITHDRAWN
    )
    UnableToAnswer.unless_none(rules.is_listed_once(is_listed=standing.exists()))
    nomination.listed_at = at
    entry = Entry.objects.create(
        programme_id=nomination.programme_id,
        person=nomination.nominee,
        nomination=nomination,
        organisation=nomination.organisation,
        listed_at=at,
        confirmed_at=at,
        job_title=nomination.job_title,
        words=nomination.words,
        phases=nomination.phases,
        ways=nomination.ways,
        places=nomination.places,
        days=nomination.days,
        radius_miles=nomination.radius_miles,
        visibility=nomination.visibility,
    )
    held = areas.by_codes(actor=actor, codes=nomination.area_codes)
    EntryArea.objects.bulk_create(
        EntryArea(programme_id=nomination.programme_id, entry=entry, area=area) for area in held
    )
    return entry
