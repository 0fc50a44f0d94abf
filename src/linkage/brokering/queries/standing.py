"""How the asking for one request stands, for the pages of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion
from linkage.brokering.queries.approaches import approaches_of, current, is_looking, under_way
from linkage.brokering.queries.facts import days_of
from linkage.brokering.rules.approaches import Days
from linkage.kernel import words
from linkage.programmes import queries as programmes
from linkage.programmes.models import ProgrammeSettings
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest


@dataclass(frozen=True)
class Line:
    """One who was asked or stands ready: what each said, whose answer is waited for, and when they hear from us."""

    approach: Approach
    asked: tuple[AskedPerson, ...]
    waited_for: AskedPerson | None
    days: Days | None
    question: CandidateQuestion | None


@dataclass(frozen=True)
class Standing:
    """The asking for one request: when whom (`asked_at` by part); the lines only for who looks after it."""

    support_request: SupportRequest
    settings: ProgrammeSettings
    asked_at: dict[str, datetime]
    lines: tuple[Line, ...]
    is_looking: bool
    at: datetime


def standing(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Standing:
    """Return how the asking for a request stands; whom we ask is told only to who looks after it."""
    settings = programmes.settings(actor=actor)
    works = policy.CHOOSE.allows(actor, support_request)
    found = approaches_of(actor=actor, support_request=support_request) if works else []
    lines = tuple(_line(actor, each, at) for each in found)
    if works:
        asked_at = _latest(lines)
    else:
        asked_at = _asked_at(actor, support_request) if settings.asks_first and support_request.routed_at else {}
    return Standing(
        support_request,
        settings,
        asked_at,
        lines,
        is_looking=works
        and (bool(found) or support_request.people_wanted > 1)
        and is_looking(actor=actor, support_request=support_request),
        at=at,
    )


def what_is_next(*, actor: Actor, support_request: SupportRequest) -> str:
    """Return who is asked now or stands ready, or what is to be done when nobody is."""
    found = under_way(actor=actor, support_request=support_request)
    out = [each.entry.headline for each in found if each.is_out]
    ready = [each.entry.headline for each in found if not each.is_out]
    if out:
        return f"{words.listing(out)} {'is' if len(out) == 1 else 'are'} being asked now."
    if ready:
        return f"{ready[0]} stands ready as the next choice, and waits for one click of yours."
    if support_request.state == RequestStatus.IN_TRIAGE:
        return "Nobody else is asked. Look at the need again, then choose."
    return "Nobody stands ready. Choose somebody."


def _asked_at(actor: Actor, support_request: SupportRequest) -> dict[str, datetime]:
    """When we last asked somebody as a head, and as the person: the school may know when, and not whom."""
    asked = AskedPerson.objects.filter(programme_id=actor.tenant_id, approach__support_request=support_request)
    return dict(asked.exclude(asked_at=None).values_list("part").annotate(Max("asked_at")))


def _latest(lines: tuple[Line, ...]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for line in lines:
        for one in line.asked:
            if one.asked_at is not None:
                found[one.part] = max(one.asked_at, found.get(one.part, one.asked_at))
    return found


def _line(actor: Actor, each: Approach, at: datetime) -> Line:
    asked = tuple(sorted(each.asked.all(), key=lambda one: one.number))
    for one in asked:
        one.approach = each
    waited_for = current(actor=actor, approach=each)
    open_questions = [one for one in waited_for.questions.all() if one.answered_at is None] if waited_for else []
    return Line(
        approach=each,
        asked=asked,
        waited_for=waited_for,
        days=days_of(actor=actor, asked=waited_for, today=at) if waited_for else None,
        question=open_questions[0] if open_questions else None,
    )
