"""What is in the way of two schools, and what somebody told the programme in confidence, in each state."""

import itertools
from datetime import timedelta

from linkage.access.actor import Actor
from linkage.demo.stage import Stage
from linkage.demo.stories.readying import Play
from linkage.engagements import operations, queries
from linkage.engagements.enums import ConcernOutcome, ConcernWish, HindranceKind, OpenedPart
from linkage.engagements.models import Concern, Engagement
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.people import queries as people

# What is in the way, and what came of the last of them.
IN_THE_WAY = (
    (HindranceKind.BLOCK, "Cover for Tuesday afternoons is not found yet"),
    (HindranceKind.QUESTION, "Who pays for the second set of books?"),
    (HindranceKind.SETBACK, "The colleague who led the routine is away until spring"),
)
SETTLED = "Two colleagues share it, one morning each."
# What worries somebody, what they would like, and what came of it.
WORRIES = (
    ("We agreed one visitor. Each time somebody else comes, and we begin again.", ConcernWish.TALK, "changed"),
    ("Our team and theirs no longer speak openly in the meetings.", ConcernWish.MEDIATE, "resolved"),
    ("The days are used for other things than we agreed. I only want you to know.", ConcernWish.KNOW, "nothing"),
    ("We cannot release anybody this half-term, and do not dare to say so.", ConcernWish.TALK, "paused"),
    ("The two heads want different things of this.", ConcernWish.MEDIATE, "stopped"),
    ("How a colleague is spoken to is a matter for their employer, I think.", ConcernWish.KNOW, "passed_on"),
)
ANSWER = "Thank you for telling me. I ring both leads this week, and name nobody."
CLOSING = "We spoke about it, and I have told you what follows. Write again whenever you like."


def in_the_way(play: Play, days_ago: int) -> None:
    """Three things are in the way: one past its day, one with days to go, and one that is settled."""
    client, home = play.lead(Side.CLIENT), play.lead(Side.HOME)
    made = [
        operations.note_hindrance(
            actor=client,
            at=play.on(days_ago),
            engagement=play.found,
            kind=kind,
            text=text,
            owner=people.person(actor=client, person_id=owner.person_id),
            due_on=day_of(play.on(days_ago)) + timedelta(days=days),
        )
        for (kind, text), owner, days in zip(IN_THE_WAY, (home, client, client), (1, 30, 12), strict=True)
    ]
    operations.settle_hindrance(actor=client, at=play.on(days_ago - 1), hindrance=made[-1], outcome=SETTLED)


def tell(stage: Stage) -> None:
    """Somebody of each engagement tells a worry: closed, open, taken back, and one that nobody has seen yet."""
    begun = list(Engagement.objects.whole().filter(programme=stage.programme).order_by("created_at", "pk"))
    if not begun:
        return
    told = itertools.cycle(begun)
    for words, wish, outcome in WORRIES:
        _closed(stage, next(told), (words, wish), outcome)
    for play in (_open, _withdrawn, _waiting):
        play(stage, next(told))


def _closed(stage: Stage, found: Engagement, said: tuple[str, str], outcome: str) -> None:
    made, handler, raiser = _raised(stage, found, 5, *said)
    operations.write_concern(actor=handler, at=stage.diary.ago(4), concern=made, words=ANSWER)
    operations.close_concern(
        actor=handler, at=stage.diary.ago(3), concern=made, outcome=ConcernOutcome(outcome), closing=CLOSING
    )
    operations.note_concern_read(actor=raiser, at=stage.diary.ago(2), concern=made)


def _open(stage: Stage, found: Engagement) -> None:
    """Answered, and the handler was let read; the other school may know that there is something."""
    words, wish, _ = WORRIES[0]
    made, handler, raiser = _raised(stage, found, 3, words, wish, may_tell=True)
    operations.write_concern(actor=handler, at=stage.diary.ago(2), concern=made, words=ANSWER)
    operations.give_access(actor=raiser, at=stage.diary.ago(2), concern=made, days=14)
    for part in OpenedPart:
        access = queries.access(actor=handler, concern_id=made.pk, at=stage.diary.ago(1))
        operations.read_opened(actor=handler, at=stage.diary.ago(1), access=access, part=part)


def _withdrawn(stage: Stage, found: Engagement) -> None:
    words, wish, _ = WORRIES[2]
    made, _, raiser = _raised(stage, found, 4, words, wish)
    operations.withdraw_concern(actor=raiser, at=stage.diary.ago(3), concern=made)


def _waiting(stage: Stage, found: Engagement) -> None:
    words, wish, _ = WORRIES[1]
    _raised(stage, found, 0, words, wish, side=Side.HOME)


def _raised(
    stage: Stage,
    found: Engagement,
    days_ago: int,
    words: str,
    wish: str,
    *,
    side: Side = Side.CLIENT,
    may_tell: bool = False,
) -> tuple[Concern, Actor, Actor]:
    """Who leads on a side tells it; return it with who handles it and who told it."""
    raiser = people.of_person(found.lead(side))
    made = operations.raise_concern(
        actor=raiser, at=stage.diary.ago(days_ago), engagement=found, words=words, wish=wish, may_tell=may_tell
    )
    handler = people.of_person(made.handler) if made.handler else stage.coordinator
    if made.handler is None:
        operations.take_concern(actor=handler, at=stage.diary.ago(days_ago), concern=made)
    return made, handler, raiser
