"""What choosing holds about a person: the choices they made, and those that were about them. Keys only, no names."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from linkage.access.personal_data import Source, Subject
from linkage.brokering.models import Decision
from linkage.kernel import words
from linkage.kernel.days import day_of


def collect(subject: Subject) -> dict[str, Any]:
    """Return the choices the person made, and how their own entry was weighed when it was chosen."""
    made = Decision.objects.filter(decided_by_id=subject.person_id).select_related("support_request")
    chosen = Decision.objects.filter(Q(entry__person_id=subject.person_id)).select_related("support_request")
    return {
        "Choices you made": [_shown(each) for each in made.order_by("decided_at")],
        "Choices of you": [{**_shown(each), "Weighed": _weighed(each)} for each in chosen.order_by("decided_at")],
    }


def erase(subject: Subject, at: datetime) -> None:
    """Leave what is kept: keys and points, which name nobody once the person and the entry are gone."""


def _shown(decision: Decision) -> dict[str, str]:
    return {
        "Request": decision.support_request.reference,
        "On": words.day(day_of(decision.decided_at)),
    }


def _weighed(decision: Decision) -> dict[str, int]:
    found = (each for each in decision.snapshot["candidates"] if each["entry"] == str(decision.entry_id))
    return dict(next(found, {"terms": {}})["terms"])


SOURCE = Source("Choosing", collect=collect, erase=erase)
