"""What a link leaves to whoever looks after its request: nobody has met yet, or it did not happen."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.links import policy
from linkage.links.enums import LinkStatus, PulseAnswer
from linkage.links.models import Link, LinkQuerySet
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.ui.next_actions import NextAction

# An answer that came after the programme last asked; without one, every answer.
_UNHEARD = Q(
    pulses__has_met=PulseAnswer.NOT_YET,
    pulses__answered_at__gt=Coalesce(F("followed_up_at"), F("introduced_at")),
)


def waits_for_choosing(*, actor: Actor, link: Link) -> bool:
    """Whether a link did not happen and its school still waits to hear what comes next."""
    return _to_choose_again(actor).filter(pk=link.pk).exists()


def have_not_met(*, actor: Actor, link: Link) -> bool:
    """Whether somebody answered that the two have not met, and the programme has not asked them since."""
    return _unmet(actor).filter(pk=link.pk).exists()


def to_look_after(*, actor: Actor, at: datetime) -> Iterator[NextAction]:
    """What the actor has next: ask two who have not met, or choose again where it did not happen."""
    if not policy.runs_programme(actor):
        return
    owners = support_requests.Owners(actor, at)
    found = [*_to_choose_again(actor), *_unmet(actor)]
    for link in found:
        owner = owners.of(link.support_request)
        if not policy.CHOOSE_AGAIN.allows(actor, link) or (owner and not actor.is_person(owner.pk)):
            continue
        is_over = link.state == LinkStatus.DID_NOT_HAPPEN
        schools = f"{link.client_organisation.name} and {link.home_organisation.name}"
        yield NextAction(
            title=f"It did not happen: {link.title}" if is_over else f"They have not met yet: {link.title}",
            text=f"{schools}. {'Ask the school, and choose again' if is_over else 'Ask what is in the way'}",
            url=reverse("links:link", kwargs={"programme": link.programme.slug, "link_id": link.pk}),
            button="Choose again" if is_over else "See what to do",
            since=link.changed_at,
            section="links",
        )


def _to_choose_again(actor: Actor) -> LinkQuerySet:
    """The latest links of requests that are still said to be introduced."""
    return (
        Link.objects.whole()
        .filter(
            programme_id=actor.tenant_id,
            status=LinkStatus.DID_NOT_HAPPEN,
            support_request__status=RequestStatus.LINKED,
            support_request__introduced_at=F("introduced_at"),
        )
        .select_related("support_request__owner")
    )


def _unmet(actor: Actor) -> LinkQuerySet:
    standing = Link.objects.whole().filter(programme_id=actor.tenant_id, status=LinkStatus.INTRODUCED)
    return standing.filter(_UNHEARD).select_related("support_request__owner").distinct()
