"""Free text that may name a pupil is asked about once: a warning, not a wall."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from linkage.kernel.pupils import signs_of_a_pupil
from linkage.kernel.words import listing
from linkage.ui.forms import PlainForm

TICK = "no_pupil"


class WithoutPupils(PlainForm):
    """A form whose free texts are looked through; what was kept before, and is not changed, was looked through then.

    `texts` are the free texts that are new, by field; `signs` are the passages that may name a pupil. With one, the
    form asks for it to be taken out, and offers a box to tick for whoever knows that no pupil is named.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.texts = self._changed_texts() if self.is_bound else {}
        self._signs = {name: found for name, text in self.texts.items() if (found := signs_of_a_pupil(text))}
        if self._signs:
            self.fields[TICK] = forms.BooleanField(required=False, label="No pupil is named here")

    @property
    def signs(self) -> tuple[str, ...]:
        """The passages that may name a pupil, while nobody has said that they do not."""
        if self.is_bound and self._signs and not self.data.get(TICK):
            return tuple(sign for found in self._signs.values() for sign in found)
        return ()

    @property
    def answers(self) -> dict[str, Any]:
        """The answers without the tick."""
        return {name: value for name, value in self.cleaned_data.items() if name != TICK}

    def clean(self) -> dict[str, Any]:
        """Ask for each passage to be taken out, until the box is ticked."""
        given = super().clean() or self.cleaned_data
        for name, found in self._signs.items() if self.signs else ():
            quoted = listing([f"“{sign}”" for sign in found])
            self.add_error(
                name, f"Take out what could name a pupil: {quoted}. If it names none, tick the box and go on"
            )
        return given

    def _changed_texts(self) -> dict[str, str]:
        # Bound for this look only: `self[name]` keeps the label a field has now, and forms may give it one afterwards.
        free = [field.get_bound_field(self, name) for name, field in self.fields.items() if _is_free_text(field)]
        written = {bound.name: str(bound.data or "").strip() for bound in free}
        return {bound.name: written[bound.name] for bound in free if written[bound.name] != _before(bound)}


def _before(bound: BoundField) -> str:
    return str(bound.initial or "").strip()


def _is_free_text(field: forms.Field) -> bool:
    return type(field) is forms.CharField
