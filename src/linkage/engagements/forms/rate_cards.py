"""What a programme charges for support, and what it keeps: its card of prices."""

from typing import Any

from django import forms

from linkage.engagements import rules
from linkage.engagements.enums import PriceModel, ShareKind
from linkage.engagements.forms.money import MOST_A_DAY
from linkage.links.forms import PoundsField
from linkage.ui.fields import ChoiceWithMore
from linkage.ui.forms import PlainForm

RATE_ROWS = 6


class RateCardForm(PlainForm):
    """What a programme charges and keeps; a price whose name is emptied is a price less."""

    price_model = forms.ChoiceField(label="Who says what support costs?", choices=PriceModel, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        made = {name: field for row in self.rows for name, field in _rate_fields(row).items()}
        made |= {**_price_fields(), **_share_fields(), "vat": _vat_field()}
        self.base_fields = {**self.base_fields, **made}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    @property
    def rows(self) -> range:
        """The numbers of the prices."""
        return range(1, RATE_ROWS + 1)

    @property
    def card(self) -> rules.Card:
        """The card as it was filled in."""
        given = self.answers
        kind = given["share_kind"]
        rates = [
            rules.Rate(given[f"name_{row}"], given[f"day_pence_{row}"] or 0, given[f"note_{row}"])
            for row in self.rows
            if given[f"name_{row}"]
        ]
        share = rules.Share(
            kind=kind,
            parts=given["percent"] or 0 if kind == ShareKind.PERCENT else 0,
            a_day_pence=given["a_day_pence"] or 0 if kind == ShareKind.FIXED else 0,
            most_parts=0 if kind == ShareKind.NONE else given["most_percent"] or 0,
            most_pence=0 if kind == ShareKind.NONE else given["most_pence"] or 0,
        )
        return rules.Card(
            given["price_model"],
            tuple(rates),
            share,
            given["mile_pence"] or 0,
            given["cover_day_pence"] or 0,
            given["vat"],
        )

    def clean(self) -> dict[str, Any]:
        """Whoever has a name has a price."""
        given = super().clean() or self.cleaned_data
        for row in self.rows:
            if given.get(f"name_{row}") and not given.get(f"day_pence_{row}"):
                self.add_error(f"day_pence_{row}", f"Say what a day costs: {given[f'name_{row}']}")
        return given


class PercentField(PoundsField):
    """So many in a hundred, as people write it ("7.5"); cleaned it is hundredths of one, as pounds are pence."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = "Enter a number from 0 to 100, like 15 or 7.5"
        messages = {"invalid": wrong, "max_decimal_places": wrong, "min_value": wrong, "max_value": wrong}
        super().__init__(max_value=100, required=False, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Take the sign away."""
        return super().to_python(value.replace("%", "") if isinstance(value, str) else value)


def _rate_fields(row: int) -> dict[str, forms.Field]:
    return {
        f"name_{row}": forms.CharField(label=f"Price {row}: of whom?", max_length=60, required=False),
        f"day_pence_{row}": PoundsField(label="Pounds a day", required=False, max_value=MOST_A_DAY),
        f"note_{row}": forms.CharField(label="What is in it? (optional)", max_length=120, required=False),
    }


def _price_fields() -> dict[str, forms.Field]:
    cover = "Pounds for a day of cover in class (optional)"
    return {
        "mile_pence": PoundsField(label="Pounds a mile (optional)", required=False, max_value=5),
        "cover_day_pence": PoundsField(label=cover, required=False, max_value=MOST_A_DAY),
    }


def _vat_field() -> forms.Field:
    return forms.CharField(
        label="What do invoice sheets say about VAT? (optional)",
        help_text="A sentence, for example: “No VAT is charged on this supply.” What is due is for finance offices "
        "to know.",
        max_length=200,
        required=False,
    )


def _share_fields() -> dict[str, forms.Field]:
    return {
        "share_kind": ChoiceWithMore(
            label="What does the programme keep of a day?",
            choices=ShareKind.choices,
            reveals={ShareKind.PERCENT.value: ("percent",), ShareKind.FIXED.value: ("a_day_pence",)},
        ),
        "percent": PercentField(label="How many in a hundred?"),
        "a_day_pence": PoundsField(label="How many pounds?", required=False, max_value=MOST_A_DAY),
        "most_percent": PercentField(
            label="At most how many in a hundred of a line? (optional)",
            help_text="Some funds say that no more than 5 in a hundred are held back.",
        ),
        "most_pence": PoundsField(
            label="At most how many pounds for one piece of support? (optional)", required=False, max_value=100_000
        ),
    }


def card_initial(card: rules.Card) -> dict[str, Any]:
    """Return what the form of the card holds."""
    made: dict[str, Any] = {
        "price_model": card.price_model,
        "mile_pence": card.mile_pence or None,
        "cover_day_pence": card.cover_day_pence or None,
        "share_kind": card.share.kind,
        "percent": card.share.parts or None,
        "a_day_pence": card.share.a_day_pence or None,
        "most_percent": card.share.most_parts or None,
        "most_pence": card.share.most_pence or None,
        "vat": card.vat,
    }
    for row, each in enumerate(card.rates, start=1):
        made |= {f"name_{row}": each.name, f"day_pence_{row}": each.day_pence, f"note_{row}": each.note}
    return made
