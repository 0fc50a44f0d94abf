"""The forms of the people who work on a request, and of the school that answers."""

from typing import Any

from django import forms

from linkage.support_requests.enums import JoinedKind, UnmetReason
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithHints, DayField
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


class CannotHelpForm(WithoutPupils):
    """Why nobody can help yet: one of our reasons, which is counted, and a sentence that the school reads."""

    unmet_reason = ChoiceWithHints(
        label="Why can nobody help yet?",
        help_text="We count this, so that you see where people are missing.",
        choices=UnmetReason.choices,
        hints={
            UnmetReason.NOBODY_LISTED.value: "Ask heads to nominate somebody for it",
            UnmetReason.NOBODY_NEAR.value: "Those who could are too far away, and online would not do",
            UnmetReason.NOBODY_FREE.value: "Those who could have promised all their places",
            UnmetReason.NOT_FOR_US.value: "Another service is there for this",
        },
        error_messages={"required": "Choose why nobody can help yet"},
    )
    reason = forms.CharField(
        label="What should the school read?",
        help_text="They get this sentence by e-mail.",
        max_length=200,
        error_messages={"required": "Say why, in a sentence the school can read"},
    )


class JoinForm(WithoutPupils):
    """What the school joins instead of being introduced to somebody."""

    kind = forms.ChoiceField(
        label="What do they join?",
        choices=JoinedKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they join"},
    )
    name = forms.CharField(
        label="What is it called?",
        help_text="As the school would know it, for example: the phonics network of the eastern district",
        max_length=120,
        error_messages={"required": "Say what it is called"},
    )
    joins_on = DayField(
        label="When does it begin? (optional)",
        what="the first day",
        required=False,
        help_text="For example, 12 1 2027",
    )
    note = forms.CharField(
        label="A line to the school (optional)",
        help_text="It stands in the e-mail that they get: where it is, whom they will meet.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


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
