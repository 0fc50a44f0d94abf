"""The questions about designations."""

from collections.abc import Sequence
from typing import Any

from django import forms

from linkage.people.enums import Holder
from linkage.people.models import DesignationTitle
from linkage.people.operations.designations import Award
from linkage.ui.fields import ChoiceWithMore, DayField
from linkage.ui.forms import PlainForm


class DesignationForm(PlainForm):
    """Which designation, for what, from whom, from when, until when."""

    title = forms.ChoiceField(
        label="Which designation?",
        widget=forms.Select,
        error_messages={"required": "Choose a designation", "invalid_choice": "Choose a designation from the list"},
    )
    specialism = forms.CharField(
        label="What for? (optional)",
        help_text="As the body that gave it puts it, for example “Phonics and early reading”",
        max_length=100,
        required=False,
    )
    awarded_by = forms.CharField(
        label="Who gave it?",
        help_text="For example the name of a teaching school hub. Leave it empty if it is who stands beside the title",
        max_length=120,
        required=False,
    )
    from_on = DayField(label="Since when?", what="the day it began", help_text="For example, 1 9 2024")
    to_on = DayField(
        label="Until when? (optional)",
        what="the last day",
        help_text="We ask whether it is renewed, 60 days before. Leave it empty if it has no last day",
        required=False,
    )
    evidence = forms.CharField(
        label="Where can it be looked up? (optional)",
        help_text="A number on the certificate, or the address of a page. Only you and the coordinator see this",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, titles: Sequence[DesignationTitle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._titles = {str(each.pk): each for each in titles}
        choices = [
            (key, f"{each.name} ({each.awarded_by})" if each.awarded_by else each.name)
            for key, each in self._titles.items()
        ]
        self.fields["title"].choices = [("", "Choose one"), *choices]  # type: ignore[attr-defined]

    @property
    def award(self) -> Award:
        """What was said."""
        return Award(**{**self.cleaned_data, "title": self._titles[self.cleaned_data["title"]]})


class AnswerDesignationForm(PlainForm):
    """Is it renewed? Only the answers that fit how it stands are offered."""

    answer = ChoiceWithMore(
        label="How does it go on?", reveals={"until": ("until",)}, error_messages={"required": "Choose how it stands"}
    )
    until = DayField(
        label="Until when?",
        what="the last day",
        help_text="For example, 31 8 2028",
        required=False,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A renewal until a day needs the day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "until" and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the last day")
        return cleaned


class TitleForm(PlainForm):
    """What a designation of the programme's list is called."""

    name = forms.CharField(
        label="What is it called?", max_length=100, error_messages={"required": "Enter what the designation is called"}
    )
    awarded_by = forms.CharField(
        label="Who usually gives it? (optional)",
        help_text="It counts where nobody else is named when one is noted",
        max_length=120,
        required=False,
    )


class NewTitleForm(TitleForm):
    """A new one also says who can hold it."""

    holder = forms.ChoiceField(
        label="Who can hold it?",
        choices=Holder.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can hold it"},
    )


class ChangeTitleForm(TitleForm):
    """One on the list can be taken out of use."""

    is_in_use = forms.BooleanField(label="It can be chosen. Without this, whoever holds it keeps it", required=False)
