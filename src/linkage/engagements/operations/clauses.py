"""The clauses of a programme: each change makes a new version, and what is running keeps its own."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.database import numbering
from linkage.engagements import policy, queries, rules
from linkage.engagements.models import Clause, ClauseLibrary
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.people.models import Person


class UnableToSaveClause(Refused):
    """A clause with a slot that nobody could fill, or one that is there already."""


@operation(policy.EDIT_CLAUSES)
def save_clause(*, actor: Actor, at: datetime, clause: rules.ClauseText, is_new: bool = False) -> ClauseLibrary:
    """Keep one clause in a new version of the programme's clauses; agreements begun before keep theirs.

    Raises UnableToSaveClause for a slot we cannot fill, and for a new one that is called as another.
    """
    UnableToSaveClause.unless_none(rules.slots_are_known(clause.text))
    number = _next_number(actor)
    texts = queries.clause_texts(actor=actor)
    if is_new and any(each.code == clause.code for each in texts):
        raise UnableToSaveClause("There is a clause with this heading already. Change that one")
    changed = [*texts, clause] if is_new else [clause if each.code == clause.code else each for each in texts]
    return _keep(actor, at, number, changed, people.person(actor=actor, person_id=actor.person_id))


@part_of_operation
def library_to_begin_with(*, actor: Actor, at: datetime) -> ClauseLibrary:
    """Return the clauses a new agreement begins with; the first one writes those that Linkage ships down."""
    number = None if queries.library_now(actor=actor) else _next_number(actor)
    found = queries.library_now(actor=actor)
    return found or _keep(actor, at, number or 1, rules.CLAUSES, None)


def _next_number(actor: Actor) -> int:
    """Of two at once the second waits here, and reads what the first has saved."""
    rows = ClauseLibrary.objects.filter(programme_id=actor.tenant_id)
    return numbering.next_number(rows, of=f"clauses {actor.tenant_id}")


def _keep(
    actor: Actor, at: datetime, number: int, clauses: Sequence[rules.ClauseText], saved_by: Person | None
) -> ClauseLibrary:
    made = ClauseLibrary.objects.create(programme_id=actor.tenant_id, number=number, saved_by=saved_by, saved_at=at)
    Clause.objects.bulk_create(
        Clause(programme_id=actor.tenant_id, library=made, place=place, **each._asdict())
        for place, each in enumerate(clauses, start=1)
    )
    return made
