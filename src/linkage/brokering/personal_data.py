"""What choosing holds about a person: the choices they made, and those that were about them. Keys only, no names."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from linkage.access.personal_data import Source, Subject
from linkage.brokering.enums import Says
from linkage.brokering.models import Decision, Plan, Ruling
from linkage.brokering.rules.terms import WEIGHTS
from linkage.kernel import words
from linkage.kernel.days import day_of


def collect(subject: Subject) -> dict[str, Any]:
    """Return the choices the person made, and how their own entry was weighed when it was chosen or ruled on."""
    made = Decision.objects.filter(decided_by_id=subject.person_id).select_related("support_request")
    chosen = Decision.objects.filter(Q(entry__person_id=subject.person_id)).select_related("support_request")
    planned = Plan.objects.filter(planned_by_id=subject.person_id)
    ruled = Ruling.objects.select_related("support_request").order_by("ruled_at")
    return {
        "People you chose": [_shown(each) for each in made.order_by("decided_at")],
        "When you were chosen": [
            {**_shown(each), "What was weighed": _weighed(each)} for each in chosen.order_by("decided_at")
        ],
        "Rounds you planned": [
            {"On": words.day(day_of(at))} for at in planned.order_by("planned_at").values_list("planned_at", flat=True)
        ],
        "People you kept or ruled out in a round": [
            _ruled(each) for each in ruled.filter(ruled_by_id=subject.person_id)
        ],
        "When you were kept or ruled out": [_ruled(each) for each in ruled.filter(entry__person_id=subject.person_id)],
    }


def erase(subject: Subject, at: datetime) -> None:
    """Leave what is kept: keys and points, which name nobody once the person and the entry are gone."""


def _shown(decision: Decision) -> dict[str, str]:
    return {
        "Request": decision.support_request.reference,
        "On": words.day(day_of(decision.decided_at)),
    }


def _ruled(ruling: Ruling) -> dict[str, str]:
    return {
        "Request": ruling.support_request.reference,
        "On": words.day(day_of(ruling.ruled_at)),
        "What was said": Says(ruling.says).label,
    }


def _weighed(decision: Decision) -> dict[str, str]:
    found = (each for each in decision.snapshot["candidates"] if each["entry"] == str(decision.entry_id))
    terms: dict[str, int] = next(found, {"terms": {}})["terms"]
    return {_label(name): f"{points} of {WEIGHTS[name]}" for name, points in terms.items() if name in WEIGHTS}


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


SOURCE = Source("Choosing who to introduce", collect=collect, erase=erase)
