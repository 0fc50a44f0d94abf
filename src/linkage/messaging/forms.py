"""The questions about our mails."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms

from linkage.messaging import rules
from linkage.messaging.presenters import PARTS, Kind, Words
from linkage.ui.forms import PlainForm

LENGTHS = {"subject": 150, "opening": rules.WORDING_CHARACTERS, "closing": rules.WORDING_CHARACTERS}


class WordsForm(PlainForm):
    """What a programme may say in its own words in a mail; what is left empty is said in ours."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        asked = {
            "subject": ("Subject", ""),
            "opening": ("Opening words", "They stand above the facts. A blank line begins a new paragraph"),
            "closing": ("Closing words", "They stand below the button"),
        }
        for part, (label, hint) in asked.items():
            self.fields[part] = forms.CharField(
                label=label,
                help_text=hint,
                required=False,
                max_length=LENGTHS[part],
                widget=forms.TextInput if part == "subject" else forms.Textarea,
                error_messages={"max_length": f"Write at most {LENGTHS[part]:,} characters"},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be filled in."""
        for part in PARTS:
            for violation in rules.names_are_known(part, self.cleaned_data.get(part, ""), self.kind.known):
                self.add_error(part, violation.sentence)
        return self.cleaned_data

    @property
    def words(self) -> Words:
        """The answers as operations take them; line ends as we keep them."""
        return Words(**{part: self.cleaned_data[part].replace("\r\n", "\n").strip() for part in PARTS})


class FileForm(PlainForm):
    """Which record a mail belongs to: one we wrote to its sender about, or another by its name."""

    def __init__(
        self,
        *args: Any,
        choices: list[tuple[str, str]],
        named: Callable[[str], tuple[str, UUID] | None],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._named = named
        if choices:
            self.fields["record"] = forms.ChoiceField(
                label="What is it about?", choices=[*choices, ("", "Something else")], required=False,
                widget=forms.RadioSelect,
            )  # fmt: skip
        self.fields["reference"] = forms.CharField(
            label="Or the number of a request" if choices else "The number of the request",
            help_text="For example, R-0412",
            required=False,
            max_length=20,
        )
        self.chosen: tuple[str, UUID] = ("", UUID(int=0))

    def clean(self) -> dict[str, Any]:
        """Find what was chosen or named."""
        given = super().clean() or self.cleaned_data
        reference, record = str(given.get("reference", "")).strip(), str(given.get("record", ""))
        if self.errors:
            return given
        found = self._named(reference) if reference else None
        if reference and found is None:
            self.add_error("reference", f"We know no request {reference}. Look at its page for the number")
        elif found is None and not record:
            self.add_error("reference", "Choose what it is about, or give the number of a request")
        elif found is None:
            kind, _, key = record.partition(" ")
            found = (kind, UUID(key))
        self.chosen = found or self.chosen
        return given
