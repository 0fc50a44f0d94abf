"""Persons: known to the programme by their e-mail address."""

from datetime import datetime
from typing import cast
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.organisations.models import Organisation
from linkage.people.enums import AffiliationRole
from linkage.people.models import Affiliation, Person


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

    What a known person is called stays as they have it. With an `organisation` they are claimed to work there as
    `role` (AffiliationRole; a teacher when not said); whoever may confirm it does so by an action of their own.
    """
    found, _ = Person.objects.get_or_create(
        programme_id=cast(UUID, actor.programme_id),
        email=email.strip().lower(),
        defaults={"name": " ".join(name.split()), "created_at": at},
    )
    if organisation is not None and not found.affiliations.standing().filter(organisation=organisation).exists():
        Affiliation.objects.create(
            programme_id=found.programme_id,
            person=found,
            organisation=organisation,
            role=role or AffiliationRole.TEACHER,
            job_title=job_title.strip(),
        )
    return found
