"""Where lower apps are told of higher ones: the only place that fills registries and connects signals.

Each line says what a layer hands upwards; there are few, and each is a sentence.
"""

from typing import Any

from linkage.areas import operations as areas_operations
from linkage.programmes.signals import programme_created
from linkage.ui import registry


def wire() -> None:
    """Fill the registries; called once, when Django has loaded the apps."""
    registry.navigation[:] = []
    registry.next_actions[:] = []
    # A new programme begins with the areas that Linkage ships.
    programme_created.connect(_seed_areas, dispatch_uid="areas.seed")


def _seed_areas(*, programme: Any, actor: Any, at: Any, **_: Any) -> None:
    areas_operations.seed(actor=actor, at=at, programme=programme)
