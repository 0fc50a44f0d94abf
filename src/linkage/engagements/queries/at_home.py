"""What home has to know of the engagements somebody has a part in: all of it in one value, asked with everything else.

Home may ask so many statements and no more (`docs/architecture.md`, Source): so nothing here is asked a second time.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from linkage.access.actor import Actor
from linkage.engagements import rules
from linkage.engagements.enums import AGREEMENT_OPEN, AT_WORK, BEFORE_START, Doer, EngagementStatus, VisitStatus
from linkage.engagements.models import (
    Agreement,
    Concern,
    Engagement,
    Feedback,
    Hindrance,
    ImpactPulse,
    Participant,
    PlanAction,
    Rating,
    ReadinessAsking,
    ReadinessSheet,
    Review,
    SchoolChange,
    Signature,
    Step,
    StepDay,
    StepMark,
    Visit,
)
from linkage.engagements.queries.concern_waiting import concern_facts, concerning
from linkage.engagements.queries.engagements import own, visible
from linkage.kernel.days import day_of
from linkage.links.enums import Side
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.programmes.models import Programme
from linkage.support_requests.models import SupportRequest

# Where something may wait for somebody.
TOLD = (*BEFORE_START, *AT_WORK, EngagementStatus.CLOSED)
# Once it is looked back on, only where a side is still asked what it changed.
LOOKED_BACK = EngagementStatus.FOLLOWED_UP
# A look is asked for a week before its day, and a pause without an end after four weeks.
LOOK_AHEAD, LONG_PAUSE = timedelta(days=7), timedelta(days=28)


def engagement_facts(*, actor: Actor, at: datetime, only: UUID | None = None) -> QuerySet[Any] | None:
    """Return one list with what waits in each engagement that is the actor's own, or theirs to look after.

    With `only` in that one alone.
    """
    if actor.person_id is None or actor.programme_id is None:
        return None
    mine = Q(pk__in=own(actor=actor).values("pk"))
    closed = SchoolChange.objects.filter(programme_id=actor.tenant_id, settled_at=None).values("engagement")
    if actor.has(Role.COORDINATOR, Role.OFFICER):
        is_bought = Q(commission__isnull=False, agreements__status__in=AGREEMENT_OPEN)
        is_ours = Q(pk__in=closed) | _is_left() | Q(next_doer=Doer.PROGRAMME) | is_bought
        is_ours |= Q(pk__in=_near(day_of(at)).values("engagement"))
        mine |= Q(pk__in=visible(actor=actor).filter(is_ours).values("pk"))
    today = day_of(at)
    spoken = Concern.objects.filter(concerning(actor=actor), programme_id=actor.tenant_id).values("engagement_id")
    is_asked = Exists(_pulses(today).filter(engagement=OuterRef("pk")))
    is_told = _is_told(today) | Q(status=EngagementStatus.PAUSED, pk__in=closed) | (Q(status=LOOKED_BACK) & Q(is_asked))
    found = Engagement.objects.filter((mine & is_told) | Q(pk__in=spoken), programme_id=actor.tenant_id)
    if only is not None:
        found = found.filter(pk=only)
    each = found.order_by("created_at", "pk").values(told=_each(actor, today))
    return (
        Programme.objects.filter(pk=actor.tenant_id).annotate(told=ArraySubquery(each)).values_list("told", flat=True)
    )


def _is_told(today: date) -> Q:
    """Whether something may wait: while it is paused not before it has rested for long enough."""
    return Q(status__in=TOLD) | Q(_rests_long(today), status=EngagementStatus.PAUSED)


def _rests_long(today: date) -> Q:
    """Whether the day has come on which it was to go on; where none was named, four weeks."""
    return Q(resume_on__lte=today) | Q(resume_on=None, halt_on__lte=today - LONG_PAUSE)


def _is_left() -> Q:
    """What goes on without anybody of one of its two schools."""
    missing = Q()
    for side in Side:
        missing |= Q(~Exists(Participant.objects.filter(engagement=OuterRef("pk"), side=side, left_at=None)))
    return missing & Q(status__in=(*BEFORE_START, *AT_WORK))


def _each(actor: Actor, today: date) -> JSONObject:
    return JSONObject(
        id="pk",
        slug="programme__slug",
        title="title",
        status="status",
        kind="kind",
        created_at="created_at",
        changed_at="changed_at",
        next_code="next_code",
        next_title="next_title",
        next_doer="next_doer",
        has_rested=ExpressionWrapper(_rests_long(today), BooleanField()),
        resume_on="resume_on",
        client="client_organisation_id",
        client_name=Subquery(_school("client_organisation_id")),
        home="home_organisation_id",
        home_name=Subquery(_school("home_organisation_id")),
        asked_by=Subquery(_request().values("organisation_id")),
        owner=Subquery(_request().values("owner_id")),
        commission="commission_id",
        people=ArraySubquery(_people()),
        look=Subquery(_look(today)),
        actions=ArraySubquery(_actions(actor)),
        visits=ArraySubquery(_visits(actor, today)),
        asking=Subquery(_asking()),
        agreement=Subquery(_agreement()),
        hindrances=ArraySubquery(_hindrances(actor)),
        concerns=ArraySubquery(concern_facts(actor=actor)),
        closed=Subquery(_closed()),
        planned=Subquery(_next_planned()),
        due=ArraySubquery(_due(today)),
        ended_at="ended_at",
        pulses=ArraySubquery(_pulse(today)),
        has_been=Exists(_been()),
        has_said=Exists(_said(actor)),
    )


# Looked up one by one by their keys and never joined: as long as the database takes the register for empty, as it does
# for a minute after it was loaded, it may join every school with every school first.
def _school(key: str) -> QuerySet[Any]:
    return Organisation.objects.filter(pk=OuterRef(key)).values("name")


def _request() -> QuerySet[SupportRequest]:
    return SupportRequest.objects.filter(pk=OuterRef("support_request_id"))


def _people() -> QuerySet[Any]:
    found = Participant.objects.filter(engagement=OuterRef("pk"), left_at=None).order_by("side", "-is_lead", "pk")
    return found.values(json=JSONObject(person="person_id", side="side", is_lead="is_lead"))


def _look(today: date) -> QuerySet[Any]:
    said = Rating.objects.filter(review=OuterRef("pk")).order_by("side").values("side").distinct()
    found = Review.objects.filter(engagement=OuterRef("pk"), closed_at=None, due_on__lte=today + LOOK_AHEAD)
    return found.values(json=JSONObject(due_on="due_on", said=ArraySubquery(said)))[:1]


def _actions(actor: Actor) -> QuerySet[Any]:
    found = PlanAction.objects.filter(
        objective__engagement=OuterRef("pk"),
        objective__dropped_at=None,
        dropped_at=None,
        owner_id=actor.person_id,
        done_at=None,
    )
    told = JSONObject(text="text", aim="objective__text", due_on="due_on", added_at="added_at")
    return found.order_by("due_on", "pk").values(json=told)


def _hindrances(actor: Actor) -> QuerySet[Any]:
    found = Hindrance.objects.filter(engagement=OuterRef("pk"), owner_id=actor.person_id, settled_at=None)
    told = JSONObject(text="text", kind="kind", due_on="due_on", raised_at="raised_at")
    return found.order_by("due_on", "pk").values(json=told)


def _visits(actor: Actor, today: date) -> QuerySet[Any]:
    """The notes that the actor has still to write, for themselves or for who is gone; and those sent to the host."""
    here = Participant.objects.filter(engagement=OuterRef("engagement"), person=OuterRef("visitor"), left_at=None)
    whose = Q(visitor_id=actor.person_id) | ~Exists(here)
    to_write = Q(whose, status=VisitStatus.PLANNED, visits_on__lte=today)
    found = Visit.objects.filter(to_write | Q(status=VisitStatus.WRITTEN), engagement=OuterRef("pk"))
    told = JSONObject(
        id="pk",
        status="status",
        visitor="visitor_id",
        visitor_name="visitor__name",
        on="visits_on",
        about="about",
        sent_back="sent_back",
        changed_at="changed_at",
    )
    return found.order_by("visits_on", "pk").values(json=told)


def _asking() -> QuerySet[Any]:
    shown = ReadinessSheet.objects.filter(asking=OuterRef("pk"), shown_at__isnull=False).order_by("side").values("side")
    found = ReadinessAsking.objects.filter(engagement=OuterRef("pk")).order_by("-number")
    told = JSONObject(
        number="number",
        is_light="is_light",
        shown=ArraySubquery(shown),
        wants_talk="wants_talk",
        talked_on="talked_on",
        asked_at="asked_at",
    )
    return found.values(json=told)[:1]


def _agreement() -> QuerySet[Any]:
    signed = Signature.objects.filter(agreement=OuterRef("pk")).order_by("party").values("party")
    found = Agreement.objects.filter(engagement=OuterRef("pk"), status__in=AGREEMENT_OPEN)
    told = JSONObject(status="status", signed=ArraySubquery(signed), saved_at="saved_at", offered_at="offered_at")
    return found.values(json=told)[:1]


def _closed() -> QuerySet[Any]:
    found = SchoolChange.objects.filter(engagement=OuterRef("pk"), settled_at=None).order_by("found_at", "pk")
    return found.values(json=JSONObject(side="side", found_at="found_at"))[:1]


def _next_planned() -> QuerySet[Any]:
    """The day planned for the step that comes next."""
    return StepDay.objects.filter(engagement=OuterRef("pk"), code=OuterRef("next_code")).values("planned_on")[:1]


def _near(today: date) -> QuerySet[StepDay]:
    """The days of steps that come near or have passed."""
    return StepDay.objects.filter(planned_on__lte=today + LOOK_AHEAD)


def _due(today: date) -> QuerySet[Any]:
    """The steps ticked by hand whose day comes near or has passed, and that nobody has ticked."""
    step = Step.objects.filter(step_list=OuterRef("engagement__step_list"), code=OuterRef("code"))
    marked = StepMark.objects.filter(engagement=OuterRef("engagement"), code=OuterRef("code"))
    found = (
        _near(today)
        .filter(~Exists(marked), engagement=OuterRef("pk"))
        .exclude(code__in=(*rules.BY_ITSELF, rules.AGREEMENT))
        .annotate(title=Subquery(step.values("title")), doer=Subquery(step.values("doer")))
    )
    told = JSONObject(code="code", title="title", doer="doer", on="planned_on", since="set_at")
    return found.filter(doer__isnull=False).order_by("planned_on", "code").values(json=told)


def _pulses(today: date) -> QuerySet[ImpactPulse]:
    """The questions what it changed that are asked now, and that nobody has answered."""
    return ImpactPulse.objects.filter(answered_at=None, due_on__lte=today, lapses_on__gt=today)


def _pulse(today: date) -> QuerySet[Any]:
    found = _pulses(today).filter(engagement=OuterRef("pk")).order_by("side", "days")
    return found.values(json=JSONObject(id="pk", side="side", lapses_on="lapses_on"))


def _been() -> QuerySet[Visit]:
    happened = (VisitStatus.WRITTEN, VisitStatus.AGREED)
    return Visit.objects.filter(engagement=OuterRef("pk"), status__in=happened)


def _said(actor: Actor) -> QuerySet[Feedback]:
    return Feedback.objects.filter(engagement=OuterRef("pk"), written_by_id=actor.person_id)


def as_engagement(*, actor: Actor, fact: Mapping[str, Any]) -> Engagement:
    """Return an engagement made of what was told, for the policies to judge; it is never saved."""
    schools = {name: Organisation(id=UUID(fact[name]), name=fact[f"{name}_name"]) for name in ("client", "home")}
    asked = SupportRequest(
        id=UUID(int=0),
        status="linked",
        organisation_id=UUID(fact["asked_by"]) if fact["asked_by"] else None,
        owner_id=UUID(fact["owner"]) if fact["owner"] else None,
    )
    made = Engagement(
        id=UUID(fact["id"]),
        programme=Programme(id=actor.tenant_id, slug=fact["slug"]),
        title=fact["title"],
        status=fact["status"],
        kind=fact["kind"],
        client_organisation=schools["client"],
        home_organisation=schools["home"],
        support_request=asked,
        commission_id=fact["commission"],
        next_code=fact["next_code"],
        next_title=fact["next_title"],
        next_doer=fact["next_doer"],
    )
    people = [
        Participant(person_id=UUID(each["person"]), side=each["side"], is_lead=each["is_lead"])
        for each in fact["people"]
    ]
    made._prefetched_objects_cache = {"participants": people}  # type: ignore[attr-defined]
    return made
