from linkage.enquiries.enums import EnquiryKind, EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW


def enquiry(programme, **fields) -> Enquiry:
    """A confirmed enquiry of a newcomer who would like to help, unless said."""
    sender = fields.pop("sender", None) or people.person(programme, name="Priya Raman", answered_at=NOW)
    return Enquiry.objects.create(
        programme=programme,
        sender=sender,
        **{
            "kind": EnquiryKind.INTEREST,
            "status": EnquiryStatus.NEW,
            "job_title": "Reading lead",
            "words": "A reading routine that every tutor uses.",
            "filed_at": NOW,
            "confirmed_at": NOW,
            "waiting_since": NOW,
            **fields,
        },
    )


def unconfirmed(programme, **fields) -> Enquiry:
    """One that nobody has said is theirs."""
    return Enquiry.objects.create(
        programme=programme,
        **{
            "kind": EnquiryKind.QUESTION,
            "name": "Zoe Quill",
            "email": "zoe@quill.example",
            "words": "May a nursery take part?",
            "filed_at": NOW,
            **fields,
        },
    )
