"""The mails that follow from what is done with an enquiry, written with it."""

from datetime import datetime

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.enquiries import policy, queries
from linkage.enquiries.enums import EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.enquiries.presenters import mails
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people.models import Person
from linkage.programmes import queries as programmes


@part_of_operation
def ask_whether_it_was_you(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Ask the holder of an address whether they wrote to us; nothing a visitor typed stands in it, nor their name."""
    token = links.make(
        policy.CONFIRM_TOKEN,
        programme_id=enquiry.programme_id,
        record_id=enquiry.pk,
        person_id=enquiry.pk,
        state=EnquiryStatus.UNCONFIRMED,
    )
    of = _of(actor, at, enquiry)
    messaging.send(
        actor=actor,
        at=at,
        mail=mails.was_it_you(of, token=token),
        to=[Recipient(enquiry.email, enquiry.email)],
        kind="enquiries.was_it_you",
        is_urgent=True,
        names=mails.values_of(of),
    )


@part_of_operation
def sent_again(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Say again what the sender has to do, or that we have it from them already."""
    if enquiry.sender is None:
        ask_whether_it_was_you(actor=actor, at=at, enquiry=enquiry)
    else:
        of = _of(actor, at, enquiry)
        _to_sender(actor, at, of, "had_already", mails.had_already(of))


@part_of_operation
def arrived(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Tell who should look after it."""
    if enquiry.owner is not None:
        of = _of(actor, at, enquiry)
        _send(actor, at, of, "arrived", mails.arrived(of, enquiry.owner), enquiry.owner)


@part_of_operation
def taken(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Tell the sender who has it."""
    of = _of(actor, at, enquiry)
    _to_sender(actor, at, of, "taken", mails.taken(of))


@part_of_operation
def answered(*, actor: Actor, at: datetime, enquiry: Enquiry, words: str) -> None:
    """Send the answer, with a way to write back."""
    of = _of(actor, at, enquiry)
    _to_sender(actor, at, of, "answered", mails.answered(of, words, _write_back_token(enquiry)))


@part_of_operation
def written_back(*, actor: Actor, at: datetime, enquiry: Enquiry, words: str) -> None:
    """Tell who looks after it what the sender wrote."""
    owner = queries.owner_of(actor=actor, enquiry=enquiry, at=at)
    if owner is not None:
        of = _of(actor, at, enquiry)
        _send(actor, at, of, "written_back", mails.written_back(of, words), owner)


@part_of_operation
def passed_on(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Ask the head, and tell the sender that they were asked."""
    head = enquiry.passed_to
    assert head is not None
    token = links.make(
        policy.HEAD_LINK,
        programme_id=enquiry.programme_id,
        record_id=enquiry.pk,
        person_id=head.pk,
        state=enquiry.question,
    )
    of = _of(actor, at, enquiry)
    _send(actor, at, of, "to_head", mails.to_head(of, head, token), head)
    _to_sender(actor, at, of, "passed_on", mails.passed_on(of))


@part_of_operation
def not_now(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Tell the sender what their head said."""
    of = _of(actor, at, enquiry)
    _to_sender(actor, at, of, "not_now", mails.not_now(of))


@part_of_operation
def takes_part(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Tell the sender that their school takes part."""
    of = _of(actor, at, enquiry)
    _to_sender(actor, at, of, "takes_part", mails.takes_part(of))


@part_of_operation
def closed(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Tell the sender why nothing more happens."""
    of = _of(actor, at, enquiry)
    _to_sender(actor, at, of, "closed", mails.closed(of))


def _to_sender(actor: Actor, at: datetime, of: mails.Letter, kind: str, mail: Mail) -> None:
    assert of.enquiry.sender is not None
    _send(actor, at, of, kind, mail, of.enquiry.sender)


def _send(actor: Actor, at: datetime, of: mails.Letter, kind: str, mail: Mail, to: Person) -> None:
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(to.name, to.email, to.pk)],
        kind=f"enquiries.{kind}",
        about=of.enquiry,
        names=mails.values_of(of),
    )


def _write_back_token(enquiry: Enquiry) -> str:
    assert enquiry.sender_id is not None
    return links.make(
        policy.WRITE_BACK_LINK,
        programme_id=enquiry.programme_id,
        record_id=enquiry.pk,
        person_id=enquiry.sender_id,
        state="open",
    )


def _of(actor: Actor, at: datetime, enquiry: Enquiry) -> mails.Letter:
    programme, settings = programmes.programme(actor=actor), programmes.settings(actor=actor)
    owner = queries.owner_of(actor=actor, enquiry=enquiry, at=at)
    clocks = queries.Clocks(actor, at)
    return mails.Letter(
        programme=programme.name,
        slug=programme.slug,
        enquiry=enquiry,
        owner=owner.name if owner else "",
        answer_by=clocks.answer_by(enquiry),
        head_by=clocks.head_answers_by(enquiry),
        erase_days=settings.unanswered_erase_days,
    )
