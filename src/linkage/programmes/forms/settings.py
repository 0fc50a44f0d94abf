"""The questions of the settings pages."""

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django import forms

from linkage.kernel import words
from linkage.programmes import enums
from linkage.programmes.queries import ShippedCalendar
from linkage.programmes.rules import LONGEST_PROMISE_DAYS, SERVICE_LEVELS
from linkage.ui.fields import ChoiceWithHints, DayField
from linkage.ui.forms import PlainForm
from linkage.ui.registry import MemberSchool

EVERYBODY = ""


class DescribeForm(PlainForm):
    """What the header says, and how people reach the programme."""

    name = forms.CharField(
        label="Name of the programme",
        max_length=80,
        error_messages={"required": "Enter the name of the programme"},
    )
    tagline = forms.CharField(
        label="Line under the name", max_length=80, required=False, help_text="For example, School-to-school support"
    )
    contact_email = forms.EmailField(
        label="E-mail address people write to", required=False, help_text="Answers to our e-mails go there too"
    )
    contact_phone = forms.CharField(label="Telephone number", max_length=30, required=False)
    contact_times = forms.CharField(
        label="When somebody answers",
        max_length=120,
        required=False,
        help_text="For example, Mondays and Tuesdays in term time",
    )


class ColourForm(PlainForm):
    """The one colour."""

    colour = forms.CharField(
        label="Colour",
        max_length=7,
        help_text="# and six figures or letters from a to f, for example #0b5d66",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
        error_messages={"required": "Enter the colour, for example #0b5d66"},
    )


class ServiceLevelsForm(PlainForm):
    """Promises and reminders in working school days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in SERVICE_LEVELS.items():
            sentence = f"{label}: write a number of working days from 1 to {LONGEST_PROMISE_DAYS}"
            self.fields[name] = forms.IntegerField(
                label=label,
                min_value=1,
                max_value=LONGEST_PROMISE_DAYS,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
            )


class WaysForm(PlainForm):
    """How people come to be listed, and which schools are suggested to each other."""

    nomination_check = forms.ChoiceField(
        label="What happens when a colleague has said yes?",
        choices=enums.NominationCheck.choices,
        widget=forms.RadioSelect,
    )
    confirm_terms = forms.TypedChoiceField(
        label="How often are people asked whether their entry is still right?",
        choices=enums.ConfirmTerms.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often people are asked"},
    )
    is_same_trust_excluded = forms.TypedChoiceField(
        label="Are schools of the same trust suggested to each other?",
        choices=[("no", "Yes, like any other school"), ("yes", "No, they have each other already")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    who_chooses = forms.ChoiceField(
        label="Who chooses among the people who could help?",
        choices=enums.WhoChooses.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who chooses"},
    )


def _hours(label: str, hours: range) -> forms.TypedChoiceField:
    """A full hour of the day, as a list: nobody means 7.43."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(hour, words.clock(time(hour))) for hour in hours],
        coerce=int,
        widget=forms.Select,
    )


class MailHoursForm(PlainForm):
    """When e-mails that can wait go out."""

    has_mail_hours = ChoiceWithHints(
        label="When may our e-mails arrive?",
        choices=[("yes", "On school days, in the hours below"), ("no", "At any hour, at once")],
        hints={"yes": "What comes up in the evening, at the weekend or in the holidays waits for the next school day"},
    )
    mail_from_hour = _hours("From", range(6, 12))
    mail_until_hour = _hours("Until", range(12, 22))
    digest_weekday = forms.TypedChoiceField(
        label="Weekday of the weekly list",
        help_text="It says what waits for each person. On a closed day it goes on the next school day of the week",
        choices=enums.Weekday.choices,
        coerce=int,
        widget=forms.Select,
    )

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as `operations.choose_mail_hours` takes them."""
        return {**self.cleaned_data, "has_mail_hours": self.cleaned_data["has_mail_hours"] == "yes"}


class LawfulForm(PlainForm):
    """Why names may be kept."""

    lawful_basis = ChoiceWithHints(
        label="Why may you keep people\u2019s names?",
        choices=enums.LawfulBasis.choices,
        hints={
            enums.LawfulBasis.PUBLIC_TASK: "Usual for a local authority, or a body that acts for one",
            enums.LawfulBasis.LEGITIMATE_INTERESTS: "Usual for a diocese, a trust or a group of schools",
        },
    )
    lawful_text = forms.CharField(
        label="Your own words for it, if you have some",
        help_text="They replace ours on the page \u201cWhat we keep about you\u201d",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )


class SharingForm(PlainForm):
    """What a school agrees to when it asks."""

    sharing_text = forms.CharField(
        label="What does a school agree to when it asks?",
        help_text="One or two sentences beside a box to tick. Leave it empty for our words",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )


class SafeguardingForm(PlainForm):
    """Whom to ring about a child."""

    safeguarding_contact = forms.CharField(
        label="Who is rung about a child, where your schools are?",
        help_text="Names, numbers and hours, a line for each: children’s social care, out of hours, the LADO",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "5"}),
    )


class QuestionForm(PlainForm):
    """One question of the public page."""

    question = forms.CharField(
        label="The question, as people ask it",
        max_length=120,
        help_text="For example: Is there any training?",
        error_messages={"required": "Write the question"},
    )
    answer = forms.CharField(
        label="Your answer",
        max_length=1000,
        help_text="Two or three sentences. Anybody can read them: leave out names of people",
        widget=forms.Textarea,
        error_messages={"required": "Write the answer"},
    )


class PauseForm(PlainForm):
    """Why the clocks stop."""

    reason = forms.CharField(
        label="Why?",
        max_length=200,
        help_text="A few words, such as: schools are closed by snow. Every page shows them",
        error_messages={"required": "Say why, in a few words: everybody sees them"},
    )


class FollowForm(PlainForm):
    """Which of the shipped term dates to copy, and for whom."""

    calendar = forms.ChoiceField(label="Whose term dates?", widget=forms.RadioSelect, required=False)
    authority_code = forms.ChoiceField(label="For which schools?", widget=forms.Select(), required=False)

    def __init__(
        self, *args: Any, shipped: Iterable[ShippedCalendar], schools: Iterable[MemberSchool], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        shipped = list(shipped)
        chosen = ChoiceWithHints(
            label="Whose term dates?",
            required=False,
            choices=[*((each.key, f"{each.name}, {', '.join(each.years)}") for each in shipped), ("", "None of these")],
            hints={each.key: each.note for each in shipped},
        )
        self.fields["calendar"] = chosen
        self.fields["authority_code"].choices = [  # type: ignore[attr-defined]
            (EVERYBODY, "Every school"),
            *authorities(schools),
        ]


class ClosureForm(PlainForm):
    """One holiday, INSET day or other closed day."""

    kind = ChoiceWithHints(
        label="What is it?",
        choices=[(kind.value, kind.label) for kind in (enums.ClosureKind.INSET, enums.ClosureKind.HOLIDAY)],
        hints={
            enums.ClosureKind.INSET: "Closed on top of the holidays: INSET, an election, a feast day",
            enums.ClosureKind.HOLIDAY: (
                "Parts two half-terms. A school or authority with holidays of its own in a school year follows only "
                "those: add all of them"
            ),
        },
    )
    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Enter a name, for example Diwali"})
    starts_on = DayField(label="First day", what="the first day", help_text="For example, 27 11 2026")
    ends_on = DayField(label="Last day", what="the last day", required=False, help_text="Leave empty for a single day")
    schools = forms.ChoiceField(
        label="For which schools?", required=False, widget=forms.Select(attrs={"data-suggest": ""})
    )

    def __init__(self, *args: Any, schools: Iterable[MemberSchool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = list(schools)
        self.fields["schools"].choices = [  # type: ignore[attr-defined]
            (EVERYBODY, "Every school"),
            *((f"authority:{code}", name) for code, name in authorities(schools)),
            *((f"school:{school.id}", school.name) for school in schools),
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as `operations.add_closure` takes them."""
        given = dict(self.cleaned_data)
        kind, _, key = given.pop("schools").partition(":")
        return {
            **given,
            "authority_code": key if kind == "authority" else "",
            "organisation_id": UUID(key) if kind == "school" else None,
        }


def authorities(schools: Iterable[MemberSchool]) -> list[tuple[str, str]]:
    """Return the authorities of these schools as choices, by name."""
    found = {
        school.authority_code: f"Schools in {school.authority_name}" for school in schools if school.authority_code
    }
    return sorted(found.items(), key=lambda pair: pair[1])
