"""The questions about people."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from linkage.accounts.forms import may_ask
from linkage.messaging.rules import is_deliverable
from linkage.organisations.models import Organisation
from linkage.people.enums import PROVED_ROLES, AffiliationRole, InvitationMethod, Role
from linkage.people.operations.heads import Invite
from linkage.people.operations.set_up import Beginning
from linkage.ui.fields import ChoiceWithHints, DayField
from linkage.ui.forms import PlainForm

COLOURS = (
    ("#0b5d66", "Teal"),
    ("#6b2a5b", "Plum"),
    ("#2f3a8f", "Indigo"),
    ("#1d5c2f", "Green"),
    ("#1d4f91", "Blue"),
    ("#7a2e1d", "Brick"),
)
NO_DOMAIN = "The register has no web address for this school, so this way is closed"
JOINED_TOO_OFTEN = "You have asked to join several times. Wait an hour, then ask again"
ENTER_ADDRESS = "Enter an e-mail address, like name@example.sch.uk"


def _deliverable(email: str) -> None:
    if is_deliverable(email):
        raise forms.ValidationError(ENTER_ADDRESS, code="invalid")


def name_field(label: str, autocomplete: str = "off") -> forms.CharField:
    """Return a question for a person's name."""
    return forms.CharField(
        label=label,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
        error_messages={"required": f"Enter {label.lower()}"},
    )


class AddressField(forms.EmailField):
    """An address we can write to, judged once and by the rule of the outbox."""

    default_validators = [_deliverable]


def email_field(label: str, autocomplete: str = "off", help_text: str = "") -> AddressField:
    """Return a question for an e-mail address."""
    return AddressField(
        label=label,
        help_text=help_text,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
        error_messages={"required": f"Enter {label.lower()}", "invalid": ENTER_ADDRESS},
    )


class BeginForm(PlainForm):
    """What the first coordinator says about a programme; a signed-in operator is not asked for an address."""

    name = name_field("Your name", "name")
    email = email_field("Your e-mail address", "email", "You sign in with a code we send to it. There is no password")
    programme_name = forms.CharField(
        label="What is the programme called?",
        max_length=80,
        help_text="Schools see it at the top of every page and in every e-mail, for example “Ribble Linkage”",
        error_messages={"required": "Enter a name for the programme"},
    )
    authority = forms.ChoiceField(
        label="Which local authority's schools is it for?",
        help_text="It only proposes schools: you choose them afterwards, also by phase, diocese or trust",
        required=False,
        widget=forms.Select(attrs={"data-suggest": ""}),
    )
    calendar = forms.ChoiceField(
        label="Whose term dates do you follow?",
        help_text="Every promise is counted in working school days. You can change single days afterwards",
        required=False,
        widget=forms.Select(),
    )
    colour = forms.ChoiceField(
        label="Choose a colour", choices=COLOURS, widget=forms.RadioSelect, initial=COLOURS[0][0]
    )

    def __init__(
        self,
        *args: Any,
        authorities: Iterable[tuple[str, str]] = (),
        calendars: Iterable[tuple[str, str]] = (),
        asks_email: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["authority"].choices = [("", "None, or several: I choose afterwards"), *authorities]  # type: ignore[attr-defined]
        self.fields["calendar"].choices = [("", "None yet: every weekday counts"), *calendars]  # type: ignore[attr-defined]
        if not asks_email:
            del self.fields["email"]

    def beginning(self, email: str = "") -> Beginning:
        """Return the cleaned answers."""
        said = self.cleaned_data
        return Beginning(
            name=said["name"],
            email=said.get("email") or email,
            programme_name=said["programme_name"],
            colour=said["colour"],
            calendar=said["calendar"],
            authority_codes=(said["authority"],) if said["authority"] else (),
        )


class OfficerForm(PlainForm):
    """Give somebody a role in running the programme."""

    name = name_field("Their name")
    email = email_field("Their e-mail address")
    role = ChoiceWithHints(
        label="What will they do?",
        choices=[
            (Role.OFFICER.value, "Schools officer"),
            (Role.COMMISSIONER.value, "Commissioner"),
            (Role.COORDINATOR.value, "Coordinator"),
        ],
        hints={
            Role.OFFICER.value: "Looks after requests, finds people and introduces them",
            Role.COMMISSIONER.value: "Approves the money for support that is bought",
            Role.COORDINATOR.value: "What an officer does, and settings, schools, heads and other people's roles",
        },
        error_messages={"required": "Choose what they will do"},
    )
    until = DayField(
        label="Until when?", what="the last day", required=False, help_text="Leave it empty if there is no end"
    )


class ProofForm(PlainForm):
    """Prove one school's head, in one of three ways."""

    method = ChoiceWithHints(
        label="How do you make sure?",
        choices=[
            (InvitationMethod.EMAIL.value, "E-mail to an address at the school"),
            (InvitationMethod.LETTER.value, "Letter to the school with a one-time code"),
            (InvitationMethod.BY_HAND.value, "I am sure already"),
        ],
        error_messages={"required": "Choose how you make sure"},
    )
    role = forms.ChoiceField(
        label="Who are they at the school?",
        choices=[(role.value, role.label) for role in PROVED_ROLES],
        widget=forms.RadioSelect,
        initial=Role.HEAD.value,
    )
    name = name_field("Their name")
    email = email_field("Their e-mail address", help_text="They sign in with it")
    reason = forms.CharField(
        label="If you are sure already: how do you know?",
        help_text="For example “Rang the school office on Tuesday and spoke to her”. It is kept with your name",
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, domain: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        method: Any = self.fields["method"]
        method.choice_hints = {
            InvitationMethod.EMAIL.value: f"The address must end in {domain}" if domain else NO_DOMAIN,
            InvitationMethod.LETTER.value: "You print it; they sign in and type the code",
            InvitationMethod.BY_HAND.value: "You spoke to them at the school's own number; you say how you know",
        }

    def invite(self, organisation: Organisation) -> Invite:
        """Return the cleaned answers."""
        said = self.cleaned_data
        return Invite(organisation=organisation, name=said["name"], email=said["email"], role=said["role"])


class BulkInviteForm(PlainForm):
    """Invite the heads of many schools: those whose fields are filled."""

    def __init__(self, *args: Any, schools: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.schools = {f"-{number}": school for number, school in enumerate(schools)}
        for row, school in self.schools.items():
            self.fields[f"name{row}"] = forms.CharField(
                label=f"Head of {school.name}: name", max_length=120, required=False
            )
            self.fields[f"email{row}"] = AddressField(
                label=f"Head of {school.name}: e-mail address",
                max_length=254,
                required=False,
                error_messages={"invalid": f"{school.name}: {ENTER_ADDRESS[0].lower()}{ENTER_ADDRESS[1:]}"},
            )

    def clean(self) -> dict[str, Any]:
        """Each filled row is whole, and there is one."""
        said = super().clean() or self.cleaned_data
        for row, school in self.schools.items():
            name, email = said.get(f"name{row}"), said.get(f"email{row}")
            if name and not email and f"email{row}" not in self.errors:
                self.add_error(f"email{row}", f"{school.name}: enter the head's e-mail address")
            if email and not name:
                self.add_error(f"name{row}", f"{school.name}: enter the head's name")
        if not any(said.values()) and not self.errors:
            raise forms.ValidationError("Fill in a name and an address for at least one school")
        return said

    def invites(self) -> list[Invite]:
        """Return the filled rows."""
        said = self.cleaned_data
        return [
            Invite(organisation=school, name=said[f"name{row}"], email=said[f"email{row}"], row=row)
            for row, school in self.schools.items()
            if said.get(f"email{row}")
        ]


class LetterCodeForm(PlainForm):
    """Type the code of a letter."""

    code = forms.CharField(
        label="The code in the letter",
        help_text="Twelve letters and figures, like ABCD-EFGH-JKMN. Capitals and hyphens do not matter",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Type the code in the letter"},
    )


class JoinForm(PlainForm):
    """Say that one works at a school; somebody signed in is not asked who they are."""

    name = name_field("Your name", "name")
    email = email_field("Your work e-mail address", "email", "We send one message to it, to make sure it is yours")
    role = forms.ChoiceField(
        label="What are you at the school?",
        choices=[("", "Choose"), *AffiliationRole.choices],
        error_messages={"required": "Choose what you are at the school"},
    )
    job_title = forms.CharField(
        label="Job title (optional)", max_length=80, required=False, help_text="For example “Reading lead”"
    )

    def __init__(
        self, *args: Any, known_name: str | None = None, account_id: uuid.UUID | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.account_id = account_id
        if account_id:
            del self.fields["email"]
        if known_name:
            self.fields["name"].initial = known_name

    def clean(self) -> dict[str, Any]:
        """Each joining sends a message: so many of them in an hour, as with the codes of signing in."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not may_ask("join", said.get("email") or str(self.account_id)):
            self.add_error(None if self.account_id else "email", JOINED_TOO_OFTEN)
        return said


class DeputyForm(PlainForm):
    """How long somebody stands for the head."""

    until = DayField(
        label="Until when?", what="the last day", required=False, help_text="Leave it empty if there is no end"
    )
