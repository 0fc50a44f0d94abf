"""What somebody who is asked says, and what the school replies."""

from datetime import date
from typing import Any

from django import forms

from linkage.brokering.enums import ApproachAnswer, DeclineReason, Part
from linkage.kernel import words
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithMore
from linkage.ui.forms import PlainForm

ASK = "ask"
R = DeclineReason
# The reasons as a head reads them, and as the person themselves does.
REASONS: dict[str, tuple[tuple[str, str], ...]] = {
    Part.HEAD.value: (
        (R.CANNOT_RELEASE.value, "I cannot release them this half-term"),
        (R.NO_TIME.value, "They have no time now"),
        (R.NOT_STRENGTH.value, "It is not what they are strong in: their entry is not right"),
        (R.WRONG_NEED.value, "This school needs something else than what they offer"),
        (R.CONFLICT.value, "We know this school too well, or have a tie to it"),
        (R.OTHER.value, "Something else"),
    ),
    Part.PERSON.value: (
        (R.NO_TIME.value, "I have no time now"),
        (R.NOT_STRENGTH.value, "It is not what I am strong in: my entry is not right"),
        (R.WRONG_NEED.value, "This school needs something else than what I offer"),
        (R.CONFLICT.value, "I know this school too well, or have a tie to it"),
        (R.OTHER.value, "Something else"),
    ),
}
REASONS[Part.CHAIR.value] = REASONS[Part.HEAD.value]
SAID = {
    ApproachAnswer.YES.value: ("Yes, they may", "Yes, I could help"),
    ApproachAnswer.NO.value: ("No, not this time", "No, not this time"),
    ApproachAnswer.SUGGEST.value: ("Somebody else at my school could", "A colleague of mine could"),
}
FOR_THEM = {
    ApproachAnswer.YES.value: "Yes",
    ApproachAnswer.NO.value: "No, not this time",
    ApproachAnswer.SUGGEST.value: "A colleague of theirs could",
}


class NameField(forms.CharField):
    """A colleague\u2019s name: no free text in which a pupil could be named."""


class AnswerForm(WithoutPupils):
    """Yes; no with why; a colleague instead; or a question first, for whoever answers themselves."""

    answer = ChoiceWithMore(
        label="What do you say?",
        reveals={
            ApproachAnswer.NO.value: ("reason", "note", "takes_break"),
            ApproachAnswer.SUGGEST.value: ("colleague_name", "colleague_email"),
            ASK: ("question",),
        },
        error_messages={"required": "Choose what you say: no is an answer too"},
    )
    reason = forms.ChoiceField(label="Why not?", required=False, widget=forms.RadioSelect)
    note = forms.CharField(
        label="A word about it (optional)",
        help_text="Only the people who look after the request read it",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"max_length": "Write at most 300 characters"},
    )
    takes_break = forms.BooleanField(label="", required=False)
    colleague_name = NameField(
        label="Their name",
        required=False,
        max_length=120,
        help_text="We do not write to them: the programme talks to you first. If nothing comes of it, we forget it",
    )
    colleague_email = forms.EmailField(
        label="Their e-mail address at work",
        required=False,
        error_messages={"invalid": "Write the whole e-mail address, like name@school.example"},
    )
    question = forms.CharField(
        label="What would you like to know?",
        help_text="The school answers by e-mail. It and the others who are asked read your question, not your name",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"max_length": "Write at most 500 characters"},
    )

    def __init__(
        self, *args: Any, part: str, break_until: date, has_asked: bool, for_them: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        releases = part != Part.PERSON
        reads_as = 0 if releases else 1
        choices = [(key, FOR_THEM[key] if for_them else said[reads_as]) for key, said in SAID.items()]
        if not for_them and not has_asked:
            choices.append((ASK, "I have a question first"))
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]
        kept = {key for key, _ in choices}
        asked: ChoiceWithMore = self.fields["answer"]  # type: ignore[assignment]
        asked.reveals = {key: names for key, names in asked.reveals.items() if key in kept}
        reasons = [(key, str(R(key).label)) for key, _ in REASONS[part]] if for_them else list(REASONS[part])
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]
        day = words.day(break_until)
        whose = "Let them take a break" if for_them else "Leave me in peace"
        self.fields["takes_break"].label = f"With no time now: {whose.lower()} until {day}"
        if releases:
            self._drop("takes_break")
        if ASK not in kept:
            self._drop("question")
        if for_them:
            self.fields["answer"].label = "What did they say?"
            self.fields["answer"].error_messages["required"] = "Choose what they said"

    def _drop(self, name: str) -> None:
        del self.fields[name]
        asked: ChoiceWithMore = self.fields["answer"]  # type: ignore[assignment]
        asked.reveals = {key: tuple(each for each in names if each != name) for key, names in asked.reveals.items()}


class ReplyForm(WithoutPupils):
    """The school\u2019s answer to somebody who may help."""

    words = forms.CharField(
        label="Your answer",
        help_text="Everybody we ask for this reads it. Leave out pupils\u2019 names",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        error_messages={"required": "Write your answer", "max_length": "Write at most 1,000 characters"},
    )


class AskForm(PlainForm):
    """Who stands ready after the first, and what only a person can know."""

    alternates = forms.MultipleChoiceField(
        label="Ready, if the first says no",
        help_text="In this order. They are told nothing before it is their turn",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    knows_of_none = forms.BooleanField(
        label="I know of none of these between the schools",
        error_messages={
            "required": "Tick to say that you know of nothing that speaks against it, or choose somebody else"
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if choices:
            self.fields["alternates"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["alternates"]
