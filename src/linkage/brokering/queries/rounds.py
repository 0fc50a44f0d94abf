"""Reads of the round: what waits to be planned, and the plan as it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.brokering import policy, problem, rules
from linkage.brokering.models import Plan, Ruling
from linkage.brokering.rules import Ranking, planning
from linkage.database import tenancy
from linkage.directory import queries as directory
from linkage.directory.models import Entry
from linkage.kernel import words
from linkage.kernel.errors import NotFound
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.ui.next_actions import NextAction

# What is planned: everything open that neither waits for its school nor has somebody asked already.
PLANNED = (
    RequestStatus.SUBMITTED,
    RequestStatus.ACKNOWLEDGED,
    RequestStatus.IN_TRIAGE,
    RequestStatus.MATCHING,
)
ENOUGH_FOR_A_ROUND = 2


@dataclass(frozen=True)
class Round:
    """The round as it stands: the latest plan, the one before it, and what waits now.

    `requests` and `entries` are those of both plans, by key as the plans hold it; one that is gone is not among them.
    `ruled_out` are the entries ruled out for a request of the plan. `one_more` are the areas in which one person more
    would place a request.
    """

    plan: Plan | None
    before: Plan | None
    waiting: list[SupportRequest]
    people: int
    requests: dict[str, SupportRequest]
    entries: dict[str, Entry]
    kept: frozenset[tuple[str, str]]
    ruled_out: dict[str, list[str]]
    one_more: list[Area]

    @property
    def is_behind(self) -> bool:
        """Whether other requests wait now than were planned."""
        return self.plan is not None and {str(each.pk) for each in self.waiting} != {
            row["request"] for row in self.plan.rows
        }


@dataclass(frozen=True)
class Why:
    """One request of the round's plan: its row, how its people are weighed today, and who is in demand."""

    round: Round
    row: dict[str, Any]
    ranking: Ranking
    demand: dict[str, int]


def waiting(*, actor: Actor) -> list[SupportRequest]:
    """Return the requests that a round plans, in the order in which they came; asked once for a page."""
    found = to_plan(actor=actor).order_by("submitted_at", "number")
    return tenancy.read_once(("requests of the round", actor.person_id), lambda: list(found))


def to_plan(*, actor: Actor) -> QuerySet[SupportRequest]:
    """Return the same as rows."""
    return support_requests.visible(actor=actor).filter(status__in=PLANNED)


def latest(*, actor: Actor) -> tuple[Plan | None, Plan | None]:
    """Return the latest plan and the one it can go back to: the one before, unless that was sent already."""
    plans = list(Plan.objects.filter(programme_id=actor.tenant_id).order_by("-number")[:2])
    plan, before = (*plans, None, None)[:2]
    return plan, before if before is not None and before.approved_at is None else None


def plan_now(*, actor: Actor) -> Plan:
    """Return the latest plan; raises NotFound while there is none."""
    plan, _ = latest(actor=actor)
    if plan is None:
        raise NotFound("plan")
    return plan


def brokering_round(*, actor: Actor) -> Round:
    """Return the round as it stands."""
    plan, before = latest(actor=actor)
    if plan is not None and plan.approved_at is not None:
        before = None
    rows = [row for each in (plan, before) if each is not None for row in each.rows]
    rulings = list(_rulings(actor, [row["request"] for row in rows]))
    entry_ids = {each["entry"] for row in rows for each in (*row["asks"], *row["first_come"], *row["next"])}
    entry_ids |= {entry_id for _, entry_id, _ in rulings}
    entry_ids |= {one for row in rows for pair in row["asks"] for one in pair.get("without", {}).get("instead", [])}
    if plan is not None:
        entry_ids |= {*plan.outcome["demand"], *([str(plan.cause_entry_id)] if plan.cause_entry_id else [])}
    return Round(
        plan=plan,
        before=before,
        waiting=waiting(actor=actor),
        people=directory.how_many(actor=actor),
        requests=_requests(actor, {row["request"] for row in rows}),
        entries=entries(actor=actor, entry_ids=entry_ids),
        kept=frozenset((request_id, entry_id) for request_id, entry_id, says in rulings if says == "keep"),
        ruled_out=_by_request(rulings),
        one_more=_one_more(actor, plan),
    )


def one_more(*, actor: Actor) -> list[Area]:
    """Return the areas in which one nominee more would place a request of the latest round, by name.

    For as long as a request that went without anybody in it still waits.
    """
    if not policy.SEE_ROUND.allows(actor):
        return []
    plan, _ = latest(actor=actor)
    return _one_more(actor, plan)


def _one_more(actor: Actor, plan: Plan | None) -> list[Area]:
    codes = set(plan.outcome.get("one_more", [])) if plan is not None else set()
    if plan is None or not codes:
        return []
    without = {row["request"] for row in plan.rows if row["unmet"]}
    if without.isdisjoint(str(each.pk) for each in waiting(actor=actor)):
        return []
    return areas.listed_for(actor=actor, codes=codes)


def entries(*, actor: Actor, entry_ids: Iterable[str]) -> dict[str, Entry]:
    """Return entries with person and school by key; one that is gone is not among them."""
    found = Entry.objects.filter(programme_id=actor.tenant_id, pk__in=[*entry_ids]).select_related(
        "person", "organisation"
    )
    return {str(each.pk): each for each in found}


def why(*, actor: Actor, at: datetime, request_id: UUID) -> Why:
    """Return why a request of the plan has whom it has; raises NotFound for one that is not in the plan."""
    found = brokering_round(actor=actor)
    request = found.requests.get(str(request_id))
    rows = [row for row in (found.plan.rows if found.plan else []) if row["request"] == str(request_id)]
    if found.plan is None or request is None or not rows:
        raise NotFound("request of the round")
    told = problem.assemble(actor=actor, support_request=request, at=at)
    return Why(found, rows[0], rules.rank(told.need, told.helpers), found.plan.outcome["demand"])


def trial(*, actor: Actor, at: datetime) -> planning.Planned:
    """Return the plan for everything open as it would be made now, with nothing kept of it."""
    asking = problem.asking(actor=actor, support_requests=waiting(actor=actor), at=at)
    return planning.plan(asking, {})


def next_round(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """Return the round as something that waits for a coordinator, while there is more than one request to plan."""
    if actor.kind != "person" or not policy.PLAN.allows(actor):
        return
    # The home page has read what is open already, so this costs no question more.
    found = [each for each in support_requests.current(actor=actor, at=at) if each.state in PLANNED]
    if len(found) < ENOUGH_FOR_A_ROUND:
        return
    clocks = support_requests.Clocks(actor, at)
    first = min((clock for each in found if (clock := clocks.of(each))), key=lambda each: each.days_left, default=None)
    yield NextAction(
        title="Plan this week’s round",
        text=f"{words.count(len(found), 'open request')}, planned together. Nobody is asked until you say so.",
        url=reverse("brokering:round", args=[found[0].programme.slug]),
        button="Open the round",
        since=found[0].submitted_at or at,
        due_on=first.due_on if first and first.days_left >= 0 else None,
        working_days_left=first.days_left if first and first.days_left >= 0 else None,
        section="round",
    )


def _requests(actor: Actor, ids: set[str]) -> dict[str, SupportRequest]:
    return {str(each.pk): each for each in support_requests.visible(actor=actor).filter(pk__in=ids)}


def _rulings(actor: Actor, request_ids: list[str]) -> Iterator[tuple[str, str, str]]:
    ids = [UUID(each) for each in request_ids]
    rows = Ruling.objects.filter(programme_id=actor.tenant_id, support_request_id__in=ids)
    for request_id, entry_id, says in rows.order_by("ruled_at").values_list("support_request_id", "entry_id", "says"):
        yield str(request_id), str(entry_id), says


def _by_request(rulings: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for request_id, entry_id, says in rulings:
        if says == "rule_out":
            found.setdefault(request_id, []).append(entry_id)
    return found


def request_of_round(*, actor: Actor, request_id: UUID) -> SupportRequest:
    """Return a request that waits to be planned; raises NotFound for any other."""
    for each in waiting(actor=actor):
        if each.pk == request_id:
            return each
    raise NotFound("request of the round")
