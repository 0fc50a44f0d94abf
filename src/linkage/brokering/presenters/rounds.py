"""The round as a page: the plan beside first come, first served, who is asked for whom, and what changed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from linkage.brokering.models import Plan
from linkage.brokering.presenters.round_maps import RoundMap, round_map
from linkage.brokering.queries import Round
from linkage.directory.models import Entry
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.organisations.models import Organisation
from linkage.organisations.rules.distance import miles

GONE = "Somebody no longer listed"
SHOWN = 12
PLAN, FIRST_COME = "asks", "first_come"

PairOf = Callable[[dict[str, Any]], Iterable[dict[str, Any]]]


@dataclass(frozen=True)
class Measure:
    """One line of the comparison; `difference` is empty where the two are alike."""

    label: str
    plan: str
    first_come: str
    difference: str
    is_better: bool


@dataclass(frozen=True)
class Ask:
    """Somebody the plan gives to a request."""

    entry_id: str
    name: str
    first_name: str
    text: str
    is_kept: bool


@dataclass(frozen=True)
class RoundRow:
    """One request of the plan: whom it would ask, whom first come would, and what can be said of it."""

    request_id: str
    school: str
    title: str
    is_name_hidden: bool
    asks: tuple[Ask, ...]
    nobody: str
    first_come: str
    is_changed: bool
    is_unmet: bool
    ruled_out: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RoundPage:
    """Everything the page shows."""

    lead: str
    placed: int
    measures: tuple[Measure, ...]
    rows: tuple[RoundRow, ...]
    number: int
    seconds: str
    is_proven: bool
    is_sent: bool
    sent: str
    behind: str
    map: RoundMap | None


def round_page(found: Round, *, shows_all: bool) -> RoundPage:
    """Return the page of a round that has a plan."""
    plan = _plan(found)
    rows = [_row(found, row) for row in plan.rows if row["request"] in found.requests]
    changed_first = sorted(rows, key=lambda row: not row.is_changed) if len(rows) > SHOWN else rows
    return RoundPage(
        lead=_lead(found, plan),
        placed=sum(bool(row["asks"]) for row in plan.rows),
        measures=tuple(measures(plan)),
        rows=tuple(changed_first if shows_all else changed_first[:SHOWN]),
        number=len(rows),
        seconds=_seconds(plan.seconds),
        is_proven=plan.gap == 0,
        is_sent=plan.approved_at is not None,
        sent=_sent(plan),
        behind=_behind(found, plan),
        map=_map(found, plan),
    )


def measures(plan: Plan) -> Iterable[Measure]:
    """Return the plan beside first come, first served: more placed and more new is better, farther and fuller worse."""
    number = len(plan.rows)
    placed, served = (sum(bool(row[which]) for row in plan.rows) for which in (PLAN, FIRST_COME))
    yield _measure("Requests placed", placed, served, lambda n: f"{n} of {number}", more_is_better=True)
    near, nearer = (_usual_miles(plan, which) for which in (PLAN, FIRST_COME))
    if near is not None and nearer is not None:
        yield _measure("Usual distance", near, nearer, lambda n: words.count(n, "mile"), more_is_better=False)
    new, fewer = (sum(pair["is_new"] for pair in _pairs(plan, which)) for which in (PLAN, FIRST_COME))
    yield _measure("Schools linked for the first time", new, fewer, str, more_is_better=True)
    most, more = (_most_of_one_school(plan, which) for which in (PLAN, FIRST_COME))
    yield _measure("Most asked of one school", most, more, str, more_is_better=False)


def ask_text(pair: dict[str, Any]) -> str:
    """Return what tells the most of a pair: "8 miles, new connection"."""
    said = [words.count(miles(pair["metres"]), "mile")] if pair["metres"] is not None else []
    return ", ".join([*said, *(["new connection"] if pair["is_new"] else [])])


def asked_in(plan: Plan | None, request_id: str) -> list[str]:
    """Return the entries that a plan gives to a request."""
    rows = plan.rows if plan is not None else []
    return [pair["entry"] for row in rows if row["request"] == request_id for pair in row["asks"]]


def name_of(entry: Entry | None) -> str:
    """Return what somebody is called, for as long as they are listed."""
    return entry.headline if entry is not None else GONE


def school_of(found: Round, request_id: str) -> str:
    """Return the school that asks."""
    request = found.requests.get(request_id)
    return request.organisation.name if request is not None and request.organisation is not None else ""


def _plan(found: Round) -> Plan:
    if found.plan is None:
        raise ValueError("a round without a plan has no such page")
    return found.plan


def _lead(found: Round, plan: Plan) -> str:
    planned = f"{words.count(len(plan.rows), 'open request')} and {words.count(found.people, 'person', 'people')}"
    if plan.approved_at is not None:
        return f"{planned} were planned together."
    return f"{planned}, planned together. Nobody has been asked yet."


def _row(found: Round, row: dict[str, Any]) -> RoundRow:
    request_id = row["request"]
    request = found.requests[request_id]
    now, then = [pair["entry"] for pair in row["asks"]], asked_in(found.before, request_id)
    knew = found.before is not None and any(each["request"] == request_id for each in found.before.rows)
    return RoundRow(
        request_id=request_id,
        school=school_of(found, request_id),
        title=request.title,
        is_name_hidden=request.is_name_hidden,
        asks=tuple(_ask(found, request_id, pair) for pair in row["asks"]),
        nobody="" if row["asks"] else _nobody(row, is_ruled=request_id in found.ruled_out),
        first_come=_first_come(found, row),
        is_changed=knew and now != then,
        is_unmet=not row["could_help"],
        ruled_out=tuple((each, name_of(found.entries.get(each))) for each in found.ruled_out.get(request_id, ())),
    )


def _ask(found: Round, request_id: str, pair: dict[str, Any]) -> Ask:
    entry = found.entries.get(pair["entry"])
    name = name_of(entry)
    return Ask(
        entry_id=pair["entry"],
        name=name,
        first_name=name.split()[0],
        text=ask_text(pair),
        is_kept=(request_id, pair["entry"]) in found.kept,
    )


def _nobody(row: dict[str, Any], *, is_ruled: bool) -> str:
    if not row["could_help"]:
        return f"{'Nobody else is' if is_ruled else 'No one'} listed. Counts as unmet need"
    who = "The one who could" if row["could_help"] == 1 else f"All {words.number(row['could_help'])} who could"
    return f"{who} help others in this plan" if row["could_help"] > 1 else f"{who} helps another school in this plan"


def _first_come(found: Round, row: dict[str, Any]) -> str:
    named = [name_of(found.entries.get(pair["entry"])) for pair in row["first_come"]]
    return words.listing(named) or ("Nobody free" if row["could_help"] else "Nobody")


def _pairs(plan: Plan, which: str) -> list[dict[str, Any]]:
    return [pair for row in plan.rows for pair in row[which]]


def _usual_miles(plan: Plan, which: str) -> int | None:
    known = [pair["metres"] for pair in _pairs(plan, which) if pair["metres"] is not None]
    return miles(round(median(known))) if known else None


def _most_of_one_school(plan: Plan, which: str) -> int:
    return max(Counter(pair["school"] for pair in _pairs(plan, which)).values(), default=0)


def _measure(label: str, ours: int, theirs: int, say: Callable[[int], str], *, more_is_better: bool) -> Measure:
    apart = abs(ours - theirs)
    difference = f"{apart} {'more' if ours > theirs else 'fewer'}" if apart else ""
    return Measure(label, say(ours), say(theirs), difference, (ours > theirs) == more_is_better)


def _seconds(seconds: float) -> str:
    return f"{max(0.1, seconds):.1f} seconds"


def _sent(plan: Plan) -> str:
    if plan.approved_at is None:
        return ""
    when = local(plan.approved_at)
    number = words.count(len(plan.approved), "request")
    return f"{number} sent at {words.clock(when)} on {words.day(when.date())}"


def _behind(found: Round, plan: Plan) -> str:
    """What has changed in the requests themselves since the plan was made."""
    if plan.approved_at is not None or not found.is_behind:
        return ""
    planned = {row["request"] for row in plan.rows}
    now = {str(each.pk) for each in found.waiting}
    said = []
    if now - planned:
        said.append(f"{words.count(len(now - planned), 'request')} came in")
    if planned - now:
        said.append(f"{words.count(len(planned - now), 'request')} went another way")
    return f"{words.listing(said)} since this plan was made"


def _map(found: Round, plan: Plan) -> RoundMap | None:
    pairs: list[tuple[Organisation, Organisation]] = []
    alone: list[Organisation] = []
    for row in plan.rows:
        request = found.requests.get(row["request"])
        if request is None or request.organisation is None:
            continue
        helpers: Sequence[Entry] = [one for pair in row["asks"] if (one := found.entries.get(pair["entry"]))]
        pairs += [(each.organisation, request.organisation) for each in helpers]
        if not helpers:
            alone.append(request.organisation)
    return round_map(pairs, alone)


def sending(found: Round) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the choices of what is sent, and a hint for each: (request, "School: subject") and who is asked."""
    plan = _plan(found)
    now = {str(each.pk) for each in found.waiting}
    rows = [row for row in plan.rows if row["asks"] and row["request"] in now & found.requests.keys()]
    choices = [
        (row["request"], f"{school_of(found, row['request'])}: {found.requests[row['request']].title}") for row in rows
    ]
    hints = {row["request"]: words.listing([_with(found, pair) for pair in row["asks"]]) for row in rows}
    return choices, hints


def _with(found: Round, pair: dict[str, Any]) -> str:
    entry = found.entries.get(pair["entry"])
    where = f", {entry.organisation.name}" if entry is not None else ""
    return f"{name_of(entry)}{where} ({ask_text(pair)})"
