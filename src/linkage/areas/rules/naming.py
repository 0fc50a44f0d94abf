"""What an area must be called."""

from collections.abc import Mapping

from linkage.kernel.violations import Violation
from linkage.search.folding import fold


def name_is_new(name: str, others: Mapping[str, str]) -> list[Violation]:
    """The area has a name that no other area of the programme has; `others` are the names by code."""
    if not name.strip():
        return [Violation("name_is_new", "Enter the name of the area", "name")]
    if fold(name) in {fold(other) for other in others.values()}:
        return [Violation("name_is_new", f"There is already an area called {name.strip()}", "name")]
    return []


def parent_stands_alone(grandparent: str) -> list[Violation]:
    """There are two levels: an area stands under one of the first; `grandparent` is what that one stands under."""
    if grandparent:
        return [Violation("parent_stands_alone", f"Choose {grandparent}, or none, for it to stand under", "parent")]
    return []
