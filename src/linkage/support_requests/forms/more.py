"""What a school may add to its request, and need not."""

from typing import Any

from django import forms

from linkage.kernel import words
from linkage.support_requests.enums import MOST_PEOPLE, Budget, KeyStage, PromptedBy
from linkage.support_requests.forms.pupils import WithoutPupils

MOST_DAYS = 60
MOST_MILES = 200
LONGEST = 1000
NOT_SAID = ("", "Not sure yet")
YES, NO = "yes", "no"


def _box(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"max_length": f"Shorten this to {LONGEST:,} characters"},
    )


def _number(label: str, hint: str, most: int) -> forms.IntegerField:
    sentence = f"Write a number from 1 to {most}, or leave it empty"
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )


class MoreForm(WithoutPupils):
    """Eleven questions that nobody has to answer: the more a helper knows, the sooner they see whether they fit."""

    evidence = _box("What tells you so?", "For example reading ages, books you looked at, what an inspector said")
    outcomes = _box("What should be different afterwards?", "For a group or the school, never for one child")
    measures = _box("How will you know?", "What you would look at again, and when")
    key_stages = forms.MultipleChoiceField(
        label="Which key stages?", required=False, choices=KeyStage.choices, widget=forms.CheckboxSelectMultiple
    )
    days_imagined = _number("How many days of help do you imagine?", "A call or a short visit counts as one", MOST_DAYS)
    budget = forms.ChoiceField(
        label="Is there money for it?",
        required=False,
        choices=[*Budget.choices, NOT_SAID],
        widget=forms.RadioSelect,
    )
    travel_miles = _number(
        "How many miles could your people travel?", "Leave it empty if it does not matter", MOST_MILES
    )
    is_online_ok = forms.TypedChoiceField(
        label="Would online do, if somebody good is far away?",
        required=False,
        choices=[(YES, "Yes"), (NO, "No, it has to be in person"), NOT_SAID],
        coerce=lambda answer: answer == YES,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    people_wanted = forms.TypedChoiceField(
        label="How many people would you like to hear from?",
        help_text="One is usual. With more you have several views; each is introduced to you when they say yes",
        required=False,
        choices=[(number, words.number(number).capitalize()) for number in range(1, MOST_PEOPLE + 1)],
        coerce=int,
        empty_value=1,  # type: ignore[arg-type]
        widget=forms.RadioSelect,
    )
    from_different_schools = forms.BooleanField(
        label="Each of them from a different school",
        help_text="Only where you would like to hear from more than one",
        required=False,
    )
    prompted_by = forms.ChoiceField(
        label="Who first said that you should ask?",
        required=False,
        choices=[*PromptedBy.choices, ("", "I would rather not say")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        given = dict(initial or {})
        said = given.get("is_online_ok")
        given["is_online_ok"] = "" if said is None else YES if said else NO
        super().__init__(*args, initial=given, **kwargs)


MORE = tuple(MoreForm.base_fields)
