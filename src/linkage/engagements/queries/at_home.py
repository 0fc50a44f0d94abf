"""What home has to know of the engagements somebody has a part in: all of it in one value, asked with everything else.

Home may ask so many statements and no more (`docs/architecture.md`, Source): so nothing here is asked a second time.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from linkage.access.actor import Actor
from linkage.engagements.enums import AGREEMENT_OPEN, AT_WORK, BEFORE_START, Doer, EngagementStatus, VisitStatus
from linkage.engagements.models import (
    Agreement,
    Engagement,
    Participant,
    PlanAction,
    Rating,
    ReadinessAsking,
    ReadinessSheet,
    Review,
    Signature,
    Visit,
)
from linkage.engagements.queries.engagements import own, visible
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.programmes.models import Programme
from linkage.support_requests.models import SupportRequest

# Where something may wait for somebody.
TOLD = (*BEFORE_START, *AT_WORK, EngagementStatus.CLOSED)
# A look is asked for a week before its day.
LOOK_AHEAD = timedelta(days=7)


def engagement_facts(*, actor: Actor, at: datetime) -> QuerySet[Any] | None:
    """Return one list with what waits in each engagement that is the actor's own, or theirs to look after."""
    if actor.person_id is None or actor.programme_id is None:
        return None
    mine = Q(pk__in=own(actor=actor).values("pk"))
    if actor.has(Role.COORDINATOR, Role.OFFICER):
        is_ours = Q(next_doer=Doer.PROGRAMME) | Q(commission__isnull=False, agreements__status__in=AGREEMENT_OPEN)
        mine |= Q(pk__in=visible(actor=actor).filter(is_ours).values("pk"))
    found = Engagement.objects.filter(mine, programme_id=actor.tenant_id, status__in=TOLD)
    each = found.order_by("created_at", "pk").values(told=_each(actor, day_of(at)))
    return (
        Programme.objects.filter(pk=actor.tenant_id).annotate(told=ArraySubquery(each)).values_list("told", flat=True)
    )


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
        objective__engagement=OuterRef("pk"), objective__dropped_at=None, owner_id=actor.person_id, done_at=None
    )
    told = JSONObject(text="text", aim="objective__text", due_on="due_on", added_at="added_at")
    return found.order_by("due_on", "pk").values(json=told)


def _visits(actor: Actor, today: date) -> QuerySet[Any]:
    """The notes that the actor has still to write, and those sent to the host."""
    to_write = Q(status=VisitStatus.PLANNED, visitor_id=actor.person_id, visits_on__lte=today)
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
    told = JSONObject(shown=ArraySubquery(shown), wants_talk="wants_talk", talked_on="talked_on", asked_at="asked_at")
    return found.values(json=told)[:1]


def _agreement() -> QuerySet[Any]:
    signed = Signature.objects.filter(agreement=OuterRef("pk")).order_by("party").values("party")
    found = Agreement.objects.filter(engagement=OuterRef("pk"), status__in=AGREEMENT_OPEN)
    told = JSONObject(status="status", signed=ArraySubquery(signed), saved_at="saved_at", offered_at="offered_at")
    return found.values(json=told)[:1]


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
