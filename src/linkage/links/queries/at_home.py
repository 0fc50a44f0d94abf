"""Every link that the home page speaks of, in one statement whatever it speaks of them for."""

from datetime import datetime, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.links import policy
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, LinkQuerySet, Pulse
from linkage.links.queries.looking_after import TO_LOOK_AFTER
from linkage.links.queries.records import is_own

NOTHING = Q(pk=None)
QUIET_AFTER, QUIET_UNTIL = timedelta(days=21), timedelta(days=120)


def under_way(*, actor: Actor) -> LinkQuerySet:
    """Return the actor's own links that are under way."""
    return Link.objects.filter(_is_under_way(actor), programme_id=actor.tenant_id)


def to_look_after(*, actor: Actor) -> LinkQuerySet:
    """Return the links about which somebody of the programme has something to do; none for a school's people."""
    return Link.objects.filter(_is_looked_after(actor), programme_id=actor.tenant_id)


def going_quiet(*, actor: Actor, at: datetime) -> LinkQuerySet:
    """Return the links of which nobody has said anything for three weeks; none for a school's people."""
    return Link.objects.filter(_is_quiet(actor, at), programme_id=actor.tenant_id)


def links_at_home(*, actor: Actor, at: datetime, mark: str) -> list[Link]:
    """Return those of one kind, the oldest first: "is_under_way", "is_looked_after" or "is_quiet".

    All three are asked in one statement, once for a page.
    """
    kinds = {
        "is_under_way": _is_under_way(actor),
        "is_looked_after": _is_looked_after(actor),
        "is_quiet": _is_quiet(actor, at),
    }
    wanted = kinds["is_under_way"] | kinds["is_looked_after"] | kinds["is_quiet"]
    found = Link.objects.whole().select_related("support_request__owner").filter(wanted, programme_id=actor.tenant_id)
    marked = found.annotate(**{name: ExpressionWrapper(each, BooleanField()) for name, each in kinds.items()})
    rows = marked.order_by("introduced_at", "pk")
    every = tenancy.read_once(("links at home", actor.person_id, at), lambda: list(rows))
    return [link for link in every if getattr(link, mark)]


def _is_under_way(actor: Actor) -> Q:
    return is_own(actor=actor) & Q(status__in=(LinkStatus.INTRODUCED, LinkStatus.IN_TOUCH))


def _is_looked_after(actor: Actor) -> Q:
    return TO_LOOK_AFTER if policy.runs_programme(actor) else NOTHING


def _is_quiet(actor: Actor, at: datetime) -> Q:
    """What is true of links of which nobody has said anything for three weeks.

    Those that are months old are not going quiet any more: the questions after six weeks have asked for them.
    """
    if not policy.runs_programme(actor):
        return NOTHING
    said = Pulse.objects.filter(link=OuterRef("pk"), answered_at__isnull=False)
    lately = Q(changed_at__lte=at - QUIET_AFTER, introduced_at__gte=at - QUIET_UNTIL)
    return ~Exists(said) & Q(status=LinkStatus.INTRODUCED, stop_asked_at=None) & lately
