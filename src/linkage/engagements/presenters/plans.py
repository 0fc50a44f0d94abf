"""The aims of an engagement as both schools read them: what each side says, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import AT_WORK, OPEN, EngagementStatus
from linkage.engagements.models import Engagement, Objective, PlanAction, Rating, Review
from linkage.engagements.queries.plans import Looked
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import Side


@dataclass(frozen=True)
class Aim:
    """One aim: `area` where there are several, `stands` in a line, how each side sees it, and what is done for it."""

    objective: Objective
    area: str
    stands: str
    owners: str
    taken_over_from: str
    mine: Rating | None
    theirs: Rating | None
    differ: bool
    actions: list[dict[str, Any]]


@dataclass(frozen=True)
class PlanPage:
    """The plan: the aims by area and the latest look, the looks before it, and what the reader may do."""

    aims: list[Aim]
    heads: tuple[str, str]
    looks: list[dict[str, Any]]
    review: Review | None
    has_said: bool
    can_write: bool
    can_rate: bool
    can_set: bool
    can_finish: bool


def plan_page(
    *,
    actor: Actor,
    engagement: Engagement,
    objectives: Sequence[Objective],
    looks: Sequence[Looked],
    areas: Sequence[tuple[str, str]] = (),
) -> PlanPage:
    """Return the plan for one of the two schools; the reader's own side stands first."""
    side = policy.side_of(actor, engagement)
    other = Side.HOME if side == Side.CLIENT else Side.CLIENT
    open_look = next((each for each in looks if each.review.closed_at is None), None)
    shown = next((each for each in looks if each.ratings), None)
    leads = policy.leads(actor, engagement)
    state = engagement.state
    can_write = state in OPEN and state != EngagementStatus.PAUSED
    named = dict(areas) if len(areas) > 1 else {}
    aims = [_aim(actor, each, shown, (side, other), can_write=can_write) for each in objectives]
    return PlanPage(
        aims=_by_area([replace(each, area=named.get(each.objective.area, "")) for each in aims]),
        heads=("You say", "They say"),
        looks=[_look(each, engagement, objectives) for each in looks if each.review.closed_at],
        review=open_look.review if open_look else None,
        has_said=open_look is not None and side in open_look.sides(),
        can_write=can_write,
        can_rate=state in AT_WORK and open_look is not None and bool(objectives),
        can_set=state in AT_WORK and leads,
        can_finish=state in AT_WORK and leads and open_look is not None and len(open_look.sides()) == len(Side),
    )


def _aim(actor: Actor, found: Objective, look: Looked | None, sides: tuple[str, str], *, can_write: bool) -> Aim:
    mine, theirs = (look.ratings.get((found.pk, each)) if look else None for each in sides)
    owners = [each.name for each in (found.client_owner, found.home_owner) if each]
    return Aim(
        objective=found,
        area="",
        stands=_stands(found),
        owners=words.listing(owners),
        taken_over_from=found.taken_over_from,
        mine=mine,
        theirs=theirs,
        differ=mine is not None and theirs is not None and mine.colour != theirs.colour,
        actions=[_action(actor, each, can_write=can_write) for each in found.doing],
    )


def _by_area(aims: list[Aim]) -> list[Aim]:
    """Aims of one area beside each other, those of none last."""
    return sorted(aims, key=lambda each: (not each.area, each.area, each.objective.place))


def _stands(found: Objective) -> str:
    """Where it stood, should stand and stands, as far as it is said: "From 5 of 12 to 12 of 12. Now 9"."""
    way = [
        *([f"from {words.within(found.baseline)}"] if found.baseline else []),
        *([f"to {words.within(found.target)}"] if found.target else []),
        *([f"by {words.day(found.due_on)}"] if found.due_on else []),
    ]
    said = " ".join(way)
    parts = [f"{said[:1].upper()}{said[1:]}" if said else "", f"Now {found.standing}" if found.standing else ""]
    return ". ".join(each for each in parts if each)


def _action(actor: Actor, each: PlanAction, *, can_write: bool) -> dict[str, Any]:
    done = f"Done on {words.day(day_of(each.done_at))}" if each.done_at else f"By {words.day(each.due_on)}"
    may = can_write and each.done_at is None and policy.owns_action(actor, each)
    return {
        "id": each.pk,
        "text": each.text,
        "who": f"{each.owner.name}{f', in the place of {each.taken_over_from}' if each.taken_over_from else ''}",
        "when": done,
        "is_done": bool(each.done_at),
        "may_finish": may,
    }


def _look(found: Looked, engagement: Engagement, objectives: Sequence[Objective]) -> dict[str, Any]:
    names = {Side.CLIENT: engagement.client_organisation.name, Side.HOME: engagement.home_organisation.name}
    said = [
        f"{names[Side(side)]} on “{each.text}”: {rating.note}"
        for each in objectives
        for side in Side
        if (rating := found.ratings.get((each.pk, side))) and rating.note
    ]
    what = "Half-way look" if found.review.is_half_way else "Look"
    return {"title": f"{what}, {words.day(found.review.due_on)}", "next_steps": found.review.next_steps, "said": said}


def owners(engagement: Engagement) -> dict[str, list[tuple[str, str]]]:
    """Return who may look after an aim, by side."""
    return {side.value: [(str(each.person_id), each.person.name) for each in engagement.of_side(side)] for side in Side}


def everybody(engagement: Engagement) -> list[tuple[str, str]]:
    """Return who takes part, with their school."""
    return [(str(each.person_id), f"{each.person.name}, {each.organisation.name}") for each in engagement.everybody]


_PLAIN = ("text", "measure", "baseline", "target", "standing", "due_on", "area")


def aim_initial(found: Objective) -> dict[str, Any]:
    """Return what the form holds when an aim is changed."""
    plain = {name: getattr(found, name) for name in _PLAIN}
    return {**plain, **{name: str(getattr(found, name) or "") for name in ("client_owner_id", "home_owner_id")}}


def rated_initial(actor: Actor, engagement: Engagement, looks: Sequence[Looked]) -> dict[str, str]:
    """Return what the reader's school has said in the look that is set, so that it can be said anew."""
    side = policy.side_of(actor, engagement)
    current = next((each for each in looks if each.review.closed_at is None), None)
    mine = [rating for (_, of_side), rating in (current.ratings if current else {}).items() if of_side == side]
    return {
        f"{part}_{each.objective.place}": value
        for each in mine
        for part, value in (("colour", each.colour), ("note", each.note))
    }
