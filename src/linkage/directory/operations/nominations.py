"""Nominating a colleague: a draft page by page, then the first mail to them."""
# ruff: noqa: ARG001 - every operation takes actor and at, whether it needs both or not

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory import policy, rules
from linkage.directory.enums import NOMINATION_MOVES, EntryKind, EntryStatus, NominationStatus
from linkage.directory.models import Entry, Nomination
from linkage.directory.operations import telling
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people import queries as persons
from linkage.people.enums import AffiliationRole


class UnableToNominate(Refused):
    """A nomination that cannot be written or sent as it is."""


class UnableToWithdraw(Refused):
    """A nomination that has ended already."""


@operation(policy.NOMINATE, target="organisation")
def begin(*, actor: Actor, at: datetime, organisation: Organisation) -> Nomination:
    """Return a draft of the actor's for a colleague at this school; an empty one begun before is used again."""
    mine = Nomination.objects.filter(
        programme_id=actor.tenant_id,
        nominated_by_id=actor.person_id,
        organisation=organisation,
        status=NominationStatus.DRAFT,
        email="",
    )
    return mine.first() or Nomination.objects.create(
        programme_id=actor.tenant_id,
        nominated_by=persons.person(actor=actor, person_id=actor.person_id),
        organisation=organisation,
        created_at=at,
        saved_at=at,
    )


@part_of_operation
def draft_from_word(
    *, actor: Actor, at: datetime, organisation: Organisation, name: str, email: str, job_title: str, words: str
) -> Nomination:
    """Return a draft of the actor's for a colleague who offered themselves, with what they said of themselves.

    The actor may answer by a signed link; to write and send it they sign in. Raises UnableToNominate for oneself, and
    for somebody listed or asked already.
    """
    draft = Nomination(
        programme_id=actor.tenant_id,
        nominated_by=persons.person(actor=actor, person_id=actor.person_id),
        organisation=organisation,
        name=name,
        email=email,
        job_title=job_title,
        words=words,
        created_at=at,
        saved_at=at,
    )
    UnableToNominate.unless_none(_about_person(actor, draft, email))
    draft.save()
    return draft


@operation(policy.WRITE, target="nomination")
def name_colleague(
    *, actor: Actor, at: datetime, nomination: Nomination, name: str, email: str, job_title: str
) -> Nomination:
    """Say who the colleague is. Raises UnableToNominate for oneself, and for somebody listed or asked already."""
    UnableToNominate.unless_none(_about_person(actor, nomination, email))
    return _save(nomination, at, name=" ".join(name.split()), email=email.strip().lower(), job_title=job_title.strip())


@operation(policy.WRITE, target="nomination")
def describe_strength(
    *,
    actor: Actor,
    at: datetime,
    nomination: Nomination,
    evidence: str,
    area_codes: Sequence[str],
    phases: Sequence[str],
) -> Nomination:
    """Say what the colleague is good at, in the head's words. Raises UnableToNominate for more than three areas."""
    chosen = list(dict.fromkeys(area_codes))
    UnableToNominate.unless_none(rules.has_areas(chosen))
    return _save(nomination, at, evidence=evidence.strip(), area_codes=chosen, phases=list(phases))


@operation(policy.WRITE, target="nomination")
def describe_offer(
    *,
    actor: Actor,
    at: datetime,
    nomination: Nomination,
    ways: Sequence[str],
    places: int,
    days: int,
    radius_miles: int | None,
) -> Nomination:
    """Say what the colleague could offer; they decide themselves when they answer."""
    return _save(nomination, at, ways=list(ways), places=places, days=days, radius_miles=radius_miles)


@operation(policy.DELETE_DRAFT, target="nomination")
def delete_draft(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """Throw a draft away: nothing typed about the colleague is kept."""
    nomination.delete()


@operation(policy.SEND, target="nomination")
def send(*, actor: Actor, at: datetime, nomination: Nomination) -> Nomination:
    """Ask the colleague: they become a person the programme knows, and the first mail tells them so and why.

    Raises UnableToNominate when answers are missing or the colleague may not be asked.
    """
    has_left = organisations.has_left(actor=actor, organisation_id=nomination.organisation_id)
    UnableToNominate.unless_none(
        [
            *rules.is_whole(
                name=nomination.name,
                email=nomination.email,
                evidence=nomination.evidence,
                areas=nomination.area_codes,
                ways=nomination.ways,
            ),
            *rules.takes_part(has_left=has_left),
            *_about_person(actor, nomination, nomination.email),
        ]
    )
    ask_colleague(actor=actor, at=at, nomination=nomination)
    return nomination


@part_of_operation
def ask_colleague(*, actor: Actor, at: datetime, nomination: Nomination, due_at: datetime | None = None) -> None:
    """Make the colleague a person the programme knows and send them the first mail, at `due_at` or at once."""
    nominee = people.find_or_add(
        actor=actor,
        at=at,
        name=nomination.name,
        email=nomination.email,
        organisation=nomination.organisation,
        role=AffiliationRole.TEACHER,
        job_title=nomination.job_title,
    )
    nomination.nominee = nominee
    nomination.words = nomination.words or nomination.evidence
    # From here on the person holds their name and address, and nobody else does.
    nomination.name = nomination.email = ""
    nomination.move(NominationStatus.AWAITING_AGREEMENT)
    nomination.sent_at, nomination.asked = due_at or at, nomination.asked + 1
    nomination.save()
    if nominee.told_at is None:
        nominee.told_at = due_at or at
        nominee.save(update_fields=["told_at"])
    telling.ask(actor=actor, at=at, nomination=nomination, due_at=due_at)


@operation(policy.WITHDRAW_NOMINATION, target="nomination")
def withdraw(*, actor: Actor, at: datetime, nomination: Nomination) -> Nomination:
    """End a nomination before it is listed; the link in the colleague's mail no longer answers anything.

    The other side is told. Raises UnableToWithdraw when it has ended already.
    """
    nomination.refresh_from_db(from_queryset=Nomination.objects.select_for_update())
    UnableToWithdraw.unless_none(rules.can_move(nomination.status, NominationStatus.WITHDRAWN, NOMINATION_MOVES))
    end(actor=actor, at=at, nomination=nomination)
    return nomination


@part_of_operation
def end(*, actor: Actor, at: datetime, nomination: Nomination) -> None:
    """Withdraw a nomination that is held and may be; the other side is told."""
    nominee = nomination.nominee if nomination.status == NominationStatus.AWAITING_AGREEMENT else None
    nomination.move(NominationStatus.WITHDRAWN)
    nomination.answered_at = at
    if nominee is not None:
        nomination.empty()
        people.end_claim(actor=actor, at=at, person=nominee, organisation=nomination.organisation)
    nomination.save()
    telling.withdrawn(actor=actor, at=at, nomination=nomination)


def _save(nomination: Nomination, at: datetime, **answers: object) -> Nomination:
    for name, value in answers.items():
        setattr(nomination, name, value)
    nomination.saved_at = at
    nomination.save(update_fields=[*answers, "saved_at"])
    return nomination


def _about_person(actor: Actor, nomination: Nomination, email: str) -> list[Violation]:
    address = email.strip().lower()
    me = persons.person(actor=actor, person_id=actor.person_id)
    head = persons.head_of(actor=actor, organisation_id=nomination.organisation_id)
    leads = actor.acts_for(nomination.organisation_id, "head") or actor.has("officer")
    here = {"programme_id": actor.tenant_id, "organisation_id": nomination.organisation_id}
    listed = Entry.objects.filter(person__email=address, kind=EntryKind.PERSON, **here).exclude(
        status=EntryStatus.WITHDRAWN
    )
    waiting = [NominationStatus.AWAITING_AGREEMENT, NominationStatus.AWAITING_APPROVAL]
    asked = Nomination.objects.filter(nominee__email=address, status__in=waiting, **here)
    return [
        *rules.is_somebody_else(email=address, own_email=me.email),
        *rules.may_be_nominated(email=address, nominates_heads_only=not leads, head_email=head.email if head else ""),
        *rules.is_not_there_yet(is_listed=listed.exists(), is_asked=asked.exists()),
    ]
