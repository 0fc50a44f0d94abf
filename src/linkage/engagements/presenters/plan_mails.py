"""The mail about something to do: who gave it, and by when. What it is stands on the schools' own page."""

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from linkage.engagements.models import Engagement
from linkage.kernel import words
from linkage.messaging.presenters import Button, Kind, Mail


def given(found: Engagement, *, due_on: date, who: str) -> Mail:
    """To whoever was given something to do."""
    return _given(
        values_of(found, due_on=due_on, who=who), reverse("engagements:plan", args=[found.programme.slug, found.pk])
    )


def values_of(found: Engagement, *, due_on: date, who: str) -> dict[str, str]:
    """Return what the words of the mail may name."""
    return {"title": found.title, "day": words.day(due_on), "who": who}


def _given(values: Mapping[str, str], path: str) -> Mail:
    return Mail(
        subject=f"Something for you to do by {values['day']}: {values['title']}",
        heading="Something for you to do",
        paragraphs=(
            f"{values['who']} put your name to something in “{values['title']}”, by {values['day']}.",
            "What it is stands on the plan. If it is not for you, or the day does not suit, change it there.",
        ),
        button=Button("Open the plan", path),
        why="You have this because you take part.",
    )


PLAN_KINDS = (
    Kind(
        "engagements.given",
        "Something for you to do",
        "When somebody else puts a name to something in the plan",
        "Whose name it is",
        lambda values: _given(values, "/"),
        names={"title": "Science in Year 10", "day": "Thursday 3 December 2026", "who": "Daniel Whitlow"},
        for_its_readers=True,
    ),
)
