"""How people are brought together: introduced at once, or asked first."""

from django import forms

from linkage.programmes import enums
from linkage.ui.fields import ChoiceWithMore
from linkage.ui.forms import PlainForm


class AskingForm(PlainForm):
    """Introduce at once or ask first; who is asked, and what happens after a no."""

    introducing = ChoiceWithMore(
        label="What happens when somebody is chosen?",
        choices=enums.Introducing.choices,
        reveals={enums.Introducing.ASK_FIRST.value: ("asking_order", "is_next_asked_alone")},
        error_messages={"required": "Choose whether you ask first"},
    )
    asking_order = forms.TypedChoiceField(
        label="Who is asked?",
        help_text="Each has a button in their e-mail and needs no account",
        choices=enums.AskingOrder.choices,
        empty_value=enums.AskingOrder.HEAD_PERSON.value,
        widget=forms.RadioSelect,
        required=False,
    )
    is_next_asked_alone = forms.TypedChoiceField(
        label="When somebody says no, or nothing?",
        choices=[("no", "The next waits for one click of yours"), ("yes", "The next is asked at once")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        required=False,
        empty_value=False,  # type: ignore[arg-type]
    )
