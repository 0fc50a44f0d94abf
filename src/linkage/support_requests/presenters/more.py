"""What a school added to its request, in words."""

from collections.abc import Iterator
from typing import Any

from linkage.kernel import words
from linkage.support_requests.enums import KeyStage
from linkage.support_requests.models import SupportRequest

ONLINE = {True: "Yes", False: "No, it has to be in person"}


def rows(support_request: SupportRequest) -> list[tuple[str, str]]:
    """Return what was added, each with its heading; nothing for what was left empty."""
    return [(key, value) for key, value in _rows(support_request) if value]


def summary(draft: SupportRequest, change: str) -> list[dict[str, Any]]:
    """Return the card of the answers to check; empty when nothing was added."""
    return [{"key": key, "value": value, "change": change} for key, value in rows(draft)]


def _people(found: SupportRequest) -> str:
    told = words.count(found.people_wanted, "person", "people")
    return f"{told}, each from a different school" if found.from_different_schools else told


def _rows(found: SupportRequest) -> Iterator[tuple[str, str]]:
    yield "What tells you so", found.evidence
    yield "What should be different", found.outcomes
    yield "How you will know", found.measures
    yield "Key stages", words.listing([str(stage.label) for stage in KeyStage if stage in found.key_stages])
    yield "Days imagined", words.count(found.days_imagined, "day") if found.days_imagined else ""
    yield "Would travel", words.count(found.travel_miles, "mile") if found.travel_miles else ""
    yield "Online would do", "" if found.is_online_ok is None else ONLINE[found.is_online_ok]
    yield "Money", str(found.get_budget_display())
    yield "People to hear from", _people(found) if found.people_wanted > 1 else ""
    yield "First said by", str(found.get_prompted_by_display())
