"""What waits for somebody, and for whom a school waits; and the figures beside the home list."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel import words
from linkage.support_requests import policy
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.queries.clocks import Clocks
from linkage.support_requests.queries.drafts import drafts
from linkage.support_requests.queries.owners import Owners
from linkage.support_requests.queries.records import visible
from linkage.ui.next_actions import NextAction
from linkage.ui.registry import HomeAside

SECTION = "requests"
DAYS_LOOKED_BACK = 90


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: drafts to finish, questions to answer, requests to take and to choose for."""
    if actor.kind != "person" or not policy.may_ask(actor):
        return []
    clocks, owners = Clocks(actor, at), Owners(actor, at)
    found = [
        action for each in _open(current(actor=actor, at=at)) for action in _of_request(actor, each, clocks, owners)
    ]
    begun = [each for each in _on_home(actor, at) if each.state == RequestStatus.DRAFT]
    return [*(_of_draft(each) for each in sorted(begun, key=lambda draft: draft.saved_at, reverse=True)), *found]


def home_aside(*, actor: Actor, at: datetime) -> Iterator[HomeAside]:
    """The coordinator's figures: what is open now, what is late, and how many were introduced lately."""
    if not actor.has("coordinator"):
        return
    clocks = Clocks(actor, at)
    found = current(actor=actor, at=at)
    open_now = _open(found)
    late = sum(clock.standing == "late" for each in open_now if (clock := clocks.of(each)))
    introduced = [each for each in found if each.introduced_at and each.introduced_at > _lately(at)]
    facts = [("Open", words.count(len(open_now), "request")), ("Late", str(late))]
    if introduced:
        facts.append((f"Introduced in the last {DAYS_LOOKED_BACK} days", str(len(introduced))))
    yield HomeAside("Requests", facts=tuple(facts))


def current(*, actor: Actor, at: datetime) -> list[SupportRequest]:
    """Return the requests the home page speaks of that the actor may see, the oldest first; asked once for a page.

    Those somebody still works on, those with nobody yet, and those introduced lately.
    """
    return [each for each in _on_home(actor, at) if each.state != RequestStatus.DRAFT]


def _on_home(actor: Actor, at: datetime) -> list[SupportRequest]:
    """The sent requests and the actor's own drafts in one: asked once for a page."""
    unsettled = Q(status__in=(*OPEN, RequestStatus.CANNOT_HELP_YET))
    found = visible(actor=actor).filter(unsettled | Q(introduced_at__gt=_lately(at)))
    key = ("current requests", actor.person_id, at)
    rows = (found | drafts(actor=actor)).order_by("submitted_at", "number")
    return tenancy.read_once(key, lambda: list(rows))


def _lately(at: datetime) -> datetime:
    return at - timedelta(days=DAYS_LOOKED_BACK)


def _open(found: list[SupportRequest]) -> list[SupportRequest]:
    return [each for each in found if each.state in OPEN]


def _of_draft(draft: SupportRequest) -> NextAction:
    return NextAction(
        title="Finish your request for support",
        text=draft.words[:120] or "You have begun it. Nobody is told anything until you send it.",
        url=_url("resume", draft),
        button="Finish it",
        since=draft.saved_at,
        section=SECTION,
    )


def _of_request(actor: Actor, found: SupportRequest, clocks: Clocks, owners: Owners) -> Iterator[NextAction]:
    owner = owners.of(found)
    if policy.is_asker(actor, found):
        yield _for_school(found, owner.name if owner else "the programme", clocks)
    if policy.handles(actor, found) and (owner is None or actor.is_person(owner.pk)):
        action = _for_owner(found, clocks, owners)
        if action:
            yield action


def _for_school(found: SupportRequest, who: str, clocks: Clocks) -> NextAction:
    if found.state == RequestStatus.WAITING_FOR_SCHOOL:
        return NextAction(
            title=f"Answer a question about your request: {found.title}",
            text=f"{who[0].upper()}{who[1:]} asked. The days until you answer do not count.",
            url=_url("request", found),
            button="Answer",
            since=found.waiting_since or found.saved_at,
            section=SECTION,
        )
    return NextAction(
        title=found.title,
        text="You asked for support",
        url=_url("request", found),
        button="See where it is",
        since=found.submitted_at or found.saved_at,
        waiting_for=who,
        happens_next=_hears_by(found, clocks),
        section=SECTION,
    )


def _hears_by(found: SupportRequest, clocks: Clocks) -> str:
    """When the school hears from us at the latest; what we are late with is not promised again."""
    clock = clocks.of(found)
    if clock is None or clock.days_left < 0:
        return str(found.state.label)
    return f"You hear by {clock.due_on:%A} {clock.due_on.day} {clock.due_on:%B}"


def _for_owner(found: SupportRequest, clocks: Clocks, owners: Owners) -> NextAction | None:
    school = found.organisation.name if found.organisation else ""
    clock = clocks.of(found)
    gone = owners.gone(found)
    if gone:
        return NextAction(
            title=f"Nobody looks after this request: {found.title}",
            text=f"{school}. {gone.name} no longer works on requests",
            url=_url("request", found),
            button="Take it",
            since=found.submitted_at or found.saved_at,
            due_on=clock.due_on if clock else None,
            working_days_left=clock.days_left if clock else None,
            section=SECTION,
        )
    if found.state == RequestStatus.WAITING_FOR_SCHOOL:
        return NextAction(
            title=found.title,
            text=f"You asked {school} a question. The clock stands still",
            url=_url("request", found),
            button="See it",
            since=found.waiting_since or found.saved_at,
            waiting_for=school,
            happens_next="The clock runs again when they answer",
            section=SECTION,
        )
    if found.state == RequestStatus.APPROACHING:
        return None  # the app that asks people shows for whom it waits
    is_new = found.state == RequestStatus.SUBMITTED
    return NextAction(
        title=f"A school asked: {found.title}",
        text=f"{school}. Say that we have it" if is_new else f"{school}. Choose who to introduce",
        url=_url("request", found),
        button="Say we have it" if is_new else "Choose",
        since=found.submitted_at or found.saved_at,
        due_on=clock.due_on if clock else None,
        working_days_left=clock.days_left if clock else None,
        section=SECTION,
    )


def _url(name: str, found: SupportRequest) -> str:
    return reverse(f"support_requests:{name}", args=[found.programme.slug, found.pk])
