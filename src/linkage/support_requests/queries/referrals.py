"""Referrals, as far as the actor may see them: whoever refers the outcome, the school's contact the words."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from linkage.access import links
from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.organisations.queries import SchoolChoice
from linkage.support_requests import policy, rules
from linkage.support_requests.enums import ReferralOutcome, ReferralStatus, Route
from linkage.support_requests.models import Referral, ReferralQuerySet, SupportRequest
from linkage.support_requests.queries.clocks import Clocks
from linkage.ui.next_actions import NextAction


@dataclass(frozen=True)
class Referred:
    """One line for whoever refers: which school, when, and what came of it; never how, and nobody's words."""

    school: str
    referred_on: date
    outcome: str


def schools_to_refer(*, actor: Actor, text: str) -> list[SchoolChoice]:
    """Return the schools that take part and fit these words: only those can be referred."""
    return organisations.find_schools(actor=actor, text=text, members_only=True)


def school_to_refer(*, actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """Return a school that takes part; raises NotFound for any other."""
    found = organisations.organisation(actor=actor, organisation_id=organisation_id)
    if not organisations.is_member(actor=actor, organisation_id=found.pk):
        raise NotFound("school")
    return found


def unconfirmed_referral(*, actor: Actor, token: str) -> Referral:
    """Return the referral that a signed address of a mail is about, confirmed meanwhile or not; raises NotFound."""
    answer = links.read(token, policy.REFER_TOKEN)
    found = _ours(actor).filter(pk=answer.record_id).first()
    if answer.programme_id != actor.tenant_id or found is None:
        raise NotFound("referral")
    return found


def referral_to_answer(*, actor: Actor, referral_id: uuid.UUID) -> Referral:
    """Return a referral to the person of the school whom it names, answered or not; raises NotFound."""
    found = _ours(actor).filter(pk=referral_id).exclude(status=ReferralStatus.UNCONFIRMED).first()
    if found is None or not policy.agrees(actor, found):
        raise NotFound("referral")
    return found


def same_referral(*, actor: Actor, email: str, organisation: Organisation, words: str) -> Referral | None:
    """Return what this address has sent of this school in the same words, while it waits for an answer."""
    same = _ours(actor).filter(organisation=organisation, words=words)
    typed = same.filter(status=ReferralStatus.UNCONFIRMED, referrer_email=email)
    return (typed | same.filter(status=ReferralStatus.SENT, referrer__email=email)).order_by("referred_at").first()


def referred(*, actor: Actor) -> list[Referred]:
    """Return what the actor has referred, the newest first."""
    mine = _ours(actor).filter(referrer_id=actor.person_id).order_by("-referred_at", "pk")
    return [
        Referred(
            school=each.organisation.name,
            referred_on=day_of(each.referred_at),
            outcome=ReferralOutcome(each.outcome).label if each.outcome else "",
        )
        for each in mine
    ]


def referred_by(*, actor: Actor, support_request: SupportRequest) -> str:
    """Return who referred the school of a request: "Rosa Lind, early years team"; nothing where nobody did."""
    if support_request.route != Route.REFERRAL:
        return ""
    found = _ours(actor).filter(support_request=support_request).first()
    return f"{found.referred_by}, {found.team}" if found else ""


def referrals_to_answer(*, actor: Actor) -> ReferralQuerySet:
    """Return those in which whoever referred named the actor."""
    # Who runs the programme is nobody's contact at a school.
    if actor.kind != "person" or policy.asks_on_behalf(actor):
        return Referral.objects.none()
    return _ours(actor).filter(status=ReferralStatus.SENT, contact_id=actor.person_id)


def referral_actions(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """What the actor has been named for by whoever referred their school."""
    clocks = Clocks(actor, at)
    for each in referrals_to_answer(actor=actor).order_by("sent_at"):
        clock = clocks.of_waiting(each.sent_at or each.referred_at, each.organisation)
        yield NextAction(
            title=f"{each.referred_by} would like us to help {each.organisation.name}",
            text=f"{each.team}. Nobody reads it until you agree. You can change the words, or say no.",
            url=reverse("referrals:answer", args=[each.programme.slug, each.pk]),
            button="Read and answer",
            since=each.sent_at or each.referred_at,
            due_on=clock.lapses_on,
            working_days_left=clock.days_left,
            section="ask",
        )


def answer_by(*, actor: Actor, referral: Referral, at: datetime) -> date:
    """Return the last day on which the school can answer."""
    return Clocks(actor, at).of_waiting(referral.sent_at or referral.referred_at, referral.organisation).lapses_on


def unanswered_referrals(*, actor: Actor) -> list[Referral]:
    """Return those no school has answered, the oldest first."""
    return list(_ours(actor).filter(status=ReferralStatus.SENT).order_by("sent_at", "pk"))


def untold_referrals(*, actor: Actor) -> list[Referral]:
    """Return those the school has answered, or never will, and whose referrer has not heard what came of it."""
    waiting = (ReferralStatus.UNCONFIRMED, ReferralStatus.SENT)
    return list(_ours(actor).filter(told_at=None).exclude(status__in=waiting).order_by("referred_at", "pk"))


def referrals_typed_before(*, actor: Actor, before: datetime) -> ReferralQuerySet:
    """Return those that whoever refers never confirmed."""
    return _ours(actor).filter(status=ReferralStatus.UNCONFIRMED, referred_at__lte=before)


def referrals_lapsed_before(*, actor: Actor, before: datetime) -> list[Referral]:
    """Return those nobody answered whose contact is still named here."""
    lapsed = _ours(actor).filter(status=ReferralStatus.LAPSED, sent_at__lte=before)
    return list(lapsed.exclude(contact=None, words=""))


def referrals_told_before(*, actor: Actor, at: datetime) -> list[Referral]:
    """Return those that were over so long ago that they are kept no longer."""
    return list(_ours(actor).filter(told_at__lte=at - timedelta(days=rules.KEPT_DAYS)))


def _ours(actor: Actor) -> ReferralQuerySet:
    return Referral.objects.whole().filter(programme_id=actor.tenant_id)
