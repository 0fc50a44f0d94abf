"""What is asked about what is in the way."""

from typing import Any

from django import forms

from linkage.engagements.enums import HindranceKind
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import DayField
from linkage.ui.forms import PlainForm


class HindranceForm(WithoutPupils):
    """What is in the way, who looks after it and until when."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=HindranceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    text = forms.CharField(
        label="In a line",
        help_text="For example, “Cover for Tuesdays is not found yet”. Both schools read it.",
        max_length=300,
        error_messages={"required": "Say what is in the way"},
    )
    owner_id = forms.ChoiceField(
        label="Who looks after it?", widget=forms.RadioSelect, error_messages={"required": "Choose who looks after it"}
    )
    due_on = DayField(label="By when?", what="the day by which it is settled")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]


class SettleForm(WithoutPupils):
    """What came of it."""

    outcome = forms.CharField(
        label="What came of it?",
        help_text="For example, “Two colleagues share the cover”.",
        max_length=300,
        error_messages={"required": "Say what came of it"},
    )


class AgainForm(PlainForm):
    """Until when it is looked after anew."""

    due_on = DayField(label="By when now?", what="the day by which it is settled")
