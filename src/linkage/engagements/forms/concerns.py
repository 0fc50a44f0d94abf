"""What is asked of who tells of a concern, and of who handles it."""

from typing import Any

from django import forms

from linkage.engagements.enums import ConcernOutcome, ConcernWish
from linkage.engagements.rules import ACCESS_DAYS
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.forms import PlainForm

MOST_WORDS = 2_000


class ConcernForm(WithoutPupils):
    """What worries somebody, and what they would like."""

    words = forms.CharField(
        label="What worries you?",
        help_text="As short or as long as you like. Speak of the work and what happened, and leave out pupils’ names.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "6"}),
        error_messages={"required": "Say what worries you"},
    )
    wish = forms.ChoiceField(
        label="What would you like to happen?",
        choices=ConcernWish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like to happen"},
    )
    may_tell = forms.TypedChoiceField(
        label="May the other school know that something was raised?",
        help_text="Only that there is something: never what, nor from whom.",
        choices=[("no", "No, keep it quiet"), ("yes", "Yes")],
        coerce=lambda answer: answer == "yes",
        initial="no",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the other school may know that something was raised"},
    )


class ConcernMessageForm(WithoutPupils):
    """One more word between the two."""

    words = forms.CharField(
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Write something first"},
    )

    def __init__(self, *args: Any, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = f"Write to {to}"


class HandOnForm(PlainForm):
    """Who handles it from now on."""

    person_id = forms.ChoiceField(
        label="Who looks after it from now on?",
        help_text="Who runs the programme and is of neither school. They read everything that was written.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who looks after it"},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = people  # type: ignore[attr-defined]


class CloseConcernForm(WithoutPupils):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=ConcernOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    closing = forms.CharField(
        label="In your words",
        help_text="Who raised it reads this, and nobody else does.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Say in a line what came of it"},
    )


class AccessForm(PlainForm):
    """For how long somebody may read."""

    how_long = forms.TypedChoiceField(
        label="For how long?",
        coerce=int,
        choices=[(each, f"{each} days") for each in ACCESS_DAYS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long"},
    )
