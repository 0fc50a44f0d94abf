"""Who hears what about the day of a visit and its report; never a word of what is in them."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.messaging.presenters import Mail
from linkage.peer_review import queries
from linkage.peer_review.enums import VisitStatus
from linkage.peer_review.models import RoundSchool, Visit
from linkage.peer_review.operations.telling import send
from linkage.peer_review.presenters import mails as words
from linkage.peer_review.presenters import report_mails as mails
from linkage.people.models import Person

Side = tuple[RoundSchool | None, Person]


@part_of_operation
def prepared(*, actor: Actor, at: datetime, visit: Visit, again: bool) -> None:
    """Tell the visitors that the day is prepared, or was changed."""
    write = partial(mails.prepared, host=visit.host.name, again=again)
    _tell(actor, at, visit, _visitors(actor, visit), "peer_review.prepared", visit.path, write)


@part_of_operation
def report_wanted(*, actor: Actor, at: datetime, visit: Visit, is_reminder: bool) -> None:
    """Ask whoever writes the report for it; without anybody named, each visitor."""
    write = partial(mails.wanted, host=visit.host.name, is_reminder=is_reminder)
    _tell(actor, at, visit, _writers(actor, visit), "peer_review.report_wanted", _report(visit), write)


@part_of_operation
def sent(*, actor: Actor, at: datetime, visit: Visit, is_reminder: bool = False) -> None:
    """Ask the host to check the facts."""
    write = partial(mails.sent, is_reminder=is_reminder)
    _tell(actor, at, visit, _hosts(actor, visit), "peer_review.report_sent", _report(visit), write)


@part_of_operation
def sent_back(*, actor: Actor, at: datetime, visit: Visit, is_reminder: bool = False) -> None:
    """Tell whoever writes the report that the host says what is not right."""
    write = partial(mails.sent_back, host=visit.host.name, is_reminder=is_reminder)
    _tell(actor, at, visit, _writers(actor, visit), "peer_review.report_back", _report(visit), write)


@part_of_operation
def agreed(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell the visitors that the report is agreed."""
    write = partial(mails.agreed, host=visit.host.name)
    _tell(actor, at, visit, _visitors(actor, visit), "peer_review.report_agreed", _report(visit), write)


@part_of_operation
def late(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Tell whoever runs the round that a report is late, and for whom it waits; nothing of what is in it."""
    writer = visit.writer.person.name if visit.writer else "its visitors"
    waits_for = visit.host.name if visit.state == VisitStatus.DRAFTED else writer
    whom: list[Side] = [(None, each) for each in queries.to_be_told(actor=actor, review_round=visit.round)]
    write = partial(mails.late, host=visit.host.name, waits_for=waits_for)
    _tell(actor, at, visit, whom, "peer_review.report_late", visit.round.path, write)


@part_of_operation
def how_it_stands(*, actor: Actor, at: datetime, visit: Visit) -> None:
    """Ask the host what has become of the points of its report."""
    page = words.page("stands", visit.round, visit.pk)
    _tell(actor, at, visit, _hosts(actor, visit), "peer_review.report_stands", page, mails.how_it_stands)


def _tell(
    actor: Actor,
    at: datetime,
    visit: Visit,
    whom: Iterable[Side],
    kind: str,
    path: str,
    write: Callable[[words.Told], Mail],
) -> None:
    for school, person in whom:
        told = words.told(visit.round, person, school, path)
        send(actor=actor, at=at, about=visit, kind=kind, mail=write(told), to=person, told=told)


def _report(visit: Visit) -> str:
    return words.page("report", visit.round, visit.pk)


def _visitors(actor: Actor, visit: Visit) -> list[Side]:
    return [
        (school, who)
        for school, who in queries.sides(actor=actor, visit=visit)
        if school.organisation_id != visit.host_id
    ]


def _writers(actor: Actor, visit: Visit) -> list[Side]:
    writer = visit.writer
    return [each for each in _visitors(actor, visit) if writer is None or writer.person_id == each[1].pk]


def _hosts(actor: Actor, visit: Visit) -> list[Side]:
    return [
        (school, who)
        for school, who in queries.sides(actor=actor, visit=visit)
        if school.organisation_id == visit.host_id
    ]
