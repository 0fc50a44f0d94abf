"""Everybody whom some words find, with the facts by which they are narrowed and counted."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from linkage.access.actor import Actor
from linkage.directory.queries.index import Asked
from linkage.directory.rules import facts
from linkage.directory.rules.facts import Gathered

_GATHER = """
SELECT place, facts, room FROM directory_gather(
    %(words)s::text[], %(suggested)s::text[], %(areas)s::text[], %(phases)s::text[], %(ways)s::text[],
    %(squares)s::text[], %(seen)s::text[], %(is_strict)s, %(now_on)s::date, %(next_on)s::date
)
"""


@dataclass(frozen=True)
class Narrowing:
    """What the index itself can narrow by, and the two half-terms for which it says who has room."""

    now_on: date
    next_on: date
    areas: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    squares: tuple[str, ...] = ()


def gather(*, actor: Actor, asked: Asked, narrowing: Narrowing, is_strict: bool = False) -> Gathered:  # noqa: ARG001
    """Return whom the question finds: those who fit what was chosen and, unless `is_strict`, who miss one choice only.

    The database knows the programme: its function names it, and hands over nobody of another.
    """
    given = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(narrowing).items()}
    with connection.cursor() as cursor:
        cursor.execute(_GATHER, {**asked.parameters, **given, "is_strict": is_strict})
        answers = {place: (bytes(found or b""), bytes(room or b"")) for place, found, room in cursor.fetchall()}
    return facts.put_together(answers, asked.words, asked.suggested)
