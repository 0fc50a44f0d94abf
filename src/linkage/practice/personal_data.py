"""What practices hold about a person: what they wrote and show, where they said yes, and what names them."""

from datetime import datetime
from typing import Any

from linkage.access.personal_data import Source, Subject, take_out
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Consent, Practice
from linkage.practice.policy import STANDING

_TEXTS = ("title", "what", "evidence", "missing", "end_reason")


def collect(subject: Subject) -> dict[str, Any]:
    """Return what the person wrote and shows, where they said yes for a school, and what of others names them."""
    here = Practice.objects.filter(programme_id=subject.programme_id).select_related("organisation")
    agreed = Consent.objects.filter(programme_id=subject.programme_id, said_by_id=subject.person_id)
    naming = here.filter(subject.named_in(*_TEXTS)).exclude(written_by_id=subject.person_id)
    return {
        "What your school does well, written by you": [
            _practice(each) for each in here.filter(written_by_id=subject.person_id).order_by("created_at", "pk")
        ],
        "What you show to other schools": [
            _practice(each) for each in here.filter(owner_id=subject.person_id).order_by("created_at", "pk")
        ],
        "Where you said yes for a school": [
            {
                "Title": each.practice.title,
                "School": each.organisation.name,
                "When": _when(each.said_at),
                "Taken back": _when(each.taken_back_at),
            }
            for each in agreed.select_related("practice", "organisation").order_by("said_at", "pk")
        ],
        "What you took down": [
            {"Title": each.title, "When": _when(each.ended_at), "Why": each.end_reason}
            for each in here.filter(ended_by_id=subject.person_id).order_by("ended_at", "pk")
        ],
        "What schools do well, where it names you": [
            {name.replace("_", " ").capitalize(): getattr(each, name) for name in _TEXTS}
            for each in naming.order_by("pk")
        ],
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (every source is told when)
    """Let somebody else be named to show it, delete their drafts, and take them out of the words.

    What was shared is the school's: it stays, without the person.
    """
    here = Practice.objects.filter(programme_id=subject.programme_id)
    here.filter(written_by_id=subject.person_id, status=PracticeStatus.DRAFT).delete()
    for practice in here.filter(owner_id=subject.person_id):
        practice.owner = None
        if practice.state in STANDING and practice.state != PracticeStatus.HIDDEN:
            practice.move(PracticeStatus.HIDDEN)
        practice.save()
    take_out(subject, here, *_TEXTS)


def _practice(each: Practice) -> dict[str, Any]:
    return {
        "School": each.organisation.name,
        "Title": each.title,
        "What is done": each.what,
        "How it is known": each.evidence,
        "What should change first": each.missing,
        "State": str(each.state.label),
        "Written": _when(each.created_at),
        "Shared": _when(each.shared_at),
    }


def _when(at: datetime | None) -> str:
    return words.day(day_of(at)) if at else ""


SOURCE = Source("What schools do well", collect, erase)
