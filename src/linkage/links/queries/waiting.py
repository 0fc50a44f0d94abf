"""What waits for somebody because of a link."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Value
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.links import policy
from linkage.links.enums import ASKED_AFTER, LinkStatus
from linkage.links.models import Link, Pulse
from linkage.links.queries.looking_after import links_to_look_after, to_look_after
from linkage.links.queries.records import under_way
from linkage.links.queries.signposts import due_reviews, review_actions, signpost_actions, waiting_signposts
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction

PULSES, LINKS, SIGNPOSTS, REVIEWS = "pulses", "links", "signposts", "reviews"


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: a first conversation, a question of ours, what to look after."""
    if actor.programme_id is None or actor.person_id is None:
        return []
    kinds = _kinds_waiting(actor, actor.person_id, at)
    open_pulses = list(_open_pulses(actor.tenant_id, actor.person_id)) if PULSES in kinds else []
    return [
        *_to_talk(actor, at, open_pulses),
        *_to_answer(actor, open_pulses),
        *(to_look_after(actor=actor, at=at) if LINKS in kinds else ()),
        *(signpost_actions(actor=actor, at=at) if SIGNPOSTS in kinds else ()),
        *(review_actions(actor=actor, at=at) if REVIEWS in kinds else ()),
    ]


def _kinds_waiting(actor: Actor, person_id: UUID, at: datetime) -> set[str]:
    """What kinds of things may wait for the actor, by one statement: mostly few do, and the rest is not asked for."""
    pulses = _open_pulses(actor.tenant_id, person_id).select_related(None).order_by()
    found: list[tuple[str, QuerySet[Any]]] = [(PULSES, pulses), (SIGNPOSTS, waiting_signposts(actor=actor))]
    if policy.runs_programme(actor):
        found.append((LINKS, links_to_look_after(actor=actor)))
    if policy.keeps_list(actor):
        found.append((REVIEWS, due_reviews(actor=actor, at=at)))
    first, *others = (rows.annotate(waits=Value(kind)).values_list("waits", flat=True) for kind, rows in found)
    return set(first.union(*others))


def _to_talk(actor: Actor, at: datetime, open_pulses: list[Pulse]) -> Iterator[NextAction]:
    asked = {pulse.link_id for pulse in open_pulses}
    found = [
        link
        for link in under_way(actor=actor)
        if link.status == LinkStatus.INTRODUCED
        and link.stop_asked_at is None
        and link.pk not in asked
        and (actor.is_person(link.asker_id) or actor.is_person(link.helper_id))
    ]
    calendar = programmes.calendar(actor=actor) if found else SchoolCalendar()
    for link in found:
        is_asker = actor.is_person(link.asker_id)
        other = link.helper if is_asker else link.asker
        first = f"{other.name} waits for you to ring or write first." if is_asker else f"{other.name} rings or writes."
        yield NextAction(
            title=f"Have you and {other.first_name} spoken or met?",
            text=f"{link.title}. {first} Twenty minutes is enough to start.",
            url=_page(link),
            button="Answer",
            since=link.introduced_at,
            due_on=link.first_contact_by_on,
            working_days_left=calendar.between(day_of(at), link.first_contact_by_on),
            section="links",
        )


def _to_answer(actor: Actor, open_pulses: list[Pulse]) -> Iterator[NextAction]:
    for pulse in open_pulses:
        link = pulse.link
        other = link.helper if actor.is_person(link.asker_id) else link.asker
        yield NextAction(
            title=f"How is it going with {other.first_name}?",
            text=f"{link.title}. One question, or three if you have met. No is an answer too.",
            url=reverse("links:pulse", kwargs={"programme": link.programme.slug, "pulse_id": pulse.pk}),
            button="Answer",
            since=pulse.asked_at or link.introduced_at,
            section="links",
        )


def _open_pulses(programme_id: UUID, person_id: UUID) -> QuerySet[Pulse]:
    found = Pulse.objects.filter(
        programme_id=programme_id,
        person_id=person_id,
        answered_at=None,
        asked_at__isnull=False,
        link__status__in=ASKED_AFTER,
    )
    return found.select_related("link__asker", "link__helper", "link__programme").order_by("asked_at", "pk")


def _page(link: Link) -> str:
    return reverse("links:link", kwargs={"programme": link.programme.slug, "link_id": link.pk})
