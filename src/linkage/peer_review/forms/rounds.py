"""The questions about a round: what it is, its rules, whom to ask, and who runs it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from linkage.organisations.models import SchoolGroup
from linkage.peer_review.enums import Preset
from linkage.peer_review.operations import Outline
from linkage.peer_review.rules import Numbers
from linkage.people.models import Person
from linkage.ui.fields import ChoiceWithHints, DayField
from linkage.ui.forms import PlainForm

PRESET_HINTS = {
    Preset.PANEL.value: "Each school is visited once by three heads, and no two schools visit each other",
    Preset.TRIAD.value: "Three schools visit each other in turn",
    Preset.PAIRS.value: "Two schools visit each other",
}


class OutlineForm(PlainForm):
    """What a round is."""

    name = forms.CharField(
        label="What is it called?",
        help_text="Everybody reads it in their mails, for example: Spring visits 2027",
        max_length=80,
        error_messages={"required": "Give it a name"},
    )
    preset = ChoiceWithHints(
        label="How do schools visit each other?",
        choices=Preset.choices,
        hints=PRESET_HINTS,
        error_messages={"required": "Choose how schools visit each other"},
    )
    strand = forms.CharField(
        label="Who goes?",
        help_text="Leave it empty for heads. Else, for example: Senior teaching assistants",
        max_length=60,
        required=False,
    )
    group = forms.ChoiceField(
        label="For which schools?",
        help_text="For one network, keep its schools as a school group first, and choose it here",
        required=False,
    )
    answers_by_on = DayField(
        label="By when should schools answer?",
        what="the day by which schools answer",
        help_text="For example, 20 11 2026",
    )
    first_week_on = DayField(
        label="In which week do the visits begin?", what="a day in the first week", help_text="Any day of that week"
    )
    last_week_on = DayField(
        label="In which week do they end?",
        what="a day in the last week",
        help_text="Holidays are left out by themselves",
    )

    def __init__(self, *args: Any, groups: Sequence[SchoolGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {str(each.pk): each for each in groups}
        choices = [("", "All schools of the programme"), *((key, each.name) for key, each in self.groups.items())]
        self.fields["group"].choices = choices  # type: ignore[attr-defined]

    @property
    def outline(self) -> Outline:
        """The answers as the operations take them."""
        given = super().answers
        return Outline(**{**given, "group": self.groups.get(given["group"])})


class RulesForm(PlainForm):
    """The numbers and the rules of a round."""

    visitors = forms.IntegerField(
        label="How many visit each school?",
        min_value=1,
        max_value=9,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    at_least = forms.IntegerField(
        label="How often does each go out, at least?",
        min_value=1,
        max_value=9,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    at_most = forms.IntegerField(
        label="And at most?",
        min_value=1,
        max_value=9,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2"}),
    )
    distance_limit_miles = forms.IntegerField(
        label="How far may a journey be, in miles?",
        help_text="Straight lines, not roads. Leave it empty for no limit",
        min_value=1,
        max_value=500,
        required=False,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    rules = forms.MultipleChoiceField(
        label="Which rules should hold?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("one_way", "No two schools visit each other"),
            ("other_trust", "No one visits a school in the same trust"),
            ("mixes_phases", "Every visit mixes stages, such as primary with secondary"),
            ("needs_writer", "Somebody at each visit is ready to write the report"),
            ("needs_lead", "Somebody at each visit is ready to lead it"),
            ("avoids_earlier", "No pair repeats from the round before"),
        ],
    )

    @property
    def numbers(self) -> Numbers:
        """The answers as the operation takes them."""
        given = super().answers
        chosen = set(given.pop("rules"))
        return Numbers(
            **given,
            allows_mutual="one_way" not in chosen,
            **{
                name: name in chosen
                for name in ("other_trust", "mixes_phases", "needs_writer", "needs_lead", "avoids_earlier")
            },
        )


class InviteForm(PlainForm):
    """Which schools are asked."""

    schools = forms.MultipleChoiceField(
        label="Which schools do you ask?",
        help_text="Their heads get an e-mail with a button. Untick whoever should not be asked",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one school"},
    )

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schools"].choices = schools  # type: ignore[attr-defined]


class OrganiserForm(PlainForm):
    """Who runs the round too."""

    person = forms.ChoiceField(
        label="Who runs it with you?",
        widget=forms.Select(attrs={"data-suggest": True}),
        error_messages={"required": "Choose somebody"},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose somebody"), *((str(each.pk), each.name) for each in people)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]


class WeekForm(PlainForm):
    """In which week a school is visited."""

    week = forms.ChoiceField(label="In which week?", error_messages={"required": "Choose a week"})

    def __init__(self, *args: Any, weeks: Sequence[tuple[date, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = [(each.isoformat(), words) for each, words in weeks]  # type: ignore[attr-defined]

    @property
    def week_on(self) -> date:
        """The Monday of the week."""
        return date.fromisoformat(self.cleaned_data["week"])


class SwapForm(PlainForm):
    """Who changes places with whom."""

    one = forms.ChoiceField(
        label="Who should go somewhere else?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who should go somewhere else"},
    )
    other = forms.ChoiceField(label="Who comes in their stead?", error_messages={"required": "Choose who comes"})

    def __init__(
        self, *args: Any, ones: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["one"].choices = ones  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "Choose somebody"), *others]  # type: ignore[attr-defined]


class DayForm(PlainForm):
    """On which day of its week a visit is."""

    visits_on = forms.ChoiceField(
        label="On which day?", widget=forms.RadioSelect, error_messages={"required": "Choose a day"}
    )

    def __init__(self, *args: Any, days: Sequence[tuple[date, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visits_on"].choices = [(each.isoformat(), words) for each, words in days]  # type: ignore[attr-defined]

    @property
    def day(self) -> date:
        """The day."""
        return date.fromisoformat(self.cleaned_data["visits_on"])
