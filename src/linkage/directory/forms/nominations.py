"""The questions of nominating, answering and offering."""

from collections.abc import Sequence
from typing import Any

from django import forms

from linkage.directory import rules
from linkage.directory.enums import Visibility, Way
from linkage.organisations.enums import Phase
from linkage.ui.fields import ChoicesWithHints, ChoiceWithHints
from linkage.ui.forms import PlainForm

MOST_WORDS = 1500
ANYWHERE = ""
RADII = ((5, "Up to 5 miles"), (10, "Up to 10 miles"), (20, "Up to 20 miles"), (30, "Up to 30 miles"))
# The same ways as the enum, in the words of who offers them.
WAYS = {
    Way.CALL: "A call or online",
    Way.VISIT_US: "Others come and see",
    Way.VISIT_YOU: "A visit to them",
    Way.COACHING: "Coaching over some weeks",
    Way.MODERATION: "Looking at work together",
    Way.RESOURCES: "Materials to share",
    Way.TRAINING: "A training session",
}
WAY_HINTS = {Way.CALL.value: "Half an hour is enough to begin with"}
VISIBLE = {
    Visibility.EVERYBODY: "Everybody who is signed in",
    Visibility.BROKERS: "Only the people who choose whom to ask",
}
VISIBLE_HINTS = {
    Visibility.EVERYBODY.value: "Colleagues in the programme’s schools. Contact details stay hidden",
    Visibility.BROKERS.value: "You are not in the directory, but can be suggested to a school that asks",
}
_JOB_TITLE = "Enter the job title, for example reading lead"


class SchoolForm(PlainForm):
    """Which school the colleague works at, for who answers for several."""

    organisation = forms.ChoiceField(
        label="Where does your colleague work?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where your colleague works"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]


class ColleagueForm(PlainForm):
    """Who the colleague is."""

    name = forms.CharField(
        label="Their name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter your colleague’s name"},
    )
    email = forms.EmailField(
        label="Their work e-mail address",
        help_text="At the school, not a private one",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter your colleague’s work e-mail address",
            "invalid": "Enter an e-mail address like name@school.example",
        },
    )
    job_title = forms.CharField(
        label="Their job title",
        help_text="For example: reading lead",
        max_length=80,
        error_messages={"required": _JOB_TITLE},
    )


class AboutForm(PlainForm):
    """What something is about, and for which stages: asked alike of a colleague's strength and of what is offered."""

    AREAS = ("first_area", "second_area", "third_area")

    first_area = forms.ChoiceField(
        label="What is it about?",
        help_text="Start typing, or choose from the list",
        widget=forms.Select(attrs={"data-suggest": ""}),
        error_messages={"required": "Choose what it is about"},
    )
    second_area = forms.ChoiceField(
        label="A second area (optional)", required=False, widget=forms.Select(attrs={"data-suggest": ""})
    )
    third_area = forms.ChoiceField(
        label="A third area (optional)", required=False, widget=forms.Select(attrs={"data-suggest": ""})
    )
    phases = forms.MultipleChoiceField(
        label="For which stages?",
        choices=Phase.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one stage"},
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.AREAS:
            self.fields[name].choices = [("", "Choose an area"), *areas]  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the operation takes them: the areas as one list."""
        given = dict(self.cleaned_data)
        chosen = [given.pop(name) for name in self.AREAS]
        return {**given, "area_codes": [code for code in chosen if code]}


class StrengthForm(AboutForm):
    """What the colleague is good at, and what the head has seen."""

    field_order = ("evidence",)

    evidence = forms.CharField(
        label="In your words",
        help_text=(
            "Two or three sentences: what you have seen, and what changed. Your colleague reads this. "
            "Leave out pupils’ names."
        ),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={
            "required": "Say what you have seen them do well",
            "max_length": f"Shorten this to {MOST_WORDS:,} characters",
        },
    )


class OfferForm(PlainForm):
    """What could be offered: ways, places and days in a half-term, and how far."""

    ways = ChoicesWithHints(
        label="How could they help?",
        help_text="Choose all that fit",
        choices=list(WAYS.items()),
        hints=WAY_HINTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one way to help"},
    )
    places = forms.IntegerField(
        label="How many schools in a half-term?",
        help_text="Two is usual. Nobody is introduced to more",
        min_value=1,
        max_value=rules.MOST_PLACES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "required": "Enter how many schools in a half-term",
            "invalid": "Enter a number, like 2",
            "min_value": "Enter 1 or more",
            "max_value": f"Enter {rules.MOST_PLACES} or fewer",
        },
    )
    days = forms.IntegerField(
        label="How many days away from school in a half-term?",
        help_text="Enter 0 if they can only help from where they are",
        min_value=0,
        max_value=rules.MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={
            "required": "Enter how many days, or 0",
            "invalid": "Enter a number of whole days, like 1",
            "min_value": "Enter 0 or more",
            "max_value": f"Enter {rules.MOST_DAYS} or fewer",
        },
    )
    radius_miles = forms.TypedChoiceField(
        label="How far could they travel?",
        choices=[*RADII, (ANYWHERE, "Anywhere in the programme")],
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


class AnswerForm(OfferForm):
    """The colleague's own words and choices."""

    job_title = forms.CharField(label="Your job title", max_length=80, error_messages={"required": _JOB_TITLE})
    words = forms.CharField(
        label="What can you help with?",
        help_text="In your own words. Other schools read this. Leave out pupils’ names.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "6"}),
        error_messages={
            "required": "Say what you can help with",
            "max_length": f"Shorten this to {MOST_WORDS:,} characters",
        },
    )
    visibility = ChoiceWithHints(
        label="Who may find you?",
        choices=list(VISIBLE.items()),
        hints=VISIBLE_HINTS,
        error_messages={"required": "Choose who may find you"},
    )

    field_order = ("words", "job_title", "ways", "places", "days", "radius_miles", "visibility")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ways"].label = "How would you help?"
        self.fields["places"].help_text = "Two is usual. You are never introduced to more"
        self.fields["days"].help_text = "Enter 0 if you can only help from where you are. Your head sees this"
        self.fields["radius_miles"].label = "How far would you travel?"


class MissingForm(PlainForm):
    """What is missing from an entry: one sentence its person reads."""

    missing = forms.CharField(
        label="What is missing?",
        help_text="About the entry, never about the person. They read this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what is missing"},
    )
