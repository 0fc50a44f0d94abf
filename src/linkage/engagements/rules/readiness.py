"""When both sides are ready enough, and what they talk about first. Pure: the docstring is the sentence shown."""

from collections.abc import Collection, Mapping
from datetime import date

from linkage.engagements.enums import LIGHT_THEMES, Ready, Theme
from linkage.kernel.violations import Violation
from linkage.kernel.words import listing

# Two steps of four are so far apart that the two sides see two different things (practice.md, section 2).
WIDE = 2
# One "not yet" is a beginning; with two of them a conversation comes first.
TALK_FROM = 2


def themes_of(*, is_light: bool) -> tuple[str, ...]:
    """Return the themes that are asked about: three in the lighter look, else all."""
    return tuple(LIGHT_THEMES) if is_light else tuple(Theme)


def is_wide(one: int, other: int) -> bool:
    """Whether two answers are so far apart that they should be talked about; that never stops anything."""
    return abs(one - other) >= WIDE


def asks_for_talk(values: Collection[int]) -> bool:
    """Whether the answers of both sides together ask for a conversation first: two or more of "not yet"."""
    return sum(value == Ready.NOT_YET for value in values) >= TALK_FROM


def everything_is_answered(values: Mapping[str, int | None], titles: Mapping[str, str]) -> list[Violation]:
    """A side shows all its answers or none."""
    left = [f"“{title}”" for theme, title in titles.items() if not values.get(theme)]
    if not left:
        return []
    return [Violation("everything_is_answered", f"Answer {listing(left)} first")]


def the_talk_has_been(talked_on: date, shown_on: date, today: date) -> list[Violation]:
    """What is noted has been said, and after both sides had shown their answers."""
    if shown_on <= talked_on <= today:
        return []
    said = "Enter a day that is not to come" if talked_on > today else "Enter a day after both sides had shown"
    return [Violation("the_talk_has_been", said, field="talked_on")]


def the_meeting_has_been(decided_on: date, today: date) -> list[Violation]:
    """Governors sign off in a meeting that has been held."""
    if decided_on <= today:
        return []
    return [Violation("the_meeting_has_been", "Enter the day of a meeting that has been held", field="decided_on")]
