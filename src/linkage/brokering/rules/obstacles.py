"""The hard rules: why somebody cannot be introduced for this request, and what would change it.

Each rule is one function; its docstring is what the page says. Conflicts of interest are looked at first, before
anybody is approached.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from linkage.brokering.rules.facts import LISTED, PAUSED, Helper, Need
from linkage.kernel import words
from linkage.kernel.violations import Violation

Kind = Literal["wait", "bad", "quiet"]


@dataclass(frozen=True)
class Obstacle(Violation):
    """One hard rule in somebody's way. `change` says what would change it; `kind` and `icon` are how its tag looks."""

    change: str = ""
    kind: Kind = "quiet"
    icon: str = ""


Rule = Callable[[Need, Helper], list[Obstacle]]


def same_school(need: Need, helper: Helper) -> list[Obstacle]:
    """Works at this school"""
    if helper.school.id != need.school.id:
        return []
    return [_obstacle(same_school, "Nothing: they can talk to each other without us", "quiet", "ban")]


def school_left_out(need: Need, helper: Helper) -> list[Obstacle]:
    """School asked to leave out"""
    if helper.school.id not in need.left_out:
        return []
    return [_obstacle(school_left_out, f"Only {need.school.name} can change this", "bad", "ban")]


def tried_before(need: Need, helper: Helper) -> list[Obstacle]:
    """Introduced for this request before"""
    if helper.entry_id not in need.tried:
        return []
    return [_obstacle(tried_before, "Nothing: their page is there for both schools", "quiet", "swap")]


def ruled_out(need: Need, helper: Helper) -> list[Obstacle]:
    """Ruled out for this request"""
    if helper.entry_id not in need.ruled_out:
        return []
    return [_obstacle(ruled_out, "A coordinator lets them in again in the round", "quiet", "ban")]


def asked_before(need: Need, helper: Helper) -> list[Obstacle]:
    """Asked for this request before"""
    if helper.entry_id not in need.asked:
        return []
    return [_obstacle(asked_before, "Nothing: their answer is on the request’s page", "quiet", "swap")]


def one_of_a_school(need: Need, helper: Helper) -> list[Obstacle]:
    """Somebody of their school helps already"""
    if helper.school.id not in need.taken_schools or helper.entry_id in need.tried | need.asked:
        return []
    change = f"{need.school.name} would like to hear from people of different schools"
    return [_obstacle(one_of_a_school, change, "quiet", "swap")]


def same_trust(need: Need, helper: Helper) -> list[Obstacle]:
    """Same trust"""
    is_same = bool(need.school.trust) and need.school.trust == helper.school.trust
    if not (need.is_same_trust_excluded and is_same) or helper.school.id == need.school.id:
        return []
    return [_obstacle(same_trust, "The programme\u2019s setting for schools of one trust", "quiet", "ban")]


def no_consent(need: Need, _helper: Helper) -> list[Obstacle]:
    """The school has not agreed to share"""
    if need.has_consent:
        return []
    return [_obstacle(no_consent, f"{need.school.name} says that we may share its answers", "bad", "lock")]


def programme_paused(need: Need, _helper: Helper) -> list[Obstacle]:
    """The programme is paused"""
    if not need.is_programme_paused:
        return []
    return [_obstacle(programme_paused, "A coordinator starts the programme again", "wait", "hourglass")]


def taking_a_break(_need: Need, helper: Helper) -> list[Obstacle]:
    """Taking a break"""
    if helper.status != PAUSED:
        return []
    change = f"Back on {words.day(helper.back_on)}" if helper.back_on else "They say when they are back"
    return [_obstacle(taking_a_break, change, "wait", "hourglass")]


def not_listed(_need: Need, helper: Helper) -> list[Obstacle]:
    """Not listed now"""
    if helper.status in (LISTED, PAUSED):
        return []
    return [_obstacle(not_listed, "They say that their entry is still right", "quiet", "hidden")]


def home_head_stopped(_need: Need, helper: Helper) -> list[Obstacle]:
    """Their head has stopped new promises"""
    if not helper.is_school_stopped:
        return []
    return [_obstacle(home_head_stopped, f"The head of {helper.school.name} starts them again", "wait", "lock")]


def cannot_be_released(_need: Need, helper: Helper) -> list[Obstacle]:
    """Their head cannot release them this half-term"""
    if not helper.is_held_back:
        return []
    change = f"Free again from {words.day(helper.free_on)}" if helper.free_on else "Their head says when"
    return [_obstacle(cannot_be_released, change, "wait", "lock")]


def all_places_promised(_need: Need, helper: Helper) -> list[Obstacle]:
    """All places promised"""
    if helper.places_left > 0:
        return []
    change = f"Free again from {words.day(helper.free_on)}" if helper.free_on else "They offer a place again"
    return [_obstacle(all_places_promised, change, "wait", "lock")]


def wrong_phase(need: Need, helper: Helper) -> list[Obstacle]:
    """Helps schools of another phase"""
    if not (need.phases and helper.phases) or need.phases & helper.phases:
        return []
    return [_obstacle(wrong_phase, f"They offer help to {_phases(need.phases)} schools", "quiet", "swap")]


def too_far(need: Need, helper: Helper) -> list[Obstacle]:
    """Too far, no online"""
    if helper.radius_miles is None or helper.miles is None or helper.miles <= helper.radius_miles:
        return []
    if helper.is_online_for(need) or helper.is_in_reach_of(need):
        return []
    change = f"{words.count(helper.miles, 'mile')}; travels up to {helper.radius_miles}"
    return [_obstacle(too_far, change, "quiet", "pin")]


CONFLICTS: tuple[Rule, ...] = (
    same_school,
    school_left_out,
    tried_before,
    ruled_out,
    asked_before,
    one_of_a_school,
    same_trust,
)
ELIGIBILITY: tuple[Rule, ...] = (
    no_consent,
    programme_paused,
    not_listed,
    taking_a_break,
    home_head_stopped,
    cannot_be_released,
    all_places_promised,
    wrong_phase,
    too_far,
)


def obstacles(need: Need, helper: Helper) -> tuple[Obstacle, ...]:
    """Everything in somebody's way, conflicts of interest first; empty when they could be introduced today."""
    return tuple(_found(need, helper))


def _found(need: Need, helper: Helper) -> Iterator[Obstacle]:
    for rule in (*CONFLICTS, *ELIGIBILITY):
        yield from rule(need, helper)


def _obstacle(rule: Rule, change: str, kind: Kind, icon: str) -> Obstacle:
    name = getattr(rule, "__name__", "")
    return Obstacle(rule=name, sentence=str(rule.__doc__), change=change, kind=kind, icon=icon)


def _phases(phases: frozenset[str]) -> str:
    return words.listing(sorted(phase.replace("_", " ") for phase in phases))
