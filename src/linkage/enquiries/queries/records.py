"""Enquiries, as far as the actor may see them."""

import uuid

from linkage.access import links
from linkage.access.actor import Actor
from linkage.enquiries import policy
from linkage.enquiries.enums import EnquiryStatus
from linkage.enquiries.models import Enquiry, EnquiryQuerySet, Reply
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.organisations.queries import SchoolChoice
from linkage.people import queries as people
from linkage.people.models import Person


def visible(*, actor: Actor) -> EnquiryQuerySet:
    """Return the confirmed enquiries, the oldest first, to whoever deals with them; none to anybody else."""
    found = Enquiry.objects.whole().filter(programme_id=actor.tenant_id).confirmed()
    return found.order_by("confirmed_at", "pk") if policy.works(actor) or actor.is_system else found.none()


def enquiry(*, actor: Actor, enquiry_id: uuid.UUID) -> Enquiry:
    """Return one confirmed enquiry; raises NotFound when the actor cannot see it."""
    return _one(visible(actor=actor), enquiry_id)


def unconfirmed(*, actor: Actor, token: str) -> Enquiry:
    """Return the enquiry that a signed address of a mail is about, confirmed meanwhile or not.

    Whoever holds the address reads the mail, and is asked whether they wrote it. Raises NotFound for an address that is
    not ours, and for what is erased.
    """
    answer = links.read(token, policy.CONFIRM_TOKEN)
    if answer.programme_id != actor.tenant_id:
        raise NotFound("enquiry")
    return _one(Enquiry.objects.whole().filter(programme_id=actor.tenant_id), answer.record_id)


def enquiry_passed_on(*, actor: Actor, enquiry_id: uuid.UUID) -> Enquiry:
    """Return an enquiry to the head who was asked about it, whatever became of it; raises NotFound."""
    mine = Enquiry.objects.whole().filter(programme_id=actor.tenant_id, passed_to_id=actor.person_id)
    return _one(mine.confirmed(), enquiry_id)


def enquiry_of_sender(*, actor: Actor, enquiry_id: uuid.UUID) -> Enquiry:
    """Return an enquiry to the person who wrote it; raises NotFound."""
    mine = Enquiry.objects.whole().filter(programme_id=actor.tenant_id, sender_id=actor.person_id)
    return _one(mine.confirmed(), enquiry_id)


def replies(*, actor: Actor, enquiry: Enquiry) -> list[Reply]:
    """Return what was written back and forth, the oldest first."""
    found = Reply.objects.filter(programme_id=actor.tenant_id, enquiry=enquiry)
    return list(found.select_related("written_by").order_by("written_at", "pk"))


def same_as(*, actor: Actor, kind: str, email: str, words: str, organisation: Organisation | None) -> Enquiry | None:
    """Return what this address has sent already in the same words, while it waits for something."""
    same = Enquiry.objects.whole().filter(
        programme_id=actor.tenant_id, kind=kind, words=words, organisation=organisation
    )
    typed = same.filter(status=EnquiryStatus.UNCONFIRMED, email=email)
    return (typed | same.filter(sender__email=email).open()).order_by("filed_at").first()


def head_for(*, actor: Actor, enquiry: Enquiry) -> Person | None:
    """Return the proved head of the sender's school; None where there is none."""
    return people.head_of(actor=actor, organisation_id=enquiry.organisation_id)


def is_member(*, actor: Actor, enquiry: Enquiry) -> bool:
    """Return whether the sender's school takes part already."""
    school_id = enquiry.organisation_id
    return school_id is not None and organisations.is_member(actor=actor, organisation_id=school_id)


def schools(*, actor: Actor, text: str) -> list[SchoolChoice]:
    """Return the schools of the register that fit these words: anybody may look for their own."""
    return organisations.find_schools(actor=actor, text=text)


def school(*, actor: Actor, organisation_id: uuid.UUID) -> Organisation:
    """Return a school of the register; raises NotFound, also for a body of the programme's own."""
    found = organisations.organisation(actor=actor, organisation_id=organisation_id)
    if found.programme_id is not None:
        raise NotFound("school")
    return found


def _one(found: EnquiryQuerySet, enquiry_id: uuid.UUID) -> Enquiry:
    one = found.filter(pk=enquiry_id).first()
    if one is None:
        raise NotFound("enquiry")
    return one
