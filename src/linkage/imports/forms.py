"""Choosing a file, and the decisions of the page that checks it."""

from typing import Any

from django import forms
from django.http import QueryDict

from linkage.imports.enums import ImportKind
from linkage.imports.operations import Decisions
from linkage.ui.forms import PlainForm

_HINTS = {
    ImportKind.NOMINATIONS: "The answers to your form as they are, or your own list. One row for each colleague: "
    ".xlsx, .xls, .ods or .csv, at most 10 MB.",
    ImportKind.PAST_LINKS: "One row for each time a school helped another: .xlsx, .xls, .ods or .csv, at most 10 MB.",
}
COLUMN, ANSWER = "column-", "answer-"


class SheetForm(PlainForm):
    """The spreadsheet."""

    file = forms.FileField(
        label="Your spreadsheet",
        error_messages={"required": "Choose a file", "empty": "The file is empty. Choose another"},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _HINTS[ImportKind(kind)]


class DecisionsForm(PlainForm):
    """Whatever was decided on the page: its questions differ from file to file, so they are read by their prefix."""

    shown = forms.IntegerField(required=False, min_value=0)

    def __init__(self, data: QueryDict | None, *, columns: int) -> None:
        super().__init__(data)
        self._columns = columns

    @property
    def decisions(self) -> Decisions:
        """What was decided."""
        return Decisions(
            mapping=tuple(self.data.get(f"{COLUMN}{index}", "") for index in range(self._columns)),
            answers={name.removeprefix(ANSWER): self.data[name] for name in self.data if name.startswith(ANSWER)},
            is_anew="anew" in self.data,
        )
