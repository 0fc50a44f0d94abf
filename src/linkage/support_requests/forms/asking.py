"""The questions of the ask, one form each."""

from typing import Any

from django import forms

from linkage.directory.enums import Way
from linkage.support_requests import rules
from linkage.support_requests.enums import Window
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoicesWithHints
from linkage.ui.forms import PlainForm

MOST_WORDS = 2000

# The directory's words are the helper's ("you visit us"); these are the same ways in the asker's words.
WAYS = {
    Way.CALL: "A call or online",
    Way.VISIT_US: "A visit to their school",
    Way.VISIT_YOU: "A visit by them to us",
    Way.COACHING: "Coaching over some weeks",
    Way.MODERATION: "Looking at work together",
    Way.RESOURCES: "Materials we can use",
    Way.TRAINING: "A training session for our staff",
}
WAY_HINTS = {Way.CALL.value: "Half an hour to begin with. Choose this if you are not sure"}
SHOW, HIDE = "show", "hide"


class BeginForm(WithoutPupils):
    """What somebody looked for before they began to ask, to change as they like."""

    words = forms.CharField(
        label="What do you need help with?",
        help_text="What you looked for. Change it as you like, here or on the next pages",
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"max_length": f"Shorten this to {MOST_WORDS:,} characters"},
    )


class FindSchoolForm(PlainForm):
    """Which school needs help, for somebody who asks on its behalf."""

    q = forms.CharField(
        label="Which school needs help?",
        help_text="Its name, URN or postcode",
        max_length=100,
        error_messages={"required": "Enter the name, URN or postcode of the school"},
    )


class SchoolForm(PlainForm):
    """One of the schools found, or one of the asker's own."""

    organisation = forms.ChoiceField(
        label="Which school needs help?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the school that needs help"},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = choices  # type: ignore[attr-defined]


class ContactForm(PlainForm):
    """Who at the school to talk to, when somebody asks on its behalf."""

    name = forms.CharField(
        label="Their name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter the name of the person we should talk to"},
    )
    email = forms.EmailField(
        label="Their work e-mail address",
        help_text="At the school, not a private one. We tell them that you asked, and they can stop it",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter their work e-mail address",
            "invalid": "Enter an e-mail address like name@school.example",
        },
    )
    job_title = forms.CharField(
        label="Their job title",
        max_length=80,
        error_messages={"required": "Enter their job title, for example head of English"},
    )

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the boxes, right or not, as far as a draft can hold it."""
        return {
            "name": str(self["name"].value() or "")[:120],
            "email": str(self["email"].value() or "")[:254],
            "job_title": str(self["job_title"].value() or "")[:80],
        }


class NeedForm(WithoutPupils):
    """What help is needed with, in the asker's own words, and the areas it is about."""

    words = forms.CharField(
        label="What do you need help with?",
        help_text=(
            "Two or three sentences, as you would say it to a colleague. Leave out pupils’ names and anything that "
            "could identify a child."
        ),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={"max_length": f"Shorten this to {MOST_WORDS:,} characters"},
    )
    area = forms.MultipleChoiceField(required=False, label="We think this is about")

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean_area(self) -> list[str]:
        """At most three."""
        chosen: list[str] = self.cleaned_data["area"]
        if len(chosen) > rules.MOST_AREAS:
            raise forms.ValidationError("Choose up to three areas. Untick the ones that matter least")
        return chosen


class HappensForm(WithoutPupils):
    """The one question about a need whose words tell no area."""

    happens = forms.CharField(
        label="What happens in school that made you write?",
        help_text="A lesson, a meeting, a form from outside: what you saw, and with whom. No names",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Say in a sentence what happens in school, or go on without"},
    )


class AreasForm(PlainForm):
    """All areas, to choose from by hand."""

    area = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="Choose up to three.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one area"},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices  # type: ignore[attr-defined]

    clean_area = NeedForm.clean_area


class HelpForm(WithoutPupils):
    """What would help."""

    ways = ChoicesWithHints(
        label="What would help?",
        help_text="Choose all that would.",
        choices=list(WAYS.items()),
        hints=WAY_HINTS,
        error_messages={"required": str(rules.the_help_is_said.__doc__)},
    )


class WhenForm(WithoutPupils):
    """When help is wanted."""

    window = forms.ChoiceField(
        label="When would you like help?",
        choices=Window.choices,
        widget=forms.RadioSelect,
        error_messages={"required": str(rules.the_time_is_said.__doc__)},
    )
    window_note = forms.CharField(
        label="Is there anything we should know about dates? (optional)",
        help_text="For example: before the mock exams, not Mondays",
        required=False,
        max_length=200,
    )
    urgent_reason = forms.CharField(
        label="If it cannot wait, why? (optional)",
        help_text="For example: an inspector comes next week. Only the people who look after your request read it",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, windows: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if windows:
            self.fields["window"].choices = windows  # type: ignore[attr-defined]


class WhoForm(WithoutPupils):
    """Who the help is for."""

    who_for = forms.CharField(
        label="Who is it for?",
        help_text="Their job and how many they are, for example: the head of English and two colleagues. Never a pupil",
        max_length=200,
        error_messages={"required": str(rules.the_people_are_said.__doc__)},
    )


class LeaveOutForm(PlainForm):
    """Schools to leave out, and whether people may read the school's name."""

    school = forms.CharField(
        label="A school to leave out (optional)",
        help_text="We ask nobody there. Its name, URN or postcode",
        required=False,
        max_length=100,
    )
    name_shown = forms.ChoiceField(
        label="May the people we ask see your school’s name?",
        choices=[(SHOW, "Yes"), (HIDE, "Only when you introduce us")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the people we ask may see your school’s name"},
    )


class ConsentForm(PlainForm):
    """The last tick before a request is sent, in the programme's own words; it carries the number of those words."""

    has_consent = forms.BooleanField(label="", error_messages={"required": str(rules.sharing_is_agreed.__doc__)})
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: str, version: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version}, **kwargs)
        self.fields["has_consent"].label = words
