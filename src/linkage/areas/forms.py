"""The questions about one area."""

from typing import Any

from django import forms

from linkage.areas.models import Area
from linkage.ui.forms import PlainForm

ON_ITS_OWN = ("", "None: it stands on its own")
NO_HEADING = ("", "None")


class AreaForm(PlainForm):
    """Name and words of an area, where it stands, and the other headings it is counted under."""

    name = forms.CharField(label="Name", max_length=100, error_messages={"required": "Enter the name of the area"})
    synonyms = forms.CharField(
        label="Words people use for it",
        help_text="One on each line, or parted by commas: short forms, everyday words, old names",
        required=False,
        max_length=4000,
        widget=forms.Textarea,
    )
    parent = forms.ChoiceField(
        label="Which area is it part of?",
        help_text="Who asks about that one is shown who knows this one too",
        required=False,
        widget=forms.Select(attrs={"data-suggest": True}),
    )
    priority = forms.CharField(
        label="Priority of yours this year",
        help_text="The heading you report it under, for example: Reading for all. Leave it empty if it is none",
        required=False,
        max_length=100,
    )
    ofsted_area = forms.ChoiceField(label="Area of inspection (Ofsted)", required=False, widget=forms.Select())
    sle_area = forms.CharField(
        label="Heading of specialist leaders (SLE)",
        help_text="The old list of what specialist leaders of education were designated for",
        required=False,
        max_length=100,
    )

    def __init__(self, *args: Any, parents: list[Area], inspected: list[str], may_move: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parents = {str(area.pk): area for area in parents}
        if may_move:
            under = [(key, area.name) for key, area in self._parents.items()]
            self.fields["parent"].choices = [ON_ITS_OWN, *under]  # type: ignore[attr-defined]
        else:
            del self.fields["parent"]
        headings = [(name, name) for name in inspected]
        self.fields["ofsted_area"].choices = [NO_HEADING, *headings]  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers with the words as a list, and the area it stands under."""
        words = self.cleaned_data["synonyms"].replace(",", "\n").splitlines()
        parent = self._parents.get(self.cleaned_data.get("parent", ""))
        return {**self.cleaned_data, "synonyms": words, "parent": parent}
