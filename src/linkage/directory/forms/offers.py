"""The questions about what a school or body offers."""

from typing import Any

from django import forms

from linkage.directory import rules
from linkage.directory.enums import Price
from linkage.directory.forms.nominations import MOST_WORDS, WAYS, AboutForm
from linkage.kernel.money import PENCE
from linkage.ui.fields import ChoicesWithHints, ChoiceWithMore

ONLINE = "online"
NO_WAY = "Choose at least one way"


class BodyOfferForm(AboutForm):
    """What a school is strong in, or what a hub or partner offers."""

    field_order = ("title", "words")

    title = forms.CharField(
        label="What is it called?",
        help_text="For example: Library at the centre",
        max_length=120,
        error_messages={"required": "Enter what it is called"},
    )
    words = forms.CharField(
        label="What is offered?",
        help_text="What schools get, and what they would see. Leave out pupils’ names.",
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={
            "required": "Say what is offered",
            "max_length": f"Shorten this to {MOST_WORDS:,} characters",
        },
    )
    ways = ChoicesWithHints(
        label="How is it given?",
        help_text="Choose all that fit",
        choices=[*WAYS.items(), (ONLINE, "All of it can be done online")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NO_WAY},
    )
    places = forms.IntegerField(
        label="How many schools in a half-term?",
        help_text="Nobody is introduced once these are taken",
        min_value=1,
        max_value=rules.MOST_OFFER_PLACES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": "Enter how many schools in a half-term",
            "invalid": "Enter a number, like 12",
            "min_value": "Enter 1 or more",
            "max_value": f"Enter {rules.MOST_OFFER_PLACES} or fewer",
        },
    )
    price = ChoiceWithMore(
        label="What does it cost the school?",
        choices=Price.choices,
        reveals={Price.COST.value: ("price_pounds", "price_note"), Price.AGREED.value: ("agreed_note",)},
        error_messages={"required": "Choose what it costs"},
    )
    price_pounds = forms.DecimalField(
        label="The price in pounds (optional)",
        help_text="For example, 350 or 350.00",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter the price in pounds, like 350 or 350.00"},
    )
    price_note = forms.CharField(
        label="What the price is for (optional)",
        help_text="For example: for each of two mornings",
        max_length=200,
        required=False,
    )

    agreed_note = forms.CharField(
        label="How it is agreed (optional)",
        help_text="For example: by the number of teachers who come",
        max_length=200,
        required=False,
    )

    def clean_ways(self) -> list[str]:
        """At least one way beside that it can be online."""
        given: list[str] = self.cleaned_data["ways"]
        if given == [ONLINE]:
            raise forms.ValidationError(NO_WAY)
        return given

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as the operation takes them: areas as one list, the price in pence, the note of its choice."""
        given = super().answers
        pounds, agreed, ways = given.pop("price_pounds"), given.pop("agreed_note"), given["ways"]
        notes = {Price.COST: given["price_note"], Price.AGREED: agreed}
        return {
            **given,
            "ways": [way for way in ways if way != ONLINE],
            "is_online": ONLINE in ways,
            "price_pence": int(pounds * PENCE) if pounds is not None else None,
            "price_note": notes.get(Price(given["price"]), ""),
        }


class NewBodyOfferForm(BodyOfferForm):
    """The same, with who is written to."""

    contact_name = forms.CharField(
        label="Who is written to? Their name",
        help_text="Schools do not see it before they are introduced",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter who is written to"},
    )
    contact_email = forms.EmailField(
        label="Their work e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Enter their work e-mail address",
            "invalid": "Enter an e-mail address like name@school.example",
        },
    )
