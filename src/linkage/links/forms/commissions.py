"""What is asked of who buys support, who approves it, and who keeps the money."""

from decimal import Decimal
from typing import Any

from django import forms

from linkage.kernel.money import PENCE
from linkage.links.enums import FundKind, Provider
from linkage.links.rules import MOST_HALF_DAYS
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithMore, DayField
from linkage.ui.forms import PlainForm

OUTCOMES = (1, 2, 3)
PARTS = ("outcome", "measure", "baseline", "target")
MOST_POUNDS_A_DAY = 10_000
MOST_NEED, MOST_OUTCOME = 1_000, 200
_SHORT = {"class": "govuk-input--width-10", "inputmode": "decimal"}


class PoundsField(forms.DecimalField):
    """Money as people write it ("£1,250" or "450.50"); cleaned it is whole pence."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "invalid": "Enter an amount in pounds, like 350 or 350.50",
            "max_decimal_places": "Enter an amount in pounds, like 350 or 350.50",
            "min_value": "Enter an amount that is not below nothing",
            **kwargs.pop("error_messages", {}),
        }
        super().__init__(
            min_value=kwargs.pop("min_value", 0),
            decimal_places=2,
            widget=forms.TextInput(attrs=dict(_SHORT)),
            error_messages=messages,
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        """Take the pound sign and the commas away."""
        return super().to_python(value.replace("£", "").replace(",", "") if isinstance(value, str) else value)

    def clean(self, value: Any) -> Any:
        """Return whole pence, None for an optional one that is empty."""
        pounds = super().clean(value)
        return None if pounds is None else int(pounds * PENCE)

    def prepare_value(self, value: Any) -> Any:
        """Show kept pence as pounds; what was typed stays as it was."""
        return f"{Decimal(value) / PENCE:.2f}" if isinstance(value, int) else value


class HalfDaysField(forms.DecimalField):
    """Days, whole or with a half; cleaned they are counted in halves."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = "Enter whole days or a half, like 3 or 2.5"
        super().__init__(
            max_value=MOST_HALF_DAYS // 2,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
            error_messages={
                "required": "Enter how many days",
                "invalid": wrong,
                "max_value": f"Enter {MOST_HALF_DAYS // 2} days or fewer",
            },
            **kwargs,
        )
        self.wrong = wrong

    def clean(self, value: Any) -> Any:
        """Return the number of half days; nought for an optional one that is empty."""
        days = super().clean(value)
        if days is None:
            return 0
        halves = days * 2
        if halves != halves.to_integral_value() or halves < 1:
            raise forms.ValidationError(self.wrong if halves > 0 else "Enter at least half a day", code="invalid")
        return int(halves)

    def prepare_value(self, value: Any) -> Any:
        """Show kept halves as days; what was typed stays as it was."""
        return f"{Decimal(value) / 2:f}".rstrip("0").rstrip(".") if isinstance(value, int) else value


class CommissionForm(WithoutPupils):
    """The whole package in one form: what, who, when, what it costs and what should come of it."""

    need = forms.CharField(
        label="What is it for?",
        help_text="Whoever approves the money reads this, and the school once it is ordered.",
        max_length=MOST_NEED,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Say what it is for"},
    )
    provider_kind = ChoiceWithMore(
        label="Who gives the support?",
        choices=Provider.choices,
        reveals={Provider.ENTRY.value: ("entry",), Provider.ORGANISATION.value: ("organisation",)},
        error_messages={"required": "Choose who gives the support, or leave it open"},
    )
    entry = forms.ChoiceField(
        label="Who in the directory?", required=False, widget=forms.Select(attrs={"data-suggest": True})
    )
    organisation = forms.ChoiceField(
        label="Which school or body?", required=False, widget=forms.Select(attrs={"data-suggest": True})
    )
    starts_on = DayField(label="From when?", what="the first day", help_text="For example, 12 1 2027")
    ends_on = DayField(label="Until when?", what="the last day", help_text="For example, 26 3 2027")
    days = HalfDaysField(label="How many days?", help_text="Whole days or a half, like 3 or 2.5")
    day_price_pence = PoundsField(
        label="Price of a day, in pounds",
        max_value=MOST_POUNDS_A_DAY,
        error_messages={"required": "Enter the price of a day, 0 if it is free", "max_value": "Enter £10,000 or less"},
    )
    other_pence = PoundsField(
        label="Other costs, in pounds (optional)",
        help_text="Travel, cover for lessons, materials",
        required=False,
        max_value=100_000,
        error_messages={"max_value": "Enter £100,000 or less"},
    )
    other_for = forms.CharField(label="What are the other costs for? (optional)", max_length=120, required=False)
    funding = forms.ChoiceField(
        label="Which money pays for it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which money pays for it"},
    )
    note = forms.CharField(
        label="A note to whoever approves it (optional)",
        help_text="The school does not read this.",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """How something is measured needs what it measures."""
        given = super().clean()
        for number in OUTCOMES[1:]:
            said = [given.get(f"{part}_{number}") for part in PARTS]
            if any(said) and not said[0] and not self.errors.get(f"outcome_{number}"):
                self.add_error(f"outcome_{number}", "Say what should be different afterwards")
        return given

    @property
    def says_more(self) -> bool:
        """Whether more than the first outcome has been written, so that its questions stand open."""
        return any(self[f"{part}_{number}"].value() for number in OUTCOMES[1:] for part in PARTS)

    @property
    def has_money(self) -> bool:
        """Whether there is any money to choose."""
        return bool(self.fields["funding"].choices)  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers with the outcomes as one list, and what is not the provider left out."""
        given = super().answers
        outcomes = [{part: given.pop(f"{part}_{number}") for part in PARTS} for number in OUTCOMES]
        kind, half_days = given["provider_kind"], given.pop("days")
        return {
            **given,
            "half_days": half_days,
            "other_pence": given["other_pence"] or 0,
            "entry": given["entry"] if kind == Provider.ENTRY else "",
            "organisation": given["organisation"] if kind == Provider.ORGANISATION else "",
            "outcomes": [each for each in outcomes if each["outcome"]],
        }


def _outcome_fields(number: int) -> dict[str, forms.Field]:
    is_first = number == 1
    optional = "" if is_first else " (optional)"
    return {
        f"outcome_{number}": forms.CharField(
            label=f"What should be different afterwards?{optional}",
            max_length=MOST_OUTCOME,
            required=is_first,
            error_messages={"required": "Say what should be different afterwards"},
        ),
        f"measure_{number}": forms.CharField(
            label="How will you know? (optional)", max_length=MOST_OUTCOME, required=False
        ),
        f"baseline_{number}": forms.CharField(
            label="Where does it stand now? (optional)", max_length=120, required=False
        ),
        f"target_{number}": forms.CharField(label="Where should it be? (optional)", max_length=120, required=False),
    }


for _number in OUTCOMES:
    CommissionForm.base_fields.update(_outcome_fields(_number))


class DecideForm(WithoutPupils):
    """Approve the money or refuse it."""

    decision = forms.ChoiceField(
        label="Your decision",
        choices=(("approve", "Yes, approve it"), ("refuse", "No, refuse it")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you approve the money"},
    )
    reason = forms.CharField(
        label="Why, or a note (needed when you refuse)",
        help_text="Whoever prepared it reads this, and can change it and send it again.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class OrderForm(PlainForm):
    """The purchase reference makes it ordered."""

    purchase_reference = forms.CharField(
        label="Purchase reference",
        help_text="The number of the order in your finance office, for example PO 10438.",
        max_length=60,
        error_messages={"required": "Enter the purchase reference"},
    )


class PaidForm(PlainForm):
    """What has been paid so far."""

    paid_pence = PoundsField(
        label="How much has been paid so far, in pounds?",
        help_text="All invoices together. Linkage notes it and pays nothing.",
        error_messages={"required": "Enter how much has been paid so far"},
    )


class GivenForm(PlainForm):
    """What the support cost in the end."""

    paid_pence = PoundsField(
        label="What did it cost in the end, in pounds?",
        help_text="All invoices together, also those still to come. Linkage notes it and pays nothing.",
        error_messages={"required": "Enter what it cost in the end, 0 if it was free"},
    )


class StopBuyingForm(WithoutPupils):
    """Why it is not bought after all."""

    reason = forms.CharField(
        label="Why is it not bought after all?",
        max_length=200,
        error_messages={"required": "Say why it is not bought after all"},
    )


class FundForm(PlainForm):
    """Money that buys support."""

    name = forms.CharField(
        label="What is it called?",
        help_text="For example: School improvement fund 2026 to 2027",
        max_length=80,
        error_messages={"required": "Say what the money is called"},
    )
    kind = forms.ChoiceField(
        label="Whose money is it?",
        choices=FundKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose money it is"},
    )
    starts_on = DayField(label="From when?", what="the first day", help_text="For example, 1 9 2026")
    ends_on = DayField(label="Until when?", what="the last day", help_text="For example, 31 8 2027")
    budget_pence = PoundsField(
        label="How much is it, in pounds?",
        max_value=100_000_000,
        error_messages={"required": "Enter how much it is", "max_value": "Enter £100,000,000 or less"},
    )
