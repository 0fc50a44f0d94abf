"""Which school took the place of a closed one."""

from typing import Any

from django import forms

from linkage.ui.forms import PlainForm


class SchoolForm(PlainForm):
    """One of the schools that the register says followed it."""

    school = forms.ChoiceField(
        label="Which school took its place?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the school that took its place", "invalid_choice": "Choose one of these"},
    )

    def __init__(self, *args: Any, schools: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].choices = schools  # type: ignore[attr-defined]
