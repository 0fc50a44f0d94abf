"""What is asked before two people are introduced."""

from django import forms

from linkage.ui.forms import PlainForm


class IntroduceForm(PlainForm):
    """The words of the one mail, and what only a person can know."""

    subject = forms.CharField(
        label="Subject",
        max_length=150,
        error_messages={"required": "Enter a subject", "max_length": "Write at most 150 characters"},
    )
    greeting = forms.CharField(
        label="First words",
        help_text="Both read this above each other’s names. Leave out pupils’ names.",
        max_length=600,
        widget=forms.Textarea,
        error_messages={"required": "Write a first sentence", "max_length": "Write at most 600 characters"},
    )
    knows_of_none = forms.BooleanField(
        label="I know of none of these between the two schools",
        error_messages={
            "required": "Tick to say that you know of nothing that speaks against it, or choose somebody else"
        },
    )


class KeptWordsForm(PlainForm):
    """What somebody had written for a mail that could not be sent; it comes along to whoever is chosen instead."""

    subject = forms.CharField(required=False, widget=forms.HiddenInput)
    greeting = forms.CharField(required=False, widget=forms.HiddenInput)
