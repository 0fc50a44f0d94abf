"""Which schools ours was linked with before: links stand above the directory, so `config/wiring.py` hands this over."""

import uuid
from collections.abc import Callable

from linkage.access.actor import Actor

LinkedSchools = Callable[[Actor, uuid.UUID], frozenset[uuid.UUID]]

registered: list[LinkedSchools] = []


def linked_schools(*, actor: Actor, organisation_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the ids of the schools that this one was introduced to, either way, as far as anybody says."""
    return frozenset().union(*(source(actor, organisation_id) for source in registered))
