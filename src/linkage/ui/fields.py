"""Fields that Django lacks and GOV.UK pages need: a date in three parts, choices with a hint each."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from linkage.ui.questions import DayInput

MONTHS_BY_NAME = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100


class DayField(forms.Field):
    """A date in three parts, with the sentences of GOV.UK: what is missing, what cannot be a date.

    `what` names the date in those sentences: "the date of the visit".
    """

    widget = DayInput

    def __init__(self, *, what: str = "the date", **kwargs: Any) -> None:
        self.what = what
        messages = {"required": f"Enter {what}", **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=messages, **kwargs)

    def clean(self, value: Any) -> date | None:
        """Return the date, None where an optional one is empty; raise with the parts that are wrong."""
        if isinstance(value, date) or value is None:
            parts = (str(value.day), str(value.month), str(value.year)) if value else ("", "", "")
        else:
            parts = tuple(value)
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        found = self._read(parts)
        self.run_validators(found)
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the typed parts make another date than before."""
        try:
            return bool(self.clean(data) != initial)
        except ValidationError:
            return True

    def _read(self, parts: tuple[str, ...]) -> date:
        missing = [name for name, part in zip(DayInput.parts, parts, strict=True) if not part]
        start = self.what[0].upper() + self.what[1:]
        if missing:
            names = " and ".join(missing)
            raise ValidationError(
                f"{start} must include a {names}", code="incomplete", params={"parts": tuple(missing)}
            )
        day, month, year = (_number(part) for part in parts)
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(
                f"{start} must have a year of four numbers, like 2026", code="year", params={"parts": ("year",)}
            )
        try:
            return date(year or 0, month or 0, day or 0)
        except ValueError:
            raise ValidationError(f"{start} must be a real date", code="invalid") from None


def _number(part: str) -> int | None:
    if part.isascii() and part.isdigit():
        return int(part)
    return MONTHS_BY_NAME.get(part.lower().rstrip("."))


class ChoiceWithHints(forms.ChoiceField):
    """One choice of several, each with a hint: `hints={"call": "Half an hour is enough"}`."""

    widget = forms.RadioSelect

    def __init__(self, *, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.choice_hints = hints or {}
        super().__init__(**kwargs)


class ChoicesWithHints(forms.MultipleChoiceField):
    """Several choices, each with a hint."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.choice_hints = hints or {}
        super().__init__(**kwargs)


class ChoiceWithMore(ChoiceWithHints):
    """One choice of several, with or without hints, some with questions below them: `reveals={"cost": ("pounds",)}`.

    They are shown with their choice alone: none of them may be required.
    """

    def __init__(self, *, reveals: dict[str, tuple[str, ...]], **kwargs: Any) -> None:
        self.reveals = reveals
        super().__init__(**kwargs)
