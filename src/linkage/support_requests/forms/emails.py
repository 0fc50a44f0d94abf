"""An e-mail to make a request of."""

from typing import Any

from django import forms
from django.http import QueryDict

from linkage.kernel.pupils import signs_of_a_pupil
from linkage.kernel.words import listing, shortened
from linkage.messaging import rules
from linkage.support_requests.forms.asking import MOST_WORDS
from linkage.support_requests.forms.pupils import TICK
from linkage.ui.forms import PlainForm

MOST_LETTERS = 500_000


class EmailForm(PlainForm):
    """The e-mail as it was copied, or as a file that a mail program saved; `found` is what it says."""

    pasted = forms.CharField(
        label="Paste the e-mail",
        help_text="With the lines that say who wrote it and when, if you have them",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": "12"}),
        error_messages={"max_length": "The e-mail is too long. Paste only its words"},
    )
    file = forms.FileField(
        label="Or choose its file",
        help_text="A file that ends in .eml, at most 2 MB. What is attached to the e-mail is not kept",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".eml,message/rfc822,text/plain"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: rules.ReadEmail | None = None

    def clean(self) -> dict[str, Any]:
        """Read the e-mail, and ask for what could name a pupil to be taken out."""
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        raw = file.read() if file else str(given.get("pasted", "")).encode("utf-8", "replace")
        for violation in () if self.errors else rules.an_email_can_be_read(raw):
            self.add_error("file" if file else "pasted", violation.sentence)
        if not self.errors:
            self.found = rules.read_email(raw)
            self._look_through(self.found)
        return given

    @property
    def texts(self) -> dict[str, str]:
        """What the e-mail asks, to be looked at before any of it is kept."""
        return {"pasted": rules.request_words(self.found)} if self.found else {}

    @property
    def words(self) -> str:
        """What the e-mail asks, as long as a request may be."""
        assert self.found is not None
        return shortened(rules.request_words(self.found), MOST_WORDS)

    @property
    def is_shortened(self) -> bool:
        """Whether the e-mail says more than a request may hold."""
        return self.found is not None and len(rules.request_words(self.found)) > MOST_WORDS

    def _look_through(self, found: rules.ReadEmail) -> None:
        if not found.words:
            self.add_error("pasted", "We found no words in this e-mail. Paste what it says")
        signs = signs_of_a_pupil(rules.request_words(found))
        if not signs:
            return
        # A file cannot be given back to be mended: its words stand in the box from here on.
        self.data = {**self.data.dict(), "pasted": _shown(found)} if isinstance(self.data, QueryDict) else self.data
        self.fields[TICK] = forms.BooleanField(required=False, label="No pupil is named here")
        if not self.data.get(TICK):
            quoted = listing([f"“{sign}”" for sign in signs])
            self.add_error(
                "pasted", f"Take out what could name a pupil: {quoted}. If it names none, tick the box and go on"
            )


class MailForm(EmailForm):
    """An e-mail that came in: its words, to be mended where they may not stand as they are."""

    file = None  # type: ignore[assignment] # Django's way to leave out a field
    pasted = forms.CharField(
        label="What the e-mail says",
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": "12"}),
        error_messages={"required": "Write what the e-mail asks for"},
    )


def as_pasted(name: str, email: str, subject: str, words: str) -> str:
    """Return an e-mail as somebody would paste it, with the lines that say who wrote it and what about."""
    sender = f"From: {name} <{email}>" if email else ""
    head = "\n".join(line for line in (sender, f"Subject: {subject}" if subject else "") if line)
    return f"{head}\n\n{words}" if head else words


def _shown(found: rules.ReadEmail) -> str:
    return as_pasted(found.sender_name, found.sender_address, found.subject, found.words)
