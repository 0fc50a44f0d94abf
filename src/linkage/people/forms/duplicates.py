"""The questions about people who are known twice."""

from collections.abc import Sequence
from typing import Any

from django import forms

from linkage.people.forms.joining import ENTER_ADDRESS
from linkage.ui.forms import PlainForm


class TwoAddressesForm(PlainForm):
    """Two records by their e-mail addresses, where we do not see by ourselves that they are one human."""

    one = forms.EmailField(
        label="One e-mail address", error_messages={"required": ENTER_ADDRESS, "invalid": ENTER_ADDRESS}
    )
    other = forms.EmailField(
        label="The other e-mail address", error_messages={"required": ENTER_ADDRESS, "invalid": ENTER_ADDRESS}
    )


class MergeForm(PlainForm):
    """Which values stay where two records differ, and that it is understood."""

    is_sure = forms.BooleanField(
        label="I have made sure that they are one person, and know that this cannot be undone",
        error_messages={"required": "Say that you have understood that this cannot be undone"},
    )

    def __init__(self, *args: Any, differing: Sequence[tuple[str, str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, kept, gone in differing:
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[("kept", kept or "None"), ("gone", gone or "None")],
                initial="kept" if kept else "gone",
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose {label[:1].lower()}{label[1:].rstrip('?')}"},
            )
        self.order_fields([name for name, *_ in differing])

    @property
    def chosen(self) -> dict[str, str]:
        """Which value stays, by its name, where they differ."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_sure"}
