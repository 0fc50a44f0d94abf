"""What waits for whom, for the home page and the digest; and what a school has given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Aggregate, Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory import policy
from linkage.directory.enums import EntryKind, EntryStatus, NominationStatus
from linkage.directory.models import Commitment, Entry, Nomination
from linkage.directory.queries.entry_actions import ENTRIES
from linkage.kernel.days import day_of
from linkage.kernel.half_terms import counted_from
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told


@dataclass(frozen=True)
class Given:
    """What a school gives this half-term: people in the directory, and the schools and days promised of them."""

    organisation_name: str
    people: int
    places_promised: int
    days_promised: int


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor (drafts, their own answer, entries to check) and whom the actor waits for."""
    return told(WAITING, actor=actor, at=at)


def _concerning(actor: Actor, _at: datetime) -> QuerySet[Nomination]:
    if actor.kind != "person":
        return Nomination.objects.none()
    draft, waiting = NominationStatus.DRAFT, NominationStatus.AWAITING_AGREEMENT
    concerned = Q(nominated_by_id=actor.person_id, status__in=(draft, waiting))
    concerned |= Q(nominee_id=actor.person_id, status=waiting)
    if actor.has("coordinator"):
        concerned |= Q(status=NominationStatus.AWAITING_APPROVAL)
    return Nomination.objects.filter(concerned, programme_id=actor.tenant_id)


def _of_nominations(actor: Actor, at: datetime) -> list[NextAction]:
    rows = list(_concerning(actor, at).select_related("programme", "organisation", "nominee", "nominated_by"))
    draft, waiting = NominationStatus.DRAFT, NominationStatus.AWAITING_AGREEMENT
    mine = [each for each in rows if actor.is_person(each.nominated_by_id)]
    return [
        *_drafts([each for each in mine if each.status == draft and each.email]),
        *_own_answers([each for each in rows if each.status == waiting and actor.is_person(each.nominee_id)]),
        *_awaited(actor, at, [each for each in mine if each.status == waiting]),
        *_to_check([each for each in rows if each.status == NominationStatus.AWAITING_APPROVAL]),
    ]


def given(*, actor: Actor, on: date) -> list[Given]:
    """Return what each school the actor answers for gives in the half-term of that day; none of a school that left."""
    mine = actor.organisations(*policy.FOR_SCHOOL)
    if not mine:
        return []
    ours = {"programme_id": actor.tenant_id, "organisation_id": OuterRef("pk")}
    listed = Entry.objects.filter(**ours, status=EntryStatus.LISTED, kind=EntryKind.PERSON)
    promised = Commitment.objects.filter(**ours, period_starts_on=counted_from(on), released_at=None)
    taking_part = Organisation.objects.filter(pk__in=mine).exclude(pk__in=organisations.left_ids(actor=actor))
    counted = taking_part.annotate(
        people=_of_each(listed, Count("pk")),
        places=_of_each(promised, Sum("places")),
        days=_of_each(promised, Sum("days")),
    )
    rows = counted.order_by("name").values_list("name", "people", "places", "days")
    return [Given(name, people, places, days) for name, people, places, days in rows]


def _of_each(rows: QuerySet[Any], what: Aggregate) -> Coalesce:
    """What these rows of each school come to; nought without any."""
    come_to = rows.order_by().values("organisation_id").annotate(come_to=what).values("come_to")
    return Coalesce(Subquery(come_to), 0)


def _drafts(found: list[Nomination]) -> Iterator[NextAction]:
    for each in found:
        yield NextAction(
            title=f"Finish your nomination of {each.name}",
            text="It is not sent yet.",
            url=_url("check", each),
            button="Finish",
            since=each.created_at,
            section="directory",
        )


def _own_answers(found: list[Nomination]) -> Iterator[NextAction]:
    for each in found:
        yield NextAction(
            title="Would you like to be listed?",
            text=f"{each.nominated_by.name} nominated you as somebody who can help other schools.",
            url=_url("answer-signed-in", each),
            button="Read and answer",
            since=each.sent_at or each.created_at,
            section="directory",
        )


def _awaited(actor: Actor, at: datetime, waiting: list[Nomination]) -> Iterator[NextAction]:
    if not waiting:
        return
    settings, calendar = programmes.settings(actor=actor), programmes.calendar(actor=actor)
    today = day_of(at)
    for each in waiting:
        sent_on = day_of(each.sent_at or each.created_at)
        last = calendar.add(sent_on, settings.lapse_days)
        happens = (
            "We reminded them twice and write no more. The link in their e-mail still works."
            if each.lapsed_at
            else f"We remind them on working days {settings.first_reminder_days} and {settings.second_reminder_days}."
        )
        yield NextAction(
            title=f"{each.colleague} has not answered yet",
            text=happens,
            url=_url("nomination", each),
            button="See your nomination",
            since=each.sent_at or each.created_at,
            due_on=last,
            working_days_left=None if each.lapsed_at else calendar.between(today, last),
            waiting_for=each.colleague,
            waiting_role=each.job_title,
            happens_next=happens,
            section="directory",
        )


def _to_check(found: list[Nomination]) -> Iterator[NextAction]:
    for each in found:
        yield NextAction(
            title=f"Is {each.colleague}’s entry complete?",
            text=f"{each.job_title}, {each.organisation.name}. They agreed to be listed.",
            url=_url("nomination", each),
            button="Check the entry",
            since=each.answered_at or each.created_at,
            section="directory",
        )


def _url(name: str, nomination: Nomination) -> str:
    return reverse(f"directory:{name}", args=[nomination.programme.slug, nomination.pk])


WAITING = (Source(_of_nominations, rows=_concerning), *ENTRIES)
