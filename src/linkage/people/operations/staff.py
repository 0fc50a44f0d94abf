"""A school's own people: who says they work there, who confirms it, who stands for the head."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.accounts import queries as accounts
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.organisations.models import Organisation
from linkage.people import policy
from linkage.people.enums import AffiliationRole, AffiliationStatus, Role
from linkage.people.models import Affiliation, Person, RoleGrant
from linkage.people.operations import forgetting, moves, persons, telling
from linkage.people.rules import proofs
from linkage.people.signals import affiliation_ended


class UnableToJoin(Refused):
    """They are on the school's list already."""


class UnableToNameDeputy(Refused):
    """Somebody cannot stand for the head."""


@operation(policy.JOIN)
def join(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    email: str,
    organisation: Organisation,
    role: str,
    job_title: str = "",
) -> Affiliation:
    """Say that one works at a school, and have its head told.

    Whoever is signed in joins as who they are here already, else with the address they signed in with. What a visitor
    types is shown to nobody until the holder of the address says that it was they. Raises UnableToJoin.
    """
    if actor.is_signed_in:
        email = _own_address(actor)
    UnableToJoin.unless_none(proofs.name_is_given(name))
    person = persons.find_or_add(actor=actor, at=at, name=name, email=email)
    if actor.is_signed_in and person.affiliations.standing().filter(organisation=organisation).exists():
        sentence = f"You are on the list of {organisation.name} already"
        raise UnableToJoin([Violation("join", sentence, "school")])
    affiliation = persons.claim_work(
        actor=actor,
        at=at,
        person=person,
        organisation=organisation,
        role=role,
        job_title=job_title,
        is_vouched=actor.is_signed_in,
    )
    if actor.is_signed_in:
        persons.note_answer(actor=actor, at=at, person=person)
        telling.claimed(actor=actor, at=at, affiliation=affiliation)
    else:
        telling.prove_address(actor=actor, at=at, affiliation=affiliation)
    return affiliation


def _own_address(actor: Actor) -> str:
    known = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    return known.email if known else accounts.own(actor=actor).email


@operation(policy.PROVE_CLAIM, target="affiliation")
def prove_claim(*, actor: Actor, at: datetime, affiliation: Affiliation) -> Affiliation:
    """Say that it was oneself who joined; now the head is told. Raises UnableToSettle when that has been answered."""
    _hold_claim(affiliation)
    affiliation.vouched_at = affiliation.vouched_at or at
    affiliation.save(update_fields=["vouched_at"])
    persons.note_answer(actor=actor, at=at, person=affiliation.person)
    telling.claimed(actor=actor, at=at, affiliation=affiliation)
    return affiliation


@operation(policy.REFUSE_CLAIM, target="affiliation")
def refuse_claim(*, actor: Actor, at: datetime, affiliation: Affiliation) -> None:
    """Say that it was somebody else who joined: what was only typed is erased, with whoever nothing else needs.

    What a colleague said of the same work stands. Raises UnableToSettle when the question has been answered.
    """
    _hold_claim(affiliation)
    Affiliation.objects.only_typed().filter(pk=affiliation.pk).delete()
    forgetting.if_unneeded(actor=actor, at=at, person=affiliation.person)


def _hold_claim(affiliation: Affiliation) -> None:
    """Keep the claim while it is answered: of two answers at the same moment the second finds the first."""
    held = Affiliation.objects.select_for_update().filter(pk=affiliation.pk).first()
    if held is None or not held.awaits_its_person:
        raise moves.UnableToSettle("This has been answered already")


@operation(policy.CONFIRM_STAFF, target="affiliation")
def confirm_staff(*, actor: Actor, at: datetime, affiliation: Affiliation) -> Affiliation:
    """Confirm that somebody works at the school; from now on they may ask in its name."""
    moves.move_affiliation(actor=actor, at=at, affiliation=affiliation, to=AffiliationStatus.CONFIRMED)
    telling.confirmed(actor=actor, at=at, affiliation=affiliation)
    return affiliation


@operation(policy.END_AFFILIATION, target="affiliation")
def end_affiliation(*, actor: Actor, at: datetime, affiliation: Affiliation) -> Affiliation:
    """Take somebody off a school's list, with every role they hold for it when they do no other work there.

    Somebody who only said they worked there, and whom nothing else refers to, is erased.
    """
    was_claimed = affiliation.status == AffiliationStatus.CLAIMED
    moves.move_affiliation(actor=actor, at=at, affiliation=affiliation, to=AffiliationStatus.ENDED)
    _end_what_hangs_on_it(actor, at, affiliation.person, affiliation.organisation)
    if was_claimed:
        forgetting.if_unneeded(actor=actor, at=at, person=affiliation.person)
    return affiliation


@part_of_operation
def end_work(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> None:
    """End all of somebody's work at a school, and every role they hold for it; part of saying that they left.

    Who may say so is decided by the operation this is part of.
    """
    works = person.affiliations.filter(organisation=organisation).exclude(status=AffiliationStatus.ENDED)
    for affiliation in works:
        moves.move_affiliation(actor=actor, at=at, affiliation=affiliation, to=AffiliationStatus.ENDED)
    _end_what_hangs_on_it(actor, at, person, organisation)


@part_of_operation
def take_on(*, actor: Actor, at: datetime, person: Person, organisation: Organisation, job_title: str) -> Affiliation:
    """Note that somebody works at a school now, on the word of who answers for it; part of taking an entry in."""
    affiliation = persons.claim_work(
        actor=actor,
        at=at,
        person=person,
        organisation=organisation,
        role=AffiliationRole.TEACHER,
        job_title=job_title,
        is_vouched=True,
    )
    if affiliation.status == AffiliationStatus.CLAIMED:
        moves.move_affiliation(actor=actor, at=at, affiliation=affiliation, to=AffiliationStatus.CONFIRMED)
    return affiliation


def _end_what_hangs_on_it(actor: Actor, at: datetime, person: Person, organisation: Organisation) -> None:
    if not person.affiliations.standing().filter(organisation=organisation).exists():
        held = RoleGrant.objects.filter(person=person, organisation=organisation, ended_at=None)
        moves.end_grants(actor=actor, at=at, grants=list(held))
        affiliation_ended.send(sender=Affiliation, person=person, organisation=organisation, actor=actor, at=at)


@operation(policy.NAME_DEPUTY, target="affiliation")
def name_deputy(*, actor: Actor, at: datetime, affiliation: Affiliation, until: date | None = None) -> RoleGrant:
    """Let a confirmed colleague do what the head may do, until a day or until it is ended.

    Raises UnableToNameDeputy: a deputy names no deputies, and one who holds the role needs no other.
    """
    grants = RoleGrant.objects.current(day_of(at)).filter(role=Role.HEAD, organisation=affiliation.organisation)
    own = [held for held in grants.filter(deputy_of=None).select_related("person") if actor.is_person(held.person_id)]
    head = own[0] if own else None
    UnableToNameDeputy.unless_none(
        proofs.deputy_can_be_named(
            is_by_head=head is not None,
            is_confirmed=affiliation.status == AffiliationStatus.CONFIRMED,
            holds_it=grants.filter(person=affiliation.person).exists(),
            lasts=until is None or until >= day_of(at),
        )
    )
    made = moves.grant(
        actor=actor,
        at=at,
        person=affiliation.person,
        role=Role.HEAD,
        organisation=affiliation.organisation,
        until=until,
        deputy_of=head.person if head else None,
    )
    telling.deputy(actor=actor, at=at, grant=made)
    return made
