"""Two records of one human become one: every reference moves, in one transaction, and it cannot be undone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.accounts import operations as accounts
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.messaging import operations as messaging
from linkage.people import policy
from linkage.people.enums import AffiliationStatus, DesignationStatus, DigestRhythm, InvitationStatus
from linkage.people.models import (
    Affiliation,
    Cover,
    Designation,
    Digest,
    DistinctPair,
    Invitation,
    MergedPerson,
    Person,
    RoleGrant,
)
from linkage.people.operations import telling
from linkage.people.queries import duplicates as duplicates_known
from linkage.people.rules import duplicates
from linkage.people.signals import people_merging


class UnableToMerge(Refused):
    """Two records that must not become one; each sentence says why."""


@dataclass(frozen=True)
class Choices:
    """Which values stay: each is "kept" (the record that stays) or "gone" (the other one)."""

    name: str = "kept"
    email: str = "kept"
    phone: str = "kept"


@operation(policy.MERGE, target="kept")
def merge(*, actor: Actor, at: datetime, kept: Person, gone: Person, choices: Choices, is_sure: bool) -> Person:
    """Make one record of two: `kept` stays with the chosen values, `gone` is deleted, everything of theirs moves.

    They sign in with the address that stays. Both addresses are told. Raises UnableToMerge.
    """
    UnableToMerge.unless_none(duplicates.is_understood(is_sure=is_sure))
    is_actor = actor.is_person(kept.pk) or actor.is_person(gone.pk)
    UnableToMerge.unless_none(duplicates.can_be_merged(is_same=kept.pk == gone.pk, is_actor=is_actor))
    kept, gone = _held(kept, gone)
    policy.MERGE.check(actor, gone)
    people_merging.send(sender=Person, kept=kept, gone=gone, actor=actor, at=at)
    _settle_own_rows(kept, gone, at)
    for field in duplicates_known.references(actor=actor):
        _move(field, kept, gone)
    messaging.readdress(actor=actor, at=at, from_person_id=gone.pk, to_person_id=kept.pk)
    addresses = {kept.email, gone.email}
    _choose(actor, at, kept, gone, choices)
    telling.merged(actor=actor, at=at, person=kept, addresses=addresses)
    return kept


@operation(policy.KEEP_APART, target="one")
def keep_apart(*, actor: Actor, at: datetime, one: Person, other: Person) -> None:  # noqa: ARG001
    """Say that two records that look alike are two people; they are not suggested again."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    DistinctPair.objects.get_or_create(programme_id=one.programme_id, one=first, other=second, defaults={"said_at": at})


def _held(kept: Person, gone: Person) -> tuple[Person, Person]:
    both = Person.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
    rows = {each.pk: each for each in both}
    if kept.pk not in rows or gone.pk not in rows:
        raise UnableToMerge("One of the two records is gone already")
    return rows[kept.pk], rows[gone.pk]


def _move(field: models.ForeignKey[Any, Any], kept: Person, gone: Person) -> None:
    """Point all rows of one reference at who stays; a clash that no app has settled stops everything."""
    rows = field.model._base_manager.filter(**{field.attname: gone.pk})
    try:
        with transaction.atomic():
            rows.update(**{field.attname: kept.pk})
    except IntegrityError as error:
        what = str(field.model._meta.verbose_name_plural)
        sentence = f"Both records hold {what} that cannot both stay: settle those first"
        raise UnableToMerge([Violation("merge", sentence)]) from error


def _settle_own_rows(kept: Person, gone: Person, at: datetime) -> None:
    """Of work, invitations, roles and designations that both hold, one stays: the surer, or the longer."""
    _settle_work(kept, gone)
    open_ones = Invitation.objects.filter(status=InvitationStatus.SENT)
    for invitation in open_ones.filter(person=gone):
        same = {"person": kept, "organisation": invitation.organisation_id, "role": invitation.role}
        if open_ones.filter(**same).exists():
            invitation.status, invitation.answered_at = InvitationStatus.WITHDRAWN, at
            invitation.save(update_fields=["status", "answered_at"])
    for grant in RoleGrant.objects.filter(person=gone, ended_at=None):
        same = {"person": kept, "role": grant.role, "organisation": grant.organisation_id, "to_on": grant.to_on}
        if RoleGrant.objects.filter(ended_at=None, **same).exists():
            grant.ended_at = at
            grant.save(update_fields=["ended_at"])
    _settle_designations(kept, gone)
    _settle_covers(kept, gone, at)
    looked_at = Digest.objects.filter(person=kept).values("for_on")
    Digest.objects.filter(person=gone, for_on__in=looked_at).delete()
    DistinctPair.objects.filter(models.Q(one=gone) | models.Q(other=gone)).delete()


def _settle_covers(kept: Person, gone: Person, at: datetime) -> None:
    """Nobody looks after their own list; of two arrangements for one person that of the record that stays stands."""
    both = {"person__in": (kept, gone), "looks_after__in": (kept, gone)}
    Cover.objects.filter(**both).delete()
    if Cover.objects.filter(person=kept, ended_at=None).exists():
        Cover.objects.filter(person=gone, ended_at=None).update(ended_at=at)


def _settle_work(kept: Person, gone: Person) -> None:
    standing = Affiliation.objects.exclude(status=AffiliationStatus.ENDED)
    for work in standing.filter(person=gone):
        same = standing.filter(person=kept, organisation=work.organisation_id, role=work.role).first()
        if same is None:
            continue
        is_surer = work.status == AffiliationStatus.CONFIRMED and same.status != AffiliationStatus.CONFIRMED
        stays, goes = (work, same) if is_surer else (same, work)
        stays.from_on = min(filter(None, (stays.from_on, goes.from_on)), default=None)
        stays.job_title = stays.job_title or goes.job_title
        stays.save(update_fields=["from_on", "job_title"])
        goes.delete()


def _settle_designations(kept: Person, gone: Person) -> None:
    """Of one title that both hold for the same thing, the confirmed one stays, then the one that lasts longer."""
    standing = Designation.objects.open()
    for theirs in standing.filter(person=gone):
        same = standing.filter(person=kept, title=theirs.title_id, specialism=theirs.specialism).first()
        if same is not None:
            min((same, theirs), key=_surety).delete()


def _surety(designation: Designation) -> tuple[bool, date, datetime]:
    is_held = designation.status == DesignationStatus.HELD
    return is_held, designation.to_on or date.max, designation.said_at


def _choose(actor: Actor, at: datetime, kept: Person, gone: Person, choices: Choices) -> None:
    """Delete who goes and give who stays the chosen values. The account goes with the address."""
    chosen = {"kept": kept, "gone": gone}
    email, account = chosen[choices.email].email, chosen[choices.email].account
    name, phone = chosen[choices.name].name, chosen[choices.phone].phone
    merged_id, told, answered = gone.pk, gone.told_at, gone.answered_at
    MergedPerson.objects.create(programme_id=kept.programme_id, merged_id=merged_id, into=kept, merged_at=at)
    gone.delete()
    kept.name, kept.email, kept.phone = name, email, phone
    kept.account = account or accounts.find_or_add(actor=actor, at=at, email=email)
    if gone.digest_rhythm == DigestRhythm.NEVER:
        # Whoever stopped their list by either address is not sent it again.
        kept.digest_rhythm = DigestRhythm.NEVER
    kept.created_at = min(kept.created_at, gone.created_at)
    kept.told_at = min(filter(None, (kept.told_at, told)), default=None)
    kept.answered_at = min(filter(None, (kept.answered_at, answered)), default=None)
    kept.save()
