"""What is asked about invoice sheets: what for, what became of one, and what is wrong with it."""

from typing import Any

from django import forms

from linkage.engagements import rules
from linkage.engagements.enums import InvoiceBasis
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import DayField
from linkage.ui.forms import PlainForm


class PeriodForm(PlainForm):
    """From which day to which."""

    from_on = DayField(label="From which day?", what="the first day")
    until_on = DayField(label="Until which day?", what="the last day")

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("from_on"), given.get("until_on")
        for found in rules.the_period_is_in_order(first, last) if first and last else ():
            self.add_error("until_on", found.sentence)
        return given


class InvoiceForm(PeriodForm):
    """What a sheet asks for."""

    basis = forms.ChoiceField(
        label="What does it ask for?",
        choices=InvoiceBasis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it asks for"},
    )
    reference = forms.CharField(
        label="Purchase reference (optional)",
        help_text="The number of the order, where whoever pays has given one.",
        max_length=60,
        required=False,
    )
    field_order = ("basis", "from_on", "until_on", "reference")


class InvoiceDayForm(PlainForm):
    """On which day something became of a sheet."""

    on = DayField(label="On which day?", what="the day on which it was")


class VoidForm(WithoutPupils):
    """Why a sheet is taken back."""

    reason = forms.CharField(
        label="What is wrong with it?",
        help_text="Both schools read this.",
        max_length=200,
        error_messages={"required": "Say what is wrong with it"},
    )
