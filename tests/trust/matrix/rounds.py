"""The round of a programme: two plans and what somebody said of them."""

from collections.abc import Iterable
from typing import Any

from linkage.brokering.models import Plan, Ruling
from linkage.directory.models import Entry
from linkage.people.models import Person
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import SupportRequest


def begin(planner: Person, request: SupportRequest, asked: Entry, ruled_out: Entry) -> None:
    """Plan twice, so that there is a way back, and rule somebody out; the tenancy block is the caller's."""
    own = {"programme": request.programme}
    Ruling.objects.create(
        **own, support_request=request, entry=ruled_out, says="rule_out", ruled_by=planner, ruled_at=NOW
    )
    for number in (1, 2):
        plan(planner, number, [request], asked)


def plan(planner: Person, number: int, requests: Iterable[SupportRequest], asked: Entry) -> Plan:
    """Keep one plan that gives one person to all of these requests."""
    return Plan.objects.create(
        programme=planner.programme,
        number=number,
        planned_by=planner,
        planned_at=NOW,
        cause="planned",
        levels={},
        rulings=[],
        input_hash="0" * 64,
        code_version="1",
        outcome={"rows": [_row(each, asked) for each in requests], "demand": {str(asked.pk): 3}, "one_more": []},
        certificate={"a_point": 1, "cost": 9, "bound": 9, "people": {str(asked.pk): 1}},
        gap=0,
        seconds=0.1,
    )


def _row(request: SupportRequest, asked: Entry) -> dict[str, Any]:
    pair = {"entry": str(asked.pk), "school": str(asked.organisation_id), "metres": 9000, "is_new": True, "terms": {}}
    return {
        "request": str(request.pk),
        "asks": [pair],
        "first_come": [pair],
        "unmet": 0,
        "could_help": 1,
        "next": [{"entry": str(asked.pk), "dearer": 1, "limits": ["places"]}],
    }
