"""A programme's card of prices as a page: each price, what the school that helps gets of it, and what stays here."""

from dataclasses import dataclass
from typing import Any

from linkage.engagements import rules
from linkage.engagements.enums import PriceModel, ShareKind
from linkage.engagements.presenters.money import labels_of, share_words, sum_of
from linkage.kernel import money


@dataclass(frozen=True)
class CardPage:
    """Everything the page of the card shows."""

    model: str
    heads: list[Any]
    labels: list[str]
    rows: list[list[Any]]
    facts: list[tuple[str, str]]


def card_page(card: rules.Card, programme: str) -> CardPage:
    """Return the page of the card."""
    is_shared = card.share.kind != ShareKind.NONE
    heads: list[Any] = ["A day of", _right("Who is helped pays")]
    if is_shared:
        heads += [_right("Who helps gets"), _right(f"{programme} keeps")]
    return CardPage(
        model=str(PriceModel(card.price_model).label),
        heads=heads,
        labels=labels_of(heads),
        rows=[_row(each, card.share, is_shared=is_shared) for each in card.rates],
        facts=_facts(card),
    )


def _row(rate: rules.Rate, share: rules.Share, *, is_shared: bool) -> list[Any]:
    gets = rules.home_gets_a_day(rate, share)
    parts = [_right(sum_of(gets.home_pence)), _right(sum_of(gets.programme_pence))] if is_shared else []
    return [{"text": rate.name, "sub": rate.note}, _right(sum_of(rate.day_pence)), *parts]


def _facts(card: rules.Card) -> list[tuple[str, str]]:
    rows = [
        ("A mile", money.pounds(card.mile_pence) if card.mile_pence else ""),
        ("A day of cover in class", money.pounds(card.cover_day_pence) if card.cover_day_pence else ""),
        ("The programme keeps", share_words(card.share) or "Nothing"),
        ("VAT, on invoice sheets", card.vat),
    ]
    return [(key, value) for key, value in rows if value]


def _right(text: Any) -> dict[str, Any]:
    return {"text": text, "numeric": True}
