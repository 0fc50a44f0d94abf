"""Links, as far as the actor may see them: whole for the two ends, as a fact for the programme."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.kernel.days import day_of, local
from linkage.kernel.errors import NotFound
from linkage.links import policy, rules
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, LinkQuerySet
from linkage.links.queries import looking_after
from linkage.messaging.presenters import Recipient, Record
from linkage.people.enums import Role
from linkage.support_requests import policy as support_requests


@dataclass(frozen=True)
class LinkFact:
    """What the programme knows of a link: that it is there, its dates and what it leaves to do; never who said what."""

    link_id: UUID
    request_id: UUID
    request_reference: str
    can_see_request: bool
    title: str
    client_school: str
    home_school: str
    state: LinkStatus
    introduced_on: date
    introduced_by: str
    undo_by_at: datetime
    can_undo: bool
    stop_asked_by: str
    is_stop_waiting: bool
    waits_for_choosing: bool
    have_not_met: bool
    weeks_asked: tuple[int, ...]


def link(*, actor: Actor, link_id: UUID) -> Link:
    """Return a link that is the actor's own, whole; raises NotFound for everybody else's."""
    found = own(actor=actor).filter(pk=link_id).first()
    if found is None:
        raise NotFound("link")
    return found


def fact(*, actor: Actor, link_id: UUID, at: datetime) -> LinkFact:
    """Return what the programme may know of a link; raises NotFound for who works on no request of it."""
    return _fact(actor, link_worked_on(actor=actor, link_id=link_id), at)


def link_or_fact(*, actor: Actor, link_id: UUID, at: datetime) -> Link | LinkFact:
    """Return the link where it is the actor's own, else the fact of it; raises NotFound where it is neither."""
    found = own(actor=actor).filter(pk=link_id).first()
    return found or fact(actor=actor, link_id=link_id, at=at)


def link_worked_on(*, actor: Actor, link_id: UUID) -> Link:
    """Return a link that came from a request the actor works on; raises NotFound."""
    found = Link.objects.whole().filter(programme_id=actor.tenant_id, pk=link_id).first()
    if found is None or not policy.sees_fact(actor, found):
        raise NotFound("link")
    return found


def link_to_stop(*, actor: Actor, link_id: UUID) -> Link:
    """Return a link that the actor, as one of its ends, may ask to stop; raises NotFound."""
    found = Link.objects.whole().filter(programme_id=actor.tenant_id, pk=link_id).first()
    if found is None or not policy.is_party(actor, found):
        raise NotFound("link")
    return found


def own(*, actor: Actor) -> LinkQuerySet:
    """Return the links that are the actor's own, as `policy.is_party` says for one."""
    return Link.objects.whole().filter(is_own(actor=actor), programme_id=actor.tenant_id)


def is_own(*, actor: Actor) -> Q:
    """Return what is true of the actor's own links."""
    if actor.person_id is None:
        return Q(pk=None)
    heads = actor.organisations(Role.HEAD)
    return (
        Q(asker_id=actor.person_id)
        | Q(helper_id=actor.person_id)
        | Q(client_organisation_id__in=heads)
        | Q(home_organisation_id__in=heads)
    )


def undoing(*, actor: Actor, link: Link) -> rules.Undoing:
    """Return what decides whether this introduction can be taken back, stopped or ended by this actor."""
    return rules.Undoing(
        is_introduced=link.state == LinkStatus.INTRODUCED,
        undo_by_at=link.undo_by_at,
        is_stop_waiting=link.is_stop_waiting,
        # Each asks once: that one was answered takes nothing from the head who releases.
        is_stop_settled=link.stop_settled_at is not None and actor.is_person(link.stop_asked_by_id),
    )


def _fact(actor: Actor, found: Link, at: datetime) -> LinkFact:
    asked = found.pulses.filter(programme_id=actor.tenant_id).exclude(asked_at=None)
    may = policy.works_on(actor, found)
    return LinkFact(
        link_id=found.pk,
        request_id=found.support_request_id,
        request_reference=found.support_request.reference,
        can_see_request=support_requests.sees(actor, found.support_request),
        title=found.title,
        client_school=found.client_organisation.name,
        home_school=found.home_organisation.name,
        state=found.state,
        introduced_on=day_of(found.introduced_at),
        introduced_by=found.introduced_by.name,
        undo_by_at=local(found.undo_by_at),
        can_undo=may and not rules.can_be_undone(undoing(actor=actor, link=found), at),
        stop_asked_by=found.stop_asked_by.name if found.stop_asked_by else "",
        is_stop_waiting=found.is_stop_waiting,
        waits_for_choosing=may and looking_after.waits_for_choosing(actor=actor, link=found),
        have_not_met=may and looking_after.have_not_met(actor=actor, link=found),
        weeks_asked=tuple(sorted(set(asked.values_list("week", flat=True)))),
    )


def mailed_record(*, actor: Actor, link_id: UUID) -> Record | None:
    """Return a link for those who work on mail of the programme, with who introduced the two; None when it is gone."""
    found = Link.objects.whole().filter(programme_id=actor.tenant_id, pk=link_id).first()
    if found is None:
        return None
    who = found.introduced_by
    return Record(
        title=found.title,
        path=reverse("links:link", args=[found.programme.slug, found.pk]),
        owners=(Recipient(who.name, who.email, who.pk),),
    )


def mailed_titles(*, actor: Actor, link_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return what links are called, by key, for those who work on mail of the programme."""
    found = Link.objects.filter(programme_id=actor.tenant_id, pk__in=link_ids)
    return dict(found.values_list("pk", "title"))
