"""Entries that wait to be confirmed, and entries on their way to another school."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from linkage.access.actor import Actor
from linkage.directory import policy
from linkage.directory.enums import EntryStatus, MoveStatus
from linkage.directory.models import Entry, SchoolMove
from linkage.directory.queries.entries import with_all
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation


@dataclass(frozen=True)
class Freshness:
    """How many entries of the programme wait for an answer to "still right?", and how many lapsed without one."""

    waiting: int
    lapsed: int


def to_confirm(*, actor: Actor) -> Entry:
    """Return the entry that the actor's link asks about, whatever became of it; raises NotFound."""
    if actor.person_id is None or actor.answering is None or actor.answering.kind != policy.RIGHT_LINK:
        raise NotFound("entry")
    mine = Entry.objects.filter(programme_id=actor.tenant_id, person_id=actor.person_id)
    asked = with_all(actor=actor, entries=mine).filter(pk=actor.answering.record_id).first()
    if asked is None:
        raise NotFound("entry")
    return asked


def is_question_open(*, actor: Actor, entry: Entry) -> bool:
    """Whether the actor's link still answers: nobody has answered this asking."""
    return policy.answers_by_link(actor, entry)


def questioned(*, actor: Actor) -> QuerySet[Entry]:
    """Return the actor's own entries of which somebody has still to say that they are right, lapsed ones too."""
    if actor.person_id is None:
        return Entry.objects.none()
    mine = Entry.objects.filter(programme_id=actor.tenant_id, person_id=actor.person_id, asked_at__isnull=False)
    mine = mine.filter(status__in=(EntryStatus.LISTED, EntryStatus.LAPSED))
    return with_all(actor=actor, entries=mine).order_by("asked_at", "pk")


def freshness(*, actor: Actor) -> Freshness:
    """Return the counts for whoever coordinates."""
    ours = Entry.objects.filter(programme_id=actor.tenant_id)
    waiting = Count("pk", filter=Q(status=EntryStatus.LISTED, asked_at__isnull=False))
    counted = ours.aggregate(waiting=waiting, lapsed=Count("pk", filter=Q(status=EntryStatus.LAPSED)))
    return Freshness(**counted)


def lapsed(*, actor: Actor) -> QuerySet[Entry]:
    """Return the entries that lapsed at the schools the actor answers for, the oldest first; a coordinator sees all."""
    lapsed = Entry.objects.filter(programme_id=actor.tenant_id, status=EntryStatus.LAPSED)
    found = with_all(actor=actor, entries=lapsed)
    if not actor.has("coordinator"):
        found = found.filter(organisation_id__in=actor.organisations(*policy.FOR_SCHOOL))
    return found.order_by("lapsed_at", "pk")


def unconfirmed(*, actor: Actor) -> tuple[list[Entry], list[Entry]]:
    """Return what `questioned` finds and what `lapsed` finds of others, asked at once."""
    found = list(unconfirmed_rows(actor=actor).prefetch_related(None))
    own = [each for each in found if actor.is_person(each.person_id) and each.asked_at]
    others = [each for each in found if not actor.is_person(each.person_id)]
    return (
        sorted(own, key=lambda each: (each.asked_at or each.confirmed_at, each.pk)),
        sorted(others, key=lambda each: (each.lapsed_at or each.confirmed_at, each.pk)),
    )


def unconfirmed_rows(*, actor: Actor) -> QuerySet[Entry]:
    """Return the rows of `unconfirmed`; none for whoever is no person."""
    if actor.kind != "person":
        return Entry.objects.none()
    return questioned(actor=actor) | lapsed(actor=actor)


def move(*, actor: Actor, move_id: uuid.UUID) -> SchoolMove:
    """Return the move of an entry to a school the actor answers for, or any for a coordinator; raises NotFound."""
    found = moves(actor=actor).filter(pk=move_id).first()
    if found is None:
        raise NotFound("move")
    return found


def moves(*, actor: Actor) -> QuerySet[SchoolMove]:
    """Return the moves the actor may see, the oldest first."""
    found = SchoolMove.objects.filter(programme_id=actor.tenant_id)
    if actor.kind != "person":
        return found.none()
    if not actor.has("coordinator"):
        found = found.filter(to_organisation_id__in=actor.organisations(*policy.FOR_SCHOOL))
    return found.select_related(
        "programme", "entry__person", "entry__programme", "from_organisation", "to_organisation", "said_by"
    ).order_by("said_at", "pk")


def waiting_move(*, actor: Actor, entry: Entry) -> SchoolMove | None:  # noqa: ARG001 (the entry was found for this actor)
    """Return the move that waits for the new head's answer; None when there is none."""
    return entry.moves.filter(status=MoveStatus.ASKED).select_related("to_organisation").first()


def other_schools(*, actor: Actor, entry: Entry) -> list[Organisation]:
    """Return the schools taking part that somebody could have gone to, by name."""
    members = organisations.members(actor=actor)
    found = (each.organisation for each in members if each.organisation_id != entry.organisation_id)
    return sorted(found, key=lambda school: school.name)
