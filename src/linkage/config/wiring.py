"""Where lower apps are told of higher ones: the only place that fills registries and connects signals.

Each line says what a layer hands upwards; there are few, and each is a sentence.
"""

from linkage.ui import registry


def wire() -> None:
    """Fill the registries; called once, when Django has loaded the apps."""
    registry.navigation[:] = []
    registry.next_actions[:] = []
