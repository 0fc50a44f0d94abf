"""Support that is bought: the money there is, who approves it, and packages at every point of their way."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import FOUNDED_DAYS_AGO, Plan
from linkage.kernel.days import day_of
from linkage.links import operations, queries
from linkage.links.enums import FundKind, Provider
from linkage.links.models import Commission, FundingSource
from linkage.people import operations as people
from linkage.people.enums import Role
from linkage.support_requests.models import SupportRequest

Step = Callable[[Stage, SupportRequest, datetime], object]

COMMISSIONERS = {"ribble": "Alan Fielding", "mersewater": "Teresa Malone"}
# What each programme's money is called, whose it is, and how much, in pounds.
FUNDS = {
    "ribble": (
        ("School improvement fund", FundKind.AUTHORITY, 40_000),
        ("Ribble Linkage pooled fund", FundKind.PROGRAMME, 12_000),
        ("Reading grant", FundKind.GRANT, 6_000),
    ),
    "mersewater": (
        ("Archdiocese school support", FundKind.DIOCESE, 15_000),
        ("Trust reserves for support", FundKind.TRUST, 8_000),
        ("Schools’ own money", FundKind.OWN, 10_000),
    ),
}
# How many half days, the price of a day in pounds and other costs: one package after the other.
PACKAGES = ((6, 450, 0), (7, 500, 60), (2, 400, 0), (10, 420, 150), (4, 475, 0))
OUTCOMES = (
    ("Every tutor group reads three mornings a week", "We visit eight groups", "2 of 8", "8 of 8"),
    ("New staff lead it without help", "They run two sessions alone", "Nobody yet", "Two people"),
    ("Fewer lessons are lost after lunch", "We count for a fortnight", "31 lessons", "Under 10"),
)
REASON = "Begin with three days, and ask again when you have seen what they did."
CANCELLED = "Our own colleague is back from leave and will do it."


def tell(stage: Stage, plan: Plan) -> None:
    """Make somebody a commissioner, and say what money there is."""
    if plan.slug not in COMMISSIONERS:
        return
    at = stage.now - timedelta(days=FOUNDED_DAYS_AGO - 3)
    name = COMMISSIONERS[plan.slug]
    email = f"{name.split()[0].lower()}@{plan.domain}"
    grant = people.add_officer(actor=stage.coordinator, at=at, name=name, email=email, role=Role.COMMISSIONER)
    stage.people[name] = grant.person
    first, last = _two_years(at)
    for title, kind, pounds in FUNDS[plan.slug]:
        operations.add_fund(
            actor=stage.coordinator,
            at=at,
            name=f"{title} {first.year} to {last.year}",
            kind=kind,
            starts_on=first,
            ends_on=last,
            budget_pence=pounds * 100,
        )


def prepare(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Keep a draft of what is to be bought."""
    actor, turn = stage.coordinator, stage.bought
    stage.bought += 1
    half_days, price, other = PACKAGES[turn % len(PACKAGES)]
    funds = list(FundingSource.objects.order_by("name"))
    begins = day_of(at) + timedelta(days=21)
    operations.begin_buying(
        actor=actor,
        at=at,
        support_request=request,
        plan=operations.Plan(
            need=f"{request.title}. A colleague from another school works beside them for a term.",
            half_days=half_days,
            day_price_pence=price * 100,
            other_pence=other * 100,
            other_for="Travel" if other else "",
            starts_on=begins,
            ends_on=begins + timedelta(days=60),
            funding=funds[turn % len(funds)],
            note="The head has agreed to the dates." if turn % 2 else "",
            outcomes=[operations.HopedFor(*each) for each in OUTCOMES[: 1 + turn % len(OUTCOMES)]],
            **_provider(stage, request, turn, at),
        ),
    )


def send(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Send it for approval."""
    operations.send_for_approval(actor=stage.coordinator, at=at, commission=_bought(stage, request))


def approve(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The commissioner approves the money."""
    _decide(stage, request, at, is_approved=True)


def refuse(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """The commissioner refuses it, and says why."""
    _decide(stage, request, at, is_approved=False, reason=REASON)


def order(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Order it."""
    found, number = _bought(stage, request), f"PO {10_400 + stage.bought}"
    operations.order(actor=stage.coordinator, at=at, commission=found, purchase_reference=number)


def pay(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Note that the first invoice has been paid."""
    found = _bought(stage, request)
    operations.note_paid(actor=stage.coordinator, at=at, commission=found, paid_pence=found.day_price_pence)


def begin(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Say that it has begun."""
    operations.say_begun(actor=stage.coordinator, at=at, commission=_bought(stage, request))


def give(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Say that the support was given, for a little less than was approved."""
    found = _bought(stage, request)
    paid = found.amount_pence - found.day_price_pence // 2
    operations.say_given(actor=stage.coordinator, at=at, commission=found, paid_pence=paid)


def cancel(stage: Stage, request: SupportRequest, at: datetime) -> None:
    """Give it up after all."""
    operations.cancel_buying(actor=stage.coordinator, at=at, commission=_bought(stage, request), reason=CANCELLED)


def remind(stage: Stage, at: datetime) -> None:
    """Remind who approves, on a working morning."""
    if Commission.objects.filter(status="awaiting_approval").exists():
        operations.remind_due(actor=stage.job("approvals"), at=at)


def _decide(stage: Stage, request: SupportRequest, at: datetime, *, is_approved: bool, reason: str = "") -> None:
    name = COMMISSIONERS[stage.programme.slug]
    operations.decide(
        actor=stage.actor(name),
        at=at,
        commission=_bought(stage, request),
        is_approved=is_approved,
        reason=reason,
    )


def _bought(stage: Stage, request: SupportRequest) -> Commission:
    found = queries.live_commission(actor=stage.coordinator, support_request=request)
    assert found is not None
    return found


def _provider(stage: Stage, request: SupportRequest, turn: int, at: datetime) -> dict[str, Any]:
    """Somebody in the directory, a school, or open: one after the other."""
    kind = list(Provider)[turn % len(Provider)]
    today = day_of(at)
    choices = queries.provider_choices(actor=stage.coordinator, support_request=request, today=today)
    entries, bodies = (choices[name][1:] for name in ("entry", "organisation"))
    if kind == Provider.ENTRY and entries:
        entry = queries.entry_chosen(actor=stage.coordinator, entry_id=entries[0][0])
        return {"provider_kind": kind, "entry": entry}
    if kind == Provider.ORGANISATION:
        body = queries.body_chosen(actor=stage.coordinator, organisation_id=bodies[turn % len(bodies)][0])
        return {"provider_kind": kind, "organisation": body}
    return {}


def _two_years(at: datetime) -> tuple[date, date]:
    """The school year of a moment and the next, so that nothing that is told of begins outside of them."""
    today = day_of(at)
    first = today.year - (today.month < 9)  # noqa: PLR2004 (a school year begins in September)
    return date(first, 9, 1), date(first + 2, 8, 31)


STEPS: tuple[Step, ...] = (prepare, send, approve, refuse, order, pay, begin, give, cancel)
