"""Which steps a kind has: one block of questions for each, and two empty ones."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from linkage.engagements import rules
from linkage.engagements.enums import Doer, Gate
from linkage.ui.forms import PlainForm

EMPTY_ROWS = 2
_PARTS = ("title", "text", "doer", "gate", "is_required", "code")


class StepsForm(PlainForm):
    """Each row is one step; a row whose name is emptied is a step less."""

    def __init__(self, *args: Any, steps: Sequence[rules.StepText], **kwargs: Any) -> None:
        kwargs["initial"] = {
            f"{part}_{row}": getattr(step, part) for row, step in enumerate(steps, start=1) for part in _PARTS
        }
        super().__init__(*args, **kwargs)
        self.rows = range(1, len(steps) + EMPTY_ROWS + 1)
        self.known = {row: step.code for row, step in enumerate(steps, start=1)}
        for row in self.rows:
            self.fields.update(_row(row, is_new=row > len(steps)))

    @property
    def steps(self) -> list[rules.StepText]:
        """The steps that have a name, in their order; a new one is coded by its name."""
        given, found, taken = self.cleaned_data, [], set(self.known.values())
        for row in self.rows:
            title = given[f"title_{row}"]
            if not title:
                continue
            code = self.known.get(row) or _free_code(title, taken)
            taken.add(code)
            found.append(
                rules.StepText(
                    code,
                    title,
                    given[f"text_{row}"],
                    given[f"doer_{row}"],
                    given[f"gate_{row}"],
                    given[f"is_required_{row}"],
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        """A step with a name says who does it, and before what."""
        given = super().clean() or self.cleaned_data
        for row in self.rows:
            for part, asked in (("doer", "who does it"), ("gate", "before what it is done")):
                if given.get(f"title_{row}") and not given.get(f"{part}_{row}"):
                    self.add_error(f"{part}_{row}", f"Say {asked}: {given[f'title_{row}']}")
        return given


def _row(row: int, *, is_new: bool) -> dict[str, forms.Field]:
    name = "Another step (optional)" if is_new else f"Step {row}"
    empty = [("", "Choose")] if is_new else []
    return {
        f"title_{row}": forms.CharField(label=name, max_length=100, required=False),
        f"text_{row}": forms.CharField(label="A line about it (optional)", max_length=200, required=False),
        f"doer_{row}": forms.ChoiceField(label="Who does it?", choices=[*empty, *Doer.choices], required=False),
        f"gate_{row}": forms.ChoiceField(label="Before what?", choices=[*empty, *Gate.choices], required=False),
        f"is_required_{row}": forms.BooleanField(label="It has to be done", required=False, initial=True),
    }


def _free_code(title: str, taken: set[str]) -> str:
    stem = slugify(title)[:24] or "step"
    return next(code for code in (stem, *(f"{stem}-{number}" for number in range(2, 100))) if code not in taken)
