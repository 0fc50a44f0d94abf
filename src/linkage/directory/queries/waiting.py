"""What waits of people who change school and of searches kept: asked at once, for the home page and the digest."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, UUIDField, Value
from django.db.models.functions import Cast, Coalesce

from linkage.access.actor import Actor
from linkage.directory.enums import MoveStatus
from linkage.directory.queries import freshness
from linkage.directory.queries.saved_searches import saved_searches

MOVE, SEARCH = "move", "search"


@dataclass(frozen=True)
class Waiting:
    """A move of `name` from `before` to `to` that waits for its new head; or a search kept for which `to` are new."""

    kind: str
    pk: uuid.UUID
    name: str
    to: str
    before: str
    since: datetime
    to_id: uuid.UUID | None


def waiting(*, actor: Actor) -> list[Waiting]:
    """Return the moves the actor may see that wait for an answer, and their searches for which somebody is new."""
    moves = freshness.moves(actor=actor).filter(status=MoveStatus.ASKED).order_by()
    searches = saved_searches(actor=actor).exclude(new_ids=[]).order_by()
    found = moves.values_list(
        Value(MOVE),
        "pk",
        "entry__person__name",
        "to_organisation__name",
        "from_organisation__name",
        "said_at",
        "to_organisation_id",
    ).union(
        searches.values_list(
            Value(SEARCH),
            "pk",
            "name",
            Cast("new_ids__len", CharField()),
            Value(""),
            Coalesce("new_since", "seen_at"),
            Value(None, output_field=UUIDField()),
        ),
        all=True,
    )
    return [Waiting(*row) for row in found]
