"""How somebody is proved to speak for a school: by its own web domain, by a letter, or by hand."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.organisations.models import Organisation
from linkage.people import policy
from linkage.people.enums import InvitationMethod, InvitationStatus, Role
from linkage.people.models import Invitation
from linkage.people.operations import forgetting, moves, persons, telling
from linkage.people.rules import addresses, proofs


class UnableToInvite(Refused):
    """Somebody cannot be invited in this way."""


class UnableToProve(Refused):
    """The code is not one we sent."""


@dataclass(frozen=True)
class Invite:
    """One head to invite; `row` tells apart the fields of a form that holds several."""

    organisation: Organisation
    name: str
    email: str
    role: str = Role.HEAD
    row: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter to print. The code stands nowhere else."""

    invitation: Invitation
    code: str


@operation(policy.INVITE)
def invite(*, actor: Actor, at: datetime, invites: Sequence[Invite]) -> list[Invitation]:
    """Invite heads by an address at their school's own web domain: all of them, or with a reason for each, none.

    Raises UnableToInvite; each violation's field is "email" or "name" followed by the invite's row.
    """
    UnableToInvite.unless_none(violation for one in invites for violation in _why_not(one))
    made = []
    for one in invites:
        invitation = _open(actor, at, one, InvitationMethod.EMAIL)
        telling.invited(actor=actor, at=at, invitation=invitation)
        made.append(invitation)
    return made


@operation(policy.PRINT_LETTER)
def print_letter(*, actor: Actor, at: datetime, one: Invite) -> Letter:
    """Return a letter with a new one-time code; a code printed for the same person before stops working."""
    UnableToInvite.unless_none(proofs.name_is_given(one.name))
    code = "".join(secrets.choice(proofs.CODE_ALPHABET) for _ in range(proofs.CODE_LENGTH))
    invitation = _open(actor, at, one, InvitationMethod.LETTER)
    invitation.code_hash = make_password(code)
    invitation.save(update_fields=["code_hash"])
    persons.note_told(actor=actor, at=at, person=invitation.person)
    return Letter(invitation, proofs.shown_code(code))


@operation(policy.CONFIRM_BY_HAND)
def confirm_by_hand(*, actor: Actor, at: datetime, one: Invite, reason: str) -> Invitation:
    """Confirm somebody the coordinator is sure of, and keep the reason; raises UnableToInvite."""
    UnableToInvite.unless_none([*proofs.name_is_given(one.name), *proofs.reason_is_given(reason)])
    invitation = _open(actor, at, one, InvitationMethod.BY_HAND)
    invitation.reason = reason.strip()
    invitation.save(update_fields=["reason"])
    moves.move_invitation(actor=actor, at=at, invitation=invitation, to=InvitationStatus.ACCEPTED)
    _prove(actor, at, invitation)
    telling.confirmed_by_hand(actor=actor, at=at, invitation=invitation)
    return invitation


@operation(policy.ACCEPT, target="invitation")
def accept(*, actor: Actor, at: datetime, invitation: Invitation) -> Invitation:
    """Say yes to an invitation; raises UnableToSettle when it has been answered."""
    moves.move_invitation(actor=actor, at=at, invitation=invitation, to=InvitationStatus.ACCEPTED)
    persons.note_answer(actor=actor, at=at, person=invitation.person)
    _prove(actor, at, invitation)
    return invitation


@operation(policy.USE_LETTER)
def use_letter(*, actor: Actor, at: datetime, letters: Sequence[Invitation], code: str) -> Invitation:
    """Use the code of one of the actor's own letters; raises UnableToProve."""
    typed = proofs.read_code(code)
    own = [letter for letter in letters if actor.is_person(letter.person_id)]
    found = next((letter for letter in own if letter.code_hash and check_password(typed, letter.code_hash)), None)
    if found is None:
        sentence = "That is not the code of a letter to you. Check it against the letter, or ask for a new letter"
        raise UnableToProve([Violation("use_letter", sentence, "code")])
    moves.move_invitation(actor=actor, at=at, invitation=found, to=InvitationStatus.ACCEPTED)
    persons.note_answer(actor=actor, at=at, person=found.person)
    _prove(actor, at, found)
    return found


@operation(policy.DECLINE, target="invitation")
def decline(*, actor: Actor, at: datetime, invitation: Invitation) -> bool:
    """Say no to an invitation; whoever nothing else needs is erased at once, and then the answer is True.

    Raises UnableToSettle when it has been answered.
    """
    moves.move_invitation(actor=actor, at=at, invitation=invitation, to=InvitationStatus.DECLINED)
    was_erased = forgetting.if_unneeded(actor=actor, at=at, person=invitation.person)
    telling.declined(actor=actor, at=at, invitation=invitation, was_erased=was_erased)
    return was_erased


@operation(policy.WITHDRAW, target="invitation")
def withdraw(*, actor: Actor, at: datetime, invitation: Invitation) -> bool:
    """Take an invitation back; whoever nothing else needs is erased at once, and then the answer is True."""
    moves.move_invitation(actor=actor, at=at, invitation=invitation, to=InvitationStatus.WITHDRAWN)
    return forgetting.if_unneeded(actor=actor, at=at, person=invitation.person)


def _why_not(one: Invite) -> list[Violation]:
    found = [
        *proofs.name_is_given(one.name),
        *addresses.address_is_at_the_school(one.email, one.organisation.website, one.organisation.name),
    ]
    return [Violation(violation.rule, violation.sentence, f"{violation.field}{one.row}") for violation in found]


def _open(actor: Actor, at: datetime, one: Invite, method: InvitationMethod) -> Invitation:
    """Return an open invitation of this kind; one that stood open for the same person and school gives way to it."""
    person = persons.find_or_add(actor=actor, at=at, name=one.name, email=one.email)
    earlier = Invitation.objects.filter(
        person=person, organisation=one.organisation, role=one.role, status=InvitationStatus.SENT
    )
    for invitation in earlier:
        moves.move_invitation(actor=actor, at=at, invitation=invitation, to=InvitationStatus.WITHDRAWN)
    return Invitation.objects.create(
        programme_id=person.programme_id,
        organisation=one.organisation,
        person=person,
        role=one.role,
        method=method,
        invited_by_id=actor.person_id,
        sent_at=at,
    )


def _prove(actor: Actor, at: datetime, invitation: Invitation) -> None:
    moves.prove(
        actor=actor,
        at=at,
        person=invitation.person,
        organisation=invitation.organisation,
        role=invitation.role,
    )
