"""What is asked about money: what it costs, and what was given or spent."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.engagements import rules
from linkage.engagements.enums import LineKind, PriceModel
from linkage.kernel.money import pounds
from linkage.links.forms import HalfDaysField, PoundsField
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithMore, DayField

DAY_ROWS, OTHER_ROWS = (1, 2, 3), (1, 2)
MOST_A_DAY = 10_000
DAYS, MILES, COVER, ANYTHING = "Days of support", "Travel", "Cover in class", "Something else"


def _miles(label: str) -> forms.IntegerField:
    attrs = {"class": "govuk-input--width-5", "inputmode": "numeric"}
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=20_000,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"invalid": "Enter whole miles, like 40"},
    )


class QuoteForm(WithoutPupils):
    """What it costs: days of one, two or three people, miles, cover, and two sums more."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, card: rules.Card, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        self.card = card
        self.people = [("", "Anybody who takes part"), *people]
        made = {name: field for row in DAY_ROWS for name, field in self._day_row(row).items()}
        # Before the form is made, so that it looks through what is new in all of them.
        self.base_fields = {**self.base_fields, **made, **_beside()}  # type: ignore[misc]
        super().__init__(*args, **kwargs)

    def _day_row(self, row: int) -> dict[str, forms.Field]:
        price: forms.Field = PoundsField(label="Pounds a day", required=False, max_value=MOST_A_DAY)
        if self.card.price_model == PriceModel.FIXED:
            known = [(str(each.day_pence), f"{each.name}: {pounds(each.day_pence)}") for each in self.card.rates]
            price = forms.TypedChoiceField(
                label="Price of a day", choices=[("", "Choose"), *known], coerce=int, empty_value=None, required=False
            )
        return {
            f"half_days_{row}": HalfDaysField(label="How many days?", required=False),
            f"day_pence_{row}": price,
            f"person_{row}": forms.ChoiceField(label="Who gives them?", choices=self.people, required=False),
        }

    @property
    def has_more_days(self) -> bool:
        """Whether anything stands in the second or third row of days, so that these stand open."""
        names = [f"{name}_{row}" for name in ("half_days", "day_pence", "person") for row in DAY_ROWS[1:]]
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def lines(self) -> list[rules.Line]:
        """The lines that were filled in, in their order."""
        given = self.answers
        found = [self._days(given, row) for row in DAY_ROWS if given[f"half_days_{row}"]]
        if given["miles"]:
            found.append(rules.Line(LineKind.TRAVEL, MILES, given["miles"], given["mile_pence"]))
        if given["cover_half_days"]:
            found.append(rules.Line(LineKind.COVER, COVER, given["cover_half_days"], given["cover_day_pence"]))
        others = [(given[f"other_{row}"], given[f"other_pence_{row}"]) for row in OTHER_ROWS]
        return [*found, *(rules.Line(LineKind.OTHER, text, 1, pence) for text, pence in others if text)]

    def _days(self, given: dict[str, Any], row: int) -> rules.Line:
        price = given[f"day_pence_{row}"]
        named = next((each.name for each in self.card.rates if each.day_pence == price), DAYS)
        person = given[f"person_{row}"]
        person_id = UUID(person) if person else None
        return rules.Line(LineKind.DAYS, named, given[f"half_days_{row}"], price, person_id)

    def clean(self) -> dict[str, Any]:
        """Whatever is counted has a price, and whatever has a sum a name."""
        given = super().clean()
        pairs = [(f"half_days_{row}", f"day_pence_{row}", "Say what a day costs") for row in DAY_ROWS]
        pairs += [("miles", "mile_pence", "Say what a mile costs")]
        pairs += [("cover_half_days", "cover_day_pence", "Say what a day of cover costs")]
        pairs += [(f"other_{row}", f"other_pence_{row}", "Say how much it is") for row in OTHER_ROWS]
        pairs += [(f"other_pence_{row}", f"other_{row}", "Say what it is for") for row in OTHER_ROWS]
        for counted, priced, sentence in pairs:
            if given.get(counted) and given.get(priced) in (None, "") and priced not in self.errors:
                self.add_error(priced, sentence)
        return given


def _beside() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {
        "miles": _miles("How many miles in all? (optional)"),
        "mile_pence": PoundsField(label="Pounds a mile", required=False, max_value=5),
        "cover_half_days": HalfDaysField(label="How many days of cover? (optional)", required=False),
        "cover_day_pence": PoundsField(label="Pounds a day", required=False, max_value=MOST_A_DAY),
    }
    for row in OTHER_ROWS:
        made[f"other_{row}"] = forms.CharField(label="What is it? (optional)", max_length=100, required=False)
        made[f"other_pence_{row}"] = PoundsField(label="Pounds", required=False, max_value=100_000)
    return made


def quote_initial(lines: Sequence[rules.Line], card: rules.Card, *, half_days: int, number: int) -> dict[str, Any]:
    """Return what the form holds: the newest quote; for a first one the days agreed, at the first price of the card."""
    first: dict[str, Any] = {
        "half_days_1": half_days or None,
        "day_pence_1": card.rates[0].day_pence if card.rates else None,
    }
    known: dict[str, Any] = {
        "seen": number,
        "mile_pence": card.mile_pence or None,
        "cover_day_pence": card.cover_day_pence or None,
    }
    return {**known, **(_rows(lines) if lines else first)}


def _rows(lines: Sequence[rules.Line]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    of_kind = {kind: [each for each in lines if each.kind == kind] for kind in LineKind}
    for row, each in zip(DAY_ROWS, of_kind[LineKind.DAYS], strict=False):
        made |= {f"half_days_{row}": each.count, f"day_pence_{row}": each.unit_pence}
        made[f"person_{row}"] = str(each.person_id or "")
    for each in of_kind[LineKind.TRAVEL]:
        made |= {"miles": each.count, "mile_pence": each.unit_pence}
    for each in of_kind[LineKind.COVER]:
        made |= {"cover_half_days": each.count, "cover_day_pence": each.unit_pence}
    for row, each in zip(OTHER_ROWS, of_kind[LineKind.OTHER], strict=False):
        made |= {f"other_{row}": each.text, f"other_pence_{row}": each.unit_pence}
    return made


class ClaimForm(WithoutPupils):
    """What was given or spent beside visits; its price is the one that was agreed."""

    kind = ChoiceWithMore(
        label="What was it?",
        choices=(
            (LineKind.DAYS.value, "Days that were no visit, such as preparing or writing"),
            (LineKind.TRAVEL.value, "Miles by car"),
            (LineKind.COVER.value, "Cover in class"),
            (LineKind.OTHER.value, "Something else, such as a train ticket"),
        ),
        reveals={
            LineKind.DAYS.value: ("half_days",),
            LineKind.TRAVEL.value: ("miles",),
            LineKind.COVER.value: ("cover_half_days",),
            LineKind.OTHER.value: ("sum_pence",),
        },
        error_messages={"required": "Choose what it was"},
    )
    half_days = HalfDaysField(label="How many days?", required=False)
    miles = _miles("How many miles?")
    cover_half_days = HalfDaysField(label="How many days of cover?", required=False)
    sum_pence = PoundsField(label="How many pounds?", required=False, max_value=100_000)
    text = forms.CharField(
        label="What was it for?",
        help_text="A few words that a finance office understands. It stands on the invoice sheet.",
        max_length=100,
        error_messages={"required": "Say what it was for"},
    )
    spent_on = DayField(label="On which day?", what="the day on which it was")

    _COUNTED = {
        LineKind.DAYS.value: ("half_days", "Say how many days it was"),
        LineKind.TRAVEL.value: ("miles", "Say how many miles it was"),
        LineKind.COVER.value: ("cover_half_days", "Say how many days of cover it was"),
        LineKind.OTHER.value: ("sum_pence", "Say how much it was"),
    }

    def clean(self) -> dict[str, Any]:
        """What was chosen is counted."""
        given = super().clean()
        counted, sentence = self._COUNTED.get(given.get("kind", ""), ("", ""))
        if counted and not given.get(counted) and counted not in self.errors:
            self.add_error(counted, sentence)
        return given

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as one makes something spent of them: a sum is one at its price."""
        given = super().answers
        counted = given[self._COUNTED[given["kind"]][0]]
        is_sum = given["kind"] == LineKind.OTHER
        return {
            "kind": given["kind"],
            "text": given["text"],
            "spent_on": given["spent_on"],
            "count": 1 if is_sum else counted,
            "unit_pence": counted if is_sum else None,
        }
