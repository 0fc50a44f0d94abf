"""Turns a bound Django field into the macro that draws it and that macro's arguments."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from markupsafe import Markup

TEXT_TYPES = {"text", "email", "tel", "url", "password", "search", "number"}
INPUT_MODES = {forms.IntegerField: "numeric", forms.DecimalField: "decimal"}


@dataclass(frozen=True)
class Problem:
    """One line of the error summary."""

    text: str
    href: str


@dataclass(frozen=True)
class Question:
    """The macro that draws a field, and what it is given."""

    macro: str
    arguments: dict[str, Any]


Builder = Callable[[BoundField, dict[str, Any]], Question]


def attributes(given: dict[str, Any]) -> Markup:
    """Return ` name="value"` for each attribute that has a value; True gives the bare name."""
    shown = [(name, value) for name, value in given.items() if value not in (None, False, "")]
    return Markup("").join(
        Markup(" {}").format(name) if value is True else Markup(' {}="{}"').format(name, value) for name, value in shown
    )


def required_sentence(label: str, *, is_choice: bool) -> str:
    """The sentence for an empty answer, made from the label: a question is quoted, a name goes into the sentence."""
    if label.endswith("?"):
        return f"Answer the question: {label}"
    if label[1:2].islower() or len(label) == 1:
        label = label[0].lower() + label[1:]
    return f"{'Choose' if is_choice else 'Enter'} {label}"


def target_id(bound: BoundField) -> str:
    """The id the error summary leads to: the first input of the question."""
    if isinstance(bound.field.widget, DayInput):
        return f"{bound.auto_id}-{_wrong_part(bound)}"
    return str(bound.auto_id)


def question_of(bound: BoundField) -> Question | None:
    """The question for a bound field; nothing for a hidden one."""
    if bound.is_hidden:
        return None
    widget = bound.field.widget
    for kind, build in _BUILDERS:
        if isinstance(widget, kind):
            return build(bound, _common(bound))
    return _text(bound, _common(bound))


def _common(bound: BoundField) -> dict[str, Any]:
    errors = [str(sentence) for sentence in bound.errors]
    return {
        "name": bound.html_name,
        "id": bound.auto_id,
        "hint": bound.help_text or None,
        # Only the first: the summary lists all, and two sentences at a field are read as one.
        "error": errors[0] if errors else None,
    }


def _attributes(bound: BoundField, *left_out: str) -> dict[str, Any]:
    given = {**bound.field.widget.attrs}
    return {name: value for name, value in given.items() if name not in {"class", "cols", "maxlength", *left_out}}


def _text(bound: BoundField, common: dict[str, Any]) -> Question:
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "text")
    mode = INPUT_MODES.get(type(bound.field))
    arguments = {
        **common,
        "label": bound.label,
        # A number field with spinners and scroll-wheel changes is a trap; a text field that asks for digits is not.
        "type": kind if kind in TEXT_TYPES - {"number"} else "text",
        "value": bound.field.prepare_value(bound.value()),
        "classes": widget.attrs.get("class", ""),
        "inputmode": widget.attrs.get("inputmode", mode),
        "attributes": _attributes(bound, "inputmode", "step", "min", "max"),
    }
    if kind == "email":
        arguments["attributes"] = {"autocomplete": "email", "spellcheck": "false", **arguments["attributes"]}
    return Question("input", arguments)


def _textarea(bound: BoundField, common: dict[str, Any]) -> Question:
    attrs = bound.field.widget.attrs
    arguments = {
        **common,
        "label": bound.label,
        "value": bound.value(),
        "rows": attrs.get("rows", 5) if attrs.get("rows") != "10" else 5,
        "count": getattr(bound.field, "max_length", None),
        "attributes": _attributes(bound, "rows"),
    }
    return Question("textarea", arguments)


def _file(bound: BoundField, common: dict[str, Any]) -> Question:
    return Question("file_input", {**common, "label": bound.label, "attributes": _attributes(bound)})


def _select(bound: BoundField, common: dict[str, Any]) -> Question:
    arguments = {
        **common,
        "label": bound.label,
        "items": [item for item in _items(bound) if "divider" not in item],
        "attributes": _attributes(bound),
    }
    return Question("select", arguments)


def _radios(bound: BoundField, common: dict[str, Any]) -> Question:
    items = [item for item in _items(bound) if item.get("value") != "" or bound.field.required is False]
    return Question("radios", {**common, "legend": bound.label, "items": items})


def _checkboxes(bound: BoundField, common: dict[str, Any]) -> Question:
    return Question("checkboxes", {**common, "legend": bound.label, "items": _items(bound)})


def _single(bound: BoundField, common: dict[str, Any]) -> Question:
    checked = bound.field.widget.check_test(bound.value())
    item = {"value": "on", "text": bound.label, "checked": checked}
    return Question("checkboxes", {**common, "legend": "", "items": [item]})


def _day(bound: BoundField, common: dict[str, Any]) -> Question:
    values = dict(zip(("day", "month", "year"), day_parts(bound.value()), strict=True))
    arguments = {
        **common,
        "legend": bound.label,
        "values": values,
        "wrong": _wrong_parts(bound) if bound.errors else (),
        "birthday": bound.field.widget.attrs.get("autocomplete") == "bday",
    }
    return Question("date_input", arguments)


def _items(bound: BoundField) -> list[dict[str, Any]]:
    # Values are compared as strings: the browser sends strings, choices may be numbers or enums.
    value = bound.value()
    several = value if isinstance(value, list | tuple | set | frozenset) else [value]
    chosen = {_plain(one) for one in several if one is not None}
    hints = getattr(bound.field, "choice_hints", {})
    return [item for pair in bound.field.widget.choices for item in _item(pair, chosen, hints)]


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


def _item(pair: tuple[Any, Any], chosen: set[str], hints: dict[str, str]) -> list[dict[str, Any]]:
    value, text = pair
    if isinstance(text, list | tuple):  # a group of choices
        return [item for inner in text for item in _item(inner, chosen, hints)]
    plain = "" if value is None else _plain(value)
    made = {"value": plain, "text": text, "checked": plain in chosen, "hint": hints.get(plain)}
    return [made]


class DayInput(forms.Widget):
    """Three inputs: day, month, year. Nothing is guessed and nothing pops up."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:  # noqa: ARG002 (Django calls it so)
        """What was typed, part by part, so that it can be shown again as it was."""
        return tuple(str(data.get(f"{name}-{part}", "")).strip() for part in self.parts)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002 (Django calls it so)
        """Whether none of the three parts was sent."""
        return not any(f"{name}-{part}" in data for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        """The first of the three inputs."""
        return f"{id_}-day"


def day_parts(value: Any) -> tuple[str, str, str]:
    """The three parts of a date, or what was typed for them."""
    if value in (None, ""):
        return ("", "", "")
    if isinstance(value, tuple | list):
        day, month, year = value
        return (day, month, year)
    return (str(value.day), str(value.month), str(value.year))


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    for error in bound.errors.as_data():
        parts = (error.params or {}).get("parts")
        if parts:
            return tuple(parts)
    return DayInput.parts


def _wrong_part(bound: BoundField) -> str:
    return _wrong_parts(bound)[0]


_BUILDERS: tuple[tuple[type[forms.Widget], Builder], ...] = (
    (DayInput, _day),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _single),
    (forms.Select, _select),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
)
