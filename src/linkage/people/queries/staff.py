"""A school's own people."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.organisations.models import Member, Organisation
from linkage.people.enums import SPEAKERS, SPEAKS_FOR, AffiliationStatus
from linkage.people.models import Affiliation, AffiliationQuerySet, Person, RoleGrant
from linkage.people.queries.persons import head_of


@dataclass(frozen=True)
class Colleague:
    """Somebody on a school's list, and what they may do for it."""

    affiliation: Affiliation
    grants: tuple[RoleGrant, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether nobody has confirmed that they work there."""
        return self.affiliation.status == AffiliationStatus.CLAIMED

    @property
    def would_speak(self) -> bool:
        """Whether only the coordinator can confirm this."""
        return self.affiliation.role in SPEAKS_FOR

    @property
    def deputy_grant(self) -> RoleGrant | None:
        """The grant by which they stand for the head."""
        return next((held for held in self.grants if held.deputy_of_id is not None), None)

    @property
    def speaks(self) -> bool:
        """Whether they act for the school already."""
        return bool(self.grants)


@dataclass(frozen=True)
class Staff:
    """A school's list: who waits to be confirmed, and who is."""

    organisation: Organisation
    claimed: tuple[Colleague, ...]
    confirmed: tuple[Colleague, ...]


def staff_of(*, actor: Actor, organisation_id: uuid.UUID, on: date) -> Staff:
    """Return a school's people to whoever decides about them; raises NotFound for everybody else."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None or not (actor.acts_for(organisation_id, *SPEAKERS) or _coordinates(actor, organisation_id)):
        raise NotFound("school")
    grants: dict[uuid.UUID, list[RoleGrant]] = {}
    held = RoleGrant.objects.current(on).filter(programme_id=actor.tenant_id, organisation_id=organisation_id)
    for each in held.order_by("from_on", "pk"):
        grants.setdefault(each.person_id, []).append(each)
    rows = _here(actor).standing().filter(organisation_id=organisation_id)
    colleagues = [
        Colleague(row, tuple(grants.get(row.person_id, ())))
        for row in rows.select_related("person").order_by("person__name", "pk")
    ]
    return Staff(
        organisation=organisation,
        claimed=tuple(one for one in colleagues if one.is_claimed and not one.affiliation.awaits_its_person),
        confirmed=tuple(one for one in colleagues if not one.is_claimed),
    )


def affiliation(*, actor: Actor, affiliation_id: uuid.UUID) -> Affiliation:
    """Return an affiliation to the person themselves and to who decides about it; raises NotFound.

    What a visitor only typed is the person's alone.
    """
    rows = Affiliation.objects.filter(programme_id=actor.tenant_id).select_related("person", "organisation")
    found = rows.filter(pk=affiliation_id).first()
    if found is not None and actor.is_person(found.person_id):
        return found
    decides = found is not None and (actor.has("coordinator") or actor.acts_for(found.organisation_id, *SPEAKERS))
    if found is None or not decides or found.is_only_typed:
        raise NotFound("affiliation")
    return found


def head_who_settles(*, actor: Actor, claim: Affiliation) -> Person | None:
    """Return the proved head who is asked whether a claim is true; None where the coordinators are asked.

    Nobody is asked about themselves, and who would speak for a school is for the coordinators to make sure of.
    """
    if claim.role in SPEAKS_FOR:
        return None
    head = head_of(actor=actor, organisation_id=claim.organisation_id)
    return head if head and head.pk != claim.person_id else None


def grant(*, actor: Actor, grant_id: uuid.UUID) -> RoleGrant:
    """Return a role that holds to the coordinator and to who may end it; raises NotFound."""
    rows = RoleGrant.objects.filter(programme_id=actor.tenant_id, ended_at=None)
    found = rows.select_related("person", "organisation").filter(pk=grant_id).first()
    if found is None or not (actor.has("coordinator") or actor.acts_for(found.organisation_id, *SPEAKERS)):
        raise NotFound("role")
    return found


def where_one_works(*, actor: Actor, person_id: uuid.UUID) -> QuerySet[Affiliation]:
    """Return where a person works, as the programme knows it, by school."""
    rows = Affiliation.objects.filter(programme_id=actor.tenant_id, person_id=person_id).standing()
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def roles_of(*, actor: Actor, person_id: uuid.UUID, on: date) -> QuerySet[RoleGrant]:
    """Return the roles a person holds on that day."""
    rows = RoleGrant.objects.current(on).filter(programme_id=actor.tenant_id, person_id=person_id)
    return rows.select_related("organisation", "deputy_of").order_by("role", "from_on", "pk")


def _coordinates(actor: Actor, organisation_id: uuid.UUID) -> bool:
    """Whether the actor runs the programme and the school has to do with it: the register holds all of England."""
    takes_part = Member.objects.filter(programme_id=actor.tenant_id, organisation_id=organisation_id)
    return actor.has("coordinator") and (
        takes_part.exists() or _here(actor).filter(organisation_id=organisation_id).exists()
    )


def _here(actor: Actor) -> AffiliationQuerySet:
    return Affiliation.objects.filter(programme_id=actor.tenant_id)
