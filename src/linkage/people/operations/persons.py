"""Persons: known to the programme by their e-mail address."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.accounts import operations as accounts
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people import policy
from linkage.people.enums import AffiliationRole
from linkage.people.models import Affiliation, Person
from linkage.people.rules import proofs


class UnableToChangeDetails(Refused):
    """What was written cannot be kept."""


@part_of_operation
def find_or_add(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    email: str,
    organisation: Organisation | None = None,
    role: str | None = None,
    job_title: str = "",
) -> Person:
    """Return the person with this e-mail address in the actor's programme, made when there is none.

    What a known person is called stays as they have it. Whoever reads the mail of that address can sign in as them.
    With an `organisation` they are claimed to work there as `role` (AffiliationRole; a teacher when not said); whoever
    may confirm it does so by an action of their own.
    """
    email = email.strip().lower()
    found = Person.objects.filter(programme_id=actor.tenant_id, email=email).first()
    if found is None:
        found = Person.objects.create(
            programme_id=actor.tenant_id,
            email=email,
            name=" ".join(name.split()),
            account=accounts.find_or_add(actor=actor, at=at, email=email),
            created_at=at,
        )
    if organisation is not None:
        role = role or AffiliationRole.TEACHER
        claim_work(
            actor=actor, at=at, person=found, organisation=organisation, role=role, job_title=job_title, is_vouched=True
        )
    return found


@part_of_operation
def claim_work(
    *,
    actor: Actor,  # noqa: ARG001 - the house's signature
    at: datetime,
    person: Person,
    organisation: Organisation,
    role: str,
    job_title: str,
    is_vouched: bool,
) -> Affiliation:
    """Return what stands of a person's work at a school; where nothing does, claim it.

    What was only typed gives way to every later word, so that its link asks about what is claimed now.
    """
    works = person.affiliations.filter(organisation=organisation)
    standing = works.standing().order_by("-status", "pk").first()
    if standing is not None:
        return standing
    claim = works.only_typed().first() or Affiliation(
        programme_id=person.programme_id, person=person, organisation=organisation
    )
    claim.role, claim.job_title, claim.claimed_at = role, job_title.strip(), at
    claim.vouched_at = at if is_vouched else None
    claim.save()
    return claim


@part_of_operation
def note_answer(*, actor: Actor, at: datetime, person: Person) -> None:  # noqa: ARG001 - the house's signature
    """Remember that this person did something themselves: what we hold about them is no longer only typed by others."""
    if person.answered_at is None:
        person.answered_at = at
        person.save(update_fields=["answered_at"])


@part_of_operation
def note_told(*, actor: Actor, at: datetime, person: Person) -> None:  # noqa: ARG001 - the house's signature
    """Remember when this person first heard from us that we hold their name and address, and why."""
    if person.told_at is None:
        person.told_at = at
        person.save(update_fields=["told_at"])


@operation(policy.CHANGE_SELF, target="person")
def change_details(*, actor: Actor, at: datetime, person: Person, name: str, phone: str) -> Person:
    """Set what a person is called and how they are rung; raises UnableToChangeDetails."""
    UnableToChangeDetails.unless_none(proofs.name_is_given(name))
    person.name, person.phone = " ".join(name.split()), phone.strip()
    person.save(update_fields=["name", "phone"])
    note_answer(actor=actor, at=at, person=person)
    return person
