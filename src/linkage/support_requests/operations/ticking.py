"""What the hourly job does with requests: it reminds schools of questions, and tells once of what is long late."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Recipient
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each
from linkage.support_requests import policy, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.operations.telling import tell
from linkage.support_requests.presenters import desk_mails, mails


@operation(policy.TICK)
def have_ticked(*, actor: Actor, at: datetime) -> None:
    """Have each programme look at its requests."""
    have_done_in_each(actor=actor, at=at, job="support_requests.tick-in-programme")


@operation(policy.TICK)
def tick(*, actor: Actor, at: datetime) -> int:
    """Send the reminders that are due and tell of what is long late; return how many mails that were about.

    Only on a working school day of the programme's, and never while it is paused. Done twice, it finds nothing more.
    """
    if not programmes.is_at_work(actor=actor, on=day_of(at)):
        return 0
    clocks = queries.Clocks(actor, at)
    return _remind(actor, at, clocks) + _tell_of_late(actor, at, clocks)


def _remind(actor: Actor, at: datetime, clocks: queries.Clocks) -> int:
    """One reminder at most for each question, however many were missed."""
    open_ones = Question.objects.open().filter(
        programme_id=actor.tenant_id, support_request__status=RequestStatus.WAITING_FOR_SCHOOL
    )
    waiting = open_ones.select_related("support_request__organisation", "support_request__programme")
    sent = 0
    for question in waiting.order_by("pk"):
        due = clocks.of_waiting(question.asked_at, question.support_request.organisation).reminders_due
        if due <= question.reminded:
            continue
        request = question.support_request
        request.hold()
        question.refresh_from_db(fields=["answered_at", "ended_at", "reminded"])
        if question.answered_at or question.ended_at or question.reminded >= due:
            continue
        question.reminded = due
        question.save(update_fields=["reminded"])
        whole = SupportRequest.objects.whole().get(programme_id=actor.tenant_id, pk=request.pk)
        tell(actor=actor, at=at, support_request=whole, write=mails.reminder)
        sent += 1
    return sent


def _tell_of_late(actor: Actor, at: datetime, clocks: queries.Clocks) -> int:
    """One mail to each other coordinator about everything that has become so late since the last; each once."""
    fresh = SupportRequest.objects.whole().open().filter(programme_id=actor.tenant_id, late_told_at=None)
    late = [each for each in fresh.order_by("submitted_at", "number") if clocks.is_long_late(each)]
    if not late:
        return 0
    held = SupportRequest.objects.select_for_update().filter(pk__in=[each.pk for each in late], late_told_at=None)
    ids = set(held.order_by("pk").values_list("pk", flat=True))
    SupportRequest.objects.filter(pk__in=ids).update(late_told_at=at)
    owners = queries.Owners(actor, at)
    untold = [each for each in late if each.pk in ids]
    for reader in people.people_with(actor=actor, role=Role.COORDINATOR):
        about = [each for each in untold if (owner := owners.acting(each)) is None or owner.pk != reader.pk]
        if about:
            _tell_one(actor, at, about, owners, clocks, reader)
    return len(untold)


def _tell_one(
    actor: Actor,
    at: datetime,
    late: Sequence[SupportRequest],
    owners: queries.Owners,
    clocks: queries.Clocks,
    reader: Person,
) -> None:
    lines = tuple(desk_mails.line(each, clocks.of(each), owner=owners.acting(each)) for each in late)
    mail = desk_mails.late(lines, programmes.programme(actor=actor).slug)
    messaging.send(
        actor=actor,
        at=at,
        mail=mail,
        to=[Recipient(reader.name, reader.email, reader.pk)],
        kind="support_requests.late",
        names={"things": desk_mails.things(len(late))},
    )
