"""Support over time begins: from an introduction, or from what was bought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory.models import Entry
from linkage.engagements import policy, rules
from linkage.engagements.enums import OPEN, Kind
from linkage.engagements.models import Engagement, Objective, Participant
from linkage.engagements.operations.settling import settle
from linkage.engagements.operations.step_lists import step_list_of
from linkage.engagements.operations.telling import tell_begun
from linkage.kernel.errors import Refused
from linkage.kernel.words import shortened
from linkage.links import operations as links
from linkage.links import queries as link_queries
from linkage.links.enums import TO_BE_GIVEN, LinkStatus, Side
from linkage.links.models import Commission, Link
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.people.models import Person

MOST_TEXT, MOST_OUTCOME = 100, 200


class UnableToBegin(Refused):
    """An introduction or a purchase of which nothing can begin now."""


@dataclass(frozen=True)
class Terms:
    """What it is about, from when until when; days counted in halves, nought where nobody counts them."""

    title: str
    need: str
    starts_on: date
    ends_on: date
    half_days: int = 0
    kind: str = Kind.PEER
    is_one_way: bool = False


@dataclass(frozen=True)
class _Ends:
    """The two schools, and who leads for each."""

    client: Organisation
    home: Organisation
    client_lead: Person
    home_lead: Person


@operation(policy.BEGIN, target="link")
def begin(*, actor: Actor, at: datetime, link: Link, terms: Terms) -> Engagement:
    """Take an introduction further; what the school hoped for becomes its first aim, and everybody named is told.

    Raises UnableToBegin where the introduction came to nothing or something has begun of it, or for wrong days.
    """
    link.hold()
    if link.state in (LinkStatus.UNDONE, LinkStatus.DID_NOT_HAPPEN):
        raise UnableToBegin("This introduction came to nothing. Ask for support again, and we look for somebody")
    if Engagement.objects.filter(programme_id=actor.tenant_id, link=link, status__in=OPEN).exists():
        raise UnableToBegin("You have begun this already. Open it from the page of the introduction")
    ends = _Ends(link.client_organisation, link.home_organisation, link.asker, link.helper)
    hoped = [link.support_request.outcomes] if link.support_request.outcomes else []
    made = _begin(actor, at, terms, ends, link=link, entry=link.entry, support_request=link.support_request)
    _hope(made, ({"text": shortened(each, MOST_OUTCOME)} for each in hoped))
    links.record_taken_further(actor=actor, at=at, link=link)
    settle(actor=actor, at=at, engagement=made)
    tell_begun(actor=actor, at=at, engagement=made)
    return made


@operation(policy.BEGIN_BOUGHT, target="commission")
def begin_bought(
    *, actor: Actor, at: datetime, commission: Commission, terms: Terms, entry: Entry | None = None
) -> Engagement:
    """Bring the school together with whoever gives what it was bought: `entry`, or the one it was bought from.

    Raises UnableToBegin where it is not ordered, nobody gives it, or something has begun of it already.
    """
    commission.hold()
    if commission.state not in TO_BE_GIVEN:
        raise UnableToBegin(f"This is now “{commission.state.label}”. Only what is ordered can begin")
    if Engagement.objects.filter(programme_id=actor.tenant_id, commission=commission, status__in=OPEN).exists():
        raise UnableToBegin("This has begun already. Open it from the page of what is bought")
    entry = entry or commission.entry
    home, home_lead = _giver(actor, commission, entry)
    asked = commission.support_request
    client = asked.organisation
    if client is None or home.pk == client.pk:
        raise UnableToBegin("A school cannot help itself. Choose somebody of another school")
    client_lead = link_queries.asker_of(actor=actor, support_request=asked)
    made = _begin(
        actor,
        at,
        terms,
        _Ends(client, home, client_lead, home_lead),
        commission=commission,
        entry=entry,
        support_request=asked,
    )
    _hope(made, ({"text": each.outcome, **_measured(each)} for each in commission.outcomes.order_by("place")))
    links.record_engaged(actor=actor, at=at, commission=commission)
    settle(actor=actor, at=at, engagement=made)
    tell_begun(actor=actor, at=at, engagement=made)
    return made


def _giver(actor: Actor, commission: Commission, entry: Entry | None) -> tuple[Organisation, Person]:
    """The school that helps and who leads for it: the person in the directory, else the head of the body chosen."""
    if entry is not None and entry.person is not None:
        return entry.organisation, entry.person
    if commission.organisation is None:
        raise UnableToBegin("Nobody was chosen to give this. Choose somebody of the directory")
    head = people.head_of(actor=actor, organisation_id=commission.organisation_id)
    if head is None:
        raise UnableToBegin(
            f"We know nobody at {commission.organisation.name} yet. Invite its head first, or choose somebody of the "
            "directory"
        )
    return commission.organisation, head


def _begin(actor: Actor, at: datetime, terms: Terms, ends: _Ends, **whence: Any) -> Engagement:
    UnableToBegin.unless_none(rules.days_are_in_order(terms.starts_on, terms.ends_on))
    made = Engagement.objects.create(
        programme_id=actor.tenant_id,
        kind=terms.kind,
        is_one_way=terms.is_one_way and terms.kind == Kind.PEER,
        title=shortened(terms.title, MOST_TEXT),
        need=terms.need,
        client_organisation=ends.client,
        home_organisation=ends.home,
        half_days=terms.half_days,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        step_list=step_list_of(actor=actor, at=at, kind=terms.kind),
        begun_by=people.person(actor=actor, person_id=actor.person_id),
        created_at=at,
        changed_at=at,
        **whence,
    )
    both = (
        (Side.CLIENT, ends.client_lead, ends.client),
        (Side.HOME, ends.home_lead, ends.home),
    )
    Participant.objects.bulk_create(
        Participant(
            programme_id=made.programme_id,
            engagement=made,
            person=person,
            organisation=organisation,
            side=side,
            is_lead=True,
            joined_at=at,
        )
        for side, person, organisation in both
    )
    made.hold()
    return made


def _hope(made: Engagement, hoped: Iterable[dict[str, str]]) -> None:
    """What was hoped for from the start is not typed again."""
    for place, each in enumerate(hoped, start=1):
        Objective.objects.create(programme_id=made.programme_id, engagement=made, place=place, **each)


def _measured(outcome: Any) -> dict[str, str]:
    return {"measure": outcome.measure, "baseline": outcome.baseline, "target": outcome.target}
