"""What somebody who is asked answers, and what follows from it."""

from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.brokering import policy, queries
from linkage.brokering.enums import ApproachAnswer, ApproachStatus, DeclineReason
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.operations import telling
from linkage.brokering.operations.asking import ask_those_missing, put_question
from linkage.brokering.operations.ending import NOT_THIS_TIME, end, release, settle_others
from linkage.brokering.rules import approaches
from linkage.directory import operations as directory
from linkage.directory.operations import UnableToNominate
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import operations as links
from linkage.links import rules as link_rules
from linkage.people import operations as people
from linkage.people import queries as persons
from linkage.programmes import queries as programmes
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest


class UnableToAnswer(Refused):
    """A question that somebody answered already, that is not asked any more, or an answer that is not whole."""


@dataclass(frozen=True)
class Said:
    """One answer: yes; no with its reason and whether they take a break; or a colleague instead."""

    answer: str
    reason: str = ""
    note: str = ""
    takes_break: bool = False
    colleague_name: str = ""
    colleague_email: str = ""


@operation(policy.ANSWER, target="asked")
def answer(*, actor: Actor, at: datetime, asked: AskedPerson, said: Said) -> AskedPerson:
    """Answer for oneself, or as the head, once.

    After a yes the next is asked, or the two are introduced; after a no what its reason means is done, and the next who
    stands ready is asked or waits. Raises UnableToAnswer when it was answered or is asked no more.
    """
    _keep(actor, at, asked, said, is_on_behalf=False)
    if actor.is_person(asked.person_id):
        person = persons.person(actor=actor, person_id=actor.person_id)
        people.note_answer(actor=actor, at=at, person=person)
    return asked


@operation(policy.ANSWER_FOR, target="asked")
def answer_for(*, actor: Actor, at: datetime, asked: AskedPerson, said: Said) -> AskedPerson:
    """Answer for somebody who said it in another way; they are told what was answered for them, and by whom.

    Within a working day it can be taken back, while nothing was built on it.
    """
    asked.undo_by_at = link_rules.undo_by(at, queries.calendar_of(actor=actor, asked=asked))
    _keep(actor, at, asked, said, is_on_behalf=True)
    telling.answered_for(actor=actor, at=at, asked=asked)
    return asked


@part_of_operation
def go_on(*, actor: Actor, at: datetime, support_request: SupportRequest, is_another_need: bool = False) -> None:
    """After somebody fell out: ask the next by itself where the programme says so; else they wait for a click.

    Where the need turned out to be another one nobody else is asked for it. The caller holds the request.
    """
    if is_another_need:
        for ready in queries.prepared(actor=actor, support_request=support_request):
            release(actor=actor, at=at, approach=ready, because=NOT_THIS_TIME)
    elif programmes.settings(actor=actor).is_next_asked_alone:
        ask_those_missing(actor=actor, at=at, support_request=support_request)
    if not queries.is_anybody_under_way(actor=actor, support_request=support_request):
        support_requests.record_nobody_asked(
            actor=actor, at=at, support_request=support_request, is_another_need=is_another_need
        )


def _keep(actor: Actor, at: datetime, asked: AskedPerson, said: Said, *, is_on_behalf: bool) -> None:
    _hold_asked(asked)
    UnableToAnswer.unless_none(
        approaches.answer_is_whole(
            answer=said.answer,
            reason=said.reason,
            note=said.note,
            colleague_name=said.colleague_name,
            colleague_email=said.colleague_email,
            question="",
        )
    )
    asked.answered_at, asked.answered_by_id, asked.is_on_behalf = at, actor.person_id, is_on_behalf
    asked.answer = said.answer
    if said.answer == ApproachAnswer.NO:
        asked.reason, asked.note = said.reason, said.note.strip()
    if said.answer == ApproachAnswer.SUGGEST:
        asked.colleague_name, asked.colleague_email = said.colleague_name.strip(), said.colleague_email.strip().lower()
    asked.save()
    if said.answer == ApproachAnswer.YES:
        _agreed(actor, at, asked)
    else:
        _fell_out(actor, at, asked, takes_break=said.takes_break)


def _hold_asked(asked: AskedPerson) -> None:
    """Of two answers at once, or of an answer and a lapse, the second finds that it is over."""
    approach = asked.approach
    approach.support_request.hold()
    approach.hold()
    asked.refresh_from_db(fields=["answered_at", "asked_at", "answer", "counts_from"])
    if asked.state == "answered":
        raise UnableToAnswer("Somebody has answered this already")
    if asked.state != "asked":
        raise UnableToAnswer("Thank you. This is not asked any more: there is nothing left to answer")


def _agreed(actor: Actor, at: datetime, asked: AskedPerson) -> None:
    approach = asked.approach
    following = approach.asked.filter(answered_at=None).select_related("person").order_by("number").first()
    if following is None:
        _introduce(actor, at, approach)
    elif queries.is_there(actor=actor, entry=approach.entry, is_with_them=False):
        following.approach = approach
        put_question(actor=actor, at=at, asked=following)
    else:
        # They took a break or left while their head was asked.
        release(actor=actor, at=at, approach=approach, because=NOT_THIS_TIME)
        telling.said_no(actor=actor, at=at, approach=approach, asked=asked)
        go_on(actor=actor, at=at, support_request=approach.support_request)


def _introduce(actor: Actor, at: datetime, approach: Approach) -> None:
    """Everybody needed has said yes: the one introduction goes out in the name of whoever chose them."""
    request, entry = approach.support_request, approach.entry
    link = links.introduce(
        actor=persons.of_person(approach.decision.decided_by),
        at=at,
        support_request=request,
        entry=entry,
        has_head_agreed=approach.asked.filter(part=approaches.HEAD).exists(),
    )
    if not directory.hand_over_place(actor=actor, at=at, source_id=approach.pk, to_id=link.pk):
        directory.book_place(
            actor=actor,
            at=at,
            person=entry.person,
            organisation=entry.organisation,
            source_id=link.pk,
            on=day_of(at),
            entry=entry,
        )
    approach.move_to(ApproachStatus.ACCEPTED, at)
    approach.link = link
    approach.save()
    support_requests.record_linked(actor=actor, at=at, support_request=request, stands_at=link.undo_by_at)
    settle_others(actor=actor, at=at, support_request=request)


def _fell_out(actor: Actor, at: datetime, asked: AskedPerson, *, takes_break: bool) -> None:
    approach = asked.approach
    has_suggested = asked.answer == ApproachAnswer.SUGGEST
    status = ApproachStatus.SUGGESTED if has_suggested else ApproachStatus.DECLINED
    end(actor=actor, at=at, approach=approach, status=status)
    telling.released(actor=actor, at=at, approach=approach, because=NOT_THIS_TIME)
    if asked.reason == DeclineReason.NO_TIME and takes_break:
        until = approaches.break_until(day_of(at))
        directory.take_break(actor=actor, at=at, entry=approach.entry, until=until)
    if asked.reason == DeclineReason.NOT_STRENGTH:
        directory.doubt(actor=actor, at=at, entry=approach.entry)
    if has_suggested and asked.part == approaches.HEAD and not asked.is_on_behalf:
        _draft_nomination(actor, at, asked)
    is_another_need = asked.reason == DeclineReason.WRONG_NEED
    go_on(actor=actor, at=at, support_request=approach.support_request, is_another_need=is_another_need)
    telling.said_no(actor=actor, at=at, approach=approach, asked=asked)


def _draft_nomination(actor: Actor, at: datetime, asked: AskedPerson) -> None:
    """A head who suggests a colleague of theirs has begun to nominate them; whoever is listed already is told so."""
    try:
        directory.draft_from_word(
            actor=actor,
            at=at,
            organisation=asked.approach.entry.organisation,
            name=asked.colleague_name,
            email=asked.colleague_email,
            job_title="",
            words="",
        )
    except UnableToNominate:
        return  # They are listed or asked already: the programme hears of them all the same, and nothing is drafted.
