"""What choosing and asking hold about a person: choices by keys, what they were asked and said, who suggested them."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from linkage.access.personal_data import Source, Subject, take_out
from linkage.brokering.enums import UNDER_WAY, ApproachStatus, Says
from linkage.brokering.models import (
    Approach,
    AskedPerson,
    CandidateQuestion,
    Decision,
    Plan,
    Ruling,
    SharedPerson,
    SharedShortlist,
)
from linkage.brokering.rules.terms import WEIGHTS
from linkage.directory.models import Commitment
from linkage.kernel import words
from linkage.kernel.days import day_of


def collect(subject: Subject) -> dict[str, Any]:
    """Return the choices the person made, and how their own entry was weighed when it was chosen or ruled on."""
    made = Decision.objects.filter(decided_by_id=subject.person_id).select_related("support_request")
    chosen = Decision.objects.filter(Q(entry__person_id=subject.person_id)).select_related("support_request")
    planned = Plan.objects.filter(planned_by_id=subject.person_id)
    ruled = Ruling.objects.select_related("support_request").order_by("ruled_at")
    return {
        **_shared(subject),
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
        **_asking(subject),
    }


def _shared(subject: Subject) -> dict[str, Any]:
    """The people that were shared with a school, and what was said of it."""
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
    }


def _asking(subject: Subject) -> dict[str, Any]:
    """What somebody was asked, wanted to know, and answered."""
    return {
        "When you were asked whether it can go ahead": [_asked(each) for each in _own(subject)],
        "What you wanted to know first": [
            _question(each) for each in _questions(Q(asked__person_id=subject.person_id))
        ],
        "What you answered for your school": [
            _question(each) for each in _questions(Q(answered_by_id=subject.person_id))
        ],
        "Who suggested you": [
            {"Request": each.approach.support_request.reference, "As": each.colleague_name}
            for each in AskedPerson.objects.filter(_suggests(subject)).select_related("approach__support_request")
        ],
    }


def erase(subject: Subject, at: datetime) -> None:
    """End what they are asked, empty their words, and forget that anybody suggested them; keys and points stay."""
    concerns = Q(entry__person_id=subject.person_id) | Q(asked__person_id=subject.person_id)
    ended = set(Approach.objects.filter(concerns, status__in=UNDER_WAY).values_list("pk", flat=True))
    Approach.objects.filter(pk__in=ended).update(status=ApproachStatus.RELEASED, ended_at=at)
    Commitment.objects.filter(source_id__in=ended, released_at=None).update(released_at=at)
    AskedPerson.objects.filter(_suggests(subject)).update(colleague_name="", colleague_email="")
    AskedPerson.objects.filter(person_id=subject.person_id).update(note="", colleague_name="", colleague_email="")
    CandidateQuestion.objects.filter(asked__person_id=subject.person_id).update(words="")
    CandidateQuestion.objects.filter(answered_by_id=subject.person_id).update(answer="")
    take_out(subject, AskedPerson.objects.all(), "note", "colleague_name")
    take_out(subject, CandidateQuestion.objects.all(), "words", "answer")
    SharedPerson.objects.filter(entry__person_id=subject.person_id).update(role="", note="", reasons="")
    SharedShortlist.objects.filter(answered_by_id=subject.person_id).update(answer="")
    take_out(subject, SharedPerson.objects.all(), "role", "note", "reasons")
    take_out(subject, SharedShortlist.objects.all(), "answer")


def _own(subject: Subject) -> QuerySet[AskedPerson]:
    mine = AskedPerson.objects.filter(person_id=subject.person_id).exclude(asked_at=None)
    return mine.select_related("approach__support_request").order_by("asked_at")


def _questions(which: Q) -> QuerySet[CandidateQuestion]:
    return CandidateQuestion.objects.filter(which).select_related("support_request").order_by("asked_at")


def _suggests(subject: Subject) -> Q:
    return Q(colleague_email__iexact=subject.email) & ~Q(colleague_email="")


def _asked(each: AskedPerson) -> dict[str, str]:
    return {
        "Request": each.approach.support_request.reference,
        "On": words.day(day_of(each.asked_at)) if each.asked_at else "",
        "As": str(each.get_part_display()),
        "Answer": str(each.get_answer_display()),
        "Why": str(each.get_reason_display()),
        "In your words": each.note,
        "Whom you suggested": each.colleague_name,
        "Noted for you by somebody here": "Yes" if each.is_on_behalf else "No",
    }


def _question(each: CandidateQuestion) -> dict[str, str]:
    return {"Request": each.support_request.reference, "Question": each.words, "Answer": each.answer}


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
