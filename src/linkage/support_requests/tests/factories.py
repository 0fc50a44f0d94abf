from itertools import count

from linkage.access.operation import operation
from linkage.people.tests.factories import staff
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, policy
from linkage.support_requests.enums import RequestStatus, Window
from linkage.support_requests.models import Referral, SupportRequest

_numbers = count(1)
REFERRED_FOR = "Two new teachers in Reception would like to see how others begin the year."


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


def within_an_operation(part):
    """What an app above does as part of an operation of its own: pointing to something, approving money."""

    @operation(policy.CHOOSE, target="support_request")
    def settle(*, actor, at, support_request):
        part(actor=actor, at=at, support_request=support_request)

    return settle


def draft(programme, asked_by, organisation=None, **fields) -> SupportRequest:
    return SupportRequest.objects.create(
        programme=programme,
        organisation=organisation,
        asked_by=asked_by,
        **{"created_at": NOW, "saved_at": NOW, **fields},
    )


def refer(by, where, **changes) -> Referral:
    """Refer a school; what is said can be changed."""
    said = {
        "team": "Early years team",
        "words": REFERRED_FOR,
        "contact_name": "Grace Okafor",
        "contact_email": "g.okafor@thistlebank.example",
        "has_consent": True,
    }
    who = {name: changes.pop(name) for name in ("name", "email") if name in changes}
    return operations.refer(actor=by, at=NOW, organisation=where, said=operations.Said(**{**said, **changes}), **who)


def agreed(**changes) -> operations.Agreed:
    """The school's own words, whole."""
    said = {
        "words": "Our two new Reception teachers want to see another school",
        "areas": [],
        "ways": ["call"],
        "window": "soon",
        "who_for": "Two teachers",
        "has_consent": True,
    }
    return operations.Agreed(**{**said, **changes})
