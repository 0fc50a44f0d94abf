"""What apps hand to the home page: each says first, in one statement with all, whether it has anything at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from linkage.database import at_once
from linkage.ui.next_actions import NextAction

# Asked with an actor and a time; None for whoever has no right to any of it.
Rows = Callable[..., QuerySet[Any] | None]


@dataclass(frozen=True)
class Source:
    """One kind of thing on the home page, told by `tell`; of which there is none where `rows` finds no row.

    `rows` may find too much and never too little: `tell` alone decides what is shown. Without `rows`, `tell` is always
    asked. What is told in a few plain facts has `facts` in their stead, a queryset of one value: `tell` is given it,
    and asks nothing more.
    """

    tell: Callable[..., Iterable[Any]]
    rows: Rows | None = None
    facts: Rows | None = None

    def told(self, there: Any, *to: Any) -> Iterable[Any]:
        """Return what there is to tell, where anything was found."""
        if not there:
            return ()
        return self.tell(*to, there) if self.facts else self.tell(*to)


def told(sources: Sequence[Source], *, actor: Any, at: datetime) -> list[NextAction]:
    """Return every next action these sources have for the actor."""
    found = zip(sources, looked_up(sources, actor=actor, at=at), strict=True)
    return [action for source, there in found for action in source.told(there, actor, at)]


def looked_up(sources: Sequence[Source], *, actor: Any, at: datetime) -> list[Any]:
    """Return for each source what it found first, asked in one statement: nothing, true, or its facts."""
    asked = [None if ask is None else ask(actor, at) for ask in (each.rows or each.facts for each in sources)]
    wanted = [n for n, rows in enumerate(asked) if rows is not None]
    found: list[Any] = [each.rows is None and each.facts is None for each in sources]
    for n, value in zip(wanted, at_once.first_of_each([_asked(sources[n], asked[n]) for n in wanted]), strict=True):
        found[n] = value
    return found


def _asked(source: Source, rows: Any) -> Any:
    return at_once.one_row(rows) if source.rows else rows[:1]
