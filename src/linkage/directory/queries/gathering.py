"""Everybody whom some words find, out of listings that the process keeps and brings up to date each time (ADR 11).

With what is kept stands which transactions had ended when it was read. What others have written, earlier ones that
ended later too, is read with each question and lies over it. Whoever has written something in their own transaction
reads all, and nothing of it is kept: they may yet take it back. Whose places are all promised is kept beside it, and
told anew after any change to what is promised.
"""

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from linkage.access.actor import Actor
from linkage.database import binary
from linkage.database.snapshots import Snapshot
from linkage.database.tenancy import current_programme
from linkage.directory.enums import Visibility
from linkage.directory.queries.index import Asked
from linkage.directory.rules import facts, listings
from linkage.directory.rules.facts import Flags
from linkage.directory.rules.listings import Gathered, Listings, Promised

# So many listings a process keeps, of all its programmes: a hundred thousand take about 35 MB.
MOST_KEPT = 1_000_000
# What lies over what is kept, at most, before all is read anew: so many, or so large a share.
MOST_OVER, SHARE_OVER = 50, 0.01
# Promises are not kept for longer: what was noted of changes is forgotten after a day.
LONGEST_SECONDS = 60 * 60
# What the function hands over besides the tokens of each word, by its place (migration 0023).
CHANGED, FULL_NOW, FULL_NEXT, STOPPED, SNAPSHOT = 0, -1, -2, -3, -4
_GATHER = (
    "SELECT place, told, tokens FROM directory_gather(%s::text[], %s::bigint, %s::pg_snapshot, %s::date, %s::date)"
)

# The first days of this half-term and of the next; None where nobody wants to know who has room.
HalfTerms = tuple[date, date] | None
# What has just been read whole: nothing lies over it.
ALL = Snapshot(0, 2**63 - 1, frozenset())
NOTHING_PROMISED = Promised(*(np.array([], np.int64) for _ in range(3)))


@dataclass(frozen=True)
class _Promises:
    """What is promised in two half-terms, as whoever asked saw it; `at` is by the monotonic clock."""

    promised: Promised
    half_terms: HalfTerms
    snapshot: Snapshot
    at: float


@dataclass(frozen=True)
class _Kept:
    """The listings of one programme as whoever read them saw them, and what was last told of promises."""

    listings: Listings
    snapshot: Snapshot
    promises: _Promises | None = None

    def promises_for(self, half_terms: HalfTerms) -> _Promises | None:
        """What is kept for these half-terms, unless it is too old."""
        kept = self.promises
        if kept is None or kept.half_terms != half_terms or time.monotonic() - kept.at > LONGEST_SECONDS:
            return None
        return kept


_kept: OrderedDict[uuid.UUID | None, _Kept] = OrderedDict()
_one_at_a_time = threading.Lock()


def gather(*, actor: Actor, asked: Asked, half_terms: HalfTerms = None) -> Gathered:  # noqa: ARG001
    """Return whom the question finds, of those the asker may find, and who has room in these two half-terms.

    Without half-terms everybody who takes any has room. The database knows the programme: its function names it, and
    hands over nobody of another.
    """
    kept, told, promised = _up_to_date(current_programme(), asked, half_terms)
    seen_by_all = Visibility.BROKERS not in asked.seen
    return listings.gather(
        [(each, alive & each.is_for_everybody if seen_by_all else alive) for each, alive in _layers(kept, told)],
        [(word, told.words.get(n, ())) for n, word in enumerate(asked.words, 1)],
        asked.suggested,
        promised,
    )


def count(*, actor: Actor, asked: Asked) -> int:
    """Return how many listed entries match; of some phases, when any are asked for."""
    found = gather(actor=actor, asked=asked)
    if not asked.phases:
        return len(found)
    return int(found.has_any(asked.phases, facts.PHASES, facts.PHASES_AT).sum())


@dataclass(frozen=True)
class _Told:
    """One answer: what was written, which transactions had ended, and the tokens of each word.

    `promised` is None where it was not asked for, or where what is kept of it is still true.
    """

    rows: facts.Numbers
    tokens: facts.Numbers
    snapshot: Snapshot | None
    words: dict[int, list[int]]
    promised: Promised | None

    def some(self, which: Flags) -> Listings:
        return listings.some(self.rows, self.tokens, which & (self.rows["bits"] != 0))


def _up_to_date(programme_id: uuid.UUID | None, asked: Asked, half_terms: HalfTerms) -> tuple[_Kept, _Told, Promised]:
    """What is kept, what lies over it, and what is promised; keeps what was told for the next who asks."""
    kept = was = _kept_of(programme_id)
    promises = kept.promises_for(half_terms) if kept else None
    told = _ask(asked, kept.snapshot.xmin if kept else 0, promises.snapshot if promises else None, half_terms)
    if kept is None or not _is_near(kept, told):
        if kept is not None:
            told = _ask(asked, 0, None, half_terms)
        kept, promises = _anew(told), None
    promised = told.promised or (promises.promised if promises else NOTHING_PROMISED)
    if told.snapshot and told.promised:
        kept = replace(kept, promises=_Promises(told.promised, half_terms, told.snapshot, time.monotonic()))
    if told.snapshot and kept is not was:
        _keep(programme_id, kept)
    return kept, told, promised


def _ask(asked: Asked, since: int, promised_in: Snapshot | None, half_terms: HalfTerms) -> _Told:
    with binary.cursor() as cursor:
        told_in = str(promised_in) if promised_in else None
        cursor.execute(_GATHER, [list(asked.words), since, told_in, *(half_terms or (None, None))])
        answers = [(place, told or b"", tokens or b"") for place, told, tokens in cursor.fetchall()]
    by_place = {place: (told, tokens) for place, told, tokens in answers}
    promised = (listings.keys(_all(answers, place)) for place in (FULL_NOW, FULL_NEXT, STOPPED))
    return _Told(
        *listings.read(*by_place[CHANGED]),
        snapshot=Snapshot.read(by_place[SNAPSHOT][0].decode()) if by_place[SNAPSHOT][0] else None,
        words={place: np.frombuffer(told, ">i4").tolist() for place, told, _ in answers if place > 0},
        promised=Promised(*promised) if STOPPED in by_place else None,
    )


def _all(answers: Iterable[tuple[int, bytes, bytes]], place: int) -> bytes:
    return b"".join(told for at, told, _ in answers if at == place)


def _is_near(kept: _Kept, told: _Told) -> bool:
    """Whether what is kept will do: little changed, and of nobody who has left the directory anything is kept.

    A database that was put back to an earlier day has come less far than it had.
    """
    last = kept.promises.snapshot if kept.promises else kept.snapshot
    if told.snapshot is None or told.snapshot.xmax < max(kept.snapshot.xmax, last.xmax):
        return False
    over = told.rows[~kept.snapshot.sees_each(told.rows["changed"])]
    few = max(MOST_OVER, SHARE_OVER * len(kept.listings))
    return len(over) <= few and bool((over["bits"] != 0).all())


def _kept_of(programme_id: uuid.UUID | None) -> _Kept | None:
    with _one_at_a_time:
        if programme_id in _kept:
            _kept.move_to_end(programme_id)
        return _kept.get(programme_id)


def _anew(told: _Told) -> _Kept:
    """What was just read whole; whoever has written something themselves sees all of it."""
    if told.snapshot is None:
        return _Kept(told.some(np.ones(len(told.rows), np.bool_)), ALL)
    return _Kept(told.some(told.snapshot.sees_each(told.rows["changed"])), told.snapshot)


def _keep(programme_id: uuid.UUID | None, kept: _Kept) -> None:
    with _one_at_a_time:
        _kept[programme_id] = kept
        _kept.move_to_end(programme_id)
        while len(_kept) > 1 and sum(len(each.listings) for each in _kept.values()) > MOST_KEPT:
            _kept.popitem(last=False)


def _layers(kept: _Kept, told: _Told) -> list[tuple[Listings, Flags]]:
    """What is kept, without those who changed since, and these."""
    alive = np.ones(len(kept.listings), np.bool_)
    is_over = ~kept.snapshot.sees_each(told.rows["changed"])
    if not is_over.any():
        return [(kept.listings, alive)]
    alive[kept.listings.places_of(told.rows["id"][is_over])] = False
    over = told.some(is_over)
    return [(kept.listings, alive), (over, np.ones(len(over), np.bool_))]
