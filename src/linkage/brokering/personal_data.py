"""What choosing holds about a person: the choices they made, and those that were about them. Keys only, no names."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from linkage.access.personal_data import Source, Subject, take_out
from linkage.brokering.models import Decision, SharedPerson, SharedShortlist
from linkage.brokering.rules.terms import WEIGHTS
from linkage.kernel import words
from linkage.kernel.days import day_of


def collect(subject: Subject) -> dict[str, Any]:
    """Return the choices the person made, and how their own entry was weighed when it was chosen."""
    made = Decision.objects.filter(decided_by_id=subject.person_id).select_related("support_request")
    chosen = Decision.objects.filter(Q(entry__person_id=subject.person_id)).select_related("support_request")
    return {
        "People your school said it would like to meet": [
            {"Request": each.support_request.reference, "Your words": each.answer}
            for each in SharedShortlist.objects.filter(answered_by_id=subject.person_id).select_related(
                "support_request"
            )
        ],
        "When you were shared with a school": [
            {
                "Request": each.shortlist.support_request.reference,
                "As": each.role,
                "Line": each.note,
                "Why": each.reasons,
            }
            for each in SharedPerson.objects.filter(entry__person_id=subject.person_id).select_related(
                "shortlist__support_request"
            )
        ],
        "Words of others about people to meet that name you": [
            *SharedPerson.objects.filter(subject.named_in("role", "note", "reasons")).values_list("note", flat=True),
            *SharedShortlist.objects.filter(subject.named_in("answer"))
            .exclude(answered_by_id=subject.person_id)
            .values_list("answer", flat=True),
        ],
        "People you chose": [_shown(each) for each in made.order_by("decided_at")],
        "When you were chosen": [
            {**_shown(each), "What was weighed": _weighed(each)} for each in chosen.order_by("decided_at")
        ],
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (the registry's signature)
    """Empty what was said of the person and by them; keys and points name nobody once person and entry are gone."""
    SharedPerson.objects.filter(entry__person_id=subject.person_id).update(role="", note="", reasons="")
    SharedShortlist.objects.filter(answered_by_id=subject.person_id).update(answer="")
    take_out(subject, SharedPerson.objects.all(), "role", "note", "reasons")
    take_out(subject, SharedShortlist.objects.all(), "answer")


def _shown(decision: Decision) -> dict[str, str]:
    return {
        "Request": decision.support_request.reference,
        "On": words.day(day_of(decision.decided_at)),
    }


def _weighed(decision: Decision) -> dict[str, str]:
    found = (each for each in decision.snapshot["candidates"] if each["entry"] == str(decision.entry_id))
    terms: dict[str, int] = next(found, {"terms": {}})["terms"]
    return {_label(name): f"{points} of {WEIGHTS[name]}" for name, points in terms.items() if name in WEIGHTS}


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


SOURCE = Source("Choosing who to introduce", collect=collect, erase=erase)
