"""One engagement on its way to its start: who does what of it, and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.demo.stage import Stage
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import Doer, Kind, Ready, Theme
from linkage.engagements.models import Agreement, Engagement
from linkage.engagements.operations import Given
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.people import queries as people

A_WHILE = timedelta(minutes=10)
AIMS = (
    ("Every tutor group reads three mornings a week", "We look in on eight groups", "2 of 8", "8 of 8"),
    ("New staff lead it without help", "They run two sessions alone", "Nobody yet", "Two people"),
    ("Teachers share one plan for each topic", "We count the plans in the folder", "2 topics", "8 topics"),
)
CARRIES_ON = "Our two deputies look after it together, with an hour a week and a place in each training day."


@dataclass
class Play:
    """One engagement on its way, and the people of its two schools."""

    stage: Stage
    found: Engagement

    def lead(self, side: str) -> Actor:
        """Who leads on a side."""
        return people.of_person(self.found.lead(side))

    def head(self, side: str) -> Actor:
        """The head of a side's school."""
        is_home = side == Side.HOME
        return self.stage.head(self.found.home_organisation if is_home else self.found.client_organisation)

    def on(self, days_ago: int) -> datetime:
        """A moment so many working school days ago."""
        return self.stage.diary.ago(days_ago)

    def renew(self) -> None:
        """Read it as the last step left it."""
        self.found.hold()


def tick(play: Play, days_ago: int, doers: Iterable[str] = (Doer.PROGRAMME, Doer.CLIENT, Doer.HOME, Doer.BOTH)) -> None:
    """Tick what comes before agreeing and starting, by whoever does it."""
    tick_before(play, days_ago, ("agree", "start"), doers)


def tick_before(play: Play, days_ago: int, gates: tuple[str, ...], doers: Iterable[str]) -> None:
    """Tick what comes before these gates and is not found out by itself, each by whoever does it."""
    who = {Doer.PROGRAMME: play.stage.coordinator, Doer.CLIENT: play.lead(Side.CLIENT), Doer.HOME: play.lead(Side.HOME)}
    at = play.on(days_ago)
    for each in queries.progress(actor=play.stage.coordinator, engagement=play.found):
        step = each.step
        is_ticked = step.doer in doers and not each.is_by_itself and step.code != rules.AGREEMENT
        if step.gate in gates and is_ticked and not each.is_done:
            actor = who.get(Doer(step.doer), play.lead(Side.CLIENT))
            operations.mark(actor=actor, at=at, engagement=play.found, code=step.code, done_on=day_of(at))
    play.renew()


def aims(play: Play, days_ago: int) -> None:
    """Write what should change, and one thing to do for it."""
    actor, at = play.lead(Side.CLIENT), play.on(days_ago)
    for text, measure, baseline, target in AIMS[:2]:
        aim = operations.Aim(text, measure, baseline, target, due_on=play.found.ends_on)
        made = operations.save_objective(actor=actor, at=at, engagement=play.found, aim=aim)
    due_on = day_of(play.stage.now) + timedelta(days=9)
    operations.add_action(
        actor=actor,
        at=at,
        engagement=play.found,
        objective=made,
        text="Find a room for the first week",
        owner=play.found.lead(Side.CLIENT),
        due_on=due_on,
    )


def asked(play: Play, days_ago: int) -> datetime:
    """Ask both sides how ready they are; the helped one has begun to answer. Return when."""
    actor, at = play.lead(Side.CLIENT), play.on(days_ago)
    operations.begin_readiness(actor=actor, at=at, engagement=play.found, is_light=play.found.kind == Kind.PEER)
    answers: dict[str, Given] = {
        Theme.PURPOSE: Given(Ready.FULLY, "We all want this."),
        Theme.TIME: Given(None, "Still to settle"),
    }
    operations.keep_readiness(actor=actor, at=at, engagement=play.found, answers=answers)
    return at


def ready(play: Play, days_ago: int) -> None:
    """Both sides have said how ready they are, and talked about what was red."""
    # One after the other, as the page tells it.
    at = max(asked(play, days_ago), play.on(days_ago))
    said = {
        Side.CLIENT: dict.fromkeys(Theme, Ready.NEARLY)
        | {Theme.CLEAR: Ready.PARTLY, Theme.PURPOSE: Ready.FULLY, Theme.TIME: Ready.NOT_YET},
        Side.HOME: dict.fromkeys(Theme, Ready.FULLY) | {Theme.TIME: Ready.NOT_YET, Theme.PEOPLE: Ready.NEARLY},
    }
    for side in Side:
        at += A_WHILE
        say(play, side, at, said[side])
    operations.note_talk(
        actor=play.lead(Side.CLIENT),
        at=at + A_WHILE,
        engagement=play.found,
        talked_on=day_of(at),
        talked_who="Both heads, by telephone",
        talk_outcome="Cover is found for the first six visits. We look at the rest half-way.",
    )
    if play.found.kind == Kind.SPONSORSHIP:
        for side in Side:
            operations.note_governors(
                actor=play.head(side),
                at=at,
                engagement=play.found,
                who="The chair of governors",
                meeting="Full governing body",
                decided_on=day_of(at),
            )
    play.renew()


def say(play: Play, side: str, at: datetime, said: Mapping[Theme, Ready]) -> None:
    """One side answers, and shows it."""
    answers: dict[str, Given] = {theme: Given(value, "") for theme, value in said.items()}
    operations.keep_readiness(actor=play.lead(side), at=at, engagement=play.found, answers=answers)
    operations.show_readiness(actor=play.lead(side), at=at, engagement=play.found)


def offered(play: Play, days_ago: int) -> None:
    """Write what is agreed, and offer it."""
    at, wording = play.on(days_ago), queries.Wording(costs="What is owed is paid within 28 days of the sheet.")
    operations.draft_agreement(actor=play.lead(Side.CLIENT), at=at, engagement=play.found, wording=wording)
    operations.offer(actor=play.lead(Side.CLIENT), at=at, engagement=play.found)


def drafted(play: Play, days_ago: int) -> None:
    """Write what is agreed; nobody is asked yet."""
    actor, at = play.lead(Side.CLIENT), play.on(days_ago)
    operations.draft_agreement(actor=actor, at=at, engagement=play.found, wording=queries.Wording())


def signed_by_one(play: Play, days_ago: int) -> None:
    """The head of the helped school signs."""
    _sign(play, days_ago, [play.head(Side.CLIENT)])


def signed(play: Play, days_ago: int) -> None:
    """Everybody signs."""
    everybody = [play.head(Side.CLIENT), play.head(Side.HOME), play.lead(Side.HOME)]
    _sign(play, days_ago, [*everybody, *([play.stage.coordinator] if play.found.commission_id else [])])


def _sign(play: Play, days_ago: int, signers: Iterable[Actor]) -> None:
    for actor in signers:
        [made] = Agreement.objects.whole().filter(engagement=play.found, status__in=("offered", "partly_signed"))[
            :1
        ] or [None]
        if made is None:
            return
        made.engagement = play.found
        operations.sign(
            actor=actor, at=play.on(days_ago), agreement=made, typed_name=actor.name, seen_hash=made.text_hash
        )
    play.renew()


def amended(play: Play, days_ago: int) -> None:
    """A new version takes the place of the first."""
    actor = play.lead(Side.CLIENT)
    operations.amend(actor=actor, at=play.on(days_ago), engagement=play.found, change="Two more visits in spring")
    operations.offer(actor=actor, at=play.on(days_ago), engagement=play.found)
    signed(play, days_ago)


def started(play: Play, days_ago: int) -> None:
    """All that comes first is done, and it starts."""
    at = play.on(days_ago)
    operations.assure(actor=play.head(Side.HOME), at=at, engagement=play.found)
    operations.say_who_carries_on(actor=play.lead(Side.CLIENT), at=at, engagement=play.found, carries_on=CARRIES_ON)
    tick(play, days_ago)
    operations.start(actor=play.head(Side.CLIENT), at=at, engagement=play.found)
    play.renew()
