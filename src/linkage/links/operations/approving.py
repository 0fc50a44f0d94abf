"""Money is approved by somebody who had no part in asking for it; whoever approves is reminded."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import policy, queries, rules
from linkage.links.enums import CommissionStatus
from linkage.links.models import Commission, CommissionDecision
from linkage.links.operations.buying import UnableToBuy, move
from linkage.links.operations.telling import tell_approvers, tell_decided
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each
from linkage.support_requests import operations as support_requests

S = CommissionStatus


class UnableToDecide(Refused):
    """Money that cannot be approved or refused now."""


@operation(policy.SEND_FOR_APPROVAL, target="commission")
def send_for_approval(*, actor: Actor, at: datetime, commission: Commission) -> Commission:
    """Put it before everybody who may approve it; the request is routed, and stays in choosing until then.

    Raises UnableToBuy when nobody but those who asked or prepared it could approve.
    """
    commission.hold()
    commission.move_to(S.AWAITING_APPROVAL)
    commission.sent_by = people.person(actor=actor, person_id=actor.person_id)
    commission.sent_at = commission.saved_at = at
    commission.sent_count += 1
    commission.reminders = 0
    to = queries.approvers(actor=actor, commission=commission)
    if not to:
        raise UnableToBuy(
            "Nobody else here approves money. Have a coordinator make somebody a commissioner, who neither asked nor "
            "prepared this"
        )
    commission.save()
    support_requests.record_buying(actor=actor, at=at, support_request=commission.support_request)
    tell_approvers(actor=actor, at=at, commission=commission, to=to)
    return commission


@operation(policy.DECIDE, target="commission")
def decide(*, actor: Actor, at: datetime, commission: Commission, is_approved: bool, reason: str = "") -> Commission:
    """Approve the money, which is set aside from then on and settles the request; or refuse it, and say why.

    Raises UnableToDecide when it was decided meanwhile, the fund does not hold so much, or a refusal has no reason.
    """
    commission.hold()
    policy.DECIDE.check(actor, commission)
    if commission.state != S.AWAITING_APPROVAL:
        raise UnableToDecide(f"Somebody was quicker: this is now “{commission.state.label}”")
    if not is_approved:
        UnableToDecide.unless_none(rules.the_reason_is_said(reason))
    try:
        move(actor=actor, at=at, commission=commission, to=S.APPROVED if is_approved else S.REFUSED)
    except UnableToBuy as error:
        raise UnableToDecide(error.violations) from error
    commission.saved_at = at
    commission.approved_at = at if is_approved else None
    commission.save()
    if is_approved:
        support_requests.record_commissioned(actor=actor, at=at, support_request=commission.support_request)
    _note(actor, at, commission, is_approved=is_approved, reason=reason)
    return commission


@operation(policy.REMIND_DUE)
def have_reminded(*, actor: Actor, at: datetime) -> None:
    """Have each programme remind who approves money."""
    have_done_in_each(actor=actor, at=at, job="links.approvals-in-programme")


@operation(policy.REMIND_DUE)
def remind_due(*, actor: Actor, at: datetime) -> int:
    """Remind who approves money in the actor's programme of what has waited; return how many mails that made.

    Twice at most for each sending, only on a working school day, and never while the programme is paused.
    """
    if not programmes.is_at_work(actor=actor, on=day_of(at)):
        return 0
    waiting = Commission.objects.whole().filter(programme_id=actor.tenant_id, status=S.AWAITING_APPROVAL)
    wanted = [each for each in waiting.order_by("sent_at", "pk") if not each.is_overtaken]
    clock = queries.ApprovalClock(actor, at)
    due = [each for each in wanted if clock.reminders_due(each) > each.reminders]
    for each in due:
        remind(actor=actor, at=at, commission=each)
    return len(due)


@operation(policy.REMIND, target="commission")
def remind(*, actor: Actor, at: datetime, commission: Commission) -> Commission:
    """Remind who approves, once at most however many were missed; what was decided or reminded meanwhile is left."""
    commission.hold()
    due = queries.ApprovalClock(actor, at).reminders_due(commission)
    waits = commission.state == S.AWAITING_APPROVAL and not commission.is_overtaken
    if waits and due > commission.reminders:
        commission.reminders = due
        commission.save()
        to = queries.approvers(actor=actor, commission=commission)
        tell_approvers(actor=actor, at=at, commission=commission, to=to, is_reminder=True)
    return commission


def _note(actor: Actor, at: datetime, commission: Commission, *, is_approved: bool, reason: str) -> None:
    """Keep the decision for good, and tell who prepared it."""
    CommissionDecision.objects.create(
        programme_id=actor.tenant_id,
        commission=commission,
        decided_by=people.person(actor=actor, person_id=actor.person_id),
        decided_at=at,
        is_approved=is_approved,
        amount_pence=commission.amount_pence,
        reason=reason,
    )
    tell_decided(actor=actor, at=at, commission=commission)
