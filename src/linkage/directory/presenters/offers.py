"""What a school or body offers, on its page and in its form."""

from decimal import Decimal
from typing import Any

from linkage.directory.enums import Price
from linkage.directory.forms.offers import ONLINE
from linkage.directory.models import Entry
from linkage.kernel import money


def answers(entry: Entry, area_codes: list[str]) -> dict[str, Any]:
    """The form as the entry stands."""
    areas = dict(zip(("first_area", "second_area", "third_area"), area_codes, strict=False))
    pounds = None if entry.price_pence is None else Decimal(entry.price_pence) / money.PENCE
    names = ("title", "words", "phases", "places", "price")
    ways = [*entry.ways, *([ONLINE] if entry.is_online else [])]
    note = "agreed_note" if entry.price == Price.AGREED else "price_note"
    plain = {name: getattr(entry, name) for name in names}
    return {**plain, **areas, "ways": ways, "price_pounds": pounds, note: entry.price_note}


def cost(entry: Entry) -> str:
    """What it costs, in words: "£350.00, for each of two mornings"; nothing where nobody said."""
    if not entry.price:
        return ""
    says = {Price.FREE: "Free", Price.AGREED: "By agreement", Price.COST: _cost(entry.price_pence)}
    return ", ".join(part for part in (says[Price(entry.price)], entry.price_note) if part)


def _cost(pence: int | None) -> str:
    return "At a price" if pence is None else money.pounds(pence)
