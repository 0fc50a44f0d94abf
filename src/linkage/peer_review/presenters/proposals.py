"""The page of a proposal: who visits whom by school, by week or by visitor, what holds, and what each rule costs."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.kernel import words
from linkage.organisations.models import Organisation
from linkage.organisations.rules import distance_m, miles
from linkage.peer_review import problem
from linkage.peer_review.enums import Cause
from linkage.peer_review.models import RotaPlan, RoundSchool
from linkage.peer_review.presenters.maps import JourneysMap, journeys_map
from linkage.peer_review.queries import Proposal
from linkage.peer_review.rules import planning, weeks
from linkage.solvers.rota.breaches import KM_A_MILE

SHOWN_BY = {"school": "By school", "week": "By week", "head": "By visitor"}
STAGES = {"primary": "Primary", "secondary": "Secondary", "special": "Special", "alternative": "Alternative provision"}


@dataclass(frozen=True)
class Goes:
    """Somebody who goes to a visit."""

    key: str
    name: str
    school: str
    writes: bool
    leads: bool


@dataclass(frozen=True)
class Row:
    """A visit of the plan."""

    host_id: str
    host: str
    stage: str
    week: date
    goes: tuple[Goes, ...]
    is_kept: bool
    is_changed: bool


@dataclass(frozen=True)
class Check:
    """A rule, and whether it holds; of one that does not, what breaks it."""

    text: str
    holds: bool
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Date:
    """One week of somebody's: being visited, or a visit."""

    week: date
    title: str
    text: str


@dataclass(frozen=True)
class Visitor:
    """What somebody will see of the round."""

    key: str
    name: str
    school: str
    dates: tuple[Date, ...]
    map: JourneysMap | None = None


@dataclass(frozen=True)
class ProposalPage:
    """Everything the page of a proposal shows."""

    rows: tuple[Row, ...]
    checks: tuple[Check, ...]
    weeks: tuple[tuple[date, tuple[Row, ...]], ...]
    visitors: tuple[Visitor, ...]
    chosen: Visitor | None
    costs: tuple[tuple[str, str], ...]
    proof: str
    ruled_out: tuple[tuple[str, str, str, str], ...]
    moved: str


def proposal_page(found: Proposal, head: str) -> ProposalPage:
    """Return the page of a plan that keeps all rules; `head` is the key of the school of whoever stands beside."""
    assert found.plan is not None
    rows = rows_of(found)
    by_week = {row.week: tuple(each for each in rows if each.week == row.week) for row in rows}
    visitors = tuple(sorted(_visitors(found, rows), key=lambda each: each.name))
    chosen = next((each for each in visitors if each.key == head), visitors[0] if visitors else None)
    return ProposalPage(
        rows=rows,
        checks=checks_of(found, rows),
        weeks=tuple(sorted(by_week.items())),
        visitors=visitors,
        chosen=_with_map(found, chosen, rows) if chosen else None,
        costs=tuple(_costs(found.plan.costs, dict(found.asked))),
        proof=_proof(found),
        ruled_out=tuple(_ruled_out(found)),
        moved=_moved(found),
    )


def rows_of(found: Proposal) -> tuple[Row, ...]:
    """Return the visits of a plan in its order."""
    visits = found.plan.visits if found.plan else []
    return tuple(_row(found, each) for each in visits if each["host"] in found.schools)


def people_in(rows: Iterable[Row]) -> int:
    """Return how many people a plan is about: who goes, and who goes for the schools visited."""
    return len({key for row in rows for key in (row.host_id, *(each.key for each in row.goes))})


def checks_of(found: Proposal, rows: Iterable[Row]) -> tuple[Check, ...]:
    """Return each rule that is asked for and whether it holds, and then whether journeys are long."""
    return (*_checks(found), *_long(found, rows))


def stage(school: Organisation) -> str:
    """Return what stands under the name of a school."""
    return STAGES.get(problem.stage_of(school), "")


def lead(found: Proposal) -> str:
    """Return the sentence under the heading of a proposal."""
    one, plan = found.round, found.plan
    number = words.count(len(plan.visits) if plan else 0, "school")
    outs = f"{one.at_least}" if one.at_least == one.at_most else f"{one.at_least} to {one.at_most}"
    each = f"Each is visited once by {words.count(one.visitors, 'visitor')}. Each visitor goes to {outs}."
    told = " Nobody has been told yet." if plan and plan.published_at is None else ""
    return f"{number}. {each}{told}"


def swaps(row: Row, rows: Iterable[Row]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return who of one visit could go elsewhere, and who could come in their stead, as choices of a form."""
    here = {each.key for each in row.goes} | {row.host_id}
    others = [
        (f"{each.key} {other.host_id}", f"{each.name}, who visits {other.host} now")
        for other in rows
        if other.host_id != row.host_id
        for each in other.goes
        if each.key not in here
    ]
    return [(each.key, f"{each.name}, {each.school}") for each in row.goes], others


def _row(found: Proposal, visit: dict[str, Any]) -> Row:
    host = found.schools[visit["host"]].organisation
    kept = [(visitor, visit["host"]) in found.kept for visitor in visit["visitors"]]
    return Row(
        host_id=visit["host"],
        host=host.name,
        stage=stage(host),
        week=weeks.monday(visit["week"]),
        goes=tuple(sorted(_goes(found, visit), key=lambda each: (not each.leads, not each.writes, each.name))),
        is_kept=all(kept) and visit["host"] in found.kept_weeks,
        is_changed=found.plan is not None and visit["host"] in found.plan.changed,
    )


def _goes(found: Proposal, visit: dict[str, Any]) -> Iterable[Goes]:
    for key in visit["visitors"]:
        school = found.schools.get(key)
        if school is not None:
            yield Goes(key, _name(school), school.organisation.name, key == visit["writer"], key == visit.get("lead"))


def _name(school: RoundSchool) -> str:
    return school.person.name if school.person else school.organisation.name


def _checks(found: Proposal) -> Iterable[Check]:
    for code, title in found.asked:
        said = tuple(sentence for rule, sentence, _ in found.breaches if rule == code)
        yield Check(title, not said, said)


def _long(found: Proposal, rows: Iterable[Row]) -> Iterable[Check]:
    """How many journeys are long: nothing is wrong with them, but somebody should have looked."""
    said = [
        f"{goes.name} to {row.host}, {far} miles"
        for row in rows
        for goes in row.goes
        if (far := _miles(found, goes.key, row.host_id)) is not None and far > planning.LONG_MILES
    ]
    if said:
        text = words.count(len(said), "journey")
        yield Check(f"{text} over {planning.LONG_MILES} miles", holds=False, said=tuple(said))


def _miles(found: Proposal, one: str, other: str) -> int | None:
    far = distance_m(found.schools[one].organisation, found.schools[other].organisation)
    return None if far is None else miles(far)


def _visitors(found: Proposal, rows: tuple[Row, ...]) -> Iterable[Visitor]:
    for key, school in found.schools.items():
        dates = sorted(_dates(found, rows, key), key=lambda each: each.week)
        if dates:
            yield Visitor(key, _name(school), school.organisation.name, tuple(dates))


def _dates(found: Proposal, rows: tuple[Row, ...], key: str) -> Iterable[Date]:
    for row in rows:
        mine = next((each for each in row.goes if each.key == key), None)
        if row.host_id == key:
            comes = words.count(len(row.goes), "visitor comes", "visitors come")
            yield Date(row.week, "Your school is visited", f"{comes}. You choose the day")
        elif mine is not None:
            far = _miles(found, key, row.host_id)
            parts = ["You lead the visit"] if mine.leads else []
            parts += ["You write the report"] if mine.writes else []
            parts += [words.count(far, "mile")] if far is not None else []
            yield Date(row.week, f"Visit {row.host}", ". ".join(parts))


def _with_map(found: Proposal, chosen: Visitor, rows: tuple[Row, ...]) -> Visitor:
    hosts = [
        found.schools[row.host_id].organisation for row in rows if any(each.key == chosen.key for each in row.goes)
    ]
    drawn = journeys_map(
        found.schools[chosen.key].organisation, hosts, [each.organisation for each in found.schools.values()]
    )
    return Visitor(chosen.key, chosen.name, chosen.school, chosen.dates, drawn)


def _costs(costs: dict[str, float], titles: dict[str, str]) -> Iterable[tuple[str, str]]:
    """What each rule costs in miles of all journeys together, the dearest first."""
    for code, kilometres in sorted(costs.items(), key=lambda each: -each[1]):
        far = round(kilometres / KM_A_MILE)
        if code in titles:
            yield titles[code], words.count(far, "mile")


def _proof(found: Proposal) -> str:
    assert found.plan is not None
    if found.plan.outcome["unplaced"]:
        names = [found.schools[key].organisation.name for key in found.plan.outcome["unplaced"] if key in found.schools]
        return f"No week is left for {words.listing(names)}"
    if found.plan.is_proven:
        return "No better plan exists under these rules"
    return f"At most {_beyond(found.plan)} from the best plan there can be" if found.plan.cause == Cause.PLANNED else ""


def _beyond(plan: RotaPlan) -> str:
    """How far a plan may be from the best there can be, rounded up: never said to be nearer than it is."""
    assert plan.cost is not None
    assert plan.bound is not None
    return f"{math.ceil(1_000 * (plan.cost - plan.bound) / plan.cost) / 10:.1f} per cent"


def _ruled_out(found: Proposal) -> Iterable[tuple[str, str, str, str]]:
    for visitor, host in found.ruled_out:
        if visitor in found.schools and host in found.schools:
            yield host, visitor, _name(found.schools[visitor]), found.schools[host].organisation.name


def _moved(found: Proposal) -> str:
    """How much the last change moved."""
    plan = found.plan
    if plan is None or not plan.changed:
        return ""
    return f"The last change moved {words.count(len(plan.changed), 'visit')} of {len(plan.visits)}."
