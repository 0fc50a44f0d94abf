"""What support costs two schools: quoted in versions, and what is given and spent beside visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START
from linkage.engagements.models import Claim, Engagement, Quote, QuoteLine
from linkage.engagements.operations.rate_cards import card_to_begin_with
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.links.enums import Side
from linkage.people import queries as people


class UnableToQuote(Refused):
    """What cannot be quoted here, or was changed by somebody else meanwhile."""


class UnableToClaim(Refused):
    """What cannot be noted here, or stands on an invoice sheet."""


@dataclass(frozen=True)
class Spent:
    """What was given or spent: so many half days, miles or one sum. Without a price the agreed one is taken."""

    kind: str
    text: str
    count: int
    spent_on: date
    unit_pence: int | None = None


@operation(policy.SAVE_QUOTE, target="engagement")
def save_quote(*, actor: Actor, at: datetime, engagement: Engagement, lines: Sequence[rules.Line], seen: int) -> Quote:
    """Keep what it costs as a new version; `seen` is the number of the one that was changed, nought for none.

    Raises UnableToQuote where it was bought, where prices are not the card's, and for a version that is not the newest.
    """
    engagement.hold()
    engagement.refuse_unless(*BEFORE_START, *AT_WORK)
    if engagement.commission_id is not None:
        raise UnableToQuote("What was bought says what it costs")
    known = queries.quotes_of(actor=actor, engagement=engagement)
    number = known[0].number if known else 0
    if number != seen:
        raise UnableToQuote("Somebody has changed it meanwhile. Look at it again, then change what is left")
    card = known[0].card if known else card_to_begin_with(actor=actor, at=at)
    UnableToQuote.unless_none([*rules.lines_can_be_quoted(card.plain, lines), *_strangers(actor, engagement, lines)])
    made = Quote.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        number=number + 1,
        card=card,
        saved_by=people.person(actor=actor, person_id=actor.person_id),
        saved_at=at,
    )
    QuoteLine.objects.bulk_create(
        QuoteLine(
            programme_id=engagement.programme_id,
            quote=made,
            place=place,
            kind=each.kind,
            text=each.text,
            count=each.count,
            unit_pence=each.unit_pence,
            person_id=each.person_id,
        )
        for place, each in enumerate(lines, start=1)
    )
    return made


@operation(policy.ADD_CLAIM, target="engagement")
def add_claim(*, actor: Actor, at: datetime, engagement: Engagement, spent: Spent) -> Claim:
    """Note what the actor's school gave or spent beside visits.

    Raises UnableToClaim before it is agreed and while it is paused, for a day to come, where no price was agreed, and
    for the school that is helped unless the two learn from each other.
    """
    engagement.hold()
    UnableToClaim.unless_none(rules.money_is_noted(engagement.status))
    side = policy.side_of(actor, engagement)
    if side == Side.CLIENT and not engagement.is_reciprocal:
        raise UnableToClaim(f"Only {engagement.home_organisation.name} gives days here, so it notes what it spends")
    costs = queries.costs_of(actor=actor, engagement=engagement)
    UnableToClaim.unless_none(
        [
            *rules.the_day_has_come(spent.spent_on, day_of(at), "spent_on"),
            *rules.somebody_charges(costs.card, is_bought=costs.is_bought),
        ]
    )
    return Claim.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        side=side,
        kind=spent.kind,
        text=spent.text,
        count=spent.count,
        unit_pence=_price(actor, costs, spent),
        spent_on=spent.spent_on,
        noted_by=people.person(actor=actor, person_id=actor.person_id),
        noted_at=at,
    )


@operation(policy.DROP_CLAIM, target="claim")
def drop_claim(*, actor: Actor, at: datetime, claim: Claim) -> Engagement:  # noqa: ARG001 (the audit entry)
    """Take something off that was noted; raises UnableToClaim where an invoice sheet asks for it."""
    engagement: Engagement = claim.engagement
    engagement.hold()
    UnableToClaim.unless_none(rules.money_is_noted(engagement.status))
    if queries.is_on_a_sheet(actor=actor, claim=claim):
        raise UnableToClaim("An invoice sheet asks for this. Take that back first")
    claim.delete()
    return engagement


def _price(actor: Actor, costs: queries.Costs, spent: Spent) -> int:
    """The price that was said, else the one that was agreed."""
    agreed = costs.price(spent.kind, actor.person_id)
    price = agreed if spent.unit_pence is None else spent.unit_pence
    if price is None:
        sentence = "No price for this was agreed. Write first what it costs, or note it as something else, with its sum"
        raise UnableToClaim([Violation("a_price_is_agreed", sentence, "kind")])
    return price


def _strangers(actor: Actor, engagement: Engagement, lines: Sequence[rules.Line]) -> list[Violation]:
    known = {each.person_id for each in queries.visitors_of(actor=actor, engagement=engagement)}
    if all(each.person_id is None or each.person_id in known for each in lines):
        return []
    sentence = f"Choose somebody of {engagement.home_organisation.name} who takes part"
    return [Violation("who_gives_days_takes_part", sentence)]
