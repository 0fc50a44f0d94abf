"""Schools that were referred and have not answered: whose each is, since when, and what happens next."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.programmes import queries as programmes
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


def silence_facts(*, actor: Actor) -> QuerySet[Any, Any] | None:
    """Return one row where a school is silent: since when each is, and whose calendar counts its days."""
    if not policy.WATCH_REFERRALS.allows(actor):
        return None
    each = JSONObject(sent_at="sent_at", authority="organisation__authority_code")
    found = silent_referrals(actor=actor).order_by().values("programme")
    return found.annotate(silent=JSONBAgg(each)).values_list("silent", flat=True)


def silence_actions(*, actor: Actor, at: datetime, found: list[dict[str, str]]) -> Iterator[NextAction]:
    """One line about every school that both reminders have not moved: somebody rings it before it is asked no more.

    `found` are what `silence_facts` says of them.
    """
    clocks = Clocks(actor, at)
    sent = [(datetime.fromisoformat(each["sent_at"]), each["authority"]) for each in found]
    # A calendar is that of an authority, whichever of its schools is meant.
    waiting = [(since, clocks.of_waiting(since, Organisation(authority_code=code))) for since, code in sent]
    late = [(since, clock) for since, clock in waiting if clock.is_to_ring]
    if not late:
        return
    number, (_, first) = len(late), min(late, key=lambda each: each[1].lapses_on)
    yield NextAction(
        title=f"{words.count(number, 'school')} referred to us {'has' if number == 1 else 'have'} not answered",
        text=f"Both reminders have gone. Ring before {words.day(first.lapses_on)}: then we ask no more",
        url=reverse("referrals:silent", args=[programmes.programme(actor=actor).slug]),
        button="See whom to ring",
        since=min(since for since, _ in late),
        due_on=first.lapses_on,
        working_days_left=first.days_left,
        section="requests",
    )


def _clock(clocks: Clocks, referral: Referral) -> rules.AnswerClock:
    return clocks.of_waiting(referral.sent_at or referral.referred_at, referral.organisation)


def _officers(actor: Actor, at: datetime, organisation_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The officer named for each of these schools, who would look after its request."""
    named = RoleGrant.objects.current(day_of(at)).filter(
        programme_id=actor.tenant_id, role=Role.OFFICER, organisation_id__in=list(organisation_ids)
    )
    rows = named.order_by("-from_on", "pk").values_list("organisation_id", "person__name")
    return {organisation: name for organisation, name in rows if organisation is not None}
