"""What is asked about being ready: of each side, of those who lead, and of whoever words the questions."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from linkage.engagements.enums import Ready
from linkage.engagements.rules import QuestionText
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoiceWithHints, DayField
from linkage.ui.forms import PlainForm

_WAYS = {
    "light": ("Three questions", "Trust, time, and what was agreed: enough where you learn from each other."),
    "full": ("All seven questions", "Also people, priorities, feedback and the end: for days of support and sponsors."),
}
_PARTS = ("title", "home", "client")


class ReadinessForm(WithoutPupils):
    """The draft of one side: for each theme how ready it is, a note and where it can be seen. All may be left open."""

    asked: ClassVar[Sequence[QuestionText]] = ()

    @property
    def given(self) -> dict[str, tuple[int | None, str, str]]:
        """What was answered: {theme: (how ready, note, evidence)}."""
        said = self.answers
        return {
            each.theme: (
                int(said[f"{each.theme}_value"]) if said[f"{each.theme}_value"] else None,
                said[f"{each.theme}_note"],
                said[f"{each.theme}_evidence"],
            )
            for each in self.asked
        }

    def says_more(self, theme: str) -> bool:
        """Whether a note or evidence is written for a theme, or wrong, so that its questions stand open."""
        names = (f"{theme}_note", f"{theme}_evidence")
        return any(self[name].value() or name in self.errors for name in names)


def readiness_form(asked: Sequence[QuestionText]) -> type[ReadinessForm]:
    """Return the form for these questions."""
    fields: dict[str, Any] = {}
    for each in asked:
        fields[f"{each.theme}_value"] = forms.ChoiceField(
            label=f"How ready are you? {each.title}", choices=Ready.choices, widget=forms.RadioSelect, required=False
        )
        fields[f"{each.theme}_note"] = forms.CharField(
            label="A note (optional)",
            help_text=f"{each.title}: what you would say about it when you meet.",
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"rows": "2"}),
        )
        fields[f"{each.theme}_evidence"] = forms.CharField(
            label="Where can it be seen? (optional)",
            help_text="For example, the cover plan for the spring term.",
            max_length=300,
            required=False,
        )
    return type("ReadinessForm", (ReadinessForm,), {"__doc__": ReadinessForm.__doc__, "asked": tuple(asked), **fields})


class HowManyForm(PlainForm):
    """A lighter look or all questions; between equals the lighter one is offered first."""

    way = ChoiceWithHints(
        label="How many questions?",
        choices=(),
        hints={name: hint for name, (_, hint) in _WAYS.items()},
        error_messages={"required": "Choose how many questions"},
    )

    def __init__(self, *args: Any, is_light_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = ("light", "full") if is_light_first else ("full", "light")
        self.fields["way"].choices = [(name, _WAYS[name][0]) for name in order]  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """Whether the lighter look was chosen."""
        return {"is_light": self.cleaned_data["way"] == "light"}


class TalkForm(WithoutPupils):
    """Who talked about what is not ready, when, and what came of it."""

    talked_who = forms.CharField(
        label="Who talked?", max_length=200, error_messages={"required": "Say who talked to each other"}
    )
    talked_on = DayField(label="On which day?", what="the day on which you talked")
    talk_outcome = forms.CharField(
        label="What came of it?",
        help_text="A sentence or two. Both schools read it.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what came of it"},
    )


class GovernorsForm(WithoutPupils):
    """Who of the governors signed off, in which meeting, on which day."""

    who = forms.CharField(
        label="Who signed it off?",
        help_text="For example, the chair of governors and their name.",
        max_length=120,
        error_messages={"required": "Say who signed it off"},
    )
    meeting = forms.CharField(
        label="In which meeting?",
        help_text="For example, the full governing body, second meeting of the autumn term.",
        max_length=160,
        error_messages={"required": "Say in which meeting"},
    )
    decided_on = DayField(label="On which day?", what="the day of the meeting")


class QuestionsForm(PlainForm):
    """Every question, as a programme words it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, questions: Sequence[QuestionText], **kwargs: Any) -> None:
        self.questions = questions
        kwargs["initial"] = {
            **kwargs.get("initial", {}),
            **{f"{each.theme}_{part}": getattr(each, part) for each in questions for part in _PARTS},
        }
        super().__init__(*args, **kwargs)
        for each in questions:
            self.fields.update(_words_of(each))

    @property
    def answers(self) -> dict[str, Any]:
        """The questions in their order, and the version they change."""
        said = super().answers
        worded = [
            QuestionText(each.theme, *(said[f"{each.theme}_{part}"] for part in _PARTS)) for each in self.questions
        ]
        return {"questions": worded, "based_on": said["based_on"]}


def _words_of(each: QuestionText) -> dict[str, forms.Field]:
    def asked(label: str, missing: str) -> forms.CharField:
        return forms.CharField(
            label=label,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": "3"}),
            error_messages={"required": f"{each.title}: {missing}"},
        )

    return {
        f"{each.theme}_title": forms.CharField(
            label="What it is called", max_length=60, error_messages={"required": f"{each.title}: give it a name"}
        ),
        f"{each.theme}_home": asked("Asked of the side that helps", "write what the side that helps is asked"),
        f"{each.theme}_client": asked("Asked of the side that is helped", "write what the other side is asked"),
    }
