"""The end of support over time and what comes afterwards: how it was, thanks, and what it changed."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.demo.stories.readying import Play
from linkage.engagements import operations, presenters, queries, rules
from linkage.engagements.enums import Again, Change, Level
from linkage.engagements.models import ImpactPulse
from linkage.links.enums import Side

SEEN = {
    Level.REACTION: "Six of seven said so when we met on the last day.",
    Level.LEARNING: "The plans of spring beside those of autumn, in the folder of the department.",
    Level.SUPPORT: "An hour on Tuesdays stands in the timetable.",
    Level.USE: "We looked in on six groups in one week.",
}
# What each side says, time by time; the others say something else of the same.
SAID = {
    Side.CLIENT: {
        Level.REACTION: Change.YES,
        Level.LEARNING: Change.PARTLY,
        Level.SUPPORT: Change.NO_CHANGE,
        Level.USE: Change.PARTLY,
    },
    Side.HOME: {
        Level.REACTION: Change.YES,
        Level.LEARNING: Change.YES,
        Level.SUPPORT: Change.TOO_EARLY,
        Level.USE: Change.TOO_EARLY,
    },
}
STANDS = {rules.AT_END: ("5 of 8", "Nobody yet"), 30: ("6 of 8", "One person")}


def said_well(play: Play, days_ago: int) -> None:
    """Both sides say how it was, and the helped one shows it."""
    _feedback(play, days_ago, Side.HOME, "We were expected on each day, and the room was free.", Again.YES)
    _feedback(play, days_ago, Side.CLIENT, "The hour after each lesson, while it was fresh.", Again.YES)
    actor = play.lead(Side.CLIENT)
    mine = queries.own_feedback(actor=actor, engagement=play.found)
    if mine is not None:
        operations.share_feedback(actor=actor, at=play.on(days_ago), feedback=mine)


def said_with_doubt(play: Play, days_ago: int) -> None:
    """Both say how it was, each to their own school."""
    _feedback(play, days_ago, Side.CLIENT, "The plan for each topic.", Again.NOT_SURE)
    _feedback(play, days_ago, Side.HOME, "Little so far: two of three lessons were moved.", Again.NO)


def _feedback(play: Play, days_ago: int, side: str, helped: str, again: str) -> None:
    operations.write_feedback(
        actor=play.lead(side),
        at=play.on(days_ago),
        engagement=play.found,
        helped=helped,
        more="The dates of a whole term at its start.",
        again=again,
    )


def thanked(play: Play, days_ago: int) -> None:
    """The head of the helped school thanks whoever gave the days."""
    actor, at = play.head(Side.CLIENT), play.on(days_ago)
    to = queries.people_to_thank(actor=actor, engagement=play.found)
    given = queries.days_given(actor=actor, engagement=play.found)
    text = presenters.thanks_initial(play.found, to, given, play.head(Side.HOME).name)
    operations.send_thanks(actor=actor, at=at, engagement=play.found, text=text)


def asked(play: Play, days_ago: int) -> None:
    """Both sides are asked what it changed."""
    for pulse in _due(play, play.on(days_ago)):
        operations.ask_impact(actor=_system(play), at=play.on(days_ago), pulse=pulse)


def answered(play: Play, days_ago: int) -> None:
    """Both sides say what it changed by then, and see some of it otherwise."""
    at = play.on(days_ago)
    for pulse in _due(play, at):
        operations.ask_impact(actor=_system(play), at=at, pulse=pulse)
        aims = queries.aims_of(actor=_system(play), pulse=pulse)
        said = operations.Said(
            levels={
                level.value: (SAID[Side(pulse.side)][level], SEEN[level] if pulse.side == Side.CLIENT else "")
                for level in rules.levels_at(pulse.days)
            },
            readings={each.pk: stands for each, stands in zip(aims, STANDS[pulse.days], strict=False)}
            if pulse.side == Side.CLIENT
            else {},
        )
        operations.answer_impact(actor=play.lead(pulse.side), at=at, pulse=pulse, said=said)


def _due(play: Play, at: datetime) -> list[ImpactPulse]:
    return [
        each
        for each in queries.impact_due(actor=_system(play), at=at)
        if each.engagement_id == play.found.pk and each.asked_at is None
    ]


def _system(play: Play) -> Actor:
    return Actor.system("impact", play.found.programme_id)
