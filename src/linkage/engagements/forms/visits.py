"""What is asked about a visit: when and who, why it moves, and the note in three short boxes."""

from collections.abc import Iterable
from typing import Any

from django import forms

from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import DayField

DAY, MORNING, AFTERNOON = "day", "morning", "afternoon"
LENGTHS = ((DAY, "A day"), (MORNING, "Half a day, in the morning"), (AFTERNOON, "Half a day, in the afternoon"))
HALF_DAYS = {DAY: 2, MORNING: 1, AFTERNOON: 1}
MOST_NOTE = 600


def length_of(*, half_days: int, is_afternoon: bool) -> str:
    """Return the answer to “How long?” that stands for these half days."""
    return DAY if half_days > 1 else AFTERNOON if is_afternoon else MORNING


class _WhenForm(WithoutPupils):
    """When a visit is, and how long."""

    visits_on = DayField(label="When is it?", what="the day of the visit", help_text="A school day, like 17 11 2026")
    length = forms.ChoiceField(
        label="How long?",
        choices=LENGTHS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long the visit is"},
    )

    @property
    def answers(self) -> dict[str, Any]:
        """The answers, with the length counted in halves."""
        given = super().answers
        length = given.pop("length")
        return {**given, "half_days": HALF_DAYS[length], "is_afternoon": length == AFTERNOON}


class BookForm(_WhenForm):
    """A new visit."""

    visitor_id = forms.ChoiceField(
        label="Who visits?", widget=forms.RadioSelect, error_messages={"required": "Choose who visits"}
    )
    about = forms.CharField(
        label="What is it about?",
        help_text="A few words, for example: planning topics together",
        max_length=120,
        error_messages={"required": "Say what the visit is about"},
    )
    field_order = ("about", "visitor_id", "visits_on", "length")

    def __init__(self, *args: Any, visitors: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visitor_id"].choices = list(visitors)  # type: ignore[attr-defined]


class MoveForm(_WhenForm):
    """Another day, or another part of it."""

    reason = forms.CharField(
        label="Why does it move?",
        help_text="The other school reads this.",
        max_length=200,
        error_messages={"required": "Say why the visit moves"},
    )


class CancelVisitForm(WithoutPupils):
    """Why a visit is not."""

    reason = forms.CharField(
        label="Why is it cancelled?",
        help_text="The other school reads this.",
        max_length=200,
        error_messages={"required": "Say why the visit is cancelled"},
    )


class NoteForm(WithoutPupils):
    """Three short boxes; whether all are needed says the operation, as a draft needs none."""

    done = forms.CharField(
        label="What we did",
        help_text="Two or three sentences. Leave out pupils’ names.",
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    so_far = forms.CharField(
        label="Impact so far",
        help_text="What is different since you began? “Too early to say” is an answer.",
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    next_step = forms.CharField(
        label="What comes next",
        help_text="Who does what, until when.",
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


class SendBackForm(WithoutPupils):
    """What the host would put otherwise."""

    sent_back = forms.CharField(
        label="What would you put otherwise?",
        help_text="The visitor reads this, changes the note and sends it again.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what you would put otherwise"},
    )


class VisitorRulesForm(WithoutPupils):
    """The host's own rule for visitors."""

    visitor_rules = forms.CharField(
        label="What should whoever visits you know?",
        help_text="Where to park and sign in, what to bring, who meets them, telephones, lunch. Visitors see it on the "
        "page of each visit and in the letter of assurance.",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "5"}),
    )
