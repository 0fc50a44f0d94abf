"""What waits for somebody, and for whom a school waits; and the figures beside the home list."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database import tenancy
from linkage.kernel import words
from linkage.people.enums import Role
from linkage.support_requests import policy
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest, SupportRequestQuerySet
from linkage.support_requests.queries.drafts import drafts
from linkage.support_requests.queries.next_steps import SECTION, Steps
from linkage.support_requests.queries.records import visible
from linkage.support_requests.queries.referrals import referral_actions, referrals_to_answer
from linkage.support_requests.queries.silence import silence_actions, silence_facts
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told

DAYS_LOOKED_BACK = 90
LATE_LIST = "?clock=late&is=open"


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: drafts to finish, questions to answer, requests to take and to choose for."""
    return told(WAITING, actor=actor, at=at)


def _of_requests(actor: Actor, at: datetime) -> list[NextAction]:
    if actor.kind != "person" or not policy.may_ask(actor):
        return []
    unsettled = [each for each in current(actor=actor, at=at) if each.state in (*OPEN, RequestStatus.JOINED)]
    steps = Steps(actor, at, unsettled)
    found = [action for each in unsettled for action in steps.of(each)]
    own_drafts = [each for each in _for_home(actor, at) if each.state == RequestStatus.DRAFT]
    own_drafts.sort(key=lambda each: each.saved_at, reverse=True)
    return [*(_of_draft(each) for each in own_drafts), *found, *_of_others(actor, unsettled, steps)]


def current(*, actor: Actor, at: datetime) -> list[SupportRequest]:
    """Return the requests the home page speaks of that the actor may see, the oldest first; asked once for a page.

    Those somebody still works on, those with nobody yet or that joined something, and those helped lately.
    """
    return [each for each in _for_home(actor, at) if each.state != RequestStatus.DRAFT]


def _for_home(actor: Actor, at: datetime) -> list[SupportRequest]:
    """The current requests, and the actor's own drafts: all that home speaks of, in one statement."""
    key = ("current requests", actor.person_id, at)
    found = _speaks_of(actor, at)
    return tenancy.read_once(key, lambda: list(found.order_by("submitted_at", "number")))


def _speaks_of(actor: Actor, at: datetime) -> SupportRequestQuerySet:
    unsettled = Q(status__in=(*OPEN, RequestStatus.CANNOT_HELP_YET, RequestStatus.JOINED))
    since = at - timedelta(days=DAYS_LOOKED_BACK)
    lately = Q(introduced_at__gt=since) | Q(signposted_at__gt=since) | Q(helped_at__gt=since)
    found = visible(actor=actor).filter(unsettled | lately) | drafts(actor=actor)
    told = AuditEntry.objects.filter(
        programme_id=actor.tenant_id, action=policy.CANNOT_HELP.name, target_id=OuterRef("pk")
    )
    return found.annotate(told_nobody_at=Subquery(told.order_by("-at").values("at")[:1]))


def awaiting_more(*, actor: Actor, at: datetime) -> list[SupportRequest]:
    """Return the requests whose next step another app may show: chosen for, or waiting for more than an answer."""
    return [each for each in current(actor=actor, at=at) if each.awaits_more]


def _of_others(actor: Actor, unsettled: list[SupportRequest], steps: Steps) -> Iterator[NextAction]:
    """One line about everything that is long late with somebody else: a coordinator can see to it."""
    if not actor.has(Role.COORDINATOR):
        return
    late = [each for each in unsettled if not steps.owners.waits_for(actor, each) and steps.clocks.is_long_late(each)]
    if not late:
        return
    clocks = [clock for each in late if (clock := steps.clocks.of(each)) is not None]
    yield NextAction(
        title=f"{words.count(len(late), 'request')} of your colleagues {'is' if len(late) == 1 else 'are'} long late",
        text="Look whether somebody is away. You can take them, or give them to somebody who is here",
        url=f"{reverse('support_requests:requests', args=[late[0].programme.slug])}{LATE_LIST}",
        button="See what is late",
        since=min(each.submitted_at or each.saved_at for each in late),
        working_days_left=min(clock.days_left for clock in clocks),
        section=SECTION,
    )


def _of_draft(draft: SupportRequest) -> NextAction:
    return NextAction(
        title="Finish your request for support",
        text=draft.words[:120] or "You have begun it. Nobody is told anything until you send it.",
        url=reverse("support_requests:resume", args=[draft.programme.slug, draft.pk]),
        button="Finish it",
        since=draft.saved_at,
        section=SECTION,
    )


WAITING = (
    Source(_of_requests, rows=_speaks_of),
    Source(
        lambda actor, at: referral_actions(actor=actor, at=at),
        rows=lambda actor, _at: referrals_to_answer(actor=actor),
    ),
    Source(
        lambda actor, at, found: silence_actions(actor=actor, at=at, found=found),
        facts=lambda actor, _at: silence_facts(actor=actor),
    ),
)
