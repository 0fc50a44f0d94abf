"""What a link leaves to whoever looks after its request: a stop asked for, nobody has met yet, or it did not happen."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.links import policy
from linkage.links.enums import LinkStatus, PulseAnswer
from linkage.links.models import Link, LinkQuerySet, Pulse
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.ui.next_actions import NextAction

_STOP_WAITS = Q(stop_asked_at__isnull=False, stop_settled_at=None)
_OTHERS = Link.objects.standing().filter(support_request=OuterRef("support_request")).exclude(pk=OuterRef("pk"))
# Somebody else was introduced for the same request, and that stands.
_HAS_ANOTHER = Exists(_OTHERS.exclude(status=LinkStatus.DID_NOT_HAPPEN))
# The last link of a request that is still said to be introduced, where none of them happened.
_NO_OTHER_YET = (
    Q(status=LinkStatus.DID_NOT_HAPPEN, support_request__status=RequestStatus.LINKED)
    & ~Q(_HAS_ANOTHER)
    & ~Q(Exists(_OTHERS.filter(introduced_at__gt=OuterRef("introduced_at"))))
)
# An answer that came after the programme last asked; without one, every answer.
_HAVE_NOT_MET = Q(status=LinkStatus.INTRODUCED) & Q(
    Exists(
        Pulse.objects.filter(
            link=OuterRef("pk"),
            has_met=PulseAnswer.NOT_YET,
            answered_at__gt=Coalesce(OuterRef("followed_up_at"), OuterRef("introduced_at")),
        )
    )
)

# What somebody of the programme has to do something about.
TO_LOOK_AFTER = _STOP_WAITS | _NO_OTHER_YET | _HAVE_NOT_MET


def waits_for_choosing(*, actor: Actor, link: Link) -> bool:
    """Whether a link did not happen and its school still waits to hear what comes next."""
    return _ours(actor).filter(_NO_OTHER_YET, pk=link.pk).exists()


def has_another(*, actor: Actor, link: Link) -> bool:
    """Whether somebody else was introduced for the same request, and that stands."""
    return _ours(actor).filter(_HAS_ANOTHER, pk=link.pk).exists()


def have_not_met(*, actor: Actor, link: Link) -> bool:
    """Whether somebody answered that the two have not met, and the programme has not asked them since."""
    return _ours(actor).filter(_HAVE_NOT_MET, pk=link.pk).exists()


def follow_up(*, actor: Actor, at: datetime, found: Iterable[Link]) -> Iterator[NextAction]:
    """What the actor has next: decide on a stop, ask two who have not met, or choose again where it did not happen."""
    owners = support_requests.Owners(actor, at)
    for link in found:
        if not policy.UNDO.allows(actor, link):
            continue
        if link.is_stop_waiting:
            yield _to_decide(link)
        elif owners.waits_for(actor, link.support_request):
            yield _to_follow_up(link)


def _ours(actor: Actor) -> LinkQuerySet:
    return Link.objects.whole().filter(programme_id=actor.tenant_id).select_related("support_request__owner")


def _to_decide(link: Link) -> NextAction:
    """The name of who asked for the stop is shown: they asked for it to be seen."""
    who = link.stop_asked_by.name if link.stop_asked_by else "Somebody who has left"
    return NextAction(
        title=f"{who} asks us to stop an introduction",
        text=f"{link.title}: {link.client_organisation.name} and {link.home_organisation.name}.",
        url=_page(link),
        button="Decide",
        since=link.stop_asked_at or link.changed_at,
        section="links",
    )


def _to_follow_up(link: Link) -> NextAction:
    is_over = link.state == LinkStatus.DID_NOT_HAPPEN
    schools = f"{link.client_organisation.name} and {link.home_organisation.name}"
    return NextAction(
        title=f"It did not happen: {link.title}" if is_over else f"They have not met yet: {link.title}",
        text=f"{schools}. {'Ask the school, and choose again' if is_over else 'Ask what is in the way'}",
        url=_page(link),
        button="Choose again" if is_over else "See what to do",
        since=link.changed_at,
        section="links",
    )


def _page(link: Link) -> str:
    return reverse("links:link", kwargs={"programme": link.programme.slug, "link_id": link.pk})
