from itertools import count

from linkage.people.tests.factories import staff
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus, Window
from linkage.support_requests.models import SupportRequest

_numbers = count(1)


def support_request(programme, organisation, **fields) -> SupportRequest:
    """A sent request of a school, asked by one of its teachers unless said."""
    number = next(_numbers)
    asked_by = fields.pop("asked_by", None) or staff(programme, organisation)
    return SupportRequest.objects.create(
        programme=programme,
        organisation=organisation,
        asked_by=asked_by,
        **{
            "status": RequestStatus.SUBMITTED,
            "number": number,
            "title": f"Reading {number}",
            "words": "Our Year 9 boys do not read.",
            "ways": ["call"],
            "window": Window.THIS_HALF_TERM,
            "who_for": "The head of English",
            "has_consent": True,
            "created_at": NOW,
            "saved_at": NOW,
            "submitted_at": NOW,
            **fields,
        },
    )


def draft(programme, asked_by, organisation=None, **fields) -> SupportRequest:
    return SupportRequest.objects.create(
        programme=programme,
        organisation=organisation,
        asked_by=asked_by,
        **{"created_at": NOW, "saved_at": NOW, **fields},
    )
