"""Ending well, as both schools read it: whether the plan holds, how it was for each, thanks and certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import OPEN, Again, Holds
from linkage.engagements.models import CarryOnCheck, Engagement, Feedback, ThanksLetter
from linkage.engagements.presenters.impact import school_names
from linkage.engagements.queries.ending import DaysGiven
from linkage.kernel import money, words
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.people.models import Person


@dataclass(frozen=True)
class EndingPage:
    """What stands on the page beside the steps."""

    checks: list[dict[str, str]]
    doubts: bool
    feedbacks: list[dict[str, Any]]
    can_write: str
    can_be_said: bool
    letter: dict[str, str] | None
    can_thank: bool
    certificates: list[dict[str, Any]]


def ending_page(
    *,
    actor: Actor,
    engagement: Engagement,
    checks: Sequence[CarryOnCheck],
    feedbacks: Sequence[Feedback],
    visits: int,
    letter: ThanksLetter | None,
    certificates: Sequence[DaysGiven],
) -> EndingPage:
    """Return the page for one of the two schools."""
    names = school_names(engagement)
    last = next(iter(checks), None)
    newest = [each for each in checks if last and _occasion(each) == _occasion(last)]
    return EndingPage(
        checks=[_check(each, names, engagement.carries_on) for each in checks],
        # What was written anew since has not been asked about yet.
        doubts=any(each.holds != Holds.YES and not _was_about_another(each, engagement.carries_on) for each in newest),
        feedbacks=[_feedback(actor, each, names) for each in feedbacks],
        can_write=_can_write(actor, engagement, feedbacks, visits),
        can_be_said=engagement.state in OPEN,
        letter=_letter(letter, names[Side.CLIENT]) if letter else None,
        can_thank=_can_thank(actor, engagement, letter),
        certificates=[_certificate(each) for each in certificates],
    )


def _occasion(each: CarryOnCheck) -> object:
    return each.review_id or (each.pulse.days if each.pulse else None)


def _was_about_another(each: CarryOnCheck, plan: str) -> bool:
    return each.plan not in ("", plan)


def _check(each: CarryOnCheck, names: dict[str, str], plan: str) -> dict[str, str]:
    when = "Half-way" if each.pulse is None else rules.when_in_words(each.pulse.days)
    return {
        "when": f"{when}, {words.day(day_of(each.said_at))}",
        "school": names[each.side],
        "holds": str(Holds(each.holds).label),
        "note": each.note,
        "before": each.plan if _was_about_another(each, plan) else "",
    }


def _feedback(actor: Actor, each: Feedback, names: dict[str, str]) -> dict[str, Any]:
    is_mine = actor.is_person(each.written_by_id)
    if each.shared_at:
        reads = f"Both schools read it, since {words.day(day_of(each.shared_at))}"
    else:
        reads = f"Only {names[each.side]} reads it"
    return {
        "id": each.pk,
        "who": "You" if is_mine else each.written_by.name,
        "school": names[each.side],
        "helped": each.helped,
        "more": each.more,
        "again": str(Again(each.again).label),
        "reads": reads,
        "can_share": is_mine and each.shared_at is None,
    }


def _can_write(actor: Actor, engagement: Engagement, found: Sequence[Feedback], visits: int) -> str:
    """What the button says with which the reader says how it was, "" where they cannot."""
    mine = next((each for each in found if actor.is_person(each.written_by_id)), None)
    if not visits or rules.how_it_was_can_be_said(engagement.status):
        return ""
    if mine is None:
        return "Say how it was"
    return "" if mine.shared_at else "Change what you said"


def _letter(found: ThanksLetter, client: str) -> dict[str, str]:
    return {"name": found.signed_name or client, "on": words.day(day_of(found.sent_at))}


def _can_thank(actor: Actor, engagement: Engagement, letter: ThanksLetter | None) -> bool:
    can = not rules.thanks_can_be_sent(engagement.status, 1 if letter else 0)
    return can and policy.SEND_THANKS.allows(actor, engagement)


def _certificate(each: DaysGiven) -> dict[str, Any]:
    return {"id": each.person.pk, "name": each.person.name, "days": money.half_days(each.half_days)}


def feedback_initial(found: Feedback | None) -> dict[str, str]:
    """Return what the form holds where somebody has said how it was before."""
    return {name: getattr(found, name) for name in ("helped", "more", "again")} if found else {}


def thanks_words(engagement: Engagement, to: Sequence[Person], head: Person | None) -> dict[str, str]:
    """Return what the page says on which the letter of thanks is written."""
    people = words.listing([each.name for each in dict.fromkeys([*to, *([head] if head else [])])])
    return {
        "title": "Thank them",
        "lead": f"It goes to {people or engagement.home_organisation.name} by e-mail, as a letter to print.",
        "button": "Send the letter",
        "done": "Sent. You can take the letter home from here",
    }


def plan_initial(actor: Actor, engagement: Engagement, checks: Sequence[CarryOnCheck]) -> dict[str, str]:
    """Return what the reader's school said half-way of who carries on, so that it can be said anew."""
    side = policy.side_of(actor, engagement)
    mine = next((each for each in checks if each.review_id and each.side == side), None)
    return {"holds": mine.holds, "holds_note": mine.note} if mine else {}
