"""What is shown where a school has closed: what followed it, who goes along, and what has become of it."""

from collections.abc import Sequence
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.models import Engagement, SchoolChange
from linkage.engagements.presenters.agreements import owed_lines
from linkage.engagements.queries.schools import Closed, Going
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation


def successor_choices(successors: Sequence[Organisation], going: Sequence[Going]) -> list[tuple[str, str]]:
    """Return the schools that followed it, each with who goes along and who does not."""
    both = zip(successors, going, strict=True)
    return [(str(each.pk), f"{each.name} (URN {each.urn}). {_going(one)}") for each, one in both]


def _going(found: Going) -> str:
    if found.problem:
        return f"{found.problem}."
    stays = f"{words.listing([*found.stay])} {_go(found.stay)} on taking part" if found.stay else "Its head leads"
    if not found.leave:
        return f"{stays}."
    return f"{stays}. {words.listing([*found.leave])} {'is' if len(found.leave) == 1 else 'are'} not of its staff here."


def _go(names: Sequence[str]) -> str:
    return "goes" if len(names) == 1 else "go"


def asking_for_successor(closed: Closed) -> dict[str, Any]:
    """Return the words of the page on which whoever runs the programme says what becomes of it."""
    change, found = closed.change, closed.change.engagement
    return {
        "title": f"{change.was.name} has closed",
        "caption": f"{found.home_organisation.name} helps {found.client_organisation.name}",
        "lead": (
            "The register says so. Choose the school that took its place, and it goes on with that one: the plan, the "
            "visits and everything that was written stay. Who is of its confirmed staff here goes on taking part."
        ),
        "closed_on": words.day(change.was.closed_on) if change.was.closed_on else "",
        "button": "It goes on with this school",
        "done": "It goes on. Everybody who takes part has an e-mail",
        "has_choices": bool(closed.successors),
    }


def stopping_closed(change: SchoolChange, owed: rules.Owed | None) -> dict[str, Any]:
    """Return the words of the page on which it is stopped, as nobody carries on."""
    return {
        "title": "Stop it, as nobody carries on?",
        "lead": f"{change.was.name} has closed. Everybody who takes part is told, and visits to come are cancelled.",
        "lines": owed_lines(owed, engagement=change.engagement, stopped_by=change.side),
        "button": "Stop it",
        "kind": "warning",
        "done": "It is stopped, and everybody knows",
    }


def school_notes(engagement: Engagement, changes: Sequence[SchoolChange]) -> list[str]:
    """Return what a page says of its schools: which one took the place of which, or that one has closed."""
    return [_note(engagement, each) for each in changes]


def settles_school(actor: Actor, engagement: Engagement, changes: Sequence[SchoolChange]) -> bool:
    """Whether a closed school waits for this reader."""
    return policy.works_on(actor, engagement) and any(each.settled_at is None for each in changes)


def _note(engagement: Engagement, change: SchoolChange) -> str:
    if change.settled_at is None:
        return f"{change.was.name} has closed. Whoever runs {engagement.programme.name} says how this goes on."
    on = words.day(day_of(change.settled_at))
    if change.now is None:
        return f"{change.was.name} has closed, and no school took its place."
    return f"{change.now.name} took the place of {change.was.name} here on {on}."
