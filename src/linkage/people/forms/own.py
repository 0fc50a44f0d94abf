"""The questions about oneself: details, and how often one is written to."""

from django import forms

from linkage.people.enums import DigestRhythm
from linkage.people.forms.joining import name_field
from linkage.ui.fields import ChoiceWithHints
from linkage.ui.forms import PlainForm


class DetailsForm(PlainForm):
    """What a person is called and how they are rung."""

    name = name_field("Your name", "name")
    phone = forms.CharField(
        label="Phone (optional)",
        max_length=30,
        required=False,
        help_text="Shown only to somebody you are introduced to, and to the coordinator",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )


class HowOftenForm(PlainForm):
    """How often one is sent one's list."""

    rhythm = ChoiceWithHints(
        label="How often would you like it?",
        choices=DigestRhythm.choices,
        hints={
            DigestRhythm.WEEKLY: "One e-mail a week in term, and none when nothing waits for you",
            DigestRhythm.DAILY: "On mornings on which something waits for you",
            DigestRhythm.NEVER: "Your home page still shows it. We write when somebody asks you something new",
        },
        error_messages={"required": "Choose how often you would like it"},
    )
