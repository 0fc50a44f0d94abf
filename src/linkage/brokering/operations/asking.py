"""Asking somebody whether they can help, and who is next if they say no."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.brokering import policy, problem, queries, rules
from linkage.brokering.enums import ApproachStatus
from linkage.brokering.models import Approach, AskedPerson, Decision
from linkage.brokering.models.approaches import ApproachQuerySet
from linkage.brokering.operations import telling
from linkage.brokering.operations.deciding import decide, known
from linkage.directory import operations as directory
from linkage.directory import queries as entries
from linkage.directory.operations import UnableToBook
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest


class UnableToApproach(Refused):
    """Somebody who cannot be asked for this request now."""


@operation(policy.ASK, target="support_request")
def ask(
    *,
    actor: Actor,
    at: datetime,
    support_request: SupportRequest,
    entry_id: UUID,
    alternates: Sequence[UUID] = (),
    knows_of_none: bool,
    snapshot: dict[str, Any] | None = None,
) -> Approach:
    """Ask whether the person of an entry can help; the alternates stand ready, in their order, to be asked next.

    Of several people who are wanted as many are asked at once. Everything is looked at again while the request is held,
    and what was known is kept, with what else the caller knows (`snapshot`). Raises UnableToApproach, and UnableToBook
    when somebody took the last place.
    """
    _hold_looking(actor, support_request)
    if not knows_of_none:
        raise UnableToApproach("Say that you know of nothing that speaks against it, or choose somebody else")
    found = problem.assemble(actor=actor, support_request=support_request, at=at)
    ranking = rules.rank(found.need, found.helpers)
    UnableToApproach.unless_none(ranking.in_the_way(str(entry_id)))
    kept = known(actor=actor, at=at, need=found.need, ranking=ranking, chosen=str(entry_id)) | (snapshot or {})
    entry = entries.entry(actor=actor, entry_id=entry_id)
    decision = decide(actor=actor, at=at, support_request=support_request, entry=entry, snapshot=kept)
    wanted = [key for key in dict.fromkeys(alternates) if key != entry_id and not ranking.in_the_way(str(key))]
    first, *_ = _prepare(at, support_request, decision, [entry_id, *wanted])
    support_requests.record_approaching(actor=actor, at=at, support_request=support_request)
    _send(actor, at, first)
    ask_those_missing(actor=actor, at=at, support_request=support_request)
    return first


@operation(policy.ASK_NEXT, target="support_request")
def ask_next(*, actor: Actor, at: datetime, support_request: SupportRequest) -> Approach | None:
    """Ask the next who stands ready; return who was asked, or None when none of them can be asked any more.

    Whoever cannot be asked now (a break, no place left) is passed over. Raises UnableToApproach when nobody stands
    ready.
    """
    _hold_looking(actor, support_request)
    if not _prepared(support_request):
        raise UnableToApproach("Nobody stands ready to be asked next. Choose somebody")
    asked = _ask_first_ready(actor, at, support_request)
    if asked is None and not queries.is_anybody_out(actor=actor, support_request=support_request):
        support_requests.record_nobody_asked(actor=actor, at=at, support_request=support_request)
    return asked


@part_of_operation
def ask_those_missing(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Ask as many of those who stand ready as are still missing; the caller holds the request."""
    while queries.missing(actor=actor, support_request=support_request):
        if _ask_first_ready(actor, at, support_request) is None:
            return


@part_of_operation
def hold_place(*, actor: Actor, at: datetime, approach: Approach) -> None:
    """Hold a place of whoever is asked while they are; raises UnableToBook where none is left."""
    entry = approach.entry
    directory.book_place(
        actor=actor,
        at=at,
        person=entry.person,
        organisation=entry.organisation,
        source_id=approach.pk,
        on=day_of(at),
        entry=entry,
    )


@part_of_operation
def put_question(*, actor: Actor, at: datetime, asked: AskedPerson) -> None:
    """Put the question to one of those whose yes is needed: from now on their own working days count."""
    asked.asked_at = asked.counts_from = at
    asked.save(update_fields=["asked_at", "counts_from"])
    telling.ask(actor=actor, at=at, asked=asked)


def _hold_looking(actor: Actor, support_request: SupportRequest) -> None:
    support_request.hold()
    if not queries.is_looking(actor=actor, support_request=support_request):
        raise UnableToApproach(f"This request is now “{support_request.state.label}”: there is nobody to ask")


def _prepare(
    at: datetime, support_request: SupportRequest, decision: Decision, entry_ids: Sequence[UUID]
) -> list[Approach]:
    """Let these stand ready in their order; whoever stood ready from an earlier choice does so no more."""
    _prepared(support_request).update(status=ApproachStatus.RELEASED, ended_at=at)
    return [
        Approach.objects.create(
            programme_id=support_request.programme_id,
            support_request=support_request,
            entry_id=entry_id,
            decision=decision,
            place=place,
            prepared_at=at,
        )
        for place, entry_id in enumerate(entry_ids)
    ]


def _prepared(support_request: SupportRequest) -> ApproachQuerySet:
    here = {"programme_id": support_request.programme_id, "support_request": support_request}
    return Approach.objects.filter(**here, status=ApproachStatus.PREPARED)


def _ask_first_ready(actor: Actor, at: datetime, support_request: SupportRequest) -> Approach | None:
    for ready in _prepared(support_request).whole().order_by("place", "pk"):
        try:
            _look_again(at, ready)
            _send(actor, at, ready)
        except (UnableToApproach, UnableToBook):
            ready.move_to(ApproachStatus.RELEASED, at)
            ready.save()
        else:
            return ready
    return None


def _look_again(at: datetime, ready: Approach) -> None:
    """What was true when they were chosen need not be any more; it is looked at as whoever chose them would."""
    decided_by = people.of_person(ready.decision.decided_by)
    found = problem.assemble(actor=decided_by, support_request=ready.support_request, at=at)
    UnableToApproach.unless_none(rules.rank(found.need, found.helpers).in_the_way(str(ready.entry_id)))


def _send(actor: Actor, at: datetime, approach: Approach) -> None:
    entry = approach.entry
    agrees = queries.who_agrees(actor=actor, entry=entry)
    UnableToApproach.unless_none(agrees.in_the_way)
    hold_place(actor=actor, at=at, approach=approach)
    approach.move_to(ApproachStatus.SENT, at)
    approach.agrees_alone = agrees.alone
    approach.save()
    asked = [
        AskedPerson.objects.create(
            programme_id=approach.programme_id, approach=approach, person=person, part=part, number=number
        )
        for number, (part, person) in enumerate(agrees.asked)
    ]
    put_question(actor=actor, at=at, asked=asked[0])
