"""What is asked when an agreement is written, amended and signed, and when a programme changes its clauses."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from linkage.engagements import rules
from linkage.engagements.enums import ClauseUse
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.forms import PlainForm

_OWN = "words_"
_COSTS_HELP = "Leave it empty where nobody charges anything. It then says: each school meets its own costs."


class WordingForm(WithoutPupils):
    """Which clauses are in, and words of one's own; `wording_form` adds the fields of the clauses."""

    @property
    def says_more(self) -> bool:
        """Whether anything stands in a text of one's own, so that the texts stand open."""
        return any(self[name].value() for name in self.own)

    @property
    def own(self) -> list[str]:
        """The names of the texts of one's own, in the order of the clauses."""
        return [name for name in self.fields if name.startswith(_OWN)]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as one makes a wording of them."""
        given = super().answers
        own = {name.removeprefix(_OWN): text for name in self.own if (text := given.get(name, ""))}
        return {"is_in": frozenset(given.get("is_in", [])), "words": own, "costs": given.get("costs", "")}


def wording_form(clauses: Sequence[rules.ClauseText], *, is_bought: bool) -> type[WordingForm]:
    """Return the form for these clauses: a text of one's own for each, and who pays where nothing was bought."""
    fields: dict[str, Any] = {}
    optional = [(each.code, each.heading) for each in clauses if each.use == ClauseUse.OPTIONAL]
    if optional:
        fields["is_in"] = forms.MultipleChoiceField(
            label="Which of these belong in it?",
            help_text="All the others are in every agreement here.",
            required=False,
            choices=optional,
            widget=forms.CheckboxSelectMultiple,
        )
    if not is_bought:
        fields["costs"] = forms.CharField(
            label="Does anybody pay for it? (optional)",
            help_text=_COSTS_HELP,
            required=False,
            max_length=rules.MOST_COSTS,
            widget=forms.Textarea(attrs={"rows": "2"}),
        )
    for each in clauses:
        fields[f"{_OWN}{each.code}"] = forms.CharField(
            label=each.heading,
            required=False,
            max_length=rules.MOST_WORDS,
            widget=forms.Textarea(attrs={"rows": "3"}),
        )
    return cast("type[WordingForm]", type("ClausesWordingForm", (WordingForm,), fields))


class SignForm(PlainForm):
    """One's own name, typed, under the text that was read."""

    typed_name = forms.CharField(
        label="Type your name to sign",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={"required": "Type your name to sign"},
    )
    seen_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)


class AmendForm(WithoutPupils):
    """What is to change."""

    change = forms.CharField(
        label="What changes, and why?",
        help_text="It stands at the top of the new version, and everybody who signs reads it.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say what changes, and why"},
    )


class ClauseForm(WithoutPupils):
    """One clause of the programme."""

    heading = forms.CharField(label="Heading", max_length=100, error_messages={"required": "Give the clause a heading"})
    text = forms.CharField(
        label="What does it say?",
        help_text="Leave a line empty between two paragraphs.",
        max_length=rules.MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": "10"}),
        error_messages={"required": "Write what the clause says"},
    )
    use = forms.ChoiceField(
        label="Is it in every agreement?",
        choices=ClauseUse.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is in every agreement"},
    )

    def clean_text(self) -> str:
        """Every slot is one we can fill."""
        text = str(self.cleaned_data["text"])
        for found in rules.slots_are_known(text):
            raise forms.ValidationError(found.sentence)
        return text
