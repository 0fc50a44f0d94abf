"""What the two ends are asked."""

from django import forms

from linkage.links.enums import PulseAnswer
from linkage.ui.forms import PlainForm

YES_NO = ((PulseAnswer.YES.value, "Yes"), (PulseAnswer.NO.value, "No, or not much"))
MOST_NOTE = 300


class NoteForm(PlainForm):
    """A last word to the other end."""

    note = forms.CharField(
        label="A word for the other school (optional)",
        help_text="Both schools read it on this page. Leave out pupils’ names.",
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea,
        error_messages={"max_length": f"Write at most {MOST_NOTE} characters"},
    )


class PulseForm(PlainForm):
    """Have you met, did it help, did you take something home."""

    has_met = forms.ChoiceField(
        label="Have you spoken or met?",
        help_text="“No, and we will not” ends the introduction, and the programme asks what comes next.",
        choices=PulseAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have spoken or met"},
    )
    has_helped = forms.ChoiceField(
        label="If you have: did it help?",
        help_text="No is an honest answer, and nobody is graded.",
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    has_taken_home = forms.ChoiceField(
        label="If you have: did you take something home to your own school?",
        help_text="Something you will do, try or stop.",
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
