"""What waits for somebody because a school looks for a person, and for whom we wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.enums import UNDER_WAY
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion
from linkage.brokering.models.approaches import ApproachQuerySet
from linkage.brokering.queries.approaches import introduced
from linkage.brokering.queries.facts import asking, days_of
from linkage.brokering.queries.rounds import next_round, to_plan
from linkage.brokering.queries.shortlists import shared_now, waiting_shortlists
from linkage.brokering.rules.approaches import REPLY_DAYS
from linkage.database import tenancy
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.support_requests import policy as request_policy
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told


@dataclass(frozen=True)
class _Out:
    """One who is asked now or stands ready: whose answer is waited for, and what they asked the school since when."""

    approach: Approach
    asked: AskedPerson | None
    question_id: UUID | None
    question_at: datetime | None


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: to answer, to reply, to ask the next, to look again; and who is waited for."""
    return told(WAITING, actor=actor, at=at)


def _of_approaches(actor: Actor, at: datetime) -> list[NextAction]:
    under_way = _under_way(actor, at)
    return [
        *_to_answer(actor, at, under_way),
        *_to_reply(actor, under_way),
        *(_of_desk(actor, at, under_way) if policy.CHOOSE.allows(actor) else ()),
    ]


def _concerning(actor: Actor, _at: datetime) -> ApproachQuerySet:
    """Everybody who is asked or stands ready for something of the actor: asked themselves, asking, or at the desk."""
    if actor.kind != "person":
        return Approach.objects.none()
    found = Approach.objects.filter(programme_id=actor.tenant_id, status__in=UNDER_WAY)
    if policy.CHOOSE.allows(actor):
        return found
    asked = AskedPerson.objects.filter(approach=OuterRef("pk"), person=actor.person_id)
    asking = Q(support_request__asked_by=actor.person_id) | Q(support_request__contact=actor.person_id)
    asking |= Q(support_request__organisation_id__in=actor.organisations(*request_policy.FOR_SCHOOL))
    answers_for = Q(entry__organisation_id__in=actor.organisations(*request_policy.FOR_SCHOOL))
    return found.filter(Exists(asked) | answers_for | asking)


def _under_way(actor: Actor, at: datetime) -> list[_Out]:
    """The same with who is waited for and their question: all in one statement, asked once for a page."""
    waits = Q(asked__asked_at__isnull=False, asked__answered_at=None)
    questions = CandidateQuestion.objects.filter(asked__approach=OuterRef("pk"), answered_at=None)
    found = (
        _concerning(actor, at)
        .whole()
        .annotate(
            waited_for=FilteredRelation("asked", condition=waits),
            question_id=Subquery(questions.values("pk")[:1]),
            question_at=Subquery(questions.values("asked_at")[:1]),
        )
        .select_related("waited_for__person")  # type: ignore[misc]
    )
    rows = found.order_by("prepared_at", "place")
    return tenancy.read_once(("under way", actor.person_id), lambda: [_out(each) for each in rows])


def _out(approach: Any) -> _Out:
    # Django sets nothing at all where the join finds nobody.
    asked = getattr(approach, "waited_for", None) if approach.is_out else None
    if asked is not None:
        asked.approach = approach
    has_question = asked is not None and approach.question_id is not None
    return _Out(
        approach,
        asked,
        question_id=approach.question_id if has_question else None,
        question_at=approach.question_at if has_question else None,
    )


def _to_answer(actor: Actor, at: datetime, under_way: list[_Out]) -> Iterator[NextAction]:
    for out in under_way:
        asked = out.asked
        if asked is None or asked.counts_from is None or not policy.is_asked(actor, asked):
            continue
        told = asking(actor=actor, approach=out.approach)
        days = days_of(actor=actor, asked=asked, today=at)
        is_held = out.question_id is not None
        yield NextAction(
            title=f"May {told.helper} help {told.school}?" if asked.releases else f"Could you help {told.school}?",
            text=f"About {told.about}. No is an answer too.",
            url=reverse("brokering:answer", args=[out.approach.programme.slug, asked.pk]),
            button="Answer",
            since=asked.counts_from,
            due_on=None if is_held else days.lapses_on,
            working_days_left=None if is_held else days.left,
            waiting_for="the school’s answer to your question" if is_held else "",
            happens_next="Your days to answer begin again when the school has replied" if is_held else "",
            section="requests",
        )


def _to_reply(actor: Actor, under_way: list[_Out]) -> Iterator[NextAction]:
    for out in under_way:
        request = out.approach.support_request
        if out.question_id is not None and request_policy.is_asker(actor, request):
            yield NextAction(
                title=f"Answer a question about your request: {request.title}",
                text="Somebody who may help would like to know it first. Nobody is told who asks.",
                url=_reply(out),
                button="Answer",
                since=out.question_at or out.approach.prepared_at,
                section="requests",
            )


def _of_desk(actor: Actor, at: datetime, under_way: list[_Out]) -> Iterator[NextAction]:
    """What whoever looks after requests does next, and for whom they wait."""
    mine = {each.pk for each in _mine(actor, at)}
    theirs = [out for out in under_way if out.approach.support_request_id in mine]
    for out in theirs:
        if out.asked is not None:
            yield _awaited(actor, at, out, out.asked)
        if out.question_at is not None and _is_old(actor, at, out, out.question_at):
            yield _unanswered(out)
    yield from _ready(theirs)


def _mine(actor: Actor, at: datetime) -> list[SupportRequest]:
    owners = support_requests.Owners(actor, at)
    current = support_requests.current(actor=actor, at=at)
    return [each for each in current if policy.CHOOSE.allows(actor, each) and owners.waits_for(actor, each)]


def _for_whom_nobody(actor: Actor, _at: datetime) -> QuerySet[SupportRequest] | None:
    if not policy.CHOOSE.allows(actor):
        return None
    return support_requests.visible(actor=actor).filter(status=RequestStatus.CANNOT_HELP_YET)


def _to_look_again(actor: Actor, at: datetime) -> Iterator[NextAction]:
    """The schools for which nobody was found and for whom the actor looks again when places are counted anew."""
    for each in _mine(actor, at) if policy.CHOOSE.allows(actor) else ():
        if each.state == RequestStatus.CANNOT_HELP_YET:
            yield _look_again(actor, each, getattr(each, "told_nobody_at", None) or each.saved_at, at)


def _awaited(actor: Actor, at: datetime, out: _Out, asked: AskedPerson) -> NextAction:
    entry, request = out.approach.entry, out.approach.support_request
    role = entry.organisation.name
    if asked.releases:
        role = f"{'for the' if asked.is_chair else ''} head of {role}, about {entry.headline}".strip()
    after = "The school answers their question first"
    if out.question_id is None:
        days = days_of(actor=actor, asked=asked, today=at)
        what = "We ask no more" if asked.reminders > 1 else "A reminder goes"
        after = f"{what} on {words.day(days.next_on(asked.reminders))}"
    return NextAction(
        title=request.title,
        text=f"{_school(request)}. You asked whether it can go ahead",
        url=_page(request),
        button="See it",
        since=asked.asked_at or at,
        waiting_for=asked.person.name,
        waiting_role=role,
        happens_next=after,
        section="requests",
    )


def _is_old(actor: Actor, at: datetime, out: _Out, since: datetime) -> bool:
    school = out.approach.support_request.organisation
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code if school else "")
    return calendar.between(day_of(since), day_of(at)) >= REPLY_DAYS


def _unanswered(out: _Out) -> NextAction:
    request = out.approach.support_request
    return NextAction(
        title=f"The school has not answered a question: {request.title}",
        text=f"{_school(request)}. Somebody you asked waits for it. Ring them, or answer for them",
        url=_reply(out),
        button="Answer for them",
        since=out.question_at or out.approach.prepared_at,
        section="requests",
    )


def _ready(theirs: list[_Out]) -> Iterator[NextAction]:
    """Requests for which nobody is asked now and somebody stands ready."""
    seen = {each.approach.support_request_id for each in theirs if each.approach.is_out}
    for each in theirs:
        ready, request = each.approach, each.approach.support_request
        if request.pk in seen:
            continue
        seen.add(request.pk)
        name = ready.entry.person.first_name if ready.entry.is_person else ready.entry.headline
        yield NextAction(
            title=f"Nobody has said yes for {request.title}",
            text=f"{_school(request)}. {ready.entry.headline} stands ready as the next choice",
            url=reverse("brokering:ask-next", args=[request.programme.slug, request.pk]),
            button=f"Ask {name} next",
            since=ready.prepared_at,
            section="requests",
        )


def _with_too_few(actor: Actor, _at: datetime) -> QuerySet[Any] | None:
    """{"requests": those for which somebody was introduced, and more people are wanted than that}."""
    if not policy.CHOOSE.allows(actor):
        return None
    wanted = SupportRequest.objects.filter(
        programme_id=actor.tenant_id, status=RequestStatus.LINKED, people_wanted__gt=1
    )
    made = introduced(actor=actor).filter(support_request=OuterRef("pk")).order_by().values("support_request_id")
    number = Coalesce(Subquery(made.annotate(number=Count("pk")).values("number")), 0)
    few = wanted.annotate(made=number).filter(made__lt=F("people_wanted")).values("programme_id")
    return few.annotate(requests=JSONBAgg("pk")).values_list("requests", flat=True)


def _short(actor: Actor, at: datetime, few: list[str]) -> Iterator[NextAction]:
    """Those of them that are the actor's, and for which nobody is asked now."""
    out_for = {out.approach.support_request_id for out in _under_way(actor, at)}
    for each in _mine(actor, at):
        if str(each.pk) in few and each.pk not in out_for:
            yield NextAction(
                title=f"Another person is wanted for {each.title}",
                text=f"{_school(each)} would like to hear from {each.people_wanted}. Choose, or close the request",
                url=reverse("brokering:choose", args=[each.programme.slug, each.pk]),
                button="Choose",
                since=each.introduced_at or each.saved_at,
                section="requests",
            )


def _school(request: SupportRequest) -> str:
    return request.organisation.name if request.organisation else ""


def _page(request: SupportRequest) -> str:
    return reverse("support_requests:request", args=[request.programme.slug, request.pk])


def _reply(out: _Out) -> str:
    return reverse("brokering:reply", args=[out.approach.programme.slug, out.question_id])


def _look_again(actor: Actor, found: SupportRequest, said_at: datetime, at: datetime) -> NextAction:
    """Something that waits until the half-term after the school was told, and from then on for the actor."""
    again_on = programmes.next_half_term(actor=actor, on=day_of(said_at)).starts_on
    school = found.organisation.name if found.organisation else ""
    is_due = day_of(at) >= again_on
    return NextAction(
        title=f"Look again: {found.title}" if is_due else found.title,
        text=f"{school}. Nobody could be found; there may be places now" if is_due else f"{school}. Nobody yet",
        url=reverse("support_requests:request", args=[found.programme.slug, found.pk]),
        button="Look again",
        since=said_at,
        due_on=again_on,
        waiting_for="" if is_due else "somebody who can help",
        happens_next=f"You look again from {words.day(again_on)}, or on any day before",
        section="requests",
    )


WAITING = (
    Source(_of_approaches, rows=_concerning),
    Source(_short, facts=_with_too_few),
    Source(_to_look_again, rows=_for_whom_nobody),
    Source(lambda actor, at: next_round(actor=actor, at=at), rows=lambda actor, _at: to_plan(actor=actor)),
    Source(lambda actor, at: waiting_shortlists(actor=actor, at=at), rows=lambda actor, _at: shared_now(actor=actor)),
)
