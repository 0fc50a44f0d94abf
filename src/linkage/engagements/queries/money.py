"""What support costs: the programme's card, what was quoted or bought, what was given and spent, and what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import EngagementStatus, LineKind, PriceModel, VisitStatus
from linkage.engagements.models import (
    Agreement,
    Claim,
    Engagement,
    InvoiceLine,
    Quote,
    QuoteLine,
    Rate,
    RateCard,
    Visit,
)
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.links.enums import Side
from linkage.people.models import Person

V = VisitStatus


@dataclass(frozen=True)
class Item:
    """Something that was given or spent, on which day, and what it comes to."""

    on: date
    line: rules.Line
    visit: Visit | None = None
    claim: Claim | None = None


@dataclass(frozen=True)
class Costs:
    """What was agreed that it costs. `lines` count; `newest` are those written since, where they differ.

    Without a quote and a purchase there are no lines. `number` is that of the newest quote, nought for none.
    """

    card: rules.Card
    lines: tuple[rules.Line, ...] = ()
    newest: tuple[rules.Line, ...] = ()
    number: int = 0
    saved_by: Person | None = None
    saved_at: datetime | None = None
    is_bought: bool = False

    @property
    def is_ahead(self) -> bool:
        """Whether it was changed since everybody signed."""
        return self.newest != self.lines

    @property
    def share(self) -> rules.Share:
        """What the programme keeps: of what it buys itself, nothing."""
        return rules.Share() if self.is_bought else self.card.share

    @property
    def is_paid_by_programme(self) -> bool:
        """Whether the programme pays: it has bought it, or the schools share the money."""
        return self.is_bought or self.card.price_model == PriceModel.POOLED

    def budget(self, given: Iterable[Item], booked: Iterable[Item]) -> rules.Budget:
        """Return how what was given and is booked stands beside what was agreed."""
        return rules.Budget(
            agreed_pence=rules.total_pence(self.lines),
            given_pence=rules.total_pence(each.line for each in given),
            booked_pence=rules.total_pence(each.line for each in booked),
        )

    def price(self, kind: str, person_id: UUID | None = None) -> int | None:
        """Return what a day or a mile costs: as it was agreed, else as the card says; None where nobody said."""
        if kind == LineKind.DAYS:
            found = rules.day_line(self.lines, person_id)
            return found.unit_pence if found else None
        quoted = [each.unit_pence for each in self.lines if each.kind == kind]
        on_card = {LineKind.TRAVEL: self.card.mile_pence, LineKind.COVER: self.card.cover_day_pence}
        return next(iter(quoted), on_card.get(LineKind(kind)) or None)


def newest_card(*, actor: Actor) -> RateCard | None:
    """Return the programme's newest card; None while it has none of its own."""
    found = RateCard.objects.filter(programme_id=actor.tenant_id).prefetch_related(_rates("rates"))
    return found.order_by("-number").first()


def card_now(*, actor: Actor) -> rules.Card:
    """Return the card with which a new quote begins: without one of its own the schools agree what they like."""
    found = newest_card(actor=actor)
    return found.plain if found else rules.Card()


def quotes_of(*, actor: Actor, engagement: Engagement) -> list[Quote]:
    """Return each version of what it costs, the newest first."""
    found = Quote.objects.filter(programme_id=actor.tenant_id, engagement=engagement).select_related("card", "saved_by")
    lines = Prefetch("lines", queryset=QuoteLine.objects.order_by("place"))
    return list(found.prefetch_related(lines, _rates("card__rates")).order_by("-number"))


def costs_of(*, actor: Actor, engagement: Engagement) -> Costs:
    """Return what it costs: as it was bought; else as it was quoted when the agreement was offered that all signed."""
    bought = engagement.commission
    if bought is not None:
        lines = rules.bought_lines(bought.half_days, bought.day_price_pence, bought.other_pence, bought.other_for)
        return Costs(card_now(actor=actor), tuple(lines), tuple(lines), is_bought=True)
    quotes = quotes_of(actor=actor, engagement=engagement)
    if not quotes:
        return Costs(card_now(actor=actor))
    newest, counts = quotes[0], _that_counts(actor, engagement, quotes)
    return Costs(
        card=counts.card.plain,
        lines=counts.plain,
        newest=newest.plain,
        number=newest.number,
        saved_by=newest.saved_by,
        saved_at=newest.saved_at,
    )


def _rates(name: str) -> "Prefetch[str, QuerySet[Rate]]":
    return Prefetch(name, queryset=Rate.objects.order_by("place"))


def _that_counts(actor: Actor, engagement: Engagement, quotes: list[Quote]) -> Quote:
    signed = Agreement.objects.filter(
        programme_id=actor.tenant_id, engagement=engagement, signed_at__isnull=False, offered_at__isnull=False
    )
    offered_at = signed.order_by("-number").values_list("offered_at", flat=True).first()
    stood = [each for each in quotes if offered_at is not None and each.saved_at <= offered_at]
    return next(iter(stood), quotes[0])


def given(
    *,
    actor: Actor,
    engagement: Engagement,
    costs: Costs,
    side: str = Side.HOME,
    from_on: date | None = None,
    until_on: date | None = None,
) -> list[Item]:
    """Return what one side gave and spent, day by day, in a period: visits that were written up, and what was noted.

    Where the school that is helped stops it, what could not be called off within the notice counts as given.
    """
    claims = Claim.objects.filter(programme_id=actor.tenant_id, engagement=engagement, side=side)
    items = [Item(each.spent_on, each.plain, claim=each) for each in claims.order_by("spent_on", "noted_at", "pk")]
    if side == Side.HOME:
        been = _visits(actor, engagement).filter(status__in=(V.WRITTEN, V.AGREED))
        items += [_visited(each, costs, f"Visit by {each.visitor.name}") for each in been]
        items += [
            _visited(each, costs, f"Visit by {each.visitor.name}, called off within the notice")
            for each in _lost(actor, engagement)
        ]
    first, last = from_on or date.min, until_on or date.max
    return sorted((each for each in items if first <= each.on <= last), key=lambda each: each.on)


def booked(*, actor: Actor, engagement: Engagement, costs: Costs) -> list[Item]:
    """Return the visits that are booked and not written up yet."""
    found = _visits(actor, engagement).filter(status=V.PLANNED)
    return [_visited(each, costs, f"Visit by {each.visitor.name}") for each in found]


def budget_now(*, actor: Actor, engagement: Engagement) -> rules.Budget | None:
    """Return how what was given and is booked stands today; None where nothing was agreed that it costs."""
    costs = costs_of(actor=actor, engagement=engagement)
    if not costs.lines:
        return None
    done = given(actor=actor, engagement=engagement, costs=costs)
    return costs.budget(done, booked(actor=actor, engagement=engagement, costs=costs))


def claim(*, actor: Actor, engagement: Engagement, claim_id: UUID) -> Claim:
    """Return something that was noted on the actor's own engagement; raises NotFound."""
    found = Claim.objects.filter(programme_id=actor.tenant_id, engagement=engagement, pk=claim_id).first()
    if found is None or not policy.is_party(actor, engagement):
        raise NotFound("claim")
    found.engagement = engagement
    return found


def is_on_a_sheet(*, actor: Actor, claim: Claim) -> bool:
    """Whether an invoice sheet that was not taken back asks for it."""
    return InvoiceLine.objects.filter(programme_id=actor.tenant_id, claim=claim).exists()


def netted(*, actor: Actor, engagement: Engagement, from_on: date, until_on: date) -> dict[str, list[Item]]:
    """Return what each side gave in a period, at the prices that were agreed."""
    costs = costs_of(actor=actor, engagement=engagement)
    return {
        side: given(actor=actor, engagement=engagement, costs=costs, side=side, from_on=from_on, until_on=until_on)
        for side in Side
    }


def _visits(actor: Actor, engagement: Engagement) -> QuerySet[Visit]:
    found = Visit.objects.filter(programme_id=actor.tenant_id, engagement=engagement).select_related("visitor")
    return found.order_by("visits_on", "pk")


def _lost(actor: Actor, engagement: Engagement) -> Iterable[Visit]:
    """The visits that were called off because the school that is helped stopped it, and fall within the notice."""
    if engagement.state != EngagementStatus.STOPPED or engagement.halt_side != Side.CLIENT or not engagement.halt_on:
        return []
    until = _visits(actor, engagement).filter(status=V.CANCELLED, visits_on__lte=engagement.halt_on)
    stopped_at = engagement.ended_at
    return until.filter(changed_at=stopped_at, visits_on__gte=day_of(stopped_at)) if stopped_at else []


def _visited(visit: Visit, costs: Costs, text: str) -> Item:
    line = rules.at_price(rules.day_line(costs.lines, visit.visitor_id), visit.half_days, text)
    return Item(visit.visits_on, line, visit=visit)
