"""What an enquiry leads to: a nomination by the sender's head, a request, or a school that takes part."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import operations as directory
from linkage.directory.models import Nomination
from linkage.enquiries import policy, queries, rules
from linkage.enquiries.enums import EnquiryKind, EnquiryStatus
from linkage.enquiries.models import Enquiry
from linkage.enquiries.operations import telling
from linkage.kernel.errors import Refused
from linkage.organisations import operations as organisations
from linkage.organisations import queries as schools
from linkage.people import operations as people
from linkage.support_requests import operations as support_requests
from linkage.support_requests import queries as requests
from linkage.support_requests.models import SupportRequest

NOT_NOW = "The headteacher said: not now"


class UnableToPassOn(Refused):
    """There is no head to ask, or nothing to ask them."""


class UnableToAnswerForSchool(Refused):
    """The head has answered this already, or it was settled without them."""


class UnableToLetTakePart(Refused):
    """The sender chose no school of the register."""


@operation(policy.PASS_ON, target="enquiry")
def pass_on(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Ask the proved head of the sender's school whether they nominate them; the sender is told.

    Raises UnableToPassOn.
    """
    enquiry.hold()
    head = queries.head_for(actor=actor, enquiry=enquiry)
    UnableToPassOn.unless_none(
        rules.head_can_be_asked(
            is_interest=enquiry.what == EnquiryKind.INTEREST,
            has_head=head is not None,
            is_sender=head is not None and head.pk == enquiry.sender_id,
            is_waiting=enquiry.is_with_head and not queries.Clocks(actor, at).head_is_silent(enquiry),
        )
    )
    if enquiry.state != EnquiryStatus.OWNED:
        enquiry.move_to(EnquiryStatus.OWNED, at)
    if queries.owner_of(actor=actor, enquiry=enquiry, at=at) is None:
        enquiry.owner_id = actor.person_id
    enquiry.passed_to, enquiry.passed_at = head, at
    enquiry.save()
    telling.passed_on(actor=actor, at=at, enquiry=enquiry)


@operation(policy.NOMINATE, target="enquiry")
def nominate(*, actor: Actor, at: datetime, enquiry: Enquiry) -> Nomination:
    """Begin to nominate the sender: a draft of the head's with what the sender said of themselves.

    Raises UnableToAnswerForSchool when it was answered, and UnableToNominate when they are listed or asked already.
    """
    _hold_passed_on(enquiry)
    sender, school = enquiry.sender, enquiry.organisation
    assert sender is not None
    assert school is not None
    draft: Nomination = directory.draft_from_word(
        actor=actor,
        at=at,
        organisation=school,
        name=sender.name,
        email=sender.email,
        job_title=enquiry.job_title,
        words=enquiry.words,
    )
    enquiry.nomination = draft
    enquiry.move_to(EnquiryStatus.NOMINATION, at)
    enquiry.save()
    _head_has_answered(actor, at, enquiry)
    return draft


@operation(policy.NOT_NOW, target="enquiry")
def not_now(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Say that it is not the time; the sender is told so. Raises UnableToAnswerForSchool when it was answered."""
    _hold_passed_on(enquiry)
    enquiry.move_to(EnquiryStatus.CLOSED, at)
    enquiry.closing_reason = NOT_NOW
    enquiry.save()
    _head_has_answered(actor, at, enquiry)
    telling.not_now(actor=actor, at=at, enquiry=enquiry)


@operation(policy.BEGIN_REQUEST, target="enquiry")
def begin_request(*, actor: Actor, at: datetime, enquiry: Enquiry) -> SupportRequest:
    """Begin a request on the school's behalf, with the sender's words and the sender as the person to talk to."""
    enquiry.hold()
    sender = enquiry.sender
    assert sender is not None
    school = enquiry.organisation
    may_ask = school is not None and requests.may_ask_for(actor=actor, organisation_id=school.pk)
    draft = support_requests.start(actor=actor, at=at, organisation=school if may_ask else None)
    support_requests.save_answers(actor=actor, at=at, draft=draft, words=enquiry.words)
    support_requests.keep_contact(
        actor=actor, at=at, draft=draft, name=sender.name, email=sender.email, job_title=enquiry.job_title
    )
    enquiry.move_to(EnquiryStatus.REQUEST, at)
    enquiry.support_request = draft
    enquiry.save()
    return draft


@operation(policy.LET_TAKE_PART, target="enquiry")
def let_take_part(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Let the sender's school take part, and tell the sender. Raises UnableToLetTakePart without a school."""
    enquiry.hold()
    UnableToLetTakePart.unless_none(rules.school_is_known(has_school=enquiry.organisation_id is not None))
    assert enquiry.organisation_id is not None
    if not schools.is_member(actor=actor, organisation_id=enquiry.organisation_id):
        organisations.add_member(actor=actor, at=at, organisation_id=enquiry.organisation_id)
    enquiry.move_to(EnquiryStatus.MEMBER, at)
    if queries.owner_of(actor=actor, enquiry=enquiry, at=at) is None:
        enquiry.owner_id = actor.person_id
    enquiry.save()
    telling.takes_part(actor=actor, at=at, enquiry=enquiry)


def _hold_passed_on(enquiry: Enquiry) -> None:
    asked = enquiry.question
    enquiry.hold()
    if not enquiry.is_with_head or enquiry.question != asked:
        raise UnableToAnswerForSchool("This has been answered already")


def _head_has_answered(actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    if enquiry.passed_to is not None:
        people.note_answer(actor=actor, at=at, person=enquiry.passed_to)
