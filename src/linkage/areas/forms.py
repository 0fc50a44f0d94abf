"""The questions about one area."""

from typing import Any

from django import forms

from linkage.ui.forms import PlainForm


class AreaForm(PlainForm):
    """Name and words of an area."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Enter the name of the area"})
    synonyms = forms.CharField(
        label="Words people use for it",
        help_text="One on each line, or parted by commas: short forms, everyday words, old names",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )

    @property
    def answers(self) -> dict[str, Any]:
        """The answers with the words as a list."""
        return {**self.cleaned_data, "synonyms": self.cleaned_data["synonyms"].replace(",", "\n").splitlines()}
