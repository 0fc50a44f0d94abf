"""The questions about the register, the schools taking part, and groups."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.organisations.enums import OrganisationKind
from linkage.ui.forms import PlainForm

LONGEST_SEARCH = 200


class UploadForm(PlainForm):
    """A register file."""

    file = forms.FileField(
        label="Register file",
        help_text="A .csv file, as it is or packed as .csv.gz or .zip. At most 100 MB.",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
        widget=forms.FileInput(attrs={"accept": ".csv,.gz,.zip"}),
    )


class RuleForm(PlainForm):
    """Which schools belong: several answers to one question widen, several questions narrow."""

    phases = forms.MultipleChoiceField(label="Phases", required=False, widget=forms.CheckboxSelectMultiple)
    religious_characters = forms.MultipleChoiceField(
        label="Religious character", required=False, widget=forms.CheckboxSelectMultiple
    )
    authority_codes = forms.MultipleChoiceField(
        label="Local authorities", required=False, widget=forms.CheckboxSelectMultiple
    )
    dioceses = forms.MultipleChoiceField(label="Dioceses", required=False, widget=forms.CheckboxSelectMultiple)
    trusts = forms.CharField(
        label="Trusts",
        help_text="One on each line: the name as the register has it, or its number (UID).",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
    )

    def __init__(
        self,
        *args: Any,
        choices: dict[str, list[tuple[str, str]]],
        trusts_named: Callable[[list[str]], dict[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._trusts_named = trusts_named
        for name, pairs in choices.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def clean_trusts(self) -> list[str]:
        """Return the numbers of the trusts that were typed."""
        typed = (" ".join(line.split()) for line in self.cleaned_data["trusts"].splitlines())
        lines = [line for line in typed if line]
        known = self._trusts_named(lines) if lines else {}
        for line in lines:
            if line.upper() not in known:
                self.add_error("trusts", f"The register has no open school in a trust called “{line}”")
        return [known[line.upper()] for line in lines if line.upper() in known]

    @property
    def rule(self) -> dict[str, list[str]]:
        """The answers for the operation."""
        answers = self.answers
        return answers | {"trust_uids": answers.pop("trusts")}


class AddForm(PlainForm):
    """The school to add, chosen among those that were found."""

    school = forms.UUIDField(widget=forms.HiddenInput)


class GroupForm(PlainForm):
    """The name of a group."""

    name = forms.CharField(
        label="Name of the group",
        help_text="For example, East Lancashire or Priority schools",
        max_length=80,
        error_messages={
            "required": "Enter a name for the group",
            "max_length": "The name must be 80 letters or fewer",
        },
    )


class MembersForm(PlainForm):
    """Which schools go into a group."""

    members = forms.MultipleChoiceField(
        label="Add schools",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one school", "invalid_choice": "Choose schools of the list"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show these schools, and take no others."""
        self.fields["members"].choices = list(choices)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[UUID]:
        """The memberships that were chosen."""
        return [UUID(value) for value in self.cleaned_data["members"]]


class BodyForm(PlainForm):
    """A hub or partner that no register of schools holds."""

    name = forms.CharField(label="Its name", max_length=200, error_messages={"required": "Enter its name"})
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.value, kind.label) for kind in OrganisationKind if kind != OrganisationKind.SCHOOL],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    town = forms.CharField(label="Town (optional)", max_length=100, required=False)
    postcode = forms.CharField(
        label="Postcode (optional)",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    website = forms.CharField(label="Website (optional)", max_length=300, required=False)
