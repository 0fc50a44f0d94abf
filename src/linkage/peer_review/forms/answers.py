"""What a school is asked: two minutes on a phone, with everything that can be filled in filled in."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from linkage.kernel import words
from linkage.organisations.models import Organisation
from linkage.peer_review.models import Round
from linkage.peer_review.operations import Part
from linkage.people.models import Person
from linkage.ui.forms import PlainForm

YES, NO = "yes", "no"


class PartForm(PlainForm):
    """How a school takes part."""

    focus = forms.CharField(
        label="What should your visitors look at?",
        help_text="In your own words. Your visitors alone read it. Leave out pupils’ names",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={
            "required": "Say what your visitors should look at",
            "max_length": "Shorten this to 600 characters",
        },
    )
    person = forms.ChoiceField(label="Who goes to other schools?", error_messages={"required": "Choose who goes"})
    host_weeks = forms.MultipleChoiceField(
        label="In which weeks can you be visited?",
        help_text="Untick the weeks that do not suit",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one of the weeks of the round"},
    )
    visit_weeks = forms.MultipleChoiceField(
        label="In which weeks can they go out?",
        help_text="Untick the weeks that do not suit",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one of the weeks of the round"},
    )
    can_write = forms.ChoiceField(
        label="Could they write the short report of a visit?",
        choices=[(YES, "Yes"), (NO, "Rather not")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they could write a report"},
    )
    can_lead = forms.ChoiceField(
        label="Could they lead a visit?",
        help_text="Whoever leads speaks with the school before, and opens and closes the day",
        choices=[(YES, "Yes"), (NO, "Rather not")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they could lead a visit"},
    )
    who_joins = forms.CharField(
        label="Who of your school takes part in the day?",
        help_text="For example: my deputy, and the subject leaders for English and maths",
        max_length=200,
        required=False,
    )
    needs = forms.CharField(
        label="What should visitors know about the building?",
        help_text="Parking, steps, where to sign in",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )

    apart = forms.MultipleChoiceField(
        label="Schools we should not visit or be visited by",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Person],
        weeks: Sequence[tuple[date, str]],
        others: Sequence[Organisation],
        found: Round,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not found.needs_lead:
            del self.fields["can_lead"]
        if not others:
            del self.fields["apart"]
        else:
            runs = words.listing(found.who_runs_it) or "whoever runs the programme"
            self.fields["apart"].help_text = f"Nobody asks you why. You and who runs the round ({runs}) alone read it"
            self.fields["apart"].choices = [(str(each.pk), each.name) for each in others]  # type: ignore[attr-defined]
        self.people = {str(each.pk): each for each in people}
        self.fields["person"].choices = [(key, each.name) for key, each in self.people.items()]  # type: ignore[attr-defined]
        for name in ("host_weeks", "visit_weeks"):
            self.fields[name].choices = [(each.isoformat(), words) for each, words in weeks]  # type: ignore[attr-defined]

    @property
    def part(self) -> Part:
        """The answers as the operation takes them."""
        given = super().answers
        return Part(
            person=self.people[given["person"]],
            focus=given["focus"],
            who_joins=given["who_joins"],
            needs=given["needs"],
            host_weeks=[date.fromisoformat(each) for each in given["host_weeks"]],
            visit_weeks=[date.fromisoformat(each) for each in given["visit_weeks"]],
            can_write=given["can_write"] == YES,
            can_lead=given.get("can_lead", YES) == YES,
            apart=[UUID(each) for each in given.get("apart", ())],
        )
