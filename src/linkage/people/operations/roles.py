"""Who runs the programme: coordinators and officers."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.people import policy
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.operations import moves, persons, telling
from linkage.people.rules import proofs


class UnableToGiveRole(Refused):
    """They hold it already, or the day is past."""


class UnableToEndRole(Refused):
    """The programme would be left without a coordinator."""


@operation(policy.ADD_OFFICER)
def add_officer(
    *, actor: Actor, at: datetime, name: str, email: str, role: str, until: date | None = None
) -> RoleGrant:
    """Make somebody a coordinator or an officer of the programme, and tell them; raises UnableToGiveRole."""
    UnableToGiveRole.unless_none(
        [
            *proofs.name_is_given(name),
            *proofs.role_runs_the_programme(role),
            *proofs.day_is_to_come(until, day_of(at)),
        ]
    )
    person = persons.find_or_add(actor=actor, at=at, name=name, email=email)
    if RoleGrant.objects.current(day_of(at)).filter(person=person, role=role, organisation=None).exists():
        sentence = f"{person.name} is {Role(role).label.lower()} of this programme already"
        raise UnableToGiveRole([Violation("add_officer", sentence, "email")])
    made = moves.grant(actor=actor, at=at, person=person, role=role, until=until)
    telling.given_role(actor=actor, at=at, grant=made)
    return made


@operation(policy.END_ROLE, target="grant")
def end_role(*, actor: Actor, at: datetime, grant: RoleGrant) -> RoleGrant:
    """End a role at once; raises UnableToEndRole for the programme's only coordinator."""
    if grant.role == Role.COORDINATOR:
        current = RoleGrant.objects.current(day_of(at)).filter(role=Role.COORDINATOR, organisation=None)
        UnableToEndRole.unless_none(proofs.somebody_coordinates(current.exclude(person=grant.person).count()))
    moves.end_grants(actor=actor, at=at, grants=[grant])
    grant.refresh_from_db()
    return grant
