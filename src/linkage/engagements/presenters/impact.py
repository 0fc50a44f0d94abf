"""What it changed, as both schools read it: what each said and when, how many said it, and nothing worked out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import Change, Level
from linkage.engagements.models import Engagement, ImpactPulse, Objective
from linkage.engagements.queries.impact import Occasion, SaidCounts
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import Side

# What stands where nobody said anything.
NOT_ASKED, NO_ANSWER, NOT_YET = "", "No answer", "Not answered yet"


@dataclass(frozen=True)
class ChangedPage:
    """The page: what waits for the reader, each aim over time, each level over time, and where it can be seen."""

    ask: dict[str, str] | None
    heads: list[dict[str, str]]
    aims: list[dict[str, Any]]
    levels: list[dict[str, Any]]
    evidence: list[dict[str, str]]
    to_come: list[dict[str, Any]]
    has_ended: bool

    @property
    def is_empty(self) -> bool:
        """Whether nobody was asked yet."""
        return not self.heads


def changed_page(
    *,
    actor: Actor,
    engagement: Engagement,
    occasions: Sequence[Occasion],
    objectives: Sequence[Objective],
    waits: ImpactPulse | None,
    today: date,
) -> ChangedPage:
    """Return the page for one of the two schools; the reader's own side stands first."""
    side = policy.side_of(actor, engagement)
    sides = (side, Side.HOME if side == Side.CLIENT else Side.CLIENT)
    come = [each for each in occasions if each.due_on <= today]
    cells = _Cells(sides, today)
    return ChangedPage(
        ask=_ask(engagement, waits) if waits else None,
        heads=[{"title": rules.when_in_words(each.days), "note": _note(each)} for each in come],
        aims=[cells.aim(each, come) for each in objectives],
        levels=[cells.level(level, come) for level in Level if any(level in rules.levels_at(o.days) for o in come)],
        evidence=_evidence(engagement, come, sides),
        to_come=[
            {"on": each.due_on, "title": rules.when_in_words(each.days), "text": words.day(each.due_on)}
            for each in occasions
            if each.due_on > today
        ],
        has_ended=bool(occasions),
    )


class _Cells:
    """What stands in the tables: the reader's side first."""

    def __init__(self, sides: tuple[str, str], today: date) -> None:
        self._sides, self._today = sides, today

    def aim(self, found: Objective, come: Sequence[Occasion]) -> dict[str, Any]:
        """One aim: where it stood, where it should be, and where each side says that it stands."""
        rows = [
            [{"text": rules.when_in_words(each.days), "sub": _note(each)}, *self._readings(each, found)]
            for each in come
        ]
        start = [["At the start", found.baseline, found.baseline]] if found.baseline else []
        return {"text": found.text, "target": found.target, "measure": found.measure, "rows": [*start, *rows]}

    def _readings(self, each: Occasion, found: Objective) -> list[str]:
        return [self._reading(each, found, side) for side in self._sides]

    def _reading(self, each: Occasion, found: Objective, side: str) -> str:
        said = each.readings.get((found.pk, side))
        return said.standing if said else "Nothing said of it" if self._has_answered(each, side) else self._silent(each)

    def level(self, level: Level, come: Sequence[Occasion]) -> dict[str, Any]:
        """One level over time."""
        return {"text": level.label, "cells": [self._cell(level, each) for each in come]}

    def _cell(self, level: Level, each: Occasion) -> list[str]:
        if level not in rules.levels_at(each.days):
            return []
        mine, theirs = (self._answer(level, each, side) for side in self._sides)
        return [f"Both: {mine}"] if mine == theirs else [f"You: {mine}", f"They: {theirs}"]

    def _answer(self, level: Level, each: Occasion, side: str) -> str:
        said = each.levels.get((level, side))
        return (str(Change(said.answer).label) if said else self._silent(each)).lower()

    @staticmethod
    def _has_answered(each: Occasion, side: str) -> bool:
        return side in each.pulses and each.pulses[side].answered_at is not None

    def _silent(self, each: Occasion) -> str:
        return NO_ANSWER if each.lapses_on <= self._today else NOT_YET


def _note(each: Occasion) -> str:
    return rules.how_many_answered(each.answered, len(each.pulses))


def _evidence(engagement: Engagement, come: Sequence[Occasion], sides: tuple[str, str]) -> list[dict[str, str]]:
    """Where each thing can be seen, the newest first, with who says so and when."""
    names = school_names(engagement)
    return [
        {
            "text": said.evidence,
            "level": str(level.label),
            "who": f"{names[side]}, {rules.when_in_words(each.days).lower()}",
        }
        for each in reversed(come)
        for level in Level
        for side in sides
        if (said := each.levels.get((level, side))) and said.evidence
    ]


def _ask(engagement: Engagement, waits: ImpactPulse) -> dict[str, str]:
    last = words.day(waits.lapses_on - date.resolution)
    return {
        "title": "What did it change?",
        "text": f"A few questions for your school, two minutes, until {last}. “No change” is an answer like any other.",
        "button": "Answer",
        "href": impact_path(engagement, waits),
    }


def impact_path(engagement: Engagement, waits: ImpactPulse) -> str:
    """Return the page on which a side answers, signed in."""
    where = {"programme": engagement.programme.slug, "engagement_id": engagement.pk, "pulse_id": waits.pk}
    return reverse("engagements:impact", kwargs=where)


def school_names(engagement: Engagement) -> dict[str, str]:
    """Return the school of each side."""
    return {Side.CLIENT: engagement.client_organisation.name, Side.HOME: engagement.home_organisation.name}


@dataclass(frozen=True)
class ImpactPage:
    """The page on which a side answers: about whose work, for which school, and until when."""

    title: str
    caption: str
    lead: str
    until: str


def impact_question(pulse: ImpactPulse) -> ImpactPage:
    """Return the page of one question."""
    found, names = pulse.engagement, school_names(pulse.engagement)
    other = names[Side.HOME if pulse.side == Side.CLIENT else Side.CLIENT]
    seen = "" if pulse.side == Side.CLIENT else " Say what you can see from where you are."
    ended = words.day(day_of(found.ended_at)) if found.ended_at else ""
    return ImpactPage(
        title=f"What did it change? {rules.when_in_words(pulse.days)}",
        caption=f"{found.title}, ended on {ended}" if ended else found.title,
        lead=(
            f"You answer for {names[pulse.side]}, and {other} reads it. The programme counts answers and reads none. "
            f"“No change” is an answer like any other.{seen}"
        ),
        until=f"It can be answered until {words.day(pulse.lapses_on - date.resolution)}, once.",
    )


def counted(found: SaidCounts | None) -> list[str]:
    """Return what schools said as sentences for whoever runs the programme; nothing while one could guess whose."""
    if found is None or not found.is_shown:
        return []
    answered = f"{found.answered} of {found.asked} schools said 90 days after the end what has lasted"
    again = f"{found.would_again} of {found.feedbacks} who said how it was would do it again"
    return [*([answered] if found.shows_answers else []), *([again] if found.shows_feedback else [])]
