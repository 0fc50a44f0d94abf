"""The questions about an entry that stands (a break, another school, what a school gives), and about a search kept."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.kernel.words import count
from linkage.ui.fields import DayField
from linkage.ui.forms import PlainForm


class PauseForm(PlainForm):
    """A break, until a day or until said otherwise."""

    until = DayField(
        label="When do you want to be found again? (optional)",
        what="the date",
        help_text="For example, 11 1 2027. Leave it empty to come back when you say so",
        required=False,
    )


class LeftForm(PlainForm):
    """Where somebody works who has left the school, when that is known."""

    to_organisation = forms.ChoiceField(
        label="Which school do you work at now? (optional)",
        help_text="Its head is asked to take your entry in, with your words. Leave it empty if you do not know yet",
        required=False,
        widget=forms.Select(attrs={"data-suggest": ""}),
        error_messages={"invalid_choice": "Choose a school from the list"},
    )

    def __init__(self, *args: Any, schools: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_organisation"].choices = [("", "Not known yet, or none"), *schools]  # type: ignore[attr-defined]


class CeilingForm(PlainForm):
    """What a school gives."""

    days_limit = forms.IntegerField(
        label="Most days away in a half-term, all staff together (optional)",
        help_text="Leave it empty for no limit",
        required=False,
        min_value=0,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"invalid": "Enter a number of whole days, like 10", "min_value": "Enter 0 or more"},
    )
    is_stopped = forms.BooleanField(label="Stop new requests to our staff", required=False)


class DriveForm(PlainForm):
    """Whose heads are asked to nominate somebody: those of some districts or school groups, or all."""

    places = forms.MultipleChoiceField(
        label="Whose heads do you want to ask?",
        help_text="Each head gets one e-mail, however many of these their school is in",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one district or school group"},
    )

    def __init__(
        self, *args: Any, districts: Mapping[str, frozenset[UUID]], groups: Mapping[str, frozenset[UUID]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._schools = {f"district:{name}": ids for name, ids in districts.items()}
        self._schools |= {f"group:{name}": ids for name, ids in groups.items()}
        sizes = {value: count(len(ids), "school") for value, ids in self._schools.items()}
        self.fields["places"].choices = [  # type: ignore[attr-defined]
            ("all", "Every school that takes part"),
            *((value, f"{value.partition(':')[2]} ({size})") for value, size in sizes.items()),
        ]

    @property
    def school_ids(self) -> frozenset[UUID] | None:
        """The schools chosen; None for all of them."""
        chosen = self.cleaned_data["places"]
        return None if "all" in chosen else frozenset().union(*(self._schools[value] for value in chosen))


class SavedSearchForm(PlainForm):
    """What a search is called."""

    name = forms.CharField(
        label="What do you want to call it?",
        help_text="Only you see it. Leave out pupils’ names",
        max_length=80,
        error_messages={"required": "Enter a name by which you find it again"},
    )
