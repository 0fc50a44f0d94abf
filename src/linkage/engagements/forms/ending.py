"""What is asked at the end and afterwards: what it changed, how it was, and the words of thanks."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.engagements import rules
from linkage.engagements.enums import Again, Change, Holds, Level
from linkage.engagements.models import Objective
from linkage.support_requests.forms.pupils import WithoutPupils

MOST_WORDS, MOST_LINE, MOST_STANDING = 600, 300, 120
_QUESTIONS = {
    Level.REACTION: ("Did people find it helpful?", ""),
    Level.LEARNING: ("Did people learn from it?", ""),
    Level.SUPPORT: ("Has the school made room for it?", "Time, cover, a place in meetings."),
    Level.USE: ("Is what was learned used?", "In lessons, or in how the school works."),
    Level.OUTCOME: ("Are pupils better off for it?", "Say it for a class or a year. Never name a pupil."),
}


class ImpactForm(WithoutPupils):
    """What it changed: each level that can be known by now, where each aim stands, and whether the plan holds."""

    def __init__(self, *args: Any, levels: Sequence[Level], aims: Sequence[Objective], **kwargs: Any) -> None:
        self.levels, self.aims = levels, aims
        super().__init__(*args, **kwargs)

    @property
    def said(self) -> dict[str, Any]:
        """What was said of each level and each aim, and of who carries on."""
        given = self.answers
        readings: dict[UUID, str] = {each.pk: given[f"aim_{each.place}"] for each in self.aims}
        return {
            "levels": {each.value: (given[f"level_{each}"], given[f"seen_{each}"]) for each in self.levels},
            "readings": readings,
            "holds": given.get("holds", ""),
            "holds_note": given.get("holds_note", ""),
        }


def impact_form(
    levels: Sequence[Level], aims: Sequence[Objective], before: Mapping[UUID, str], plan: str
) -> type[ImpactForm]:
    """Return the form for what can be known by now; `before` is where the side said that an aim stood last.

    `plan` says who carries on, where it is asked whether that still holds.
    """
    asked: dict[str, forms.Field] = {}
    for level in levels:
        question, hint = _QUESTIONS[level]
        asked[f"level_{level}"] = forms.ChoiceField(
            label=question,
            help_text=hint,
            choices=Change.choices,
            widget=forms.RadioSelect,
            error_messages={"required": f"Answer: {question}"},
        )
        asked[f"seen_{level}"] = forms.CharField(
            label="Where can it be seen? (optional)",
            help_text=f"{question.rstrip('?')}: what you counted, when, and where it is kept.",
            max_length=MOST_LINE,
            required=False,
        )
    for aim in aims:
        asked[f"aim_{aim.place}"] = forms.CharField(
            label=f"Where does it stand now? {aim.text} (optional)",
            help_text=_aim_hint(aim, before.get(aim.pk, "")),
            max_length=MOST_STANDING,
            required=False,
        )
    return type("ImpactForm", (ImpactForm,), {"__doc__": ImpactForm.__doc__, **asked, **plan_fields(plan)})


def _aim_hint(aim: Objective, before: str) -> str:
    parts = (
        f"At the start: {aim.baseline}." if aim.baseline else "",
        f"It should be: {aim.target}." if aim.target else "",
        f"You said last: {before}." if before else "",
    )
    return " ".join(each for each in parts if each) or "Say it in the words in which you would count it."


def plan_fields(plan: str) -> dict[str, forms.Field]:
    """Return the question whether who carries on still holds; none where nobody wrote who does."""
    if not plan:
        return {}
    return {
        "holds": forms.ChoiceField(
            label="Does who carries on still hold?",
            help_text=f"It was planned so: “{plan}”",
            choices=Holds.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Say whether who carries on still holds"},
        ),
        "holds_note": forms.CharField(
            label="A line about who carries on (optional)", max_length=MOST_LINE, required=False
        ),
    }


class FeedbackForm(WithoutPupils):
    """How it was: about the work, and no judgement of anybody."""

    helped = forms.CharField(
        label="What helped?",
        help_text="About how you worked together. It is no judgement of anybody.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what helped, even if it is “Nothing yet”"},
    )
    more = forms.CharField(
        label="What would have helped more? (optional)",
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    again = forms.ChoiceField(
        label="Would you do it again?",
        choices=Again.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you would do it again"},
    )


class ThanksForm(WithoutPupils):
    """The words of thanks, offered ready written."""

    text = forms.CharField(
        label="Your letter",
        help_text="Change whatever you like. Your name and school are set below it.",
        max_length=rules.MOST_LETTER,
        widget=forms.Textarea(attrs={"rows": "14"}),
        error_messages={"required": "Write a line of thanks"},
    )
