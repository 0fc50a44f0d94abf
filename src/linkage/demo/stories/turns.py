"""What support over time goes through once it runs: looked at, asked again, paused, stopped, ended, looked back on."""

from datetime import datetime, timedelta

from linkage.demo.stories import readying
from linkage.engagements import operations, queries
from linkage.engagements.enums import Doer, Kind, Ready, Theme
from linkage.kernel.days import day_of
from linkage.links.enums import Side

NOT_ANY_MORE = "Both have another post from January."
PAUSED, STOPPED = "Our lead is away until after the holidays.", "Two colleagues have left, and we cannot give the days."


def rated(play: readying.Play, days_ago: int) -> datetime:
    """Both sides say how each aim stands, and see the second differently; and whether who carries on still holds.

    Return when the second of them has.
    """
    holds = ("no", "yes") if play.found.kind == Kind.PEER else ("yes", "partly")
    moments = []
    colours = {Side.CLIENT: ("green", "amber"), Side.HOME: ("green", "red")}
    for side in Side:
        found = queries.objectives(actor=play.lead(side), engagement=play.found)
        said = {each.pk: (colours[side][n % 2], "") for n, each in enumerate(found)}
        word = (holds[0], NOT_ANY_MORE if holds[0] == "no" else "") if side == Side.CLIENT else (holds[1], "")
        moments.append(play.on(days_ago))
        operations.rate(actor=play.lead(side), at=moments[-1], engagement=play.found, ratings=said, carries_on=word)
    return max(moments)


def looked(play: readying.Play, days_ago: int) -> None:
    """They have looked at it together, and wrote what follows."""
    at = max(rated(play, days_ago), play.on(days_ago)) + readying.A_WHILE
    operations.close_review(
        actor=play.head(Side.CLIENT), at=at, engagement=play.found, next_steps="We keep Tuesdays free."
    )
    play.renew()


def paused(play: readying.Play, days_ago: int) -> None:
    """The helped school pauses it."""
    resume_on = day_of(play.stage.now) + timedelta(days=20)
    operations.pause(
        actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found, reason=PAUSED, resume_on=resume_on
    )


def stopped(play: readying.Play, days_ago: int) -> None:
    """The helping school stops it."""
    operations.stop(actor=play.head(Side.HOME), at=play.on(days_ago), engagement=play.found, reason=STOPPED)


def ending(play: readying.Play, days_ago: int) -> None:
    """It comes to an end."""
    operations.begin_end(actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found)
    play.renew()


def closed(play: readying.Play, days_ago: int) -> None:
    """What comes before the end is done, and it ends."""
    readying.tick_before(play, days_ago, ("end",), tuple(Doer))
    operations.close(actor=play.head(Side.CLIENT), at=play.on(days_ago), engagement=play.found)
    play.renew()


def lasted(play: readying.Play, days_ago: int) -> None:
    """A while later they say what has lasted."""
    readying.tick_before(play, days_ago, ("after",), tuple(Doer))


def unsure(play: readying.Play, days_ago: int) -> None:
    """What should change is taken off again: they have still to find it."""
    actor = play.lead(Side.CLIENT)
    for each in queries.objectives(actor=actor, engagement=play.found):
        operations.drop_objective(actor=actor, at=play.on(days_ago), engagement=play.found, objective=each)
    play.renew()


def asked_again(play: readying.Play, days_ago: int) -> None:
    """The look half-way comes near, and both are asked by itself how ready they are now; both have said it."""
    at = play.on(days_ago)
    due_on = day_of(at) + timedelta(days=6)
    operations.open_review(actor=play.lead(Side.CLIENT), at=at, engagement=play.found, due_on=due_on)
    play.renew()
    operations.ask_half_way(actor=play.stage.job("readiness"), at=at, engagement=play.found)
    better = dict.fromkeys(Theme, Ready.FULLY)
    for side, said in ((Side.CLIENT, better | {Theme.TIME: Ready.NEARLY}), (Side.HOME, better)):
        at += readying.A_WHILE
        readying.say(play, side, at, said)
    play.renew()
