"""When somebody is away, and who looks after their list."""

from typing import Any

from django import forms

from linkage.ui.fields import DayField
from linkage.ui.forms import PlainForm


class AwayForm(PlainForm):
    """Who is away, from when until when, and who looks after their list."""

    person = forms.ChoiceField(
        label="Who is away?", widget=forms.RadioSelect, error_messages={"required": "Choose who is away"}
    )
    from_on = DayField(label="First day away", what="the first day", help_text="For example, 4 11 2026")
    to_on = DayField(label="Last day away", what="the last day", help_text="The day after, the list is yours again")
    looks_after = forms.ChoiceField(
        label="Who looks after the list?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who looks after the list"},
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_others = bool(others)
        self.fields["looks_after"].choices = others  # type: ignore[attr-defined]
        self.fields["person"].choices = people  # type: ignore[attr-defined]
        if len(people) == 1:
            # Who may speak of nobody but themselves is not asked.
            del self.fields["person"]
