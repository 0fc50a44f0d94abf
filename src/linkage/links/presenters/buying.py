"""Support that is bought, as its page shows it: whole to who works on it, without the money to the school."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.kernel import money, words
from linkage.kernel.days import day_of
from linkage.links import policy
from linkage.links.enums import CHANGEABLE, COMMISSION_MOVES, SHOWN_TO_SCHOOL, TO_BE_GIVEN, CommissionStatus
from linkage.links.models import Commission, CommissionDecision, CommissionOutcome
from linkage.links.presenters.buying_mails import provider_in_words, words_of_days
from linkage.support_requests import policy as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.presenters.names import shown_name
from linkage.ui.next_actions import clock as clock_words

S = CommissionStatus
BUYING_TAGS = {
    S.DRAFT: ("quiet", "Draft", ""),
    S.AWAITING_APPROVAL: ("wait", "Waiting for approval", ""),
    S.APPROVED: ("good", "Approved, to be ordered", ""),
    S.REFUSED: ("bad", "Refused", ""),
    S.ORDERED: ("good", "Ordered", ""),
    S.ENGAGED: ("info", "Under way", ""),
    S.CLOSED: ("quiet", "Closed", "tick"),
    S.CANCELLED: ("quiet", "Cancelled", "dash"),
}


@dataclass(frozen=True)
class CommissionPage:
    """Everything the page shows; without `money` the reader is of the school, and reads what comes and when."""

    title: str
    lead: str
    tag: tuple[str, str, str]
    clock: tuple[str, str] | None
    steps: list[dict[str, str]]
    need: str
    facts: list[tuple[str, str]]
    money: list[tuple[str, str]]
    total: str
    outcomes: list[list[Any]]
    happens_next: str
    is_over: bool
    refused: str
    note: str
    overtaken: str
    can_send: bool
    can_decide: bool
    can_order: bool
    asks_begun: bool
    asks_given: bool
    can_give: bool
    can_note_paid: bool
    can_cancel: bool
    can_see_request: bool
    reads_money: bool


def commission_page(
    *,
    actor: Actor,
    commission: Commission,
    due: tuple[date, int] | None,
    today: date,
    outcomes: list[CommissionOutcome],
    decisions: list[CommissionDecision],
) -> CommissionPage:
    """Return the page of what is bought for this reader; `due` is by when it is decided, and the days left."""
    state, buys = commission.state, policy.works_on(actor, commission)
    reads = policy.reads_money_of(actor, commission)
    overtaken = _overtaken(commission, buys=buys)
    wanted = not overtaken
    return CommissionPage(
        title=commission.title,
        lead=f"{shown_name(actor, commission.support_request)}. {words_of_days(commission).capitalize()} of support",
        tag=BUYING_TAGS[state],
        clock=_clock(due) if wanted and reads and due else None,
        steps=_steps(commission),
        need=commission.need,
        facts=_facts(commission, reads=reads),
        money=lines_of(commission) if reads else [],
        total=money.pounds(commission.amount_pence) if reads else "",
        outcomes=outcome_rows(outcomes),
        happens_next=_happens_next(actor, commission, reads=reads) if wanted else "",
        is_over=state in (S.CLOSED, S.CANCELLED),
        refused=_refused(commission, decisions) if reads else "",
        note=commission.note if reads else "",
        overtaken=overtaken,
        can_send=wanted and buys and state in CHANGEABLE,
        can_decide=wanted and state == S.AWAITING_APPROVAL and policy.DECIDE.allows(actor, commission),
        can_order=wanted and buys and state == S.APPROVED,
        **_asks(commission, today, may=wanted and buys),
        can_give=buys and state in TO_BE_GIVEN,
        can_note_paid=buys and state in SHOWN_TO_SCHOOL,
        can_cancel=buys and S.CANCELLED in COMMISSION_MOVES[state],
        can_see_request=support_requests.sees(actor, commission.support_request),
        reads_money=reads,
    )


def _asks(found: Commission, today: date, *, may: bool) -> dict[str, bool]:
    """Whether it is the day to say that it has begun, or that it was given."""
    is_over = found.ends_on < today or found.is_overtaken
    return {
        "asks_begun": may and found.state == S.ORDERED and found.starts_on <= today and not is_over,
        "asks_given": may and found.state in TO_BE_GIVEN and is_over,
    }


def lines_of(commission: Commission) -> list[tuple[str, str]]:
    """Return what it costs, line by line: the days at their price, and what comes with them."""
    days = commission.amount_pence - commission.other_pence
    each = f"{words_of_days(commission).capitalize()} at {money.pounds(commission.day_price_pence)}"
    other = [(commission.other_for or "Other costs", _sum(commission.other_pence))]
    return [
        (each, _sum(days)),
        *(other if commission.other_pence else []),
        ("Total", _sum(commission.amount_pence)),
    ]


def _sum(pence: int) -> str:
    """Return money that is not broken over two lines on a phone."""
    return Markup('<span class="lk-nowrap">{}</span>').format(money.pounds(pence))


def outcome_rows(outcomes: Iterable[CommissionOutcome]) -> list[list[Any]]:
    """Return the rows of a table of outcomes."""
    unsaid = "Not said"
    return [[each.outcome, each.measure or unsaid, each.baseline or unsaid, each.target or unsaid] for each in outcomes]


def summary(commission: Commission) -> list[dict[str, str]]:
    """Return the card of what is checked before it is sent, and read before it is decided."""
    rows = [("What it is for", commission.need), *_facts(commission, reads=True), ("A note", commission.note)]
    return [{"key": key, "value": value} for key, value in rows if value]


def initial(commission: Commission, outcomes: list[CommissionOutcome]) -> dict[str, Any]:
    """Return what the form holds when it is changed."""
    plain = {
        name: getattr(commission, name)
        for name in (
            "need", "provider_kind", "starts_on", "ends_on", "day_price_pence", "other_pence", "other_for", "note",
        )
    }  # fmt: skip
    said = {
        f"{part}_{each.place}": getattr(each, part)
        for each in outcomes
        for part in ("outcome", "measure", "baseline", "target")
    }
    keys = {name: str(getattr(commission, f"{name}_id") or "") for name in ("entry", "organisation", "funding")}
    return {**plain, **said, **keys, "days": commission.half_days}


def _clock(due: tuple[date, int]) -> tuple[str, str]:
    on, left = due
    said = clock_words(left)
    return said.state, f"Decide by {words.day(on)}, {said.text.lower()}" if left > 0 else f"Decide: {said.text.lower()}"


def _steps(found: Commission) -> list[dict[str, str]]:
    """Prepared, sent, approved, ordered, given: what is over has its day, and what was cancelled goes no further."""
    known: list[tuple[str, datetime | None]] = [
        ("Prepared", found.created_at),
        ("Sent for approval", found.sent_at),
        ("Approved", found.approved_at),
        ("Ordered", found.ordered_at),
        ("Given", found.ended_at if found.state == S.CLOSED else None),
    ]
    last = max(place for place, (_, at) in enumerate(known) if at is not None)
    is_over = found.state in (S.CANCELLED, S.CLOSED)
    shown = []
    for place, (text, at) in enumerate(known):
        state = "" if at is None else ("now" if place == last and not is_over else "done")
        shown.append({"text": text, "state": state, "note": _short_day(at) if at else ""})
    return shown


def _short_day(at: datetime) -> str:
    day = day_of(at)
    return f"{day.day} {day:%B}"


def _facts(found: Commission, *, reads: bool) -> list[tuple[str, str]]:
    rows = [
        ("Days", words_of_days(found).capitalize()),
        ("Given by", provider_in_words(found)),
        ("From", words.day(found.starts_on)),
        ("Until", words.day(found.ends_on)),
    ]
    if not reads:
        return rows
    paid = found.state in SHOWN_TO_SCHOOL or found.paid_pence
    so_far = "Paid in all" if found.state == S.CLOSED else "Paid so far"
    return [
        *rows,
        ("Paid from", found.funding.name),
        ("Prepared by", found.prepared_by.name),
        *([("Purchase reference", found.purchase_reference)] if found.purchase_reference else []),
        *([(so_far, money.pounds(found.paid_pence))] if paid else []),
    ]


def _happens_next(actor: Actor, found: Commission, *, reads: bool) -> str:
    """One sentence on who does what, where there is no button for the reader."""
    sentences = {
        S.AWAITING_APPROVAL: "Whoever approves money decides. Until then the request stays in choosing.",
        S.REFUSED: "Whoever prepared it can change it and send it again.",
        S.APPROVED: "It is ordered next, and then the school is told what comes and when.",
        S.ORDERED: f"It begins on {words.day(found.starts_on)}. Before that, the school and whoever helps agree what "
        "is done and when.",
        S.ENGAGED: f"The support is under way, until {words.day(found.ends_on)}.",
        S.CLOSED: "The support was given. What was not paid is free again."
        if reads
        else "The support was given. If you need more, ask again on any day.",
        S.CANCELLED: f"It is not bought. “{found.cancel_reason}”",
    }
    if found.state == S.AWAITING_APPROVAL and policy.approves(actor) and not policy.decides(actor, found):
        return "You asked for this, prepared it or belong to the school, so somebody else decides about the money."
    return sentences.get(found.state, "")


def _refused(found: Commission, decisions: list[CommissionDecision]) -> str:
    """Why it was refused, while it still is."""
    if found.state != S.REFUSED or not decisions:
        return ""
    return f"{decisions[0].decided_by.name} refused it: “{decisions[0].reason}”"


def cancelling(found: Commission) -> str:
    """Return what cancelling it brings about: for its money, its school and its request."""
    request = found.support_request
    goes_back = request.state == RequestStatus.COMMISSIONED
    stays = "is open again" if goes_back else f"stays {request.state.label.lower()}"
    if found.state == S.ORDERED:
        return f"What is not paid is free again. The school gets an e-mail with your reason, and its request {stays}."
    if found.state == S.APPROVED:
        return f"The money is free again, and the request {stays}."
    return "No money was set aside for it yet. The request stays where it is."


def _overtaken(found: Commission, *, buys: bool) -> str:
    """What is said when its request ended or was helped in another way while this was still to be bought."""
    if not found.is_overtaken or S.CANCELLED not in COMMISSION_MOVES[found.state]:
        return ""
    now = found.support_request.state.label
    if found.state == S.ORDERED:
        instead = " Cancel the order. If the support was given already, say so." if buys else ""
        return f"The request is now “{now}”.{instead}"
    said = f"The request is now “{now}”, so this is not needed any more."
    return f"{said} Cancel it." if buys else said
