"""The questions about a report: its lines, its facts, whom a line is shared with, and what has become of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from linkage.peer_review import rules
from linkage.peer_review.enums import LineKind, Stands
from linkage.peer_review.models import LineCheck, ReportLine
from linkage.peer_review.operations import Said
from linkage.support_requests.forms.pupils import WithoutPupils

ONE_A_LINE = "One point a line. Leave out pupils’ names and what would point at one teacher."


class ReportForm(WithoutPupils):
    """What a report says under each heading, a point a line."""

    well = forms.CharField(
        label=LineKind.WELL.label,
        help_text=ONE_A_LINE,
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": "6"}),
    )
    better = forms.CharField(
        label=LineKind.BETTER.label,
        help_text="What would make it even better, as a friend would say it",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": "6"}),
    )
    practice = forms.CharField(
        label=LineKind.PRACTICE.label,
        help_text="What others could come and learn from. The school decides whether it is shared",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """The points under each heading, as the operations take them."""
        return {kind: rules.lines_of(text) for kind, text in super().answers.items()}


class CheckForm(WithoutPupils):
    """Below each point, what would be right where a fact is wrong; and a word about all of it."""

    remark = forms.CharField(
        label="Anything about the report as a whole?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )

    def __init__(self, *args: Any, lines: Sequence[ReportLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {f"line_{each.pk}": each.pk for each in lines}
        for name in self.keys:
            self.fields[name] = forms.CharField(
                label="What would be right?",
                max_length=300,
                required=False,
                widget=forms.Textarea(attrs={"rows": "2"}),
                error_messages={"max_length": "Shorten this to 300 characters"},
            )

    @property
    def disputes(self) -> dict[UUID, str]:
        """What is not right, by the key of the point."""
        given = super().answers
        return {key: given.get(name, "") for name, key in self.keys.items()}


class StandsForm(WithoutPupils):
    """What has become of each point that is asked about."""

    def __init__(self, *args: Any, checks: Sequence[LineCheck], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checks = list(checks)
        for each in self.checks:
            self.fields[f"says_{each.pk}"] = forms.ChoiceField(
                label=each.line.text,
                choices=Stands.choices,
                initial=each.says,
                widget=forms.RadioSelect,
                error_messages={"required": "Say how this point stands"},
            )
            self.fields[f"note_{each.pk}"] = forms.CharField(
                label="A word about it (optional)", max_length=300, required=False, initial=each.note
            )

    @property
    def said(self) -> dict[UUID, Said]:
        """What was said, by the key of the asking."""
        given = super().answers
        return {each.pk: Said(given[f"says_{each.pk}"], given[f"note_{each.pk}"]) for each in self.checks}
