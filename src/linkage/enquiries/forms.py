"""The questions to whoever writes to a programme, and to whoever answers."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from linkage.accounts.forms import may_ask
from linkage.enquiries.enums import EnquiryKind
from linkage.people.forms import email_field, name_field
from linkage.ui.fields import ChoiceWithHints
from linkage.ui.forms import PlainForm
from linkage.ui.guarded import GuardedForm

MOST_WORDS = 1500
RETRY_SECONDS = 3600
FREE_TEXTS = ("words", "job_title", "head_name", "organisation_name")
TOO_OFTEN = "This address has sent us several things in the last hour. Wait an hour, then send this again"


def _words(label: str, hint: str, required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=MOST_WORDS,
        widget=forms.Textarea,
        error_messages={
            "required": required,
            "max_length": f"Shorten this to {MOST_WORDS:,} characters",
        },
    )


def _job_title() -> forms.CharField:
    return forms.CharField(
        label="Your job title (optional)", max_length=80, required=False, help_text="For example: reading lead"
    )


class Written(PlainForm):
    """A form in which anybody may write what they like."""

    @property
    def texts(self) -> dict[str, str]:
        """The free texts as they were sent, by field: looked through before any is kept, as far as one may be kept."""
        return {name: str(self.data.get(name) or "")[:MOST_WORDS] for name in FREE_TEXTS if name in self.fields}


class SenderForm(Written, GuardedForm):
    """What strangers are asked; somebody known and signed in is not asked who they are."""

    name = name_field("Your name", "name")
    email = email_field("Your work e-mail address", "email", "We send one message to it, to make sure it is yours")

    is_too_often = False

    def __init__(self, *args: Any, account_id: uuid.UUID | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account_id = account_id
        if account_id:
            del self.fields["name"], self.fields["email"]

    def given_besides(self, field: str) -> dict[str, str]:
        """What was answered to the other questions, so that who writes one anew answers no other again."""
        return {name: str(self.data[name]) for name in self.fields if name in self.data and name != field}

    def clean(self) -> dict[str, Any]:
        """Each sending writes a mail: so many of them in an hour, by address and by network."""
        said = super().clean()
        if not self.errors and not may_ask("enquire", said.get("email") or str(self.account_id)):
            self.is_too_often = True
            self.add_error(None, TOO_OFTEN)
        return said


class InterestForm(SenderForm):
    """Somebody would like to help."""

    job_title = _job_title()
    words = _words(
        "What are you good at?",
        "Two or three sentences: what you do, and what changed because of it. Leave out pupils\u2019 names",
        "Say what you are good at",
    )
    head_name = forms.CharField(
        label="Your headteacher\u2019s name (optional)",
        max_length=120,
        required=False,
        help_text="They are asked to nominate you, after we have read this",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class QuestionForm(SenderForm):
    """A question, or an organisation that offers help."""

    kind = ChoiceWithHints(
        label="What is it?",
        choices=[(EnquiryKind.QUESTION.value, "A question"), (EnquiryKind.PARTNER.value, "We could help schools")],
        hints={EnquiryKind.PARTNER.value: "A university, a museum, a business, a charity"},
        error_messages={"required": "Choose whether it is a question or an offer"},
    )
    words = _words(
        "What would you like to say?", "Leave out names of pupils, and of anybody else", "Write your question or offer"
    )
    organisation_name = forms.CharField(
        label="Your school or organisation (optional)",
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    field_order = ("kind", "words", "name", "email", "organisation_name")


class TakePartForm(SenderForm):
    """A school would like to take part."""

    job_title = _job_title()
    words = _words("Anything we should know? (optional)", "For example, what your school hopes for")


class ReplyForm(Written):
    """What is written to the sender, or back by them."""

    words = _words("Your answer", "They get exactly these words by e-mail", "Write your answer")

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["words"].label, self.fields["words"].help_text = label, hint


class OwnerForm(PlainForm):
    """Who looks after it from here on."""

    owner = forms.ChoiceField(
        label="Who looks after it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who looks after it"},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]


class CloseForm(PlainForm):
    """Why nothing more happens, and whether the sender is told."""

    reason = forms.CharField(
        label="Why do you close it?",
        max_length=200,
        help_text="One sentence. It stays on this page",
        error_messages={"required": "Say why, in a sentence"},
    )
    is_told = forms.TypedChoiceField(
        label="Does the sender get this sentence?",
        choices=[("yes", "Yes, by e-mail"), ("no", "No, for example because it is advertising")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the sender gets this sentence"},
    )
