"""What is held about a person, and who must be forgotten."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, ForeignObjectRel, Q
from django.utils import timezone

from linkage.access import personal_data
from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.people.enums import AffiliationStatus, InvitationStatus
from linkage.people.models import Affiliation, AffiliationQuerySet, Designation, Invitation, Person, RoleGrant
from linkage.people.rules import masking
from linkage.programmes import queries as programmes

# What a person's own rows are: everything else that points at them is a reason to keep them.
_OWN = (Affiliation, RoleGrant, Invitation, Designation)


def by_email(*, actor: Actor, email: str) -> Person:
    """Return the person with this address in the actor's programme; raises NotFound."""
    found = Person.objects.filter(programme_id=actor.tenant_id, email=email.strip().lower()).first()
    if found is None:
        raise NotFound(f"Nobody in this programme has the address {email.strip()}.")
    return found


def subject(*, actor: Actor, person: Person) -> personal_data.Subject:  # noqa: ARG001 - every query takes who asks
    """Return what every app needs to find what it holds about a person.

    A name that only a visitor typed is in nobody's texts, and looking for it would let a visitor choose which words
    are taken out of them: it is left out.
    """
    return personal_data.Subject(
        programme_id=person.programme_id,
        person_id=person.pk,
        account_id=person.account_id,
        name=person.name if _is_known(person) else "",
        email=person.email,
        phone=person.phone,
    )


def everything_about(*, actor: Actor, person: Person) -> dict[str, Any]:
    """Return all that is held about a person here, app by app, without anybody else's name, address or number."""
    about = subject(actor=actor, person=person)
    collected = {source.name: source.collect(about) for source in personal_data.registered}
    rest = Person.objects.filter(programme_id=person.programme_id).exclude(pk=person.pk)
    # A name or a number that two people share is the reader's own.
    own = (person.name, person.email, person.phone)
    known = rest.values_list("name", "email", "phone")
    others = [masking.Other(*("" if word in own else word for word in row)) for row in known]
    masked: dict[str, Any] = masking.without(collected, others, person.name)
    return masked


def unanswered(*, actor: Actor, at: datetime) -> list[Person]:
    """Return the people whose name somebody typed, who never did anything themselves, and whose days are over."""
    days = programmes.settings(actor=actor).unanswered_erase_days
    silent = Person.objects.filter(
        programme_id=actor.tenant_id, answered_at=None, created_at__lte=at - timedelta(days=days)
    ).exclude(_came())
    return list(silent.order_by("created_at"))


def unanswered_claims(*, actor: Actor, at: datetime) -> AffiliationQuerySet:
    """Return what visitors typed of somebody's work, and the person has not said in time that it was they."""
    days = programmes.settings(actor=actor).unanswered_erase_days
    typed = Affiliation.objects.filter(programme_id=actor.tenant_id, claimed_at__lte=at - timedelta(days=days))
    return typed.only_typed()


def is_unneeded(*, actor: Actor, person: Person) -> bool:  # noqa: ARG001 - every query takes who asks
    """Return whether nothing needs this person: no sign-in, no work, no role, no open question, no other record."""
    never_came = not Person.objects.filter(_came(), pk=person.pk).exists()
    today = day_of(timezone.now())
    held = (
        RoleGrant.objects.current(today).filter(person=person),
        Affiliation.objects.filter(person=person).standing(),
        Invitation.objects.filter(person=person, status=InvitationStatus.SENT),
    )
    return never_came and not any(rows.exists() for rows in held) and not _is_referred_to(person.pk)


def _is_known(person: Person) -> bool:
    """Whether the person did anything themselves, or somebody whose word counts has named them."""
    did = person.answered_at is not None or Person.objects.filter(_came(), pk=person.pk).exists()
    return (
        did
        or any(rows.filter(person=person).exists() for rows in (RoleGrant.objects, Invitation.objects))
        or person.affiliations.exclude(status=AffiliationStatus.CLAIMED, vouched_at=None).exists()
        or _is_referred_to(person.pk)
    )


def _came() -> Q:
    return Q(account__last_login__gte=F("created_at"))


def _is_referred_to(person_id: uuid.UUID) -> bool:
    """Whether any other record, of any app, points at the person."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: person_id}).exists()
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and not (relation.related_model in _OWN and relation.field.name == "person")
    )
