"""What waits for whom, for the home page and the digest; and what a school has given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.directory import policy
from linkage.directory.enums import EntryKind, EntryStatus, NominationStatus
from linkage.directory.models import Commitment, Entry, Nomination
from linkage.directory.queries.entry_actions import entry_actions
from linkage.kernel.days import day_of
from linkage.kernel.half_terms import counted_from
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction


@dataclass(frozen=True)
class Given:
    """What a school gives this half-term: people in the directory, and the schools and days promised of them."""

    organisation_name: str
    people: int
    places_promised: int
    days_promised: int


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor (drafts, their own answer, entries to check) and whom the actor waits for."""
    if actor.kind != "person":
        return []
    found = Nomination.objects.filter(programme_id=actor.tenant_id).select_related(
        "programme", "organisation", "nominee", "nominated_by"
    )
    draft, waiting = NominationStatus.DRAFT, NominationStatus.AWAITING_AGREEMENT
    concerned = Q(nominated_by_id=actor.person_id, status__in=(draft, waiting))
    concerned |= Q(nominee_id=actor.person_id, status=waiting)
    if actor.has("coordinator"):
        concerned |= Q(status=NominationStatus.AWAITING_APPROVAL)
    rows = list(found.filter(concerned))
    mine = [each for each in rows if actor.is_person(each.nominated_by_id)]
    return [
        *_drafts([each for each in mine if each.status == draft and each.email]),
        *_own_answers([each for each in rows if each.status == waiting and actor.is_person(each.nominee_id)]),
        *_awaited(actor, at, [each for each in mine if each.status == waiting]),
        *_to_check([each for each in rows if each.status == NominationStatus.AWAITING_APPROVAL]),
        *entry_actions(actor=actor, at=at),
    ]


def given(*, actor: Actor, on: date) -> list[Given]:
    """Return what each school the actor answers for gives in the half-term of that day; none of a school that left."""
    mine = actor.organisations(*policy.FOR_SCHOOL)
    if not mine:
        return []
    listed = Entry.objects.filter(programme_id=actor.tenant_id, organisation_id__in=mine)
    promised = Commitment.objects.filter(
        programme_id=actor.tenant_id,
        organisation_id__in=mine,
        period_starts_on=counted_from(on),
        released_at=None,
    )
    people = list(listed.filter(status=EntryStatus.LISTED, kind=EntryKind.PERSON))
    taking_part = Organisation.objects.filter(pk__in=mine).exclude(pk__in=organisations.left_ids(actor=actor))
    names = dict(taking_part.order_by("name").values_list("pk", "name"))
    promises = list(promised)
    return [
        Given(
            organisation_name=name,
            people=sum(each.organisation_id == key for each in people),
            places_promised=sum(each.places for each in promises if each.organisation_id == key),
            days_promised=sum(each.days for each in promises if each.organisation_id == key),
        )
        for key, name in names.items()
    ]


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
