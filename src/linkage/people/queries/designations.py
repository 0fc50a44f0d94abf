"""Designations: who holds what, what waits to be said of it, and what was done."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Coalesce

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database import tenancy
from linkage.kernel.days import local
from linkage.kernel.errors import NotFound
from linkage.people import policy
from linkage.people.enums import SPEAKERS, DesignationStatus, Holder
from linkage.people.models import Designation, DesignationQuerySet, DesignationTitle, Person
from linkage.people.queries.duplicates import names_of
from linkage.people.rules.designations import called
from linkage.ui.timeline import Event, newest_first


@dataclass(frozen=True)
class Holding:
    """That somebody holds a title now: whose it is and whether that is a person, who gave it, and its last day.

    Everybody in the programme may know this: no evidence stands in it that a page would show.
    """

    title_id: str
    title: str
    called: str
    holder_id: uuid.UUID
    is_person: bool
    awarded_by: str
    to_on: date | None


def designations(*, actor: Actor) -> DesignationQuerySet:
    """Return every designation of the programme, those that end first at the top; nothing for who may not see all."""
    if not policy.SEE_DESIGNATIONS.allows(actor):
        return Designation.objects.none()
    return _here(actor).order_by("to_on", "pk")


def designation(*, actor: Actor, designation_id: uuid.UUID) -> Designation:
    """Return one that the actor holds, acts for the holder of, or looks after; raises NotFound."""
    found = _concerning(actor).filter(pk=designation_id).first()
    if found is None:
        raise NotFound("designation")
    return found


def designations_of(*, actor: Actor, holder_id: uuid.UUID) -> list[Designation]:
    """Return all of one person or school, held and ended, for who may say what it holds; what stands comes first."""
    found = _concerning(actor).filter(Q(person_id=holder_id) | Q(organisation_id=holder_id))
    return sorted(found, key=lambda each: (each.status == DesignationStatus.ENDED, each.title.name, each.from_on))


def holdings(*, actor: Actor, on: date) -> list[Holding]:
    """Return everything that anybody of the programme holds on that day, by title."""
    return tenancy.read_once(("holdings", on), lambda: _holdings(actor, on), of=(Designation, DesignationTitle))


def _holdings(actor: Actor, on: date) -> list[Holding]:
    rows = Designation.objects.filter(programme_id=actor.tenant_id).held(on)
    told = rows.values_list(
        "title_id",
        "title__name",
        "specialism",
        Coalesce("person_id", "organisation_id"),
        ExpressionWrapper(Q(person__isnull=False), BooleanField()),
        "awarded_by",
        "to_on",
    )
    return [
        Holding(str(title_id), name, called(name, specialism), holder_id, is_person, awarded_by, to_on)
        for title_id, name, specialism, holder_id, is_person, awarded_by, to_on in told.order_by(
            "title__name", "specialism", "pk"
        )
    ]


def questioned_designation(*, actor: Actor) -> Designation:
    """Return the designation that the actor's link asks about, whatever became of it; raises NotFound."""
    return designation(actor=actor, designation_id=actor.answers_about)


def waiting_designations(*, actor: Actor) -> DesignationQuerySet:
    """Return those that concern the actor and wait for a word: to be checked, renewed or ended."""
    waiting = Q(asked_at__isnull=False) | Q(status=DesignationStatus.CLAIMED)
    return _concerning(actor).open().filter(waiting).order_by("to_on", "said_at", "pk")


def titles(*, actor: Actor) -> list[DesignationTitle]:
    """Return the programme's list by name, those out of use too."""
    return list(DesignationTitle.objects.filter(programme_id=actor.tenant_id).order_by("name"))


def title(*, actor: Actor, title_id: uuid.UUID) -> DesignationTitle:
    """Return one designation of the list; raises NotFound."""
    found = DesignationTitle.objects.filter(programme_id=actor.tenant_id, pk=title_id).first()
    if found is None:
        raise NotFound("designation")
    return found


def titles_to_give(*, actor: Actor, holder: object) -> list[DesignationTitle]:
    """Return what can be given to a person, or to a school."""
    kind = Holder.PERSON if isinstance(holder, Person) else Holder.ORGANISATION
    return [each for each in titles(actor=actor) if each.is_in_use and each.holder == kind]


def history_of_designation(*, actor: Actor, designation: Designation) -> list[Event]:
    """Return what was done with a designation, the newest first."""
    rows = AuditEntry.objects.filter(programme_id=actor.tenant_id, target_id=designation.pk).order_by("at", "pk")
    entries = [each for each in rows if each.action in registered]
    names = names_of(actor=actor, person_ids={each.actor_person_id for each in entries if each.actor_person_id})
    return newest_first(
        Event(f"{_name(each, names)} {registered[each.action].label}", local(each.at)) for each in entries
    )


def _name(entry: AuditEntry, names: dict[uuid.UUID, str]) -> str:
    return (names.get(entry.actor_person_id) if entry.actor_person_id else "") or "Somebody"


def _here(actor: Actor) -> DesignationQuerySet:
    return Designation.objects.whole().filter(programme_id=actor.tenant_id)


def _concerning(actor: Actor) -> DesignationQuerySet:
    """The actor's own, those of the schools they act for, and for a coordinator all."""
    if actor.person_id is None:
        return Designation.objects.none()
    if actor.has("coordinator"):
        return _here(actor)
    own = Q(person_id=actor.person_id) | Q(organisation_id__in=actor.organisations(*SPEAKERS))
    return _here(actor).filter(own)
