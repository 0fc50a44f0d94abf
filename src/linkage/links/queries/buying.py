"""What waits for somebody because support is being bought, and what has happened to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from linkage.access.action import registered
from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.kernel import money, words
from linkage.kernel.days import day_of, local
from linkage.kernel.working_days import SchoolCalendar
from linkage.links import policy
from linkage.links.enums import LIVE, TO_BE_GIVEN, CommissionStatus
from linkage.links.models import Commission, CommissionDecision
from linkage.links.queries.commissions import decisions_of, is_to_decide, visible_commissions
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.support_requests import queries as support_requests
from linkage.ui.next_actions import NextAction
from linkage.ui.timeline import Event, newest_first

S = CommissionStatus
SECTION = "commissions"
# What is decided has a line of its own, with its words.
LEFT_OUT = (policy.DECIDE.name, policy.REMIND.name)


def buying_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: money to approve, and what they prepared and can go on with."""
    works = policy.LIST_COMMISSIONS.gate(actor)
    if actor.kind != "person" or not works or not actor.grants:
        return []
    found = list(visible_commissions(actor=actor).filter(status__in=LIVE).order_by("saved_at", "pk"))
    owners = support_requests.Owners(actor, at)
    clock = ApprovalClock(actor, at) if found else None
    actions: list[NextAction] = []
    for each in found:
        if clock and is_to_decide(actor=actor, commission=each) and policy.decides(actor, each):
            actions.append(_to_decide(each, clock))
        elif policy.works_on(actor, each) and owners.waits_for(actor, each.support_request):
            actions.extend(_to_give(each, at) if each.state in TO_BE_GIVEN else _to_go_on(each, clock))
    return actions


class ApprovalClock:
    """How long something has waited for approval, in working days of the programme; the calendar is read once."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._settings = programmes.settings(actor=actor)
        self._calendar: SchoolCalendar = programmes.calendar(actor=actor)
        self._today = min([day_of(at), *([day_of(paused)] if (paused := self._settings.paused_at) else [])])

    def due_on(self, found: Commission) -> date:
        """By when it should be decided: the programme's days after which it would ask somebody else."""
        return self._calendar.add(day_of(found.sent_at or found.saved_at), self._settings.lapse_days)

    def days_left(self, found: Commission) -> int:
        """The working days left for a decision; below nought it is late."""
        return self._calendar.between(self._today, self.due_on(found))

    def days_waited(self, found: Commission) -> int:
        """The working days since it was sent."""
        return self._calendar.between(day_of(found.sent_at or found.saved_at), self._today)

    def reminders_due(self, found: Commission) -> int:
        """How many reminders should have gone by today, of two."""
        days = (self._settings.first_reminder_days, self._settings.second_reminder_days)
        return sum(self.days_waited(found) >= each for each in days)


def decision_due(*, actor: Actor, commission: Commission, at: datetime) -> tuple[date, int] | None:
    """Return by when it should be decided and the working days left; None unless it waits for approval."""
    if commission.state != S.AWAITING_APPROVAL:
        return None
    clock = ApprovalClock(actor, at)
    return clock.due_on(commission), clock.days_left(commission)


def commission_history(*, actor: Actor, commission: Commission) -> list[Event]:
    """Return what was done with it, the newest first; each decision with its words."""
    rows = AuditEntry.objects.filter(programme_id=actor.tenant_id, target_id=commission.pk).exclude(action__in=LEFT_OUT)
    entries = list(rows.order_by("at", "pk"))
    names = people.names_of(actor=actor, person_ids={each.actor_person_id for each in entries if each.actor_person_id})
    done = [_event(entry, names, commission) for entry in entries if entry.action in registered]
    decided = [_decided(each) for each in decisions_of(actor=actor, commission=commission)]
    began = Event(f"{commission.prepared_by.name} began to prepare it", local(commission.created_at))
    return newest_first([began, *done, *decided])


def _event(entry: AuditEntry, names: dict[UUID, str], commission: Commission) -> Event:
    who = (names.get(entry.actor_person_id) if entry.actor_person_id else "") or "Somebody"
    is_cancel = entry.action == policy.CANCEL_BUYING.name
    text = f"“{commission.cancel_reason}”" if is_cancel and commission.cancel_reason else ""
    return Event(f"{who} {registered[entry.action].label}", local(entry.at), text=text)


def _decided(each: CommissionDecision) -> Event:
    verb = "approved" if each.is_approved else "refused"
    said = f"“{each.reason}”" if each.reason else ""
    return Event(f"{each.decided_by.name} {verb} {money.pounds(each.amount_pence)}", local(each.decided_at), text=said)


def _to_decide(found: Commission, clock: ApprovalClock) -> NextAction:
    return NextAction(
        title=f"Approve money: {found.title}",
        text=f"{money.pounds(found.amount_pence)} for {money.half_days(found.half_days)}, from {found.funding.name}",
        url=found.path,
        button="Read it and decide",
        since=found.sent_at or found.saved_at,
        due_on=clock.due_on(found),
        working_days_left=clock.days_left(found),
        section=SECTION,
    )


def _to_go_on(found: Commission, clock: ApprovalClock | None) -> Iterator[NextAction]:
    if found.is_overtaken:
        now = found.support_request.state.label
        yield _next(found, f"Cancel what was to be bought: {found.title}", f"The request is now “{now}”", "See it")
    elif found.state == S.DRAFT:
        yield _next(
            found, f"Send for approval: {found.title}", "You have begun it, and nobody has read it yet", "Finish it"
        )
    elif found.state == S.REFUSED:
        yield _next(
            found, f"The money was refused: {found.title}", "Change it and send it again, or cancel it", "See why"
        )
    elif found.state == S.APPROVED:
        yield _next(
            found, f"Order it: {found.title}", "The money is approved. Enter the purchase reference", "Order it"
        )
    elif found.state == S.AWAITING_APPROVAL and clock:
        yield NextAction(
            title=found.title,
            text=f"{money.pounds(found.amount_pence)} waits for approval",
            url=found.path,
            button="See it",
            since=found.sent_at or found.saved_at,
            due_on=clock.due_on(found),
            working_days_left=clock.days_left(found),
            waiting_for="whoever approves money",
            happens_next="We remind them while it waits",
            section=SECTION,
        )


def _to_give(found: Commission, at: datetime) -> Iterator[NextAction]:
    """What is asked about support that is ordered: once it should begin, and once it should be over."""
    today = day_of(at)
    if found.is_overtaken:
        what = "Cancel the order, or say that it was given" if found.state == S.ORDERED else "Say what it cost"
        text = f"The school has withdrawn its request. {what}"
        yield _next(found, f"Settle what was ordered: {found.title}", text, "See it")
    elif found.ends_on < today:
        title, text = f"Has the support been given? {found.title}", "Say what it cost, so that the rest is free again"
        yield replace(_next(found, title, text, "Answer"), since=_morning_of(found.ends_on, at))
    elif found.state == S.ORDERED and found.starts_on <= today:
        title, text = f"Has it begun? {found.title}", f"It was to begin on {words.day(found.starts_on)}"
        yield replace(_next(found, title, text, "Answer"), since=_morning_of(found.starts_on, at))


def _morning_of(day: date, at: datetime) -> datetime:
    return datetime.combine(day, at.timetz())


def _next(found: Commission, title: str, text: str, button: str) -> NextAction:
    return NextAction(title=title, text=text, url=found.path, button=button, since=found.saved_at, section=SECTION)
