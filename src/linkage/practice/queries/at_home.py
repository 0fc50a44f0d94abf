"""What waits for whom: a draft, a head's yes, "still right?", and somebody to show it. Home is told it in one value."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.organisations.models import Organisation
from linkage.practice import policy
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Consent, Practice
from linkage.practice.queries.practices import of_their_own
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor, and whom the actor waits for."""
    return told(WAITING, actor=actor, at=at)


def _waiting(actor: Actor, _at: datetime) -> QuerySet[Any] | None:
    if actor.kind != "person":
        return None
    answered = Consent.objects.filter(practice=OuterRef("pk")).order_by("pk")
    school = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")
    each = JSONObject(
        id="pk",
        title="title",
        status="status",
        missing="missing",
        organisation="organisation_id",
        partner="partner_id",
        school=Subquery(school),
        owner="owner_id",
        writer="written_by_id",
        writer_name="written_by__name",
        changed_at="changed_at",
        asked_at="asked_at",
        lapsed_at="lapsed_at",
        answered=ArraySubquery(answered.values(json=JSONObject(school="organisation_id", back="taken_back_at"))),
    )
    mine = Practice.objects.filter(of_their_own(actor=actor), programme_id=actor.tenant_id, status__in=_TOLD)
    found = mine.order_by().values("programme__slug")
    told_of = JSONObject(slug="programme__slug", practices=JSONBAgg(each, order_by=("changed_at", "pk")))
    return found.annotate(told=told_of).values_list("told", flat=True)


def _tell(actor: Actor, _at: datetime, found: dict[str, Any]) -> Iterator[NextAction]:
    for fact in found["practices"]:
        tell = _TOLD[PracticeStatus(fact["status"])]
        yield from tell(actor, fact, found["slug"])


def _drafts(actor: Actor, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    if actor.is_person(UUID(fact["writer"])):
        yield NextAction(
            title=f"Finish “{fact['title']}”",
            text=f"Before others see it: {fact['missing']}" if fact["missing"] else "Nobody else sees it yet.",
            url=_url("change", slug, fact),
            button="Finish it",
            since=_at(fact["changed_at"]),
            section="more",
        )


def _answers(actor: Actor, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    said = {each["school"] for each in fact["answered"]}
    schools = [key for key in (fact["organisation"], fact["partner"]) if key and key not in said]
    if any(actor.acts_for(UUID(key), *policy.FOR_SCHOOL) for key in schools):
        yield NextAction(
            title=f"May other schools see “{fact['title']}”?",
            text=f"{fact['writer_name']} wrote it for {fact['school']}. Nobody else sees it before you say yes.",
            url=_url("practice", slug, fact),
            button="Read and answer",
            since=_at(fact["changed_at"]),
            section="more",
        )
    elif schools and actor.is_person(UUID(fact["writer"])):
        yield NextAction(
            title=f"“{fact['title']}” waits for a yes",
            text="Others see it once it is there.",
            url=_url("practice", slug, fact),
            button="See it",
            since=_at(fact["changed_at"]),
            waiting_for="Both headteachers" if len(schools) > 1 else "The headteacher",
            happens_next="Other schools find it once the answer is yes.",
            section="more",
        )


def _questions(actor: Actor, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    is_lapsed = fact["status"] == PracticeStatus.LAPSED
    leads = is_lapsed and actor.acts_for(UUID(fact["organisation"]), *policy.FOR_SCHOOL)
    if leads or (fact["owner"] and actor.is_person(UUID(fact["owner"]))):
        yield NextAction(
            title=f"Is “{fact['title']}” still right?",
            text="Other schools no longer find it. One click brings it back." if is_lapsed else "One click says so.",
            url=_url("practice", slug, fact),
            button="Look and answer",
            since=_at(fact["lapsed_at"] or fact["asked_at"] or fact["changed_at"]),
            section="more",
        )


def _without_owner(actor: Actor, fact: dict[str, Any], slug: str) -> Iterator[NextAction]:
    if actor.acts_for(UUID(fact["organisation"]), *policy.FOR_SCHOOL):
        yield NextAction(
            title=f"Who shows “{fact['title']}” now?",
            text="Whoever did has left, so other schools do not find it. Name somebody, and they do again.",
            url=_url("change", slug, fact),
            button="Name somebody",
            since=_at(fact["changed_at"]),
            section="more",
        )


_TOLD = {
    PracticeStatus.DRAFT: _drafts,
    PracticeStatus.AWAITING_HEAD: _answers,
    PracticeStatus.DUE: _questions,
    PracticeStatus.LAPSED: _questions,
    PracticeStatus.HIDDEN: _without_owner,
}


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def _url(name: str, slug: str, fact: dict[str, Any]) -> str:
    return reverse(f"practice:{name}", args=[slug, fact["id"]])


WAITING = (Source(_tell, facts=_waiting),)
