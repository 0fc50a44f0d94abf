"""Nominations: drafts, those that wait, and those a link answers."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory import policy
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import Entry, Nomination, SchoolCeiling
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes


def nomination(*, actor: Actor, nomination_id: uuid.UUID) -> Nomination:
    """Return a nomination the actor made, is named in, answers for or coordinates; raises NotFound.

    A draft is seen by who wrote it and by nobody else.
    """
    found = _visible(actor).filter(pk=nomination_id).first()
    if found is None:
        raise NotFound("nomination")
    return found


def to_answer(*, actor: Actor) -> Nomination:
    """Return the nomination that the actor's link is about, whatever became of it; raises NotFound."""
    if actor.answering is None or actor.answering.kind != policy.ANSWER_LINK:
        raise NotFound("nomination")
    found = _with_all(Nomination.objects.filter(programme_id=actor.tenant_id, nominee_id=actor.person_id))
    asked = found.filter(pk=actor.answering.record_id).first()
    if asked is None:
        raise NotFound("nomination")
    return asked


def is_open(*, actor: Actor, nomination: Nomination) -> bool:
    """Whether the actor's link still answers: the nomination is as it was when the link was made."""
    return (
        actor.answering is not None
        and nomination.status == NominationStatus.AWAITING_AGREEMENT
        and actor.answering.state == nomination.question
    )


def is_waiting(*, actor: Actor, nomination: Nomination) -> bool:
    """Whether the actor is the colleague and has not answered."""
    return actor.is_person(nomination.nominee_id) and nomination.status == NominationStatus.AWAITING_AGREEMENT


def lapses_on(*, actor: Actor, nomination: Nomination) -> date | None:
    """Return the working day of their school on which we stop waiting for the colleague; None when nobody waits."""
    if nomination.status != NominationStatus.AWAITING_AGREEMENT or nomination.sent_at is None:
        return None
    home = nomination.organisation
    calendar = programmes.calendar(actor=actor, authority_code=home.authority_code, organisation_id=home.pk)
    return calendar.add(day_of(nomination.sent_at), programmes.settings(actor=actor).lapse_days)


def nominations_of(*, actor: Actor, organisation_id: uuid.UUID) -> QuerySet[Nomination]:
    """Return one school's nominations that led to no entry (yet), the newest first; drafts are separate."""
    elsewhere = (NominationStatus.DRAFT, NominationStatus.LISTED)
    found = _visible(actor).filter(organisation_id=organisation_id).exclude(status__in=elsewhere)
    return found.order_by("-created_at")


def sent(*, actor: Actor) -> QuerySet[Nomination]:
    """Return every nomination the actor may look at, but drafts."""
    return _visible(actor).exclude(status=NominationStatus.DRAFT)


def drafts(*, actor: Actor) -> QuerySet[Nomination]:
    """Return the actor's own drafts in which somebody is named, the latest first."""
    if actor.person_id is None:
        return Nomination.objects.none()
    mine = Nomination.objects.filter(programme_id=actor.tenant_id, nominated_by_id=actor.person_id)
    return mine.filter(status=NominationStatus.DRAFT).exclude(email="").order_by("-saved_at")


def area_names(*, actor: Actor, nomination: Nomination) -> list[str]:
    """Return the names of the areas of a nomination, by name."""
    found = areas.by_codes(actor=actor, codes=nomination.area_codes)
    return [each.name for each in found]


def area_choices(*, actor: Actor) -> QuerySet[Area]:
    """Return the areas somebody can be good at, by name."""
    return areas.areas(actor=actor)


def nominating_schools(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations for which the actor may nominate, by name; a school that left gives nobody."""
    mine = set(actor.organisations(*policy.FOR_SCHOOL))
    if any(grant.role == "officer" for grant in actor.grants):
        mine |= actor.staff_of
    return Organisation.objects.filter(pk__in=mine).exclude(pk__in=organisations.left_ids(actor=actor)).order_by("name")


def led_schools(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations the actor answers for, by name."""
    return Organisation.objects.filter(pk__in=actor.organisations(*policy.FOR_SCHOOL)).order_by("name")


def led_school(*, actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """Return an organisation the actor answers for; raises NotFound."""
    found = led_schools(actor=actor).filter(pk=organisation_id).first()
    if found is None:
        raise NotFound("school")
    return found


def ceiling(*, actor: Actor, organisation_id: uuid.UUID) -> SchoolCeiling:
    """Return what a school gives: its limit and whether it stopped; a new one, not kept, where none was ever set."""
    found = SchoolCeiling.objects.filter(programme_id=actor.tenant_id, organisation_id=organisation_id).first()
    return found or SchoolCeiling(programme_id=actor.tenant_id, organisation_id=organisation_id)


def places_taken(*, actor: Actor) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Return who is listed and who is asked or half-way nominated, each as (address, id of the school)."""
    ours = {"programme_id": actor.tenant_id}
    entries = Entry.objects.filter(**ours, person__isnull=False).exclude(status=EntryStatus.WITHDRAWN)
    asked = Nomination.objects.filter(
        **ours, status__in=[NominationStatus.AWAITING_AGREEMENT, NominationStatus.AWAITING_APPROVAL]
    )
    drafts = Nomination.objects.filter(**ours, status=NominationStatus.DRAFT).exclude(email="")
    waiting = [
        *asked.values_list("nominee__email", "organisation_id"),
        *drafts.values_list("email", "organisation_id"),
    ]
    return _keyed(entries.values_list("person__email", "organisation_id")), _keyed(waiting)


def _keyed(rows: Iterable[tuple[str, uuid.UUID]]) -> frozenset[tuple[str, str]]:
    return frozenset((email.lower(), str(key)) for email, key in rows)


def _visible(actor: Actor) -> QuerySet[Nomination]:
    if actor.programme_id is None or actor.kind not in ("person", "system"):
        return Nomination.objects.none()
    ours = Nomination.objects.filter(programme_id=actor.tenant_id)
    mine = Q(nominated_by_id=actor.person_id)
    others = Q(nominee_id=actor.person_id) | Q(organisation_id__in=actor.organisations(*policy.FOR_SCHOOL))
    sent = Q(pk__isnull=False) if actor.is_system or actor.has("coordinator") else others
    return _with_all(ours.filter(mine | (sent & ~Q(status=NominationStatus.DRAFT))))


def _with_all(found: QuerySet[Nomination]) -> QuerySet[Nomination]:
    return found.select_related("programme", "organisation", "nominee", "nominated_by", "recorded_by")
