"""What enquiries hold about a person: what they wrote to the programme, and what others wrote of them."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from linkage.access.personal_data import Source, Subject, take_out
from linkage.enquiries.models import Enquiry, Reply
from linkage.kernel import words
from linkage.kernel.days import day_of

_TEXTS = ("name", "organisation_name", "job_title", "words", "head_name", "closing_reason")


def collect(subject: Subject) -> dict[str, Any]:
    """Return what the person wrote, confirmed or only typed with their address, and where others name them."""
    written = Reply.objects.filter(written_by_id=subject.person_id).order_by("written_at")
    named = Enquiry.objects.filter(subject.named_in(*_TEXTS)).exclude(_own(subject))
    return {
        "What you wrote to the programme": [_shown(each) for each in Enquiry.objects.filter(_own(subject))],
        "Answers you wrote": list(written.values_list("words", flat=True)),
        "Colleagues whose wish to help was passed on to you": [
            _shown(each) for each in Enquiry.objects.filter(passed_to_id=subject.person_id)
        ],
        "What others wrote that names you": [_shown(each) for each in named],
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 (the registry's signature)
    """Delete what they wrote to the programme; where they dealt with others' enquiries, nobody stands there."""
    Enquiry.objects.filter(_own(subject)).delete()
    Enquiry.objects.filter(owner_id=subject.person_id).update(owner=None)
    Enquiry.objects.filter(passed_to_id=subject.person_id).update(passed_to=None, passed_at=None)
    Reply.objects.filter(written_by_id=subject.person_id).update(words="")
    take_out(subject, Enquiry.objects.all(), *_TEXTS)
    take_out(subject, Reply.objects.all(), "words")


def _own(subject: Subject) -> Q:
    return Q(sender_id=subject.person_id) | Q(email=subject.email)


def _shown(found: Enquiry) -> dict[str, Any]:
    return {
        "Written": words.day(day_of(found.filed_at)),
        "What about": str(found.what.label),
        "State": str(found.state.label),
        "Name": found.sender_name,
        "Where": found.place,
        "Job title": found.job_title,
        "Words": found.words,
        "Headteacher named": found.head_name,
        "Reason for closing": found.closing_reason,
        "Written back and forth": [each.words for each in found.replies.order_by("written_at")],
    }


SOURCE = Source("Enquiries", collect=collect, erase=erase)
