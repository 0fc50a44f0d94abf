"""The only functions that move an affiliation or an invitation, and that give and end roles."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people.enums import PROVED_ROLES, AffiliationStatus, InvitationStatus, Role, ScopeKind
from linkage.people.models import Affiliation, Invitation, Person, RoleGrant
from linkage.people.rules import proofs


class UnableToSettle(Refused):
    """It has been settled already."""


@part_of_operation
def move_affiliation(*, actor: Actor, at: datetime, affiliation: Affiliation, to: AffiliationStatus) -> None:
    """Move an affiliation by the table in enums; of two moves at once the second is refused by UnableToSettle."""
    affiliation.refresh_from_db(fields=["status"], from_queryset=Affiliation.objects.select_for_update())
    UnableToSettle.unless_none(proofs.affiliation_may_move(affiliation.status, to))
    affiliation.status = to
    if to == AffiliationStatus.CONFIRMED:
        affiliation.confirmed_by_id = actor.person_id
        affiliation.from_on = affiliation.from_on or day_of(at)
    else:
        affiliation.to_on = day_of(at)
    affiliation.save(update_fields=["status", "confirmed_by", "from_on", "to_on"])


@part_of_operation
def end_claim(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> None:
    """End what others said of a person's work at a school; what they said or did themselves stands."""
    if person.answered_at is not None:
        return
    claims = person.affiliations.filter(organisation=organisation, status=AffiliationStatus.CLAIMED)
    for claim in claims.select_for_update():
        move_affiliation(actor=actor, at=at, affiliation=claim, to=AffiliationStatus.ENDED)


@part_of_operation
def move_invitation(*, actor: Actor, at: datetime, invitation: Invitation, to: InvitationStatus) -> None:  # noqa: ARG001
    """Move an invitation by the table in enums; of two moves at once the second is refused by UnableToSettle."""
    invitation.refresh_from_db(fields=["status"], from_queryset=Invitation.objects.select_for_update())
    UnableToSettle.unless_none(proofs.invitation_may_move(invitation.status, to))
    invitation.status, invitation.answered_at, invitation.code_hash = to, at, ""
    invitation.save(update_fields=["status", "answered_at", "code_hash"])


@part_of_operation
def prove(*, actor: Actor, at: datetime, person: Person, organisation: Organisation, role: str) -> RoleGrant:
    """Let a person speak for an organisation: their work there is confirmed, and they hold the role."""
    works = person.affiliations.filter(organisation=organisation).exclude(status=AffiliationStatus.ENDED)
    affiliation = works.filter(role=PROVED_ROLES[Role(role)]).first()
    if affiliation is None:
        affiliation = Affiliation.objects.create(
            programme_id=person.programme_id,
            person=person,
            organisation=organisation,
            role=PROVED_ROLES[Role(role)],
            claimed_at=at,
            vouched_at=at,
        )
    if affiliation.status != AffiliationStatus.CONFIRMED:
        move_affiliation(actor=actor, at=at, affiliation=affiliation, to=AffiliationStatus.CONFIRMED)
    held = RoleGrant.objects.current(day_of(at)).filter(person=person, role=role, organisation=organisation)
    return held.first() or grant(actor=actor, at=at, person=person, role=role, organisation=organisation)


@part_of_operation
def grant(
    *,
    actor: Actor,
    at: datetime,
    person: Person,
    role: str,
    organisation: Organisation | None = None,
    until: date | None = None,
    deputy_of: Person | None = None,
) -> RoleGrant:
    """Give a role, for the whole programme or for one organisation, until a day or for good."""
    return RoleGrant.objects.create(
        programme_id=person.programme_id,
        person=person,
        role=role,
        scope_kind=ScopeKind.ORGANISATION if organisation else ScopeKind.PROGRAMME,
        organisation=organisation,
        from_on=day_of(at),
        to_on=until,
        granted_by_id=actor.person_id,
        deputy_of=deputy_of,
    )


@part_of_operation
def end_grants(*, actor: Actor, at: datetime, grants: list[RoleGrant]) -> None:  # noqa: ARG001 - the house's signature
    """End roles at once, and with a head's those of the deputies they named."""
    for held in grants:
        chain = RoleGrant.objects.filter(pk=held.pk, ended_at=None)
        if held.deputy_of_id is None and held.organisation_id is not None:
            chain |= RoleGrant.objects.filter(
                deputy_of_id=held.person_id, organisation_id=held.organisation_id, ended_at=None
            )
        chain.update(ended_at=at, to_on=day_of(at))
