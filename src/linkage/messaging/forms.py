"""The questions about our mails."""

from typing import Any

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
