"""What is asked about aims, what is done for them, and how they stand."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.engagements.enums import Colour
from linkage.engagements.forms.ending import plan_fields
from linkage.engagements.models import Objective
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import DayField
from linkage.ui.forms import PlainForm


class ObjectiveForm(WithoutPupils):
    """One aim; of which area is asked where the request was about several."""

    text = forms.CharField(
        label="What should change?",
        help_text="For example, “Every Year 10 class does each required practical”.",
        max_length=200,
        error_messages={"required": "Say what should change"},
    )
    measure = forms.CharField(label="How will you know? (optional)", max_length=200, required=False)
    baseline = forms.CharField(
        label="Where did it stand at the start? (optional)",
        help_text="For example, 5 of 12.",
        max_length=120,
        required=False,
    )
    target = forms.CharField(label="Where should it be? (optional)", max_length=120, required=False)
    standing = forms.CharField(label="Where does it stand now? (optional)", max_length=120, required=False)
    due_on = DayField(label="By when? (optional)", what="the day by which it should be so", required=False)
    client_owner_id = forms.ChoiceField(
        label="Who looks after it at the school that is helped? (optional)", required=False
    )
    home_owner_id = forms.ChoiceField(label="And at the school that helps? (optional)", required=False)

    area = forms.ChoiceField(label="What is it about? (optional)", widget=forms.RadioSelect, required=False)

    def __init__(
        self, *args: Any, people: dict[str, list[tuple[str, str]]], areas: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(areas) > 1:
            self.fields["area"].choices = areas  # type: ignore[attr-defined]
        else:
            del self.fields["area"]
        for side, offered in people.items():
            self.fields[f"{side}_owner_id"].choices = [("", "Nobody yet"), *offered]  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers, with nobody as None."""
        given = super().answers
        return {**given, **{name: given[name] or None for name in ("client_owner_id", "home_owner_id")}}


class ActionForm(WithoutPupils):
    """One thing to do."""

    text = forms.CharField(
        label="What will be done?", max_length=200, error_messages={"required": "Say what will be done"}
    )
    owner_id = forms.ChoiceField(
        label="Who does it?", widget=forms.RadioSelect, error_messages={"required": "Choose who does it"}
    )
    due_on = DayField(label="By when?", what="the day by which it is done")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = people  # type: ignore[attr-defined]


class RatingForm(WithoutPupils):
    """How each aim stands: one question and a line for each."""

    def __init__(self, *args: Any, objectives: Sequence[Objective], **kwargs: Any) -> None:
        self.objectives = objectives
        super().__init__(*args, **kwargs)

    @property
    def ratings(self) -> dict[UUID, tuple[str, str]]:
        """What was said of each aim."""
        given = self.answers
        return {each.pk: (given[f"colour_{each.place}"], given[f"note_{each.place}"]) for each in self.objectives}

    @property
    def carries_on(self) -> tuple[str, str] | None:
        """What was said of who carries on, where that was asked."""
        given = self.answers
        return (given["holds"], given["holds_note"]) if "holds" in given else None


def rating_form(objectives: Sequence[Objective], plan: str = "") -> type[RatingForm]:
    """Return the form for these aims; `plan` says who carries on, where it is asked whether that still holds."""
    asked: dict[str, forms.Field] = {}
    for each in objectives:
        asked[f"colour_{each.place}"] = forms.ChoiceField(
            label=each.text,
            choices=Colour.choices,
            widget=forms.RadioSelect,
            error_messages={"required": f"Say how it stands: {each.text}"},
        )
        asked[f"note_{each.place}"] = forms.CharField(
            label="A line about it (optional)", help_text=f"About: {each.text}", max_length=300, required=False
        )
    return type("RatingForm", (RatingForm,), {"__doc__": RatingForm.__doc__, **asked, **plan_fields(plan)})


class ReviewDayForm(PlainForm):
    """On which day both look at it together."""

    due_on = DayField(label="On which day do you look at it together?", what="the day on which you look at it together")


class NextStepsForm(WithoutPupils):
    """What follows from looking at it together."""

    next_steps = forms.CharField(
        label="What follows?",
        help_text="What you change, above all where something slips or is stuck.",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Say what follows, even if it is “We go on as before”"},
    )
