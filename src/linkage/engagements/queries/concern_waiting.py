"""What was said in confidence and waits for somebody. The list is also sent by e-mail, so it says no word of it:
neither who wrote, nor about what, nor of which schools.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import CONCERN_OPEN, ConcernStatus
from linkage.engagements.models import Concern, Engagement
from linkage.kernel import words
from linkage.people.enums import Role
from linkage.ui.next_actions import NextAction

S = ConcernStatus


def concerning(*, actor: Actor) -> Q:
    """Return what may wait for the actor: as who raised it, as who handles it, and as who might take it up."""
    is_open = Q(status__in=CONCERN_OPEN)
    mine = Q(raised_by_id=actor.person_id) & (Q(raiser_since__isnull=False) | is_open)
    mine |= Q(handler_id=actor.person_id) & is_open
    if actor.has(Role.COORDINATOR):
        is_late = Q(status=S.WAITING, late_told_at__isnull=False)
        mine |= (is_open & Q(handler=None)) | is_late
    return mine


def concern_facts(*, actor: Actor) -> QuerySet[Any]:
    """Return what home has to know of them in one engagement."""
    told = JSONObject(
        id="pk",
        status="status",
        raised_by="raised_by_id",
        handler="handler_id",
        side="side",
        due_on="due_on",
        raised_at="raised_at",
        late_told_at="late_told_at",
        handler_since="handler_since",
        raiser_since="raiser_since",
    )
    found = Concern.objects.filter(concerning(actor=actor), engagement=OuterRef("pk"))
    return found.order_by("raised_at", "pk").values(json=told)


def concern_actions(
    *, actor: Actor, engagement: Engagement, facts: Iterable[Mapping[str, Any]], left: Callable[[date], int]
) -> Iterator[NextAction]:
    """Tell what was said in confidence and waits for the actor, or the actor for."""
    for fact in facts:
        found = _as_concern(engagement, fact)
        if policy.raised(actor, found):
            yield from _of_raiser(found)
        elif policy.takes_concern(actor, found):
            yield _of_taker(found)
        elif policy.handles_concern(actor, found):
            yield _of_handler(found, left)


def _of_raiser(found: Concern) -> Iterator[NextAction]:
    if found.raiser_since is not None:
        said = "It was written to you in confidence."
        yield _item(found, "There is something for you to read", said, "Read it", found.raiser_since)
    elif found.handler_since is not None and found.is_open:
        seen = f"It is to be seen by {words.day(found.due_on)}" if found.state == S.WAITING else "They answer you"
        yield _item(found, "What you wrote in confidence", "", "", found.handler_since, seen)


def _of_handler(found: Concern, left: Callable[[date], int]) -> NextAction:
    if found.state == S.WAITING:
        said = "Say that you have seen it, or answer. Only the two of you read it."
        title = "Something was written to you in confidence"
        since = found.handler_since or found.raised_at
        return _item(found, title, said, "Read it", since, due_on=found.due_on, left=left(found.due_on))
    if found.handler_since is not None:
        said = "Only the two of you read it."
        return _item(found, "Your answer is waited for, in confidence", said, "Answer", found.handler_since)
    since = found.raiser_since or found.raised_at
    return _item(found, "What you answered in confidence", "", "", since, "Close it once it is settled")


def _of_taker(found: Concern) -> NextAction:
    said = "It was written in confidence. Whoever takes it up reads it, and nobody else does."
    since = found.late_told_at or found.raised_at
    return _item(found, "Something waits to be taken up", said, "See it", since, page="take-concern")


def _item(
    found: Concern,
    title: str,
    text: str,
    button: str,
    since: datetime,
    happens_next: str = "",
    *,
    due_on: date | None = None,
    left: int | None = None,
    page: str = "concern",
) -> NextAction:
    """One line of home; with what happens next it is the other of the two who is waited for."""
    return NextAction(
        title=title,
        text=text or title,
        url=reverse(f"engagements:{page}", args=[found.engagement.programme.slug, found.pk]),
        button=button,
        since=since,
        due_on=due_on,
        working_days_left=left,
        waiting_for="The other of the two of you" if happens_next else "",
        happens_next=happens_next,
        section="links",
    )


def _as_concern(engagement: Engagement, fact: Mapping[str, Any]) -> Concern:
    """A concern made of what was told, for the policies to judge; it is never saved."""
    return Concern(
        id=UUID(fact["id"]),
        engagement=engagement,
        status=fact["status"],
        side=fact["side"],
        raised_by_id=UUID(fact["raised_by"]),
        handler_id=UUID(fact["handler"]) if fact["handler"] else None,
        due_on=date.fromisoformat(fact["due_on"]),
        **{name: _at(fact[name]) for name in ("raised_at", "late_told_at", "handler_since", "raiser_since")},
    )


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
