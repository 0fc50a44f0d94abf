"""Nominations that a head wrote on a form, entered by a coordinator in the head's name, who is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination
from linkage.directory.operations import telling
from linkage.directory.operations.nominations import ask_colleague, end
from linkage.messaging import operations as messaging
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people.models import Person


@dataclass(frozen=True)
class ToldByForm:
    """One colleague as a form tells of them. `is_confirmed`: whoever nominates filled the form in themselves."""

    organisation: Organisation
    nominated_by: Person
    name: str
    email: str
    job_title: str
    evidence: str
    area_codes: Sequence[str]
    phases: Sequence[str]
    days: int
    written_at: datetime
    is_confirmed: bool


@part_of_operation
def record_on_behalf(*, actor: Actor, at: datetime, told: ToldByForm, due_at: datetime) -> Nomination:
    """Return the nomination entered for a head: the colleague is asked at `due_at`.

    Where the head did not fill the form in themselves it is a draft of theirs, which only they can send.
    """
    nomination = Nomination(
        programme_id=actor.tenant_id,
        organisation=told.organisation,
        nominated_by=told.nominated_by,
        recorded_by_id=actor.person_id,
        name=" ".join(told.name.split()),
        email=told.email.strip().lower(),
        job_title=told.job_title,
        evidence=told.evidence.strip(),
        area_codes=list(told.area_codes),
        phases=list(told.phases),
        days=told.days,
        created_at=told.written_at,
        saved_at=at,
    )
    nomination.save()
    if told.is_confirmed:
        ask_colleague(actor=actor, at=at, nomination=nomination, due_at=due_at)
    return nomination


@part_of_operation
def tell_nominators(
    *, actor: Actor, at: datetime, nominations: Sequence[Nomination], about: Model, due_at: datetime
) -> None:
    """Tell everybody in whose name something was entered, once for each of their schools."""
    entered: dict[tuple[UUID, UUID], list[Nomination]] = {}
    for each in nominations:
        entered.setdefault((each.nominated_by_id, each.organisation_id), []).append(each)
    for theirs in entered.values():
        head = theirs[0].nominated_by
        telling.recorded(actor=actor, at=at, head=head, nominations=theirs, about=about, due_at=due_at)


@part_of_operation
def take_back(*, actor: Actor, at: datetime, nomination_ids: Collection[UUID], about_id: UUID) -> set[UUID]:
    """End nominations entered together; return those that stay because they were answered or ended.

    Who has not been written to hears nothing; who has, and did not answer, is told that they need not.
    """
    unsent = messaging.take_back(actor=actor, at=at, about_ids=[*nomination_ids, about_id])
    entered = Nomination.objects.filter(programme_id=actor.tenant_id, pk__in=nomination_ids)
    kept = set()
    for nomination in entered.select_related("organisation", "programme").select_for_update(of=("self",)):
        if nomination.status == NominationStatus.DRAFT:
            nomination.delete()
        elif nomination.status != NominationStatus.AWAITING_AGREEMENT:
            kept.add(nomination.pk)
        elif nomination.pk in unsent:
            _undo_unheard(actor, at, nomination)
        else:
            end(actor=actor, at=at, nomination=nomination)
    return kept


def _undo_unheard(actor: Actor, at: datetime, nomination: Nomination) -> None:
    """As if it had never been: a colleague whom nothing else needs is forgotten too."""
    nominee, sent_at = nomination.nominee, nomination.sent_at
    nomination.delete()
    if nominee is None:
        return
    if nominee.told_at == sent_at:
        nominee.told_at = None
        nominee.save(update_fields=["told_at"])
    people.end_claim(actor=actor, at=at, person=nominee, organisation=nomination.organisation)
    people.forget_if_unneeded(actor=actor, at=at, person=nominee)
