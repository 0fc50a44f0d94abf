"""The forms of the people who work on a request, and of the school that answers."""

from typing import Any

from django import forms

from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithHints
from linkage.ui.forms import PlainForm


class WordsForm(WithoutPupils):
    """A question to the school, an answer, or a reason: one box."""

    words = forms.CharField(label="", max_length=1000, widget=forms.Textarea(attrs={"rows": "4"}))

    def __init__(self, *args: Any, label: str, required: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["words"]
        box.label, box.help_text, box.error_messages["required"] = label, hint, required


class ReasonForm(WithoutPupils):
    """Why nobody can be found yet, or why a request is withdrawn: one line that others read."""

    reason = forms.CharField(label="", max_length=200)

    def __init__(self, *args: Any, label: str, required: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line = self.fields["reason"]
        line.label, line.help_text, line.required = label, hint, bool(required)
        line.error_messages["required"] = required


class OwnerForm(PlainForm):
    """Who looks after it; beside each, how many they have."""

    owner = ChoiceWithHints(
        label="Who should look after it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who should look after it"},
    )

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], hints: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        self.fields["owner"].choice_hints = hints or {}  # type: ignore[attr-defined]


class GiveForm(OwnerForm):
    """Who looks after several: those that are ticked."""

    request = forms.MultipleChoiceField(
        label="Which requests?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one request that somebody still works on"},
    )
    field_order = ("request", "owner")

    def __init__(self, *args: Any, requests: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request"].choices = requests  # type: ignore[attr-defined]
        self.fields["owner"].label = "Who should look after them?"
