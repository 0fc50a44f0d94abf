"""What waits for somebody because of a link."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.links import policy
from linkage.links.enums import ASKED_AFTER, LIVE, LinkStatus
from linkage.links.models import Commission, Link, Pulse, Signpost
from linkage.links.queries.at_home import links_at_home, to_look_after, under_way
from linkage.links.queries.buying import buying_actions
from linkage.links.queries.commissions import visible_commissions
from linkage.links.queries.looking_after import follow_up
from linkage.links.queries.signposts import due_reviews, review_actions, signpost_actions, waiting_signposts
from linkage.programmes import queries as programmes
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source, told


def next_actions(*, actor: Actor, at: datetime) -> list[NextAction]:
    """Return what waits for the actor: a first conversation, a question of ours, what to look after and to buy."""
    return told(WAITING, actor=actor, at=at)


def _to_talk(actor: Actor, at: datetime) -> Iterator[NextAction]:
    found = [
        link
        for link in links_at_home(actor=actor, at=at, mark="is_under_way")
        if link.status == LinkStatus.INTRODUCED
        and link.stop_asked_at is None
        and (actor.is_person(link.asker_id) or actor.is_person(link.helper_id))
    ]
    # Who is asked how it goes is not asked twice.
    asked = {pulse.link_id for pulse in _open_pulses(actor, at)} if found else set()
    found = [link for link in found if link.pk not in asked]
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


def _to_answer(actor: Actor, at: datetime) -> Iterator[NextAction]:
    for pulse in _open_pulses(actor, at):
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


def _asked(actor: Actor, _at: datetime) -> QuerySet[Pulse]:
    if actor.programme_id is None or actor.person_id is None:
        return Pulse.objects.none()
    return Pulse.objects.filter(
        programme_id=actor.tenant_id,
        person_id=actor.person_id,
        answered_at=None,
        asked_at__isnull=False,
        link__status__in=ASKED_AFTER,
    )


def _open_pulses(actor: Actor, at: datetime) -> list[Pulse]:
    found = _asked(actor, at).select_related("link__asker", "link__helper", "link__programme")
    rows = found.order_by("asked_at", "pk")
    return tenancy.read_once(("open pulses", actor.person_id), lambda: list(rows))


def _introduced(actor: Actor, _at: datetime) -> QuerySet[Link]:
    return under_way(actor=actor).filter(status=LinkStatus.INTRODUCED, stop_asked_at=None)


def _to_look_after(actor: Actor, at: datetime) -> Iterator[NextAction]:
    return follow_up(actor=actor, at=at, found=links_at_home(actor=actor, at=at, mark="is_looked_after"))


def _pointed(actor: Actor, _at: datetime) -> QuerySet[Signpost] | None:
    return None if actor.person_id is None else waiting_signposts(actor=actor)


def _bought(actor: Actor, _at: datetime) -> QuerySet[Commission] | None:
    return visible_commissions(actor=actor).filter(status__in=LIVE) if policy.LIST_COMMISSIONS.gate(actor) else None


def _page(link: Link) -> str:
    return reverse("links:link", kwargs={"programme": link.programme.slug, "link_id": link.pk})


WAITING = (
    Source(_to_talk, rows=_introduced),
    Source(_to_answer, rows=_asked),
    Source(_to_look_after, rows=lambda actor, _at: to_look_after(actor=actor)),
    Source(lambda actor, at: signpost_actions(actor=actor, at=at), rows=_pointed),
    Source(
        lambda actor, at, found: review_actions(actor=actor, at=at, found=found),
        facts=lambda actor, at: due_reviews(actor=actor, at=at),
    ),
    Source(lambda actor, at: buying_actions(actor=actor, at=at), rows=_bought),
)
