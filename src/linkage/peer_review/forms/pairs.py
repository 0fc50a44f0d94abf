"""The question about two schools: what whoever runs the round knows of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.organisations.models import Organisation
from linkage.ui.fields import ChoiceWithHints
from linkage.ui.forms import PlainForm

APART, RULE_OUT, KEEP = "apart", "rule_out", "keep"
CHOICES = (
    (APART, "These two should not visit each other"),
    (RULE_OUT, "The first does not visit the second"),
    (KEEP, "The first visits the second"),
)


class TwoSchoolsForm(PlainForm):
    """What is known of two schools; once there is a plan (`is_planned`) two visitors are swapped there."""

    one = forms.ChoiceField(
        label="Which school?",
        widget=forms.Select(attrs={"data-suggest": True}),
        error_messages={"required": "Choose the first school"},
    )
    other = forms.ChoiceField(
        label="And which other school?",
        widget=forms.Select(attrs={"data-suggest": True}),
        error_messages={"required": "Choose the second school"},
    )
    says = ChoiceWithHints(
        label="What do you know of them?",
        choices=CHOICES,
        hints={KEEP: "In every plan, whatever else is planned"},
        error_messages={"required": "Choose what you know of them"},
    )

    def __init__(self, *args: Any, schools: Sequence[Organisation], is_planned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a school"), *((str(each.pk), each.name) for each in schools)]
        for name in ("one", "other"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if is_planned:
            self.fields["says"].choices = CHOICES[:-1]  # type: ignore[attr-defined]

    @property
    def two(self) -> tuple[UUID, UUID]:
        """Both schools by key, the first first."""
        return UUID(self.cleaned_data["one"]), UUID(self.cleaned_data["other"])
