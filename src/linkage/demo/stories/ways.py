"""The ways that support over time takes in the demo: each kind at every point, as a list of what was done when."""

from collections.abc import Callable

from linkage.demo.stories import concerns, lasting, learnt, money, papers, readying, visits
from linkage.demo.stories.turns import (
    asked_again,
    closed,
    ending,
    lasted,
    looked,
    paused,
    rated,
    stopped,
    unsure,
)
from linkage.engagements.enums import Kind

Deed = Callable[[readying.Play, int], object]

_UNTIL_SIGNED: tuple[tuple[int, Deed], ...] = (
    (18, readying.tick),
    (18, readying.aims),
    (17, readying.ready),
    (16, readying.offered),
    (15, readying.signed),
)
# What it costs stands in what they sign.
_QUOTED: tuple[tuple[int, Deed], ...] = (*_UNTIL_SIGNED[:3], (17, money.quoted), *_UNTIL_SIGNED[3:])
_PAID = (*_QUOTED, (14, readying.started))
_UNDER_WAY: tuple[tuple[int, Deed], ...] = (*_UNTIL_SIGNED, (14, readying.started))
# So long ago that both have been asked a month later too.
_ENDED_LONG_AGO: tuple[tuple[int, Deed], ...] = (
    (37, readying.tick),
    (37, readying.aims),
    (36, readying.ready),
    (35, readying.offered),
    (34, readying.signed),
    (33, readying.started),
    (31, visits.agreed),
    (29, looked),
    (28, ending),
    (27, lasting.said_well),
    (26, lasting.thanked),
    (25, closed),
    (24, lasting.answered),
    (2, lasting.answered),
)
# What they do together, when it began, and what was done when, in working school days ago; the rarest come first.
WAYS: tuple[tuple[str, int, tuple[tuple[int, Deed], ...]], ...] = (
    (Kind.DEPLOYMENT, 38, _ENDED_LONG_AGO),
    (
        Kind.DEPLOYMENT,
        19,
        (
            *_PAID,
            (10, visits.agreed),
            (5, concerns.in_the_way),
            (4, visits.written),
            (4, money.noted),
            (3, money.asked_for),
            (1, visits.planned),
            (3, rated),
            (2, asked_again),
            (2, lasting.said_with_doubt),
        ),
    ),
    (
        Kind.PEER,
        19,
        (
            *_PAID,
            (9, money.each_other),
            (8, looked),
            (5, ending),
            (3, closed),
            (2, learnt.written),
            (1, learnt.agreed),
            (1, lasted),
        ),
    ),
    (Kind.SPONSORSHIP, 19, (*_UNDER_WAY, (6, readying.amended), (4, papers.milestones), (2, visits.cancelled))),
    (Kind.DEPLOYMENT, 19, (*_PAID, (12, money.paid_in_advance), (8, looked), (4, paused))),
    (
        Kind.DEPLOYMENT,
        19,
        (*_UNDER_WAY, (8, looked), (5, ending), (3, closed), (2, lasting.asked), (1, learnt.written)),
    ),
    (Kind.PEER, 19, (*_UNDER_WAY, (5, stopped))),
    (Kind.DEPLOYMENT, 19, (*_UNDER_WAY, (8, looked), (2, ending))),
    (
        Kind.DEPLOYMENT,
        9,
        (
            (8, readying.tick),
            (7, readying.aims),
            (6, readying.ready),
            (5, readying.offered),
            (3, readying.signed_by_one),
        ),
    ),
    (Kind.PEER, 8, ((7, readying.aims), (6, readying.ready), (4, readying.offered))),
    (
        Kind.DEPLOYMENT,
        8,
        ((7, readying.tick), (7, readying.aims), (6, readying.ready), (4, readying.offered), (2, readying.signed)),
    ),
    (Kind.PEER, 7, ((7, readying.aims), (5, readying.drafted))),
    (Kind.SPONSORSHIP, 6, ((5, readying.asked), (4, papers.evidence))),
    (Kind.DEPLOYMENT, 4, ((3, readying.tick), (2, readying.ready))),
)


def _started(first: int) -> tuple[tuple[int, Deed], ...]:
    """From the first steps to its start, five working school days later."""
    return (
        (first, readying.tick),
        (first, readying.aims),
        (first - 1, readying.ready),
        (first - 2, readying.offered),
        (first - 3, readying.signed),
        (first - 4, readying.started),
    )


_ENDED = (*_started(29), (24, looked), (23, ending), (22, closed))
# The rest of each kind at every point, told in few words: first what leaves its two schools free for something else.
SHORT: tuple[tuple[str, int, tuple[tuple[int, Deed], ...]], ...] = (
    (Kind.SPONSORSHIP, 30, (*_ENDED, (21, lasted))),
    (Kind.DEPLOYMENT, 30, (*_ENDED, (21, lasted))),
    (Kind.SPONSORSHIP, 30, _ENDED),
    (Kind.PEER, 30, _ENDED),
    (Kind.SPONSORSHIP, 20, ((19, readying.tick), (18, stopped))),
    (Kind.DEPLOYMENT, 20, ((19, readying.tick), (18, readying.ready), (17, stopped))),
    (Kind.SPONSORSHIP, 16, (*_started(15), (8, looked), (3, ending))),
    (Kind.SPONSORSHIP, 16, (*_started(15), (4, paused))),
    (Kind.PEER, 16, (*_started(15), (8, looked), (2, ending))),
    (Kind.PEER, 16, (*_started(15), (3, paused))),
    (Kind.PEER, 16, _started(15)),
    (Kind.SPONSORSHIP, 12, _started(11)[:-1]),
    (Kind.PEER, 10, _started(9)[:-1]),
    (Kind.SPONSORSHIP, 9, _started(8)[:3]),
    (Kind.PEER, 3, ((2, unsure),)),
)
