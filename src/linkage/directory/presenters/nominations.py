"""What the pages of a nomination show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.page import PageRequest
from linkage.directory import policy
from linkage.directory.enums import NominationStatus
from linkage.directory.forms.nominations import RADII, VISIBLE, WAYS
from linkage.directory.models import Entry, Nomination
from linkage.kernel import words
from linkage.organisations.enums import Phase

WAYS_BY_VALUE = {way.value: text for way, text in WAYS.items()}
STATUS = {
    NominationStatus.DRAFT: ("quiet", "Draft"),
    NominationStatus.AWAITING_AGREEMENT: ("wait", "Waiting for their answer"),
    NominationStatus.AWAITING_APPROVAL: ("wait", "Being checked for completeness"),
    NominationStatus.LISTED: ("good", "Listed"),
    NominationStatus.DECLINED: ("quiet", "They would rather not"),
    NominationStatus.WITHDRAWN: ("quiet", "Withdrawn"),
}
_ANSWERED = {
    NominationStatus.DECLINED: (
        "Thank you for answering",
        "You are not listed. We told the person who nominated you, without a reason, and deleted their words.",
    ),
    NominationStatus.WITHDRAWN: (
        "You need not answer any more",
        "The nomination was withdrawn. You are not listed.",
    ),
    NominationStatus.AWAITING_APPROVAL: (
        "Thank you",
        "We check that nothing is missing from your entry, and write to you when you are listed.",
    ),
    NominationStatus.LISTED: (
        "You are listed",
        "Other schools can find you. Your contact details stay hidden until you are introduced.",
    ),
}
_NEWER = ("This link has been answered", "We sent you a newer e-mail. Please use the link in that one.")


@dataclass(frozen=True)
class Record:
    """The page of one nomination."""

    status: tuple[str, str]
    next_step: str
    rows: tuple[dict[str, str], ...]
    can_withdraw: bool
    can_check: bool
    can_answer: bool
    leads: bool


@dataclass(frozen=True)
class Answered:
    """What a link shows once it answers nothing any more."""

    title: str
    text: str
    is_yes: bool = False


def colleague_answers(nomination: Nomination) -> dict[str, Any]:
    """The first page as it was answered."""
    return {"name": nomination.name, "email": nomination.email, "job_title": nomination.job_title}


def strength_answers(nomination: Nomination) -> dict[str, Any]:
    """The second page as it was answered; a school's own stages to begin with."""
    areas = dict(zip(("first_area", "second_area", "third_area"), nomination.area_codes, strict=False))
    phases = nomination.phases or (nomination.organisation.phases if not nomination.evidence else [])
    return {"evidence": nomination.evidence, "phases": phases, **areas}


def offer_answers(nomination: Nomination | Entry) -> dict[str, Any]:
    """The third page as it was answered."""
    return {
        "ways": nomination.ways,
        "places": nomination.places,
        "days": nomination.days,
        "radius_miles": "" if nomination.radius_miles is None else nomination.radius_miles,
    }


def own_answers(offer: Nomination | Entry) -> dict[str, Any]:
    """The colleague's page: what the head proposed, or what they said before."""
    return {
        **offer_answers(offer),
        "job_title": offer.job_title,
        "words": offer.words,
        "visibility": offer.visibility,
    }


def check_cards(
    nomination: Nomination, areas: list[str], request: PageRequest
) -> list[tuple[str, list[dict[str, str]]]]:
    """The answers of a draft, card by card, each with the way to change it."""

    def card(step: str, rows: dict[str, str]) -> list[dict[str, str]]:
        slug = request.programme.slug
        url = reverse(f"directory:{step}", args=[slug, nomination.pk]) + "?from=check"
        return [{"key": key, "value": value or "Not answered yet", "change": url} for key, value in rows.items()]

    who = {"Name": nomination.name, "Work e-mail": nomination.email, "Job title": nomination.job_title}
    return [
        ("Your colleague", card("colleague", who)),
        ("What they do well", card("strength", {"In your words": nomination.evidence, **_about(nomination, areas)})),
        ("How they could help", card("offer", _offer(nomination))),
    ]


def record(nomination: Nomination, areas: list[str], actor: Actor, lapses_on: date | None) -> Record:
    """What became of it, and what the reader may do; `lapses_on` is the day the waiting ends."""
    is_asked = actor.is_person(nomination.nominee_id)
    waits = nomination.status == NominationStatus.AWAITING_AGREEMENT
    has_ended = nomination.status in (NominationStatus.DECLINED, NominationStatus.WITHDRAWN)
    shown = {} if has_ended else {**_about(nomination, areas), **_offer(nomination)}
    texts = {"In their own words" if nomination.answered_at else "Words to begin with": nomination.words}
    rows = {"Job title": nomination.job_title, **shown, **({} if has_ended else texts)}
    if nomination.status in (NominationStatus.AWAITING_APPROVAL, NominationStatus.LISTED):
        visible = {each.value: text for each, text in VISIBLE.items()}
        rows["Who may find them"] = visible[nomination.visibility]
    return Record(
        status=STATUS[NominationStatus(nomination.status)],
        next_step=_next_step(nomination, actor, lapses_on),
        rows=tuple({"key": key, "value": value} for key, value in rows.items() if value),
        can_withdraw=not has_ended
        and nomination.status != NominationStatus.LISTED
        and policy.WITHDRAW_NOMINATION.allows(actor, nomination),
        can_check=nomination.status == NominationStatus.AWAITING_APPROVAL and policy.APPROVE.allows(actor, nomination),
        can_answer=waits and is_asked,
        leads=policy.LEAD_STAFF.allows(actor, nomination.organisation),
    )


def answered(nomination: Nomination) -> Answered:
    """What somebody reads who comes by a link that was answered, or that another took the place of."""
    title, text = _ANSWERED.get(NominationStatus(nomination.status), _NEWER)
    is_yes = nomination.status in (NominationStatus.AWAITING_APPROVAL, NominationStatus.LISTED)
    return Answered(title, text, is_yes)


def others(nomination: Nomination, actor: Actor) -> list[str]:
    """The names of those who are told when the reader ends it."""
    people = (nomination.nominee, nomination.nominated_by)
    return [each.name for each in people if each is not None and not actor.is_person(each.pk)]


def _next_step(nomination: Nomination, actor: Actor, lapses_on: date | None) -> str:
    name = nomination.nominee.first_name if nomination.nominee else nomination.name
    if nomination.status == NominationStatus.AWAITING_AGREEMENT and nomination.lapsed_at:
        return f"{name} has not answered. We do not write again, but the link in the e-mail still works."
    if nomination.status == NominationStatus.AWAITING_AGREEMENT:
        told = "you" if actor.is_person(nomination.nominated_by_id) else nomination.nominated_by.name
        by = f" If there is no answer by {words.day(lapses_on)}, we tell {told}." if lapses_on else ""
        return f"{name} decides, in their own words. We remind them twice.{by}"
    return {
        NominationStatus.DRAFT: "Not sent yet.",
        NominationStatus.AWAITING_APPROVAL: "A coordinator checks that nothing is missing. Nobody judges the person.",
        NominationStatus.LISTED: f"Schools can find {name}. You are told about every introduction.",
        NominationStatus.DECLINED: "We do not ask for reasons, and have deleted what was written.",
        NominationStatus.WITHDRAWN: "Nobody can find them by this nomination.",
    }[NominationStatus(nomination.status)]


def _about(nomination: Nomination, areas: list[str]) -> dict[str, str]:
    stages = [label for value, label in Phase.choices if value in nomination.phases]
    return {"Areas": words.listing(areas), "Stages": words.listing([str(each) for each in stages])}


def _offer(nomination: Nomination) -> dict[str, str]:
    ways = [WAYS_BY_VALUE[each] for each in nomination.ways if each in WAYS_BY_VALUE]
    return {
        "How": words.listing([way if place == 0 else way[0].lower() + way[1:] for place, way in enumerate(ways)]),
        "In a half-term": f"{words.count(nomination.places, 'school')}, {words.count(nomination.days, 'day')} away",
        "Travel": dict(RADII).get(nomination.radius_miles or 0, "Anywhere in the programme"),
    }
