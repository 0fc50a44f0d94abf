"""Which schools take part: by rule, one by one, and no longer."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.organisations import policy, queries, rules
from linkage.organisations.enums import MEMBER_MOVES, MemberStatus
from linkage.organisations.models import Member, MembershipRule


class UnableToChangeRule(Refused):
    """The rule would not say which schools belong."""


class UnableToConfirmMembers(Refused):
    """There is no school to confirm."""


class UnableToAddMember(Refused):
    """The school takes part already, or cannot."""


@operation(policy.CHANGE_RULE)
def change_rule(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001 - the audit entry has it
    authority_codes: Sequence[str] = (),
    phases: Sequence[str] = (),
    dioceses: Sequence[str] = (),
    trust_uids: Sequence[str] = (),
    religious_characters: Sequence[str] = (),
) -> MembershipRule:
    """Say which schools of the register belong to the programme; nobody is added by this alone.

    Several answers to one question widen the rule, several questions narrow it. Raises UnableToChangeRule when nothing
    is chosen.
    """
    wanted = {
        "authority_codes": list(authority_codes),
        "phases": list(phases),
        "dioceses": list(dioceses),
        "trust_uids": list(trust_uids),
        "religious_characters": list(religious_characters),
    }
    UnableToChangeRule.unless_none(rules.rule_says_something(wanted))
    made, _ = MembershipRule.objects.update_or_create(programme_id=actor.tenant_id, defaults=wanted)
    return made


@operation(policy.CONFIRM_MEMBERS)
def confirm_members(*, actor: Actor, at: datetime, organisation_ids: Sequence[UUID] | None = None) -> list[Member]:
    """Let the schools that the rule proposes take part, or those of them that are named.

    Returns the new memberships; raises UnableToConfirmMembers when none of the schools is proposed (any more).
    """
    found = queries.proposals(actor=actor)
    if organisation_ids is not None:
        found = found.filter(pk__in=organisation_ids)
    made = [
        Member(programme_id=actor.tenant_id, organisation=school, status=MemberStatus.MEMBER, since_on=day_of(at))
        for school in found
    ]
    if not made:
        raise UnableToConfirmMembers("There is no school left to add: all that fit your rule take part already")
    return Member.objects.bulk_create(made)


@operation(policy.ADD_MEMBER)
def add_member(*, actor: Actor, at: datetime, organisation_id: UUID) -> Member:
    """Let one school take part, whether or not the rule proposes it, also one that had left.

    Raises UnableToAddMember for a school that takes part already or has closed, NotFound for an unknown one.
    """
    school = queries.organisation(actor=actor, organisation_id=organisation_id)
    member = Member.objects.filter(programme_id=actor.tenant_id, organisation=school).first()
    violations = rules.school_can_be_added(
        name=school.name, status=school.status, is_member=bool(member and member.status == MemberStatus.MEMBER)
    )
    UnableToAddMember.unless_none(violations)
    if member is None:
        return Member.objects.create(
            programme_id=actor.tenant_id, organisation=school, status=MemberStatus.MEMBER, since_on=day_of(at)
        )
    _move(member, MemberStatus.MEMBER)
    member.since_on, member.left_on = day_of(at), None
    member.save(update_fields=["status", "since_on", "left_on"])
    return member


@operation(policy.MARK_LEFT, target="member")
def mark_left(*, actor: Actor, at: datetime, member: Member) -> Member:  # noqa: ARG001 - the door asks for who
    """Take a school out of the programme; what it did stays, and it can come back."""
    _move(member, MemberStatus.LEFT)
    member.left_on = day_of(at)
    member.save(update_fields=["status", "left_on"])
    return member


def _move(member: Member, status: MemberStatus) -> None:
    """Move a membership on; raises UnableToAddMember for a move that is not in the table."""
    if status not in MEMBER_MOVES[MemberStatus(member.status)]:
        sentence = f"{member.organisation.name} is “{MemberStatus(member.status).label.lower()}” already"
        raise UnableToAddMember([Violation("move", sentence)])
    member.status = status
