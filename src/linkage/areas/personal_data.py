"""What areas hold about a person: which areas they said their own words were about."""

from datetime import datetime
from typing import Any

from linkage.access.personal_data import Source, Subject
from linkage.areas.models import Area, Confirmation
from linkage.kernel import words
from linkage.kernel.days import day_of


def collect(subject: Subject) -> dict[str, Any]:
    """Return what the person confirmed, without their words: those are not kept here."""
    names = dict(Area.objects.filter(programme_id=subject.programme_id).values_list("code", "name"))
    return {
        "Areas you said your words were about": [
            {"On": words.day(day_of(each.confirmed_at)), "Areas": [names.get(code, code) for code in each.codes]}
            for each in _own(subject).order_by("confirmed_at")
        ]
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (every source is told when)
    """Forget what the person confirmed."""
    _own(subject).delete()


def _own(subject: Subject) -> Any:
    return Confirmation.objects.filter(programme_id=subject.programme_id, person_id=subject.person_id)


SOURCE = Source("Areas of support", collect=collect, erase=erase)
