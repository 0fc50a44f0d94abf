"""Schools that were referred and have not answered: whose each is, since when, and what happens next."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import ReferralStatus
from linkage.support_requests.models import Referral, ReferralQuerySet
from linkage.support_requests.queries.clocks import Clocks
from linkage.ui.next_actions import NextAction

ALL = "The coordinators"


@dataclass(frozen=True)
class Silent:
    """One school that has not answered; `owner` is who rings it, `clock` when it is reminded and asked no more."""

    referral: Referral
    owner: str
    clock: rules.AnswerClock


def silent_referrals(*, actor: Actor) -> ReferralQuerySet:
    """Return what schools have not answered, for who watches over it; none for others."""
    if not policy.WATCH_REFERRALS.allows(actor):
        return Referral.objects.none()
    sent = Referral.objects.whole().filter(programme_id=actor.tenant_id, status=ReferralStatus.SENT)
    return sent.order_by("sent_at", "pk")


def silent_schools(*, actor: Actor, at: datetime) -> list[Silent]:
    """Return each school that was referred and has not answered, the longest silent first."""
    found, clocks = list(silent_referrals(actor=actor)), Clocks(actor, at)
    owners = _officers(actor, at, {each.organisation_id for each in found})
    return [Silent(each, owners.get(each.organisation_id, ALL), _clock(clocks, each)) for each in found]


def silence_actions(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """One line about every school that both reminders have not moved: somebody rings it before it is asked no more."""
    clocks = Clocks(actor, at)
    waiting = [(each, _clock(clocks, each)) for each in silent_referrals(actor=actor)]
    late = [(each, clock) for each, clock in waiting if is_to_ring(clock)]
    if not late:
        return
    number, first = len(late), min(late, key=lambda each: each[1].lapses_on)
    yield NextAction(
        title=f"{words.count(number, 'school')} referred to us {'has' if number == 1 else 'have'} not answered",
        text=f"Both reminders have gone. Ring before {words.day(first[1].lapses_on)}: then we ask no more",
        url=reverse("referrals:silent", args=[first[0].programme.slug]),
        button="See whom to ring",
        since=min(each.sent_at or each.referred_at for each, _ in late),
        due_on=first[1].lapses_on,
        working_days_left=first[1].days_left,
        section="requests",
    )


def is_to_ring(clock: rules.AnswerClock) -> bool:
    """Whether every reminder has gone, so that a telephone is what is left."""
    return clock.reminders_due > 1


def _clock(clocks: Clocks, referral: Referral) -> rules.AnswerClock:
    return clocks.of_waiting(referral.sent_at or referral.referred_at, referral.organisation)


def _officers(actor: Actor, at: datetime, organisation_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The officer named for each of these schools, who would look after its request."""
    named = RoleGrant.objects.current(day_of(at)).filter(
        programme_id=actor.tenant_id, role=Role.OFFICER, organisation_id__in=list(organisation_ids)
    )
    rows = named.order_by("-from_on", "pk").values_list("organisation_id", "person__name")
    return {organisation: name for organisation, name in rows if organisation is not None}
