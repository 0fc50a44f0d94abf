"""The round: planning everything that is open together, saying what one knows better, and sending it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from django.db import transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.brokering import policy, problem, queries
from linkage.brokering.enums import Cause, Says
from linkage.brokering.models import Plan, Ruling
from linkage.brokering.operations import asking, linking
from linkage.brokering.rules import planning
from linkage.database.numbering import next_number
from linkage.directory.models import Entry
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.support_requests.models import SupportRequest


class UnableToPlan(Refused):
    """A round that cannot be planned so."""


class UnableToSendRound(Refused):
    """A plan that is not sent any more."""


@dataclass(frozen=True)
class Sent:
    """What became of a plan that was sent: who was introduced, and for which requests it could not be done, and why."""

    done: tuple[SupportRequest, ...]
    refused: tuple[tuple[SupportRequest, Refused], ...]


@operation(policy.PLAN)
def plan(*, actor: Actor, at: datetime) -> Plan:
    """Plan everything that is open together; raises UnableToPlan when nothing is."""
    return _plan(actor=actor, at=at, cause=Cause.PLANNED)


@operation(policy.RULE, target="support_request")
def rule(*, actor: Actor, at: datetime, support_request: SupportRequest, entry: Entry, says: str) -> Plan:
    """Keep somebody for a request, rule them out, or (with no `says`) take that back; and plan again.

    Raises UnableToPlan when they are kept for more requests than they have places.
    """
    support_request.hold()
    rows = Ruling.objects.filter(programme_id=actor.tenant_id, support_request=support_request, entry=entry)
    before = rows.first()
    rows.delete()
    if says:
        Ruling.objects.create(
            programme_id=support_request.programme_id,
            support_request=support_request,
            entry=entry,
            says=Says(says),
            ruled_by=people.person(actor=actor, person_id=actor.person_id),
            ruled_at=at,
        )
    cause = _cause(says, before.says if before else "")
    return _plan(actor=actor, at=at, cause=cause, about=(support_request.pk, entry.pk))


@operation(policy.WEIGH)
def weigh(*, actor: Actor, at: datetime, levels: dict[str, str]) -> Plan:
    """Say how much each thing matters (`planning.MATTERS`), and plan again."""
    return _plan(actor=actor, at=at, cause=Cause.WEIGHED, levels=levels)


@operation(policy.GO_BACK)
def go_back(*, actor: Actor, at: datetime) -> Plan:
    """Put back what was said and weighed in the plan before, and plan again; raises UnableToPlan without one."""
    _, before = queries.latest(actor=actor)
    if before is None:
        raise UnableToPlan("There is no plan before this one to go back to")
    rows = Ruling.objects.filter(programme_id=actor.tenant_id)
    rows.filter(support_request__in=queries.waiting(actor=actor)).delete()
    still = {str(each.pk) for each in queries.waiting(actor=actor)}
    planner = people.person(actor=actor, person_id=actor.person_id)
    Ruling.objects.bulk_create(
        Ruling(
            programme_id=before.programme_id,
            support_request_id=request_id,
            entry_id=entry_id,
            says=says,
            ruled_by=planner,
            ruled_at=at,
        )
        for request_id, entry_id, says in before.rulings
        if request_id in still
    )
    return _plan(actor=actor, at=at, cause=Cause.WENT_BACK, levels=before.levels)


@operation(policy.APPROVE, target="plan")
def approve(*, actor: Actor, at: datetime, plan: Plan, request_ids: Iterable[UUID], knows_of_none: bool) -> Sent:
    """Introduce whom the plan gives to these requests, each with its decision; the others stay open.

    Somebody who cannot be introduced any more is left out and told of; nothing is half done for a request. Raises
    UnableToSendRound when it was planned again since, or has been sent.
    """
    plan.hold()
    wanted = {str(each) for each in request_ids}
    _refuse_old(actor, plan)
    if not wanted:
        raise UnableToSendRound("Choose at least one request")
    if not knows_of_none:
        raise UnableToSendRound("Say that you know of nothing that speaks against it, or take out who you doubt")
    open_now = {str(each.pk): each for each in queries.waiting(actor=actor)}
    done: list[SupportRequest] = []
    refused: list[tuple[SupportRequest, Refused]] = []
    for row in plan.rows:
        if row["request"] not in wanted & open_now.keys():
            continue
        support_request = open_now[row["request"]]
        try:
            with transaction.atomic():
                _send(actor, at, plan, support_request, row)
        except Refused as error:
            refused.append((support_request, error))
        else:
            done.append(support_request)
    plan.approved_at, plan.approved_by_id = at, actor.person_id
    plan.approved = [str(each.pk) for each in done]
    plan.save()
    return Sent(tuple(done), tuple(refused))


def _refuse_old(actor: Actor, plan: Plan) -> None:
    newest, _ = queries.latest(actor=actor)
    if plan.approved_at is not None:
        raise UnableToSendRound("This round has been sent already")
    if newest is not None and newest.pk != plan.pk:
        raise UnableToSendRound("It was planned again since you looked. Look at the new plan first")


def _send(actor: Actor, at: datetime, plan: Plan, support_request: SupportRequest, row: dict[str, Any]) -> None:
    planned = {"plan": str(plan.pk), "next": row["next"], "could_help": row["could_help"]}
    if row["asks"] and programmes.settings(actor=actor).asks_first:
        # The first is asked; who is planned beside and after them stands ready, in this order.
        first, *ready = [UUID(pair["entry"]) for pair in (*row["asks"], *row["next"])]
        asking.ask(
            actor=actor,
            at=at,
            support_request=support_request,
            entry_id=first,
            alternates=ready,
            knows_of_none=True,
            snapshot={"round": planned},
        )
        return
    for pair in row["asks"]:
        linking.link(
            actor=actor,
            at=at,
            support_request=support_request,
            entry_id=UUID(pair["entry"]),
            knows_of_none=True,
            planned=planned,
        )


def _cause(says: str, before: str) -> Cause:
    if says:
        return Cause.KEPT if says == Says.KEEP else Cause.RULED_OUT
    return Cause.LET_GO if before == Says.KEEP else Cause.LET_IN


@part_of_operation
def _plan(
    *,
    actor: Actor,
    at: datetime,
    cause: Cause,
    about: tuple[UUID, UUID] | None = None,
    levels: dict[str, str] | None = None,
) -> Plan:
    found = queries.waiting(actor=actor)
    if not found:
        raise UnableToPlan("There is nothing to plan: no request waits for somebody to be chosen")
    last, _ = queries.latest(actor=actor)
    if levels is None:
        levels = last.levels if last else {}
    began = time.perf_counter()
    asked = problem.asking(actor=actor, support_requests=found, at=at)
    UnableToPlan.unless_none(planning.kept_too_often(asked))
    planned = planning.plan(asked, levels)
    request_id, entry_id = about or (None, None)
    made = Plan.objects.filter(programme_id=actor.tenant_id)
    return Plan.objects.create(
        programme_id=actor.tenant_id,
        number=next_number(made, of=f"plan number {actor.tenant_id}"),
        planned_by=people.person(actor=actor, person_id=actor.person_id),
        planned_at=at,
        cause=cause,
        cause_request_id=request_id,
        cause_entry_id=entry_id,
        levels=levels,
        rulings=_said(actor, found),
        input_hash=planned.input_hash,
        code_version=version("linkage"),
        outcome=planning.outcome(planned),
        certificate=planning.certificate(planned),
        gap=planned.certificate.gap,
        seconds=round(time.perf_counter() - began, 3),
    )


def _said(actor: Actor, found: list[SupportRequest]) -> list[list[str]]:
    rows = Ruling.objects.filter(programme_id=actor.tenant_id, support_request_id__in=[each.pk for each in found])
    ordered = rows.order_by("ruled_at", "pk").values_list("support_request_id", "entry_id", "says")
    return [[str(request_id), str(entry_id), says] for request_id, entry_id, says in ordered]
