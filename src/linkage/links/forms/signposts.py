"""What is asked of who keeps the list, who points a school to something, and who was pointed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from linkage.links.enums import DestinationKind
from linkage.links.rules import signposts as rules
from linkage.organisations.enums import Phase
from linkage.support_requests.forms.pupils import WithoutPupils
from linkage.ui.fields import ChoicesWithHints, ChoiceWithMore, DayField
from linkage.ui.forms import PlainForm

KIND_HINTS = {
    DestinationKind.RESOURCE.value: "A guide, a film, a scheme of work",
    DestinationKind.SERVICE.value: "A team that schools can call on, free or bought",
    DestinationKind.PARTNER.value: "A charity, museum, university or business",
    DestinationKind.OFFICER.value: "A person of the authority, diocese or trust",
    DestinationKind.EVENT.value: "A course or meeting on a day",
}
_is_web_address = URLValidator(schemes=["http", "https"])


class DestinationForm(PlainForm):
    """Everything that is said of a resource or service."""

    title = forms.CharField(label="What is it called?", max_length=120, error_messages={"required": "Enter its name"})
    kind = ChoiceWithMore(
        label="What is it?",
        choices=DestinationKind.choices,
        hints=KIND_HINTS,
        reveals={DestinationKind.EVENT.value: ("happens_on",)},
        error_messages={"required": "Choose what it is"},
    )
    happens_on = DayField(label="When is the event?", what="the date of the event", required=False)
    about = forms.CharField(
        label="What is it, in a sentence?",
        help_text="A school reads this in an e-mail. Say what it is and who it is for",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Say in a sentence what it is"},
    )
    website = forms.CharField(
        label="Web address (optional)",
        help_text="For example, https://www.library.example/reading",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
    )
    contact = forms.CharField(
        label="Whom to ring or write to (optional)",
        help_text="A name and a work number or address. Needed where there is no web address",
        required=False,
        max_length=200,
    )
    areas = forms.MultipleChoiceField(
        label="What is it about?",
        help_text="Schools that ask about these are pointed to it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one area"},
    )
    phases = forms.MultipleChoiceField(
        label="Which schools is it for?",
        help_text="Leave this empty where it is for all",
        choices=Phase.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    owner = forms.ChoiceField(
        label="Who keeps it right?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who keeps it right"},
    )
    review_on = DayField(
        label="When should they look at it again?",
        what="the day to look at it again",
        help_text="After that day nobody is pointed to it until they have",
    )

    def __init__(
        self, *args: Any, areas: Sequence[tuple[str, str]], owners: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean_website(self) -> str:
        """A web address that can be followed; "www." alone gets what it lacks."""
        said: str = self.cleaned_data["website"].strip()
        if said.startswith("www."):
            said = f"https://{said}"
        if said:
            try:
                _is_web_address(said)
            except ValidationError:
                raise ValidationError("Enter a web address, like https://www.library.example") from None
        return said


class ChooseForm(WithoutPupils):
    """What a school is pointed to, and a line of one's own."""

    chosen = ChoicesWithHints(
        label="What fits?",
        help_text=f"Choose one to {rules.MOST_NAMED}.",
        error_messages={"required": "Choose what the school should look at"},
    )
    note = forms.CharField(
        label="A line of your own (optional)",
        help_text="It stands in the e-mail with your name. Leave out pupils’ names",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]
        self.fields["chosen"].choice_hints = hints  # type: ignore[attr-defined]

    def clean_chosen(self) -> list[str]:
        """Three at most."""
        chosen: list[str] = self.cleaned_data["chosen"]
        for each in rules.can_be_named(len(chosen), ()):
            raise ValidationError(each.sentence)
        return chosen


class HelpedForm(WithoutPupils):
    """Did it help?"""

    has_helped = ChoiceWithMore(
        label="Did it help?",
        help_text="No is an honest answer: somebody then looks for something else.",
        choices=[("yes", "Yes"), ("no", "No, or not enough")],
        reveals={"no": ("missing",)},
        error_messages={"required": "Say whether it helped"},
    )
    missing = forms.CharField(
        label="What is still missing? (optional)",
        help_text="Whoever looks after your request reads it. Leave out pupils’ names",
        required=False,
        max_length=300,
    )

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the operation takes them."""
        said = super().answers
        return {"has_helped": said["has_helped"] == "yes", "missing": said["missing"]}
