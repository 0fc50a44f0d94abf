"""Writing to a programme: shown to nobody until the holder of the address says that it was they."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.enquiries import policy, queries
from linkage.enquiries.enums import EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.enquiries.operations import telling
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people import queries as persons
from linkage.people.models import Person


class UnableToConfirm(Refused):
    """The question whether it was they has been answered already."""


@operation(policy.FILE)
def file(
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    name: str = "",
    email: str = "",
    organisation: Organisation | None = None,
    organisation_name: str = "",
    job_title: str = "",
    words: str = "",
    head_name: str = "",
) -> Enquiry:
    """Write to the programme. Who is known here and signed in has shown who they are; anybody else gets a mail.

    The same words of the same address are kept once: their sender hears again what to do, or that we have it.
    """
    known = persons.person(actor=actor, person_id=actor.person_id) if actor.kind == "person" else None
    email, words = known.email if known else email.strip().lower(), words.strip()
    same = queries.same_as(actor=actor, kind=kind, email=email, words=words, organisation=organisation)
    if same is not None:
        telling.sent_again(actor=actor, at=at, enquiry=same)
        return same
    enquiry = Enquiry(
        programme_id=actor.tenant_id,
        kind=kind,
        organisation=organisation,
        organisation_name="" if organisation else organisation_name.strip(),
        job_title=job_title.strip(),
        words=words,
        head_name=" ".join(head_name.split()),
        filed_at=at,
    )
    if known:
        _arrive(actor, at, enquiry, known)
    else:
        enquiry.name, enquiry.email = " ".join(name.split()), email
        enquiry.save()
        telling.ask_whether_it_was_you(actor=actor, at=at, enquiry=enquiry)
    return enquiry


@operation(policy.CONFIRM, target="enquiry")
def confirm(*, actor: Actor, at: datetime, enquiry: Enquiry) -> Enquiry:
    """Say that it was oneself: the sender becomes a person the programme knows, and the clock starts.

    Raises UnableToConfirm when that has been answered.
    """
    _hold_unconfirmed(enquiry)
    sender = people.find_or_add(actor=actor, at=at, name=enquiry.name, email=enquiry.email)
    people.note_answer(actor=actor, at=at, person=sender)
    people.note_told(actor=actor, at=at, person=sender)
    _arrive(actor, at, enquiry, sender)
    return enquiry


@operation(policy.DISOWN, target="enquiry")
def disown(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:  # noqa: ARG001 - the house's signature
    """Say that it was somebody else: what was typed is erased. Raises UnableToConfirm when that has been answered."""
    _hold_unconfirmed(enquiry)
    Enquiry.objects.filter(pk=enquiry.pk).delete()


def _hold_unconfirmed(enquiry: Enquiry) -> None:
    held = Enquiry.objects.select_for_update().filter(pk=enquiry.pk, status=EnquiryStatus.UNCONFIRMED).first()
    if held is None:
        raise UnableToConfirm("This has been answered already")


def _arrive(actor: Actor, at: datetime, enquiry: Enquiry, sender: Person) -> None:
    enquiry.sender = sender
    # From here on the person holds their name and address, and nobody else does.
    enquiry.name = enquiry.email = ""
    enquiry.move_to(EnquiryStatus.NEW, at)
    enquiry.confirmed_at = enquiry.waiting_since = at
    enquiry.owner = queries.owner_for(actor=actor, at=at)
    enquiry.save()
    telling.arrived(actor=actor, at=at, enquiry=enquiry)
