"""What choosing puts into the bar under the header: the round, for those who plan it."""

from collections.abc import Iterator
from typing import Any

from linkage.brokering import policy
from linkage.ui.frame import address_or_none
from linkage.ui.registry import NavigationItem


def navigation(request: Any) -> Iterator[NavigationItem]:
    """The round of this week, for coordinators."""
    actor = getattr(request, "actor", None)
    if getattr(request, "programme", None) is None or actor is None or actor.kind != "person":
        return
    if policy.SEE_ROUND.allows(actor):
        yield NavigationItem("This week’s round", address_or_none("brokering:round", request.programme.slug), "round")
