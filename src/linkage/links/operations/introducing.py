"""The introduction: the link, the one mail to both, the two heads told, and the questions that follow."""

from datetime import datetime

from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory.models import Entry
from linkage.documents import presenters as documents
from linkage.kernel import words
from linkage.kernel.days import day_of, local
from linkage.links import policy, presenters, queries, rules
from linkage.links.enums import Side
from linkage.links.models import Link, Pulse
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import BETWEEN, Attachment, Recipient, address
from linkage.organisations.rules.distance import distance_m
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.support_requests.models import SupportRequest

INTRODUCTION = "links.introduction"


@part_of_operation
def introduce(
    *,
    actor: Actor,
    at: datetime,
    support_request: SupportRequest,
    entry: Entry,
    subject: str = "",
    greeting: str = "",
    has_head_agreed: bool = False,
) -> Link:
    """Open the link of a request and an entry, and tell everybody: one mail to the two, one to each of their heads.

    `subject` and `greeting` replace our words in the one mail when they are given. Whether the two may be introduced
    has been decided by the caller, who also books the place. A head who has agreed already is not asked again.
    """
    link = _open(actor, at, support_request, entry)
    told = queries.introduced(actor=actor, link=link, subject=subject, greeting=greeting)
    messaging.send(
        actor=actor,
        at=at,
        mail=presenters.introduction(told),
        to=[recipient(actor=actor, at=at, person=person) for person in (link.asker, link.helper)],
        kind=INTRODUCTION,
        about=link,
        answers=BETWEEN,
        names=presenters.values_of(told),
        attachments=_papers(actor, at, link, told),
    )
    _tell_heads(actor, at, link, told, has_head_agreed=has_head_agreed)
    return link


@part_of_operation
def recipient(*, actor: Actor, at: datetime, person: Person) -> Recipient:  # noqa: ARG001 (a part of telling)
    """Return somebody as a recipient of a mail."""
    return Recipient(person.name, person.email, person.pk)


def _open(actor: Actor, at: datetime, support_request: SupportRequest, entry: Entry) -> Link:
    client = support_request.organisation
    if client is None:
        msg = "a draft has no school to introduce"
        raise ValueError(msg)
    calendar = programmes.calendar(actor=actor, authority_code=client.authority_code)
    today = day_of(at)
    link = Link.objects.create(
        programme_id=actor.tenant_id,
        support_request=support_request,
        entry=entry,
        title=support_request.title,
        asker=queries.asker_of(actor=actor, support_request=support_request),
        helper=entry.person,
        client_organisation=client,
        home_organisation=entry.organisation,
        distance_m=distance_m(client, entry.organisation),
        introduced_by=people.person(actor=actor, person_id=actor.person_id),
        introduced_at=at,
        first_contact_by_on=rules.first_contact_by(today, calendar),
        changed_at=at,
        undo_by_at=rules.undo_by(at, calendar),
    )
    Pulse.objects.bulk_create(
        Pulse(
            programme_id=link.programme_id,
            link=link,
            person=person,
            side=side,
            week=week,
            due_on=rules.pulse_on(today, week, calendar),
        )
        for week in rules.PULSE_WEEKS
        for side, person in ((Side.CLIENT, link.asker), (Side.HOME, link.helper))
    )
    return link


def _papers(actor: Actor, at: datetime, link: Link, told: queries.Introduced) -> tuple[Attachment, ...]:
    sender = programmes.sender(actor=actor)
    guide = presenters.guide(sender.name, sender.colour, sender.contact_email)
    date_file = presenters.calendar_file(told, link_id=link.pk, address=address(told.path), made_at=at)
    return (
        Attachment(presenters.GUIDE_NAME, documents.PDF, guide),
        Attachment("first-conversation.ics", presenters.CALENDAR, date_file),
    )


def _tell_heads(actor: Actor, at: datetime, link: Link, told: queries.Introduced, *, has_head_agreed: bool) -> None:
    """Each head has a mail of their own; a head who is one of the two introduced knows already."""
    client_head = people.head_of(actor=actor, organisation_id=link.client_organisation_id)
    home_head = people.head_of(actor=actor, organisation_id=link.home_organisation_id)
    known = {link.asker_id, link.helper_id, actor.person_id}
    names = presenters.values_of(told)
    if client_head and client_head.pk not in known:
        mail = presenters.told(told, helps=False)
        to = [recipient(actor=actor, at=at, person=client_head)]
        messaging.send(actor=actor, at=at, mail=mail, to=to, kind="links.told", about=link, names=names)
    if home_head and home_head.pk not in known and not has_head_agreed:
        mail = presenters.told(told, helps=True, stop_path=_stop_path(link, home_head), stop_by=_by(link))
        to = [recipient(actor=actor, at=at, person=home_head)]
        messaging.send(actor=actor, at=at, mail=mail, to=to, kind="links.release", about=link, names=names)


def _stop_path(link: Link, head: Person) -> str:
    token = action_links.make(
        policy.STOP_LINK,
        programme_id=link.programme_id,
        record_id=link.pk,
        person_id=head.pk,
        state=link.status,
    )
    return reverse("links:stop-by-link", kwargs={"programme": link.programme.slug, "token": token})


def _by(link: Link) -> str:
    """Return until when a stop may be asked for: "10.15am on Wednesday 4 November 2026"."""
    until = local(link.undo_by_at)
    return f"{words.clock(until)} on {words.day(until.date())}"
