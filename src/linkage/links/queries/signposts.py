"""What schools were pointed to, whom to ask whether it helped, and what is left to do."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.links import policy
from linkage.links.enums import SignpostStatus
from linkage.links.models import Destination, Signpost, SignpostPlace, SignpostQuerySet, waits_for_another
from linkage.links.rules import signposts as rules
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import ENDED
from linkage.support_requests.models import SupportRequest
from linkage.ui.next_actions import NextAction

_ASKED = Q(status=SignpostStatus.SENT, times_asked__gt=0) & ~Q(support_request__status__in=ENDED)


def signpost(*, actor: Actor, signpost_id: UUID) -> Signpost:
    """Return one that the actor may read; raises NotFound."""
    found = _ours(actor).filter(pk=signpost_id).first()
    if found is None or not (actor.is_system or policy.sees_signpost(actor, found)):
        raise NotFound("signpost")
    return found


def signposts_of(*, actor: Actor, support_request: SupportRequest) -> list[Signpost]:
    """Return what a school was pointed to because of a request, the newest first."""
    return list(_ours(actor).filter(support_request=support_request).order_by("-sent_at", "pk"))


def due_signposts(*, actor: Actor, on: date) -> list[Signpost]:
    """Return those whose asker should be asked by that day, or has not answered for too long; the oldest first."""
    due = _ours(actor).filter(status=SignpostStatus.SENT, next_on__lte=on)
    return list(due.exclude(support_request__status__in=ENDED).order_by("next_on", "pk"))


def waiting_signposts(*, actor: Actor) -> SignpostQuerySet:
    """Return those the actor is asked about, and for who keeps the list those that did not help."""
    mine = _ASKED & Q(person_id=actor.person_id)
    wanted = mine | waits_for_another() if policy.keeps_list(actor) else mine
    return Signpost.objects.filter(wanted, programme_id=actor.tenant_id)


def signpost_actions(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """What waits for the actor: to say whether something helped, or to choose again."""
    owners = support_requests.Owners(actor, at)
    whole = waiting_signposts(actor=actor).whole().prefetch_related(None).annotate(named_titles=_titles())
    for found in whole.order_by("sent_at", "pk"):
        if found.is_asked:
            yield _to_answer(found)
        elif policy.POINT_AGAIN.allows(actor, found) and owners.waits_for(actor, found.support_request):
            yield _to_choose_again(found)


def _titles() -> ArraySubquery:
    named = SignpostPlace.objects.filter(signpost=OuterRef("pk")).order_by("place")
    return ArraySubquery(named.values("title"))


def _to_answer(found: Any) -> NextAction:
    return NextAction(
        title=f"Did it help? {found.support_request.title}",
        text=f"We pointed you to {words.listing(found.named_titles)}. One question. No is an answer too.",
        url=_page("sent", found, signpost_id=found.pk),
        button="Answer",
        since=found.asked_at or found.sent_at,
        section="requests",
    )


def _to_choose_again(found: Any) -> NextAction:
    school = found.support_request.organisation
    return NextAction(
        title=f"It did not help: {found.support_request.title}",
        text=f"{school.name if school else 'The school'} looked at {words.listing(found.named_titles)}. Choose again",
        url=_page("sent", found, signpost_id=found.pk),
        button="See the answer",
        since=found.answered_at or found.sent_at,
        section="requests",
    )


def due_reviews(*, actor: Actor, at: datetime) -> QuerySet[Any]:
    """Return {"slug", "due"}: what has to be looked at within two weeks, or had to be; no event that is over."""
    if not policy.keeps_list(actor):
        return Destination.objects.none().values_list("pk", flat=True)
    today = day_of(at)
    near = Destination.objects.filter(programme_id=actor.tenant_id, review_on__lte=today + rules.REVIEW_NOTICE)
    found = near.kept().exclude(happens_on__lt=today).order_by().values("programme__slug")
    each = JSONObject(id="pk", title="title", review_on="review_on", owner="owner_id")
    due = JSONBAgg(each, order_by=("review_on", "pk"))
    return found.annotate(told=JSONObject(slug="programme__slug", due=due)).values_list("told", flat=True)


def review_actions(*, actor: Actor, at: datetime, found: Mapping[str, Any]) -> Iterator[NextAction]:
    """What the actor keeps, and what nobody keeps any more, two weeks before it has to be looked at."""
    today = day_of(at)
    keepers = {str(person_id) for person_id, _ in support_requests.who_works(actor=actor, at=at)}
    for each in found["due"]:
        review_on, owner = date.fromisoformat(each["review_on"]), each["owner"]
        if owner not in keepers or actor.looks_after(UUID(owner)):
            yield NextAction(
                title=f"Still right? {each['title']}",
                text="No school is pointed to it until somebody has looked."
                if review_on < today
                else f"Schools are pointed to it until {words.day(review_on)}.",
                url=reverse("signposts:destination", args=[found["slug"], each["id"]]),
                button="Look at it",
                since=datetime.combine(rules.reminder_on(review_on), at.timetz()),
                due_on=review_on,
                section="more",
            )


def _ours(actor: Actor) -> SignpostQuerySet:
    return Signpost.objects.whole().filter(programme_id=actor.tenant_id)


def _page(name: str, record: Signpost | Destination, **kwargs: UUID) -> str:
    return reverse(f"signposts:{name}", kwargs={"programme": record.programme.slug, **kwargs})
