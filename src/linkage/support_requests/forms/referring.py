"""What is asked of whoever refers a school, and of the school itself."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from linkage.accounts.forms import may_ask
from linkage.people.forms import email_field, name_field
from linkage.support_requests import rules
from linkage.support_requests.forms.asking import MOST_WORDS, WAY_HINTS, WAYS, WhoForm
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoicesWithHints
from linkage.ui.guarded import GuardedForm

RETRY_SECONDS = 3600
TOO_OFTEN = "This address has sent us several things in the last hour. Wait an hour, then send this again"
LOOKED_THROUGH = ("words", "team")


class ReferForm(WithoutPupils, GuardedForm):
    """A school that knows and agrees, who there to write to, and what it needs; and who says so."""

    words = forms.CharField(
        label="What does the school need help with?",
        help_text=(
            "Two or three sentences that the school would agree with. Leave out pupils’ names and anything that could "
            "identify a child"
        ),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={
            "required": "Say what the school needs help with",
            "max_length": f"Shorten this to {MOST_WORDS:,} characters",
        },
    )
    contact_name = name_field("The name of the person there who knows and agrees")
    contact_email = email_field(
        "Their work e-mail address",
        help_text="We ask them before anybody reads it. They can change the words, or say no",
    )
    team = forms.CharField(
        label="Your team or service",
        help_text="The school reads it beside your name. For example: early years team",
        max_length=120,
        error_messages={"required": "Enter your team or service"},
    )
    name = name_field("Your name", "name")
    email = email_field("Your work e-mail address", "email", "We send one message to it, to make sure it is yours")
    has_consent = forms.BooleanField(
        label="The school knows that I refer it, and agrees",
        error_messages={"required": "Ask the school first: nobody is referred without knowing"},
    )

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
        """Each sending writes mails: so many of them in an hour, by address and by network."""
        said = super().clean()
        if not self.errors and not may_ask("enquire", said.get("email") or str(self.account_id)):
            self.is_too_often = True
            self.add_error(None, TOO_OFTEN)
        return said

    def _changed_texts(self) -> dict[str, str]:
        return {name: text for name, text in super()._changed_texts().items() if name in LOOKED_THROUGH}


class AgreeForm(WithoutPupils):
    """The need as the school says it, prefilled with what was written of it."""

    words = forms.CharField(
        label="What do you need help with?",
        help_text="Change it as you like. Leave out pupils’ names and anything that could identify a child",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={
            "required": "Say what you need help with",
            "max_length": f"Shorten this to {MOST_WORDS:,} characters",
        },
    )
    area = forms.MultipleChoiceField(
        label="We think this is about",
        help_text="Untick what is wrong",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_area = forms.ChoiceField(
        label="Another area (optional)", required=False, widget=forms.Select(attrs={"data-suggest": True})
    )
    ways = ChoicesWithHints(
        label="What would help?",
        help_text="Choose all that would.",
        choices=list(WAYS.items()),
        hints=WAY_HINTS,
        error_messages={"required": str(rules.the_help_is_said.__doc__)},
    )
    window = forms.ChoiceField(
        label="When would you like help?",
        widget=forms.RadioSelect,
        error_messages={"required": str(rules.the_time_is_said.__doc__)},
    )
    who_for = WhoForm.base_fields["who_for"]
    has_consent = forms.BooleanField(label="", error_messages={"required": str(rules.sharing_is_agreed.__doc__)})
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        suggested: Sequence[tuple[str, str]],
        areas: Sequence[tuple[str, str]],
        windows: Sequence[tuple[str, str]],
        sharing: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = suggested  # type: ignore[attr-defined]
        self.fields["other_area"].choices = [("", "None"), *areas]  # type: ignore[attr-defined]
        self.fields["window"].choices = windows  # type: ignore[attr-defined]
        self.fields["has_consent"].label = sharing
        if not suggested:
            del self.fields["area"]
            self.fields["other_area"].label = "What is it about? (optional)"

    def clean(self) -> dict[str, Any]:
        """At most three areas, those suggested and another."""
        said = super().clean()
        if len(self.codes) > rules.MOST_AREAS:
            self.add_error("area", "Choose up to three areas. Untick the ones that matter least")
        return said

    @property
    def codes(self) -> list[str]:
        """The areas that are ticked or chosen."""
        said = self.cleaned_data
        return list(dict.fromkeys([*said.get("area", []), *filter(None, [said.get("other_area", "")])]))
