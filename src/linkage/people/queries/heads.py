"""How the proof of each school's head stands."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member, Organisation
from linkage.people.enums import PROVED_ROLES, SPEAKS_FOR, InvitationMethod, InvitationStatus, Role
from linkage.people.models import Affiliation, Invitation, RoleGrant
from linkage.search.folding import fold

MOST_FOUND = 20


@dataclass
class SchoolProof:
    """One member school: who is proved, who is asked, who says they are."""

    organisation: Organisation
    speakers: list[RoleGrant] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    claims: list[Affiliation] = field(default_factory=list)

    @property
    def head(self) -> RoleGrant | None:
        """The proved head."""
        return next((held for held in self.speakers if held.role == Role.HEAD and held.deputy_of_id is None), None)

    @property
    def state(self) -> str:
        """Where the proof has got to: proved, claimed, invited or nobody."""
        if self.head:
            return "proved"
        if self.claims:
            return "claimed"
        return "invited" if self.invitations else "nobody"


def proofs(*, actor: Actor, on: date, organisation_ids: Iterable[uuid.UUID] | None = None) -> list[SchoolProof]:
    """Return each member school (or those named) with its speakers, invitations and claims, by name."""
    members = Member.objects.filter(programme_id=actor.tenant_id, status=MemberStatus.MEMBER)
    if organisation_ids is not None:
        members = members.filter(organisation_id__in=list(organisation_ids))
    found = {
        member.organisation_id: SchoolProof(member.organisation)
        for member in members.select_related("organisation").order_by("organisation__name", "organisation_id")
    }
    _fill(actor, on, found)
    return list(found.values())


def proof(*, actor: Actor, on: date, organisation_id: uuid.UUID) -> SchoolProof:
    """Return how the proof of one member school stands; raises NotFound for what is no member."""
    found = proofs(actor=actor, on=on, organisation_ids=[organisation_id])
    if not found:
        raise NotFound("school")
    return found[0]


def member_school(*, actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """Return a school that takes part in the programme; public, as its register entry is. Raises NotFound."""
    members = Member.objects.filter(programme_id=actor.tenant_id, status=MemberStatus.MEMBER)
    found = members.select_related("organisation").filter(organisation_id=organisation_id).first()
    if found is None:
        raise NotFound("school")
    return found.organisation


def member_schools(*, actor: Actor, text: str) -> list[Organisation]:
    """Return the schools that take part and whose name, town, postcode or URN holds all the words; twenty at most."""
    words = fold(text).split()
    members = Member.objects.filter(programme_id=actor.tenant_id, status=MemberStatus.MEMBER)
    for word in words:
        members = members.filter(organisation__search_text__contains=word)
    if not words:
        return []
    found = members.select_related("organisation").order_by("organisation__name", "organisation_id")
    return [member.organisation for member in found[:MOST_FOUND]]


def invitation(*, actor: Actor, invitation_id: uuid.UUID) -> Invitation:
    """Return an invitation to the coordinator or to the person invited; raises NotFound."""
    mine = Invitation.objects.filter(programme_id=actor.tenant_id).select_related(
        "person", "organisation", "invited_by"
    )
    if not actor.has("coordinator"):
        mine = mine.filter(person_id=actor.person_id) if actor.person_id else mine.none()
    found = mine.filter(pk=invitation_id).first()
    if found is None:
        raise NotFound("invitation")
    return found


def own_letters(*, actor: Actor) -> list[Invitation]:
    """Return the letters sent to the actor whose code has not been used."""
    if actor.person_id is None:
        return []
    letters = Invitation.objects.filter(
        person_id=actor.person_id, method=InvitationMethod.LETTER, status=InvitationStatus.SENT
    )
    return list(letters.select_related("person", "organisation"))


def _fill(actor: Actor, on: date, found: dict[uuid.UUID, SchoolProof]) -> None:
    here = {"programme_id": actor.tenant_id, "organisation_id__in": list(found)}
    grants = RoleGrant.objects.current(on).filter(role__in=list(PROVED_ROLES), **here).select_related("person")
    for held in grants.order_by("from_on", "pk"):
        found[held.organisation_id].speakers.append(held)  # type: ignore[index]
    sent = Invitation.objects.filter(status=InvitationStatus.SENT, **here).select_related("person")
    for asked in sent.order_by("sent_at", "pk"):
        found[asked.organisation_id].invitations.append(asked)
    claims = Affiliation.objects.to_confirm().filter(role__in=list(SPEAKS_FOR), **here)
    for claim in claims.select_related("person").order_by("claimed_at", "pk"):
        found[claim.organisation_id].claims.append(claim)
