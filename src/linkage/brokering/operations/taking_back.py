"""An answer that was noted for somebody is taken back: it was not what they said, and nothing was built on it yet."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.brokering import policy, queries
from linkage.brokering.enums import ApproachAnswer, ApproachStatus, DeclineReason
from linkage.brokering.models import AskedPerson
from linkage.brokering.operations import telling
from linkage.brokering.operations.asking import hold_place, put_question
from linkage.brokering.rules import approaches
from linkage.directory import operations as directory
from linkage.directory.operations import UnableToBook
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.support_requests import operations as support_requests


class UnableToTakeBack(Refused):
    """An answer of their own, one of long ago, or one on which something was built."""


@operation(policy.TAKE_BACK, target="asked")
def take_back(*, actor: Actor, at: datetime, asked: AskedPerson) -> AskedPerson:
    """Take back an answer that was noted for somebody: what followed is undone, and they are asked themselves.

    Whoever it was noted for is told, and whoever looks after the request. Raises UnableToTakeBack once something was
    built on it, and when their place has gone to somebody else.
    """
    _hold(asked)
    approach, said = asked.approach, asked.answer
    UnableToTakeBack.unless_none(
        [
            *approaches.was_noted_lately(at, is_noted=asked.is_on_behalf and bool(said), undo_by_at=asked.undo_by_at),
            *approaches.nothing_was_built(queries.built_on(actor=actor, asked=asked)),
        ]
    )
    if said == ApproachAnswer.YES:
        _ask_the_next_no_more(actor, at, asked)
    else:
        _hold_their_place_again(actor, at, asked)
    asked.answer = asked.reason = asked.note = asked.colleague_name = asked.colleague_email = ""
    asked.answered_at = asked.answered_by = asked.undo_by_at = None
    asked.is_on_behalf, asked.reminders = False, 0
    asked.save()
    telling.taken_back(actor=actor, at=at, approach=approach, asked=asked)
    put_question(actor=actor, at=at, asked=asked)
    return asked


def _hold(asked: AskedPerson) -> None:
    asked.approach.support_request.hold()
    asked.approach.hold()
    fields = ["answer", "reason", "answered_at", "is_on_behalf", "undo_by_at", "asked_at"]
    asked.refresh_from_db(fields=fields)


def _ask_the_next_no_more(actor: Actor, at: datetime, asked: AskedPerson) -> None:
    """Whoever was asked because of the yes need not answer until it is given."""
    following = asked.approach.asked.filter(number__gt=asked.number).exclude(asked_at=None).select_related("person")
    for each in following:
        each.asked_at = each.counts_from = None
        each.reminders = 0
        each.save(update_fields=["asked_at", "counts_from", "reminders"])
        telling.not_yet(actor=actor, at=at, approach=asked.approach, person=each.person)


def _hold_their_place_again(actor: Actor, at: datetime, asked: AskedPerson) -> None:
    """What a no or another name had for consequence is undone, and the asking goes on where it was."""
    approach, entry = asked.approach, asked.approach.entry
    assert asked.answered_at is not None  # it was noted
    if asked.reason == DeclineReason.NO_TIME:
        until = approaches.break_until(day_of(asked.answered_at))
        directory.end_break(actor=actor, at=at, entry=entry, until=until)
    if asked.reason == DeclineReason.NOT_STRENGTH:
        directory.doubt_no_more(actor=actor, at=at, entry=entry, since=asked.answered_at)
    try:
        hold_place(actor=actor, at=at, approach=approach)
    except UnableToBook as error:
        raise UnableToTakeBack("Their place has been promised to somebody else meanwhile. Choose again") from error
    approach.move_to(ApproachStatus.SENT, at)
    approach.save()
    support_requests.record_approaching(actor=actor, at=at, support_request=approach.support_request)
