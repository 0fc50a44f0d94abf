"""What is asked when support over time is begun, changed, halted and ended."""

from typing import Any

from django import forms

from linkage.engagements.enums import Together
from linkage.links.forms import HalfDaysField
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithHints, DayField
from linkage.ui.forms import PlainForm

MOST_NEED, MOST_REASON = 1_000, 300
_HINTS = {
    Together.PEER: "You work on something together, and both take something home. Few papers.",
    Together.ONE_WAY: "A mentor and a new headteacher, say: one goes along with the other for a while. Few papers.",
    Together.DEPLOYMENT: "Somebody comes for a number of days, with aims, visits and a look half-way.",
    Together.SPONSORSHIP: "A school joins a trust, or another lasting arrangement: boards decide, people are heard.",
}


class _Terms(WithoutPupils):
    """What it is about and when; the days are half days once cleaned."""

    title = forms.CharField(
        label="What do you call it?",
        help_text="Both schools read it on their lists, for example “Science at St Oswin’s”.",
        max_length=100,
        error_messages={"required": "Give it a name"},
    )
    need = forms.CharField(
        label="What is it about?",
        max_length=MOST_NEED,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Say what it is about"},
    )
    starts_on = DayField(label="From when?", what="the first day", help_text="For example, 12 1 2027")
    ends_on = DayField(label="Until when?", what="the last day", help_text="For example, 26 3 2027")
    half_days = HalfDaysField(
        label="How many days in all? (optional)",
        help_text="Whole days or a half, like 3 or 2.5. Leave it empty where nobody counts them.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        given = super().clean()
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Enter a last day that is not before the first")
        return given


class KindField(ChoiceWithHints):
    """What two schools do together."""

    def __init__(self) -> None:
        super().__init__(
            label="What will you do together?",
            choices=Together.choices,
            hints={each.value: text for each, text in _HINTS.items()},
            error_messages={"required": "Choose what you will do together"},
        )


class _WithKind(PlainForm):
    """What was chosen to do together, as a kind and its direction."""

    @property
    def answers(self) -> dict[str, Any]:
        """The answers, with the kind that was chosen and whether only one of the two learns."""
        given = super().answers
        chosen = Together(given["kind"])
        return {**given, "kind": chosen.kind, "is_one_way": chosen == Together.ONE_WAY}


class BeginForm(_WithKind, _Terms):
    """An introduction is taken further."""

    kind = KindField()
    field_order = ("kind", "title", "need", "starts_on", "ends_on", "half_days")


class BeginBoughtForm(_WithKind, _Terms):
    """What was bought begins: who gives it is said where it was left open."""

    kind = KindField()
    entry = forms.ChoiceField(
        label="Who gives the support?",
        required=False,
        widget=forms.Select(attrs={"data-suggest": True}),
    )
    field_order = ("kind", "entry", "title", "need", "starts_on", "ends_on", "half_days")

    def __init__(self, *args: Any, entries: list[tuple[str, str]], is_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_open:
            self.fields["entry"].choices = entries  # type: ignore[attr-defined]
            self.fields["entry"].required = True
            self.fields["entry"].error_messages["required"] = "Choose who gives the support"
        else:
            del self.fields["entry"]


class ChangeForm(_Terms):
    """What it is about, said anew."""


class KindForm(_WithKind):
    """Something else is made of it."""

    kind = KindField()


class PauseForm(WithoutPupils):
    """Why it is paused, and until when."""

    reason = forms.CharField(
        label="Why do you pause it?",
        help_text="Both schools read it.",
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say why you pause it"},
    )
    resume_on = DayField(label="When does it go on? (optional)", what="the day on which it goes on", required=False)


class StopForm(WithoutPupils):
    """Why it is stopped for good."""

    reason = forms.CharField(
        label="Why do you stop it?",
        help_text="Both schools read it. Where it was bought, so does whoever runs the programme.",
        max_length=MOST_REASON,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say why you stop it"},
    )


class PersonForm(PlainForm):
    """Which colleague takes part."""

    person_id = forms.ChoiceField(
        label="Who takes part?",
        help_text="Confirmed colleagues of your school. Anybody else is confirmed by your head first.",
        widget=forms.Select(attrs={"data-suggest": True}),
        error_messages={"required": "Choose a colleague"},
    )
    leads = forms.BooleanField(label="They lead for our school from now on", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = [("", ""), *people]  # type: ignore[attr-defined]


class MarkForm(WithoutPupils):
    """On which day a step was done; of a check also who made it, and what came of it."""

    done_on = DayField(label="On which day?", what="the day on which it was done")
    note = forms.CharField(
        label="A note (optional)",
        help_text="For example, who decided it and where. Both schools read it.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, is_check: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_check:
            note = self.fields["note"]
            note.label, note.required = "Who checked, and what came of it?", True
            note.help_text = "For example, “Farah Siddiqui asked both heads, and there is none”. Both schools read it."
            note.error_messages["required"] = "Say who checked, and what came of it"


class CarriesOnForm(WithoutPupils):
    """Who goes on with it afterwards."""

    carries_on = forms.CharField(
        label="Who carries on afterwards, and how?",
        help_text="Who at the school keeps it going, what they need for that, and who looks after it in a year.",
        max_length=MOST_NEED,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Say who carries on afterwards"},
    )
