"""What is asked about a paper, and about the day of a step."""

from collections.abc import Iterable
from typing import Any

from django import forms

from linkage.documents.forms import KeptFileField
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import DayField
from linkage.ui.forms import PlainForm


class PaperForm(WithoutPupils):
    """A new paper: its file, what it is, and to which step it belongs where that is not known."""

    file = KeptFileField(label="Choose the file")
    title = forms.CharField(
        label="What is it?",
        help_text="For example: due diligence, finances. Leave out pupils’ names, here and in the file.",
        max_length=100,
        error_messages={"required": "Say what the paper is"},
    )
    code = forms.ChoiceField(label="Does it belong to a step?", required=False)

    def __init__(self, *args: Any, steps: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(steps)
        if known:
            self.fields["code"].choices = [("", "No, to all of it"), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["code"]


class NewerPaperForm(PlainForm):
    """A newer version of a paper."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    file = KeptFileField(label="Choose the newer file")


class StepDayForm(PlainForm):
    """On which day a step is planned, if on any."""

    planned_on = DayField(
        label="On which day is it planned?",
        what="the day on which it is planned",
        help_text="Leave it empty for no day.",
        required=False,
    )
