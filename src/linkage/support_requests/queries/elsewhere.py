"""Requests whose next step another app shows: they stand on the home page once, with that app's words and button."""

from collections.abc import Callable, Iterable
from uuid import UUID

from linkage.access.actor import Actor

# Each returns those of these requests for which it shows who waits for what; filled in `config/wiring.py`.
Source = Callable[[Actor, set[UUID]], Iterable[UUID]]
registered: list[Source] = []


def shown_elsewhere(*, actor: Actor, request_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these requests another app shows the next step of."""
    wanted = set(request_ids)
    return {found for source in registered for found in source(actor, wanted)} if wanted else set()
