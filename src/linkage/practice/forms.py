"""The questions about what a school does well."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.directory.enums import Way
from linkage.directory.forms.nominations import MOST_WORDS, AboutForm
from linkage.practice.enums import SHOWN_BY
from linkage.ui.fields import ChoicesWithHints, ChoiceWithHints, DayField
from linkage.ui.forms import PlainForm

NOT_NAMED, NAMED = "no", "yes"
WAYS = {Way.VISIT_US: "They come and see", Way.CALL: "A call or online", Way.RESOURCES: "We share materials"}
WAY_HINTS = {Way.CALL.value: "Half an hour is enough to begin with"}
SHORTEN = f"Shorten this to {MOST_WORDS:,} characters"


class SchoolForm(PlainForm):
    """Which school does it, for who belongs to several."""

    organisation = forms.ChoiceField(
        label="Which school does it well?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the school"},
    )

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = schools  # type: ignore[attr-defined]


class PracticeForm(AboutForm):
    """What the school does, how it knows, for whom, who finds and who shows it. A draft needs a title alone."""

    field_order = ("title", "what", "evidence", *AboutForm.AREAS, "phases", "ways", "audience", "owner")

    title = forms.CharField(
        label="What do you do well?",
        help_text="A few words, for example: Daily reading in every tutor group",
        max_length=120,
        error_messages={"required": "Say in a few words what you do well"},
    )
    what = forms.CharField(
        label="What do you do?",
        help_text="What somebody would see. A few sentences are enough. Leave out pupils’ names.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={"required": "Say what you do", "max_length": SHORTEN},
    )
    evidence = forms.CharField(
        label="How do you know that it works?",
        help_text="What has changed, for whom, and since when",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say how you know that it works", "max_length": SHORTEN},
    )
    ways = ChoicesWithHints(
        label="How can others see it?",
        choices=[(way.value, WAYS[way]) for way in SHOWN_BY],
        hints=WAY_HINTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose how others can see it"},
    )
    audience = forms.ChoiceField(
        label="Who finds it?", widget=forms.RadioSelect, error_messages={"required": "Choose who finds it"}
    )
    owner = forms.ChoiceField(
        label="Who shows it?",
        help_text="Whoever asks to see it is introduced to them. Nobody sees their address before",
        error_messages={"required": "Choose who shows it"},
    )
    review_on = DayField(
        label="When should we ask whether it is still right?",
        help_text="A year from now is usual. Whoever shows it says so with one click",
        what="a day",
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[str, str]],
        audiences: Sequence[tuple[str, str]] = (),
        is_draft: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "Choose somebody"), *people]  # type: ignore[attr-defined]
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        if len(audiences) < 2:  # noqa: PLR2004 - one is no choice
            del self.fields["audience"]
        self.fields["first_area"].label = "What is it about?"
        if is_draft:
            for name in ("what", "evidence", "first_area", "phases", "ways", "owner"):
                self.fields[name].required = False

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the operation takes them: areas as one list, who shows it by key."""
        given = super().answers
        owner = given.pop("owner")
        return {**given, "owner_id": UUID(owner) if owner else None}


class AgreeForm(PlainForm):
    """A head's yes to the words they read."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)


class NamedForm(AgreeForm):
    """The same, of a school that does not show it: it may leave its name out."""

    is_named = ChoiceWithHints(
        label="May others read the name of your school?",
        choices=[(NAMED, "Yes, name us"), (NOT_NAMED, "No, leave our name out")],
        hints={NOT_NAMED: "They read “another school”. The words stay as you read them here"},
        error_messages={"required": "Say whether others may read the name of your school"},
    )

    @property
    def answers(self) -> dict[str, Any]:
        """Whether they are named, beside what they read."""
        given = super().answers
        return {**given, "is_named": given["is_named"] == NAMED}


class MissingForm(PlainForm):
    """What has to change before a head says yes."""

    missing = forms.CharField(
        label="What should change first?",
        help_text="One or two sentences. Whoever wrote it reads them.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what should change first"},
    )


class ReasonForm(PlainForm):
    """Why whoever runs the programme takes it down."""

    reason = forms.CharField(
        label="Why?",
        help_text="The school reads this.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say why: the school reads it"},
    )
