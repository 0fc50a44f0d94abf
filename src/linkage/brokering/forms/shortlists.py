"""Whom to share with a school, a line about each, and what the school says."""

from typing import Any

from django import forms

from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoicesWithHints
from linkage.ui.forms import PlainForm

NONE = "none"


class WhomForm(PlainForm):
    """Whom to share."""

    person = ChoicesWithHints(
        label="Who should the school choose from?",
        help_text="Tick up to five. Whoever is not ticked hears nothing.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person"},
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], hints: dict[str, str], most: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._most = most
        self.fields["person"].choices = choices  # type: ignore[attr-defined]
        self.fields["person"].choice_hints = hints  # type: ignore[attr-defined]

    def clean_person(self) -> list[str]:
        """Five at most: more is a list, and no choice."""
        chosen: list[str] = self.cleaned_data["person"]
        if len(chosen) > self._most:
            raise forms.ValidationError("Tick up to five people")
        return chosen


def notes_form(people: list[tuple[str, str]]) -> type[WithoutPupils]:
    """Return the form of these people: a line about each, for the school."""
    lines = {
        key: forms.CharField(label=f"A line about {name} (optional)", required=False, max_length=200)
        for key, name in people
    }
    return type("NotesForm", (WithoutPupils,), lines)


class ChoiceForm(WithoutPupils):
    """Who the school would like to meet, or why none of them."""

    choice = forms.ChoiceField(
        label="Who would you like to meet?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of them, or say that none fits"},
    )
    words = forms.CharField(
        label="Anything we should know?",
        help_text="Say why, if none of them fits. Only the people who look after your request read it",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [*choices, (NONE, "None of these")]  # type: ignore[attr-defined]
