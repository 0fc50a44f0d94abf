"""What is asked when a round is planned and sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from linkage.brokering.enums import Level, Says
from linkage.brokering.rules import planning
from linkage.ui.fields import ChoicesWithHints
from linkage.ui.forms import PlainForm


def says(given: Mapping[str, str]) -> str:
    """Return what a button of the plan says: keep, rule out, or (anything else) neither."""
    said = given.get("says", "")
    return said if said in Says.values else ""


class LevelsForm(PlainForm):
    """How much each thing matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, _) in planning.MATTERS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=Level.choices,
                initial=planning.USUAL,
                error_messages={
                    "required": f"Say how much this matters: {label.lower()}",
                    "invalid_choice": f"Choose how much this matters: {label.lower()}",
                },
            )


class SendForm(PlainForm):
    """Which of the plan goes out now, and what only a person can know."""

    knows_of_none = forms.BooleanField(
        label="I know of none of these between any two of the schools I have ticked",
        error_messages={
            "required": "Tick to say that you know of nothing that speaks against it, or take out who you doubt"
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], hints: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        requests = ChoicesWithHints(
            label="Whom it is about",
            choices=choices,
            hints=hints,
            initial=[key for key, _ in choices],
            error_messages={"required": "Choose at least one request", "invalid_choice": "Choose from the plan"},
        )
        self.fields = {"requests": requests, **self.fields}

    @property
    def chosen(self) -> dict[str, Any]:
        """The answers as they are sent: keys of requests, and the word given."""
        return {
            "request_ids": [UUID(each) for each in self.cleaned_data["requests"]],
            "knows_of_none": self.cleaned_data["knows_of_none"],
        }
