"""Everybody whom some words find, with the facts by which they are narrowed and counted."""

from dataclasses import dataclass
from datetime import date

from linkage.access.actor import Actor
from linkage.database import binary
from linkage.directory.queries.index import Asked
from linkage.directory.rules import facts
from linkage.directory.rules.facts import Gathered

_GATHER = """
SELECT place, facts FROM directory_gather(
    %(words)s::text[], %(suggested)s::integer[], %(one)s::integer[], %(other)s::integer[], %(is_hidden_seen)s,
    %(now_on)s::date, %(next_on)s::date
)
"""


@dataclass(frozen=True)
class Narrowing:
    """What the index itself can narrow by, and the two half-terms for which it says who has room.

    `squares` are tokens, as `facts.squares` makes them.
    """

    now_on: date
    next_on: date
    areas: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    squares: tuple[int, ...] = ()

    def conditions(self, *, is_strict: bool) -> tuple[list[int] | None, list[int] | None]:
        """Two sets of tokens, of each of which whoever counts has one; None where there is nothing to tell by.

        Whoever fits all has one of each group of choices. Whoever misses one group at most has one of any two groups
        together; so of one or two groups nothing, or one set, can be told.
        """
        groups = [
            facts.tokens_of("area", self.areas),
            list(self.squares),
            facts.tokens_of("phase", self.phases),
            facts.tokens_of("way", self.ways),
        ]
        # The choices that fewest fit stand first.
        chosen = [tokens for tokens in groups if tokens]
        if not is_strict:
            chosen = [chosen[0] + each for each in chosen[1:]] if chosen else []
        one, other, *_ = [*chosen, None, None]
        return one, other


def gather(*, actor: Actor, asked: Asked, narrowing: Narrowing, is_strict: bool = False) -> Gathered:  # noqa: ARG001
    """Return whom the question finds: those who fit what was chosen and, unless `is_strict`, who miss one choice only.

    Some more may come, whom `narrowing.narrow` leaves out. The database knows the programme: its function names it, and
    hands over nobody of another.
    """
    one, other = narrowing.conditions(is_strict=is_strict)
    given = {"one": one, "other": other, "now_on": narrowing.now_on, "next_on": narrowing.next_on}
    with binary.cursor() as cursor:
        cursor.execute(_GATHER, {**asked.parameters, **given})
        return facts.put_together(cursor.fetchall(), asked.words, asked.suggested)
