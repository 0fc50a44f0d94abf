"""The questions about the day of a visit, and what visitors note there."""

from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django import forms

from linkage.documents.forms import KeptFileField
from linkage.peer_review import rules
from linkage.peer_review.enums import NoteKind, SessionKind
from linkage.peer_review.models import Visiting
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.forms import PlainForm

LENGTHS = ((15, "15 minutes"), (20, "20 minutes"), (30, "30 minutes"), (45, "45 minutes"), (60, "1 hour"))
HALF_A_DAY = 12
LONGER = ((75, "1 hour 15 minutes"), (90, "1 hour 30 minutes"), (120, "2 hours"))


class BriefForm(WithoutPupils):
    """What visitors should know before they come."""

    focus = forms.CharField(
        label="What should your visitors look at?",
        help_text="One thing is best. Your visitors alone read it.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what your visitors should look at"},
    )
    questions = forms.CharField(
        label="Which questions should they take with them?",
        help_text="Two or three, for example: Do pupils know what they are learning, and why?",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )
    who_joins = forms.CharField(
        label="Who of your school takes part?",
        help_text="For example: my deputy, and the subject leaders for English and maths",
        max_length=200,
        required=False,
    )
    needs = forms.CharField(
        label="What should they know about the building and the day?",
        help_text="Parking, where to sign in, steps, lunch, what to bring",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class ClockField(forms.TimeField):
    """A time of day as people write it: 9, 9.15, 14:30, 2.30pm, 12 noon; without more, 1 to 6 is the afternoon."""

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%H:%M", "%H.%M", "%H", "%I:%M%p", "%I.%M%p", "%I%p"]
        super().__init__(input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> time | None:
        """Return the time; what cannot be read is an error of this question."""
        written = "".join(str(value or "").lower().replace("noon", "").split())
        found = super().to_python(written)
        if found is not None and found < rules.FIRST and not written.endswith("am"):
            return found.replace(hour=(found.hour + HALF_A_DAY) % (2 * HALF_A_DAY))
        return found


class PartForm(WithoutPupils):
    """One part of the day."""

    starts_at = ClockField(
        label="From when?",
        help_text="For example, 9.15",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
        error_messages={
            "required": "Say when it begins, for example 9.15",
            "invalid": "Write the time like 9.15 or 2.30pm",
        },
    )
    minutes = forms.TypedChoiceField(label="For how long?", choices=[*LENGTHS, *LONGER], coerce=int, initial=45)
    kind = forms.ChoiceField(
        label="What is it?", choices=SessionKind.choices, error_messages={"required": "Choose what it is"}
    )
    about = forms.CharField(
        label="With whom, or where?",
        help_text="For example: Year 9 English, room 12. Leave out pupils’ names.",
        max_length=160,
        required=False,
    )
    visiting = forms.ChoiceField(label="For whom?", required=False)

    def __init__(self, *args: Any, visitors: Sequence[Visiting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = ("", "All visitors")
        chosen = [everybody, *((str(each.pk), each.person.name) for each in visitors)]
        self.fields["visiting"].choices = chosen  # type: ignore[attr-defined]

    @property
    def part(self) -> rules.Part:
        """The answers as the operation takes them."""
        given = super().answers
        who = given.pop("visiting")
        return rules.Part(**given, visiting_id=UUID(who) if who else None)


class VisitPaperForm(PlainForm):
    """Something to read before the visit."""

    title = forms.CharField(
        label="What is it?",
        help_text="For example: our improvement plan in short",
        max_length=100,
        error_messages={"required": "Say in a few words what it is"},
    )
    file = KeptFileField(label="The file")


class NoteForm(WithoutPupils):
    """What a visitor noted: made for a phone in a corridor."""

    text = forms.CharField(
        label="What did you see?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Write what you saw", "max_length": "Shorten this to 600 characters"},
    )
    kind = forms.ChoiceField(
        label="Where does it belong?",
        choices=NoteKind.choices,
        initial=NoteKind.WELL,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it belongs"},
    )
