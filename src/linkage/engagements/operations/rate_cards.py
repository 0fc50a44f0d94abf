"""What support costs in a programme: each change makes a new version of its card, and a quote keeps its own."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.database import numbering
from linkage.engagements import policy, queries, rules
from linkage.engagements.models import Rate, RateCard
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.people.models import Person


class UnableToSaveRateCard(Refused):
    """A card that is not whole."""


@operation(policy.EDIT_RATE_CARD)
def save_rate_card(*, actor: Actor, at: datetime, card: rules.Card) -> RateCard:
    """Keep what support costs here as a new version; what was quoted before keeps its prices.

    Raises UnableToSaveRateCard where something of it is missing.
    """
    UnableToSaveRateCard.unless_none(rules.the_card_is_whole(card))
    return _keep(actor, at, card, people.person(actor=actor, person_id=actor.person_id))


@part_of_operation
def card_to_begin_with(*, actor: Actor, at: datetime) -> RateCard:
    """Return the card a new quote begins with; the first one writes down that the schools agree what they like."""
    return queries.newest_card(actor=actor) or _keep(actor, at, rules.Card(), None)


def _keep(actor: Actor, at: datetime, card: rules.Card, saved_by: Person | None) -> RateCard:
    rows = RateCard.objects.filter(programme_id=actor.tenant_id)
    made = RateCard.objects.create(
        programme_id=actor.tenant_id,
        number=numbering.next_number(rows, of=f"rate card {actor.tenant_id}"),
        price_model=card.price_model,
        share_kind=card.share.kind,
        share_parts=card.share.parts,
        share_day_pence=card.share.a_day_pence,
        share_most_parts=card.share.most_parts,
        share_most_pence=card.share.most_pence,
        mile_pence=card.mile_pence,
        cover_day_pence=card.cover_day_pence,
        vat=card.vat,
        saved_by=saved_by,
        saved_at=at,
    )
    for place, each in enumerate(card.rates, start=1):
        rate = {"name": each.name, "day_pence": each.day_pence, "note": each.note}
        Rate.objects.create(programme_id=actor.tenant_id, card=made, place=place, **rate)
    return made
