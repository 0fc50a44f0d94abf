"""Links from before Linkage."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from linkage.access.actor import Actor
from linkage.links import policy
from linkage.links.models import PastLink
from linkage.people.enums import Role


@dataclass(frozen=True)
class PastRow:
    """One line of the list; `said_when` is what the old spreadsheet said where it named no day."""

    client_school: str
    home_school: str
    linked_on: date
    said_when: str
    people: str
    about: str
    notes: str


def past_rows(*, actor: Actor) -> list[PastRow]:
    """Return the links from before Linkage that the actor may know of, the newest first.

    All for who runs the programme, and for a head those of their own school.
    """
    found = _known(actor).select_related("client_organisation", "home_organisation")
    return [
        PastRow(
            client_school=each.client_organisation.name,
            home_school=each.home_organisation.name,
            linked_on=each.linked_on,
            said_when=each.said_when,
            people=each.people,
            about=each.about,
            notes=each.notes,
        )
        for each in found.order_by("-linked_on", "pk")
    ]


def past_keys(*, actor: Actor) -> frozenset[str]:
    """Return what tells the links that are there already, for a file being brought in."""
    return frozenset(PastLink.objects.filter(programme_id=actor.tenant_id).values_list("row_key", flat=True))


def _known(actor: Actor) -> QuerySet[PastLink]:
    ours = PastLink.objects.filter(programme_id=actor.tenant_id)
    if policy.runs_programme(actor):
        return ours
    heads = actor.organisations(Role.HEAD)
    return ours.filter(Q(client_organisation_id__in=heads) | Q(home_organisation_id__in=heads))
