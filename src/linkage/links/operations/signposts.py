"""Pointing a school to something, asking whether it helped, and choosing again where it did not."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import policy, queries
from linkage.links.enums import SignpostStatus
from linkage.links.models import Destination, Signpost, SignpostPlace
from linkage.links.operations.introducing import recipient
from linkage.links.presenters import signpost_mails as mails
from linkage.links.rules import signposts as rules
from linkage.messaging import operations as messaging
from linkage.people import operations as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest


class UnableToPoint(Refused):
    """Something that a school cannot be pointed to."""


class UnableToSayHelped(Refused):
    """A question that has been answered, or that nobody asks any more."""


class UnableToPointAgain(Refused):
    """A request for which somebody has chosen again already."""


@operation(policy.POINT, target="support_request")
def point_to(
    *, actor: Actor, at: datetime, support_request: SupportRequest, chosen: Sequence[Destination], note: str = ""
) -> Signpost:
    """Point a school to one to three things by one mail; its request counts as met until it says otherwise.

    Raises UnableToPoint for nothing or too much, and for what is off the list or out of date; UnableToMoveRequest when
    the request has ended, or was introduced meanwhile.
    """
    assert actor.person_id is not None
    today = day_of(at)
    gone = [each.title for each in chosen if not each.is_right(today)]
    UnableToPoint.unless_none(rules.can_be_named(len(chosen), gone))
    support_requests.record_signposted(actor=actor, at=at, support_request=support_request)
    made = Signpost.objects.create(
        programme_id=actor.tenant_id,
        support_request=support_request,
        person=queries.asker_of(actor=actor, support_request=support_request),
        sent_by_id=actor.person_id,
        note=note,
        sent_at=at,
        next_on=_weeks_on(actor, support_request, today),
    )
    SignpostPlace.objects.bulk_create(
        SignpostPlace(programme_id=made.programme_id, signpost=made, destination=each, place=place, title=each.title)
        for place, each in enumerate(chosen)
    )
    found = queries.signpost(actor=actor, signpost_id=made.pk)
    told = mails.pointed_of(found)
    messaging.send(
        actor=actor,
        at=at,
        mail=mails.pointed(told, path=_page(found)),
        to=[recipient(actor=actor, at=at, person=found.person)],
        kind="links.pointed",
        about=support_request,
        names=mails.values_of(told),
    )
    people.note_told(actor=actor, at=at, person=found.person)
    return found


@operation(policy.ASK_HELPED_DUE)
def have_asked_helped(*, actor: Actor, at: datetime) -> None:
    """Have each programme ask who has to be asked."""
    have_done_in_each(actor=actor, at=at, job="links.signposts-in-programme")


@operation(policy.ASK_HELPED_DUE)
def ask_helped_due(*, actor: Actor, at: datetime) -> int:
    """Ask whoever was pointed to something whether it helped; return how many were asked or given up.

    Only on a working school day of the programme's, and never while it is paused: they wait.
    """
    today = day_of(at)
    if not programmes.is_at_work(actor=actor, on=today):
        return 0
    due = queries.due_signposts(actor=actor, on=today)
    for each in due:
        ask_helped(actor=actor, at=at, signpost=each)
    return len(due)


@operation(policy.ASK_HELPED, target="signpost")
def ask_helped(*, actor: Actor, at: datetime, signpost: Signpost) -> None:
    """Ask by one mail; after the second it counts as unanswered. What is not due any more is left as it is."""
    signpost.hold()
    today = day_of(at)
    if signpost.question != "asked" or signpost.next_on is None or signpost.next_on > today:
        return
    if signpost.times_asked >= rules.MOST_ASKED:
        signpost.move_to(SignpostStatus.NO_ANSWER)
        signpost.save()
        return
    signpost.times_asked += 1
    signpost.asked_at = at
    signpost.next_on = _weeks_on(actor, signpost.support_request, today)
    signpost.save()
    found = queries.signpost(actor=actor, signpost_id=signpost.pk)
    told = mails.pointed_of(found)
    messaging.send(
        actor=actor,
        at=at,
        mail=mails.did_it_help(told, path=_answer_page(found)),
        to=[recipient(actor=actor, at=at, person=found.person)],
        kind="links.did_it_help",
        about=found.support_request,
        names=mails.values_of(told),
    )


@operation(policy.SAY_HELPED, target="signpost")
def say_helped(*, actor: Actor, at: datetime, signpost: Signpost, has_helped: bool, missing: str = "") -> None:
    """Say whether it helped, once; where it did not, the request counts as met no longer and waits for its owner.

    Raises UnableToSayHelped when that was said already, or the request was withdrawn.
    """
    signpost.support_request.hold()
    signpost.hold()
    if signpost.question != "asked":
        raise UnableToSayHelped("This has been answered, or there is nothing left to answer")
    signpost.move_to(SignpostStatus.HELPED if has_helped else SignpostStatus.DID_NOT_HELP)
    signpost.answered_at = at
    signpost.missing = "" if has_helped else missing
    signpost.save()
    if not has_helped:
        support_requests.record_not_met(actor=actor, at=at, support_request=signpost.support_request)
    if actor.is_person(signpost.person_id):
        people.note_answer(actor=actor, at=at, person=signpost.person)


@operation(policy.POINT_AGAIN, target="signpost")
def point_again(*, actor: Actor, at: datetime, signpost: Signpost) -> None:
    """Send the request of what did not help back to choosing.

    Raises UnableToPointAgain when that was done already, or the request has ended.
    """
    signpost.support_request.hold()
    if not queries.signpost(actor=actor, signpost_id=signpost.pk).waits_for_another:
        raise UnableToPointAgain("Somebody has chosen again already, or the request has ended")
    support_requests.return_to_choosing(actor=actor, at=at, support_request=signpost.support_request)


def _weeks_on(actor: Actor, support_request: SupportRequest, today: date) -> date:
    """The first working school day from two weeks on."""
    school = support_request.organisation
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code if school else "")
    return calendar.add(today + timedelta(weeks=rules.WEEKS_UNTIL_ASKED), 0)


def _page(found: Signpost) -> str:
    return reverse(
        "support_requests:request",
        kwargs={"programme": found.programme.slug, "request_id": found.support_request_id},
    )


def _answer_page(found: Signpost) -> str:
    token = action_links.make(
        policy.HELPED_LINK,
        programme_id=found.programme_id,
        record_id=found.pk,
        person_id=found.person_id,
        state=found.question,
    )
    return reverse("signposts:answer-by-link", kwargs={"programme": found.programme.slug, "token": token})
