"""How it was for each side, the letter of thanks, and the certificates that come with the end."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, presenters, queries, rules
from linkage.engagements.models import Engagement, Feedback, ThanksLetter
from linkage.engagements.operations.settling import settle
from linkage.kernel.errors import Refused
from linkage.links.enums import Side
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Attachment, Mail, Recipient
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.programmes import queries as programmes


class UnableToFeedBack(Refused):
    """How it was cannot be said now, or not otherwise any more."""


class UnableToThank(Refused):
    """A letter of thanks that was sent already, or comes too early."""


@operation(policy.WRITE_FEEDBACK, target="engagement")
def write_feedback(
    *, actor: Actor, at: datetime, engagement: Engagement, helped: str, again: str, more: str = ""
) -> Feedback:
    """Say how it was, for the actor's own side to read; saying it anew replaces it until the other side has read it.

    Raises UnableToFeedBack before somebody has been there, while it is paused, and for what was shown already.
    """
    engagement.hold()
    visits = queries.visits_that_happened(actor=actor, engagement=engagement)
    UnableToFeedBack.unless_none([*rules.how_it_was_can_be_said(engagement.status), *rules.somebody_has_been(visits)])
    found = queries.own_feedback(actor=actor, engagement=engagement)
    if found is not None and found.shared_at is not None:
        raise UnableToFeedBack("You have shown it to the other school, so it stays as they read it")
    if found is None:
        found = Feedback(programme_id=engagement.programme_id, engagement=engagement)
        found.written_by = people.person(actor=actor, person_id=actor.person_id)
    found.side = policy.side_of(actor, engagement)
    found.helped, found.more, found.again, found.written_at = helped, more, again, at
    found.save()
    return found


@operation(policy.SHARE_FEEDBACK, target="feedback")
def share_feedback(*, actor: Actor, at: datetime, feedback: Feedback) -> Feedback:
    """Show the other school how it was; whoever leads there is told that it is there. Showing it twice does nothing.

    Raises UnableToFeedBack while it is paused.
    """
    engagement = feedback.engagement
    engagement.hold()
    feedback.refresh_from_db(from_queryset=Feedback.objects.select_for_update())
    feedback.engagement = engagement
    UnableToFeedBack.unless_none(rules.how_it_was_can_be_said(engagement.status))
    if feedback.shared_at is not None:
        return feedback
    feedback.shared_at = at
    feedback.save()
    to = engagement.lead(Side.HOME if feedback.side == Side.CLIENT else Side.CLIENT)
    _send(actor, at, engagement, presenters.feedback_shown(engagement, by=feedback.side), [to], "feedback_shown")
    return feedback


@operation(policy.SEND_THANKS, target="engagement")
def send_thanks(*, actor: Actor, at: datetime, engagement: Engagement, text: str) -> ThanksLetter:
    """Send a letter of thanks to each who gave days and to their head, as a paper; the step of thanking is done.

    Raises UnableToThank where one was sent already, and before the work is under way.
    """
    engagement.hold()
    sent = ThanksLetter.objects.filter(programme_id=engagement.programme_id, engagement=engagement).count()
    UnableToThank.unless_none(rules.thanks_can_be_sent(engagement.status, sent))
    is_head = actor.acts_for(engagement.client_organisation_id, Role.HEAD)
    letter = ThanksLetter.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        text=text,
        written_by=people.person(actor=actor, person_id=actor.person_id),
        signed_name=actor.name,
        signed_for=presenters.thanks_signed_for(engagement, is_head=is_head),
        sent_at=at,
    )
    settle(actor=actor, at=at, engagement=engagement)
    to = queries.people_to_thank(actor=actor, engagement=engagement)
    paper = presenters.thanks_paper(letter, to, programmes.sender(actor=actor))
    file = Attachment(presenters.THANKS_NAME, presenters.PDF, paper)
    mail = presenters.thanked(engagement, by=actor.name)
    _send(actor, at, engagement, mail, [*to, *_home_head(actor, engagement)], "thanked", [file])
    return letter


@part_of_operation
def give_certificates(*, actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Send each who gave days a certificate of them, and their head the same: nobody else has it. It has ended."""
    sender = programmes.sender(actor=actor)
    for given in queries.days_given(actor=actor, engagement=engagement):
        paper = presenters.certificate_paper(given, sender)
        file = Attachment(presenters.certificate_name(given), presenters.PDF, paper)
        for person in dict.fromkeys([given.person, *_home_head(actor, engagement)]):
            mail = presenters.certified(given, is_own=person == given.person)
            _letter(actor, at, engagement, mail, person, "certified", [file])


def _home_head(actor: Actor, engagement: Engagement) -> list[Person]:
    head = people.head_of(actor=actor, organisation_id=engagement.home_organisation_id)
    return [head] if head else []


def _send(
    actor: Actor,
    at: datetime,
    engagement: Engagement,
    mail: Mail,
    to: Sequence[Person],
    kind: str,
    files: Sequence[Attachment] = (),
) -> None:
    for person in dict.fromkeys(to):
        if not actor.is_person(person.pk):
            _letter(actor, at, engagement, mail, person, kind, files)


def _letter(
    actor: Actor,
    at: datetime,
    engagement: Engagement,
    mail: Mail,
    person: Person,
    kind: str,
    files: Sequence[Attachment],
) -> None:
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(person.name, person.email, person.pk)],
        kind=f"engagements.{kind}",
        about=engagement,
        names=presenters.values_of(engagement),
        attachments=files,
    )
