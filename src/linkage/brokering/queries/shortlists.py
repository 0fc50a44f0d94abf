"""What was shared with a school: to read, to answer, and for whom it waits."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.brokering import policy
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.database import tenancy
from linkage.kernel import words
from linkage.kernel.errors import NotFound
from linkage.programmes import queries as programmes
from linkage.programmes.enums import WhoChooses
from linkage.support_requests import policy as request_policy
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.ui.next_actions import NextAction

_CHOOSING = RequestStatus.MATCHING


def may_share(*, actor: Actor) -> bool:
    """Return whether the actor's programme lets schools choose among a few."""
    return programmes.settings(actor=actor).who_chooses != WhoChooses.PROGRAMME


def shortlist_of(*, actor: Actor, request_id: UUID) -> SharedShortlist | None:
    """Return what was last shared for a request, with its people; None when nothing was, and for who may not see it.

    Also what has ended: its page says what happened.
    """
    rows = SharedShortlist.objects.filter(programme_id=actor.tenant_id, support_request=request_id)
    people = Prefetch("people", SharedPerson.objects.select_related("entry__person", "entry__organisation"))
    found = _whole(rows).prefetch_related(people).order_by("-shared_at", "pk").first()
    return found if found is not None and policy.SEE_SHORTLIST.allows(actor, found) else None


def shortlist(*, actor: Actor, request_id: UUID) -> SharedShortlist:
    """Return what was last shared for this request; raises NotFound."""
    found = shortlist_of(actor=actor, request_id=request_id)
    if found is None:
        raise NotFound("shortlist")
    return found


def people_of(*, actor: Actor, shortlist: SharedShortlist) -> list[SharedPerson]:
    """Return the people of a shortlist that was read with them, for who may see it."""
    return list(shortlist.people.all()) if policy.SEE_SHORTLIST.allows(actor, shortlist) else []


def shown_elsewhere(*, actor: Actor, request_ids: set[UUID]) -> Iterable[UUID]:
    """Return those of these requests whose next step is the school's choice, or what follows from it."""
    return [each.support_request_id for each in _current(actor, request_ids)]


def shared_now(*, actor: Actor) -> QuerySet[SharedShortlist]:
    """Return what is shared with schools and stands, whosever it is."""
    return SharedShortlist.objects.filter(programme_id=actor.tenant_id, ended_at=None)


def waiting_shortlists(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """Return what the actor has next: to choose, to wait for a school's choice, or to introduce whom it chose."""
    if actor.kind != "person" or not request_policy.may_ask(actor):
        return
    owners, clocks = support_requests.Owners(actor, at), support_requests.Clocks(actor, at)
    for each in _current(actor, {about.pk for about in support_requests.awaiting_more(actor=actor, at=at)}):
        about = each.support_request
        if request_policy.is_asker(actor, about) and each.is_waiting:
            yield _to_choose(each, clocks)
        if request_policy.handles(actor, about) and owners.waits_for(actor, about):
            yield _of_ours(each, clocks)


def _current(actor: Actor, request_ids: set[UUID]) -> list[SharedShortlist]:
    """What waits for a school or has just been answered, of these requests; asked once for a page."""
    if not request_ids:
        return []
    rows = shared_now(actor=actor).filter(support_request__in=request_ids)

    def read() -> list[SharedShortlist]:
        latest: dict[UUID, SharedShortlist] = {}
        for each in _whole(rows).order_by("shared_at", "pk"):
            latest[each.support_request_id] = each
        return [
            each
            for each in latest.values()
            if each.is_waiting or (each.answered_at is not None and each.support_request.state == _CHOOSING)
        ]

    return tenancy.read_once(("shortlists", frozenset(request_ids)), read)


def _whole(rows: QuerySet[SharedShortlist]) -> QuerySet[SharedShortlist]:
    about = ("organisation", "programme", "asked_by", "contact", "owner")
    whole = rows.select_related("answered_by", "chosen_entry__person", *(f"support_request__{name}" for name in about))
    return whole.annotate(number=Count("people"))


def _to_choose(each: SharedShortlist, clocks: support_requests.Clocks) -> NextAction:
    about = each.support_request
    clock = clocks.of_waiting(each.shared_at, about.organisation)
    number: int = each.number  # type: ignore[attr-defined] # counted by `_whole`
    return NextAction(
        title=f"Say who you would like to meet: {about.title}",
        text=f"We found {words.count(number, 'person', 'people')} who could help. "
        "The days until you choose do not count.",
        url=_record(about),
        button="Choose",
        since=each.shared_at,
        due_on=clock.lapses_on,
        working_days_left=clock.days_left if clock.days_left >= 0 else None,
        section="requests",
    )


def _of_ours(each: SharedShortlist, clocks: support_requests.Clocks) -> NextAction:
    about = each.support_request
    school = about.organisation.name if about.organisation else ""
    if each.is_waiting:
        return _we_wait(each, school, clocks)
    promise = clocks.of(about)
    chosen = each.chosen_entry
    return NextAction(
        title=f"{school} chose {chosen.headline}: {about.title}" if chosen else f"None of them fits: {about.title}",
        text=f"“{each.answer}”" if each.answer else "Introduce them, or talk to the school first",
        url=reverse("brokering:choose", args=[about.programme.slug, about.pk]),
        button="Introduce" if chosen else "Choose again",
        since=each.answered_at or each.shared_at,
        due_on=promise.due_on if promise else None,
        working_days_left=promise.days_left if promise else None,
        section="requests",
    )


def _we_wait(each: SharedShortlist, school: str, clocks: support_requests.Clocks) -> NextAction:
    about = each.support_request
    clock = clocks.of_waiting(each.shared_at, about.organisation)
    if clock.has_lapsed:
        return NextAction(
            title=f"{school} has not chosen: {about.title}",
            text=f"You shared people {words.count(clock.age_days, 'working day')} ago. Ring them, or choose yourself",
            url=_record(about),
            button="Decide",
            since=each.shared_at,
            due_on=clock.lapses_on,
            working_days_left=clock.days_left,
            section="requests",
        )
    return NextAction(
        title=about.title,
        text=f"{school} chooses among the people you shared. The clock stands still",
        url=_record(about),
        button="See it",
        since=each.shared_at,
        waiting_for=school,
        happens_next=f"You decide from {words.day(clock.lapses_on)}",
        section="requests",
    )


def _record(about: SupportRequest) -> str:
    return reverse("support_requests:request", args=[about.programme.slug, about.pk])
