"""Plain forms, drawn as GOV.UK questions: one label, one hint, one error in the same words at the top and the field.

A view binds by the method, `VisitNoteForm(request.POST if request.method == "POST" else None)`: with
`request.POST or None` an empty POST would count as a first visit. How to build a page: docs/how-to/build-a-page.md.
"""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from linkage.kernel.errors import Refused
from linkage.ui import questions

FORM_KEY = "form_key"
# What Django says of limits, in the words of GOV.UK; a field may have a sentence of its own.
LIMITS = {
    "max_length": "{} must be %(limit_value)d characters or fewer",
    "min_length": "{} must be %(limit_value)d characters or more",
    "max_value": "{} must be %(limit_value)s or less",
    "min_value": "{} must be %(limit_value)s or more",
}
_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]


class PlainForm(forms.Form):
    """The base of every form: no browser bubbles, no colons, sentences that say what to do.

    A field's `required` sentence should be written by hand; where it is not, one is made from the label.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, made in self.fields.items():
            for code, sentence in LIMITS.items():
                made.error_messages.setdefault(code, sentence.format(str(made.label or "This").replace("%", "%%")))
            if made.error_messages.get("required") == _DJANGO_REQUIRED:
                made.error_messages["required"] = questions.required_sentence(
                    str(made.label or name.replace("_", " ").capitalize()), is_choice=hasattr(made, "choices")
                )

    @property
    def answers(self) -> dict[str, Any]:
        """The cleaned answers, ready to hand to an operation as keyword arguments."""
        return dict(self.cleaned_data)


def refused(form: forms.Form, error: Refused) -> forms.Form:
    """Put the sentences of a refused operation into the form, each at its field; answer with status 422."""
    form.is_valid()
    for violation in error.violations:
        known = violation.field if violation.field in form.fields else None
        form.add_error(known, violation.sentence)
    return form


def problems(*found: Any) -> list[questions.Problem]:
    """Every error of one or more forms in the order of the page, each with the address of its field."""
    return [problem for form in found if form is not None for problem in _problems_of(form)]


def _problems_of(form: Any) -> Iterator[questions.Problem]:
    if not getattr(form, "is_bound", False):
        return
    for sentence in form.errors.get(NON_FIELD_ERRORS, []):
        yield questions.Problem(str(sentence), "")
    for name in form.fields:
        for sentence in form.errors.get(name, []):
            yield questions.Problem(str(sentence), f"#{questions.target_id(form[name])}")


@pass_context
def form_open(
    context: Context,
    action: str = "",
    *,
    files: bool = False,
    method: str = "post",
    classes: str = "",
    **attributes: str,
) -> Markup:
    """Open a form: novalidate, the csrf token and the key that makes a repeated POST get the first answer."""
    parts = {"action": action, "method": method, "class": classes, **_dashed(attributes)}
    if files:
        parts["enctype"] = "multipart/form-data"
    opening = Markup("<form{} novalidate>").format(questions.attributes(parts))
    if method.lower() != "post":
        return opening
    key = Markup('<input type="hidden" name="{}" value="{}">').format(FORM_KEY, uuid.uuid4())
    return opening + _csrf_input(context) + key


def _csrf_input(context: Context) -> Markup:
    """Django would mask the token anew for each form of a page, which in a list of people takes as long as a query."""
    request = context.get("request")
    made = getattr(request, "csrf_input", None) or escape(context.get("csrf_input") or "")
    if request is not None:
        request.csrf_input = made
    return made


def _dashed(attributes: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in attributes.items()}


@pass_context
def field(context: Context, bound: BoundField, **changes: Any) -> Markup:
    """Draw one question. `changes` go to the macro: `heading=True`, `label`, `hint`, `classes`, `inline=True`, …"""
    question = questions.question_of(bound)
    if question is None:
        return Markup(bound)  # noqa: S704  # a hidden field, escaped by Django
    for item in question.arguments.get("items", ()):
        if asked := _revealed(bound.field).get(item.get("value", ""), ()):
            item["conditional"] = Markup("\n").join(field(context, bound.form[name]) for name in asked)
    macro = getattr(context["ui"], question.macro)
    drawn: Markup = macro(**{**question.arguments, **changes})
    return drawn


@pass_context
def form_fields(context: Context, form: forms.Form, *names: str, **changes: dict[str, Any]) -> Markup:
    """Draw the questions of a form in order, or only those named; `done={"hint": "…"}` changes one of them."""
    below = {name for each in form.fields.values() for asked in _revealed(each).values() for name in asked}
    chosen = names or tuple(name for name in form.fields if name not in below)
    hidden = [name for name in form.fields if form[name].is_hidden and name not in chosen] if names == () else []
    return Markup("\n").join(field(context, form[name], **changes.get(name, {})) for name in (*chosen, *hidden))


def _revealed(asked: forms.Field) -> Mapping[str, tuple[str, ...]]:
    """The further questions below each answer of a question, by name (`fields.ChoiceWithMore`)."""
    reveals: Mapping[str, tuple[str, ...]] = getattr(asked, "reveals", {})
    return reveals
