"""What the clock does with referrals: remind, give up, tell the outcome, forget."""

from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.people import operations as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import ReferralStatus
from linkage.support_requests.models import Referral
from linkage.support_requests.operations import referral_telling as telling


@operation(policy.CHASE)
def have_referrals_chased(*, actor: Actor, at: datetime) -> None:
    """Have each programme look after its referrals."""
    have_done_in_each(actor=actor, at=at, job="support_requests.referrals-in-programme")


@operation(policy.CHASE)
def chase_referrals(*, actor: Actor, at: datetime) -> int:
    """Remind silent schools, give up those silent too long, and tell whoever referred what came of it.

    Only on a working school day of the programme's, and never while it is paused. Returns how many were looked after.
    """
    today = day_of(at)
    if not programmes.is_at_work(actor=actor, on=today):
        return 0
    chased = sum(_chase(actor, at, each) for each in queries.unanswered_referrals(actor=actor))
    return chased + sum(_tell(actor, at, each) for each in queries.untold_referrals(actor=actor))


@operation(policy.FORGET_REFERRALS)
def have_referrals_forgotten(*, actor: Actor, at: datetime) -> None:
    """Have each programme forget referrals that are over."""
    have_done_in_each(actor=actor, at=at, job="support_requests.forget-referrals-in-programme")


@operation(policy.FORGET_REFERRALS)
def forget_referrals(*, actor: Actor, at: datetime) -> int:
    """Erase what nobody confirmed or answered in time, and what was over a year ago; return how many.

    Of a school that never answered, the words and the person go; that it was referred stays for whoever did so.
    """
    before = at - timedelta(days=programmes.settings(actor=actor).unanswered_erase_days)
    typed = [each.pk for each in queries.referrals_typed_before(actor=actor, before=before)]
    Referral.objects.filter(pk__in=typed, status=ReferralStatus.UNCONFIRMED).delete()
    lapsed = queries.referrals_lapsed_before(actor=actor, before=before)
    Referral.objects.filter(pk__in=[each.pk for each in lapsed]).update(words="", contact=None)
    over = queries.referrals_told_before(actor=actor, at=at)
    Referral.objects.filter(pk__in=[each.pk for each in over]).delete()
    named = {each.contact for each in lapsed} | {person for each in over for person in (each.contact, each.referrer)}
    for person in named:
        if person is not None:
            people.forget_if_unneeded(actor=actor, at=at, person=person)
    return len(typed) + len(lapsed) + len(over)


def _chase(actor: Actor, at: datetime, referral: Referral) -> bool:
    referral.hold()
    if referral.state != ReferralStatus.SENT or referral.sent_at is None:
        return False
    clock = queries.Clocks(actor, at).of_waiting(referral.sent_at, referral.organisation)
    if clock.has_lapsed:
        referral.move_to(ReferralStatus.LAPSED)
    elif clock.reminders_due > referral.times_reminded:
        # One at most, however many were missed while it was paused.
        referral.times_reminded = clock.reminders_due
        telling.reminded(actor=actor, at=at, referral=referral)
    else:
        return False
    referral.save()
    return True


def _tell(actor: Actor, at: datetime, referral: Referral) -> bool:
    request = referral.support_request
    outcome = rules.outcome_of(
        referral.status,
        request.status if request else "",
        was_linked=request is not None and request.introduced_at is not None,
        was_signposted=request is not None and request.signposted_at is not None,
        was_helped=request is not None and request.helped_at is not None,
        stands=request is not None and (request.stands_at is None or request.stands_at < at),
    )
    if outcome:
        referral.outcome, referral.told_at = outcome, at
        # Not the whole row: what was erased since it was read stays erased.
        referral.save(update_fields=["outcome", "told_at"])
        telling.outcome_told(actor=actor, at=at, referral=referral)
    return bool(outcome)
