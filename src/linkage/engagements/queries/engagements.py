"""Engagements, as far as the actor may see them: whole for the two schools, as a fact for the programme."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from linkage.access.actor import Actor
from linkage.database.prepared import Prepared
from linkage.engagements import policy, rules
from linkage.engagements.enums import OPEN
from linkage.engagements.models import Engagement, EngagementQuerySet, Participant
from linkage.engagements.models.engagements import taking_part
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.links import queries as links
from linkage.links.enums import Provider, Side
from linkage.links.models import Commission, Link
from linkage.people.enums import Role
from linkage.people.models import Affiliation, Person
from linkage.programmes import queries as programmes

FOR_PROGRAMME = (Role.COORDINATOR, Role.OFFICER, Role.AUDITOR)
_BY_KEY = Prepared(
    lambda programme, engagement: Engagement.objects.whole().filter(programme_id=programme, pk=engagement)
)


def engagement(*, actor: Actor, engagement_id: UUID) -> Engagement:
    """Return one that is the actor's own, whole; raises NotFound for everybody else's."""
    found: list[Engagement] = []
    # Whether it is theirs is asked by itself: together with all that is read along, it took Django and PostgreSQL
    # longer to write and plan than to answer, and whom it is refused needs nothing of that.
    if own(actor=actor).filter(pk=engagement_id).exists():
        found = _BY_KEY.all(programme=actor.tenant_id, engagement=engagement_id)
        prefetch_related_objects(found, taking_part("participants"))
    if not found:
        raise NotFound("engagement")
    return found[0]


def engagement_or_fact(*, actor: Actor, engagement_id: UUID) -> Engagement:
    """Return one whose page the actor may open, whole or as a fact (`policy.is_party` says which); raises NotFound."""
    found = visible(actor=actor).whole().filter(pk=engagement_id).first()
    if found is None:
        raise NotFound("engagement")
    return found


def own(*, actor: Actor) -> EngagementQuerySet:
    """Return the actor's own, as `policy.is_party` says for one."""
    return Engagement.objects.filter(_is_own(actor), programme_id=actor.tenant_id)


def visible(*, actor: Actor) -> EngagementQuerySet:
    """Return those whose page the actor may open, as `policy.sees` says for one."""
    found = Engagement.objects.filter(programme_id=actor.tenant_id)
    if actor.has(*FOR_PROGRAMME) or actor.is_system:
        return found
    return found.filter(_is_own(actor) | Q(support_request__organisation_id__in=actor.organisations(Role.OFFICER)))


def _is_own(actor: Actor) -> Q:
    if actor.person_id is None:
        return Q(pk=None)
    heads = actor.organisations(Role.HEAD)
    takes_part = Participant.objects.filter(engagement=OuterRef("pk"), person_id=actor.person_id, left_at=None)
    return Exists(takes_part) | Q(client_organisation_id__in=heads) | Q(home_organisation_id__in=heads)


def rows(*, actor: Actor) -> list[Engagement]:
    """Return what a list shows, the newest change first."""
    return list(visible(actor=actor).whole().order_by("-changed_at", "pk"))


def of_ids(*, actor: Actor, engagement_ids: Collection[UUID]) -> list[Engagement]:
    """Return those of these engagements that are the actor's own."""
    return list(own(actor=actor).whole().filter(pk__in=engagement_ids))


def begun_of(*, actor: Actor, record: Link | Commission) -> Engagement | None:
    """Return the latest engagement of an introduction, or of what was bought, that the actor may open."""
    whence = {"link": record} if isinstance(record, Link) else {"commission": record}
    return visible(actor=actor).whole().filter(**whence).order_by("-created_at").first()


def colleagues(*, actor: Actor, engagement: Engagement, side: str) -> list[Person]:
    """Return who could take part for a side beside those who do: confirmed staff of its school, by name."""
    taking_part = {each.person_id for each in engagement.participants.all()}
    home = engagement.client_organisation_id if side == Side.CLIENT else engagement.home_organisation_id
    staff = (
        Affiliation.objects.confirmed(day_of(engagement.changed_at))
        .filter(programme_id=actor.tenant_id, organisation_id=home)
        .exclude(person_id__in=taking_part)
    )
    people = Person.objects.filter(programme_id=actor.tenant_id, pk__in=staff.values("person_id"))
    return list(people.order_by("name", "pk"))


def participant(*, actor: Actor, engagement: Engagement, participant_id: UUID) -> Participant:
    """Return somebody who takes part for the actor's own school; raises NotFound for everybody else."""
    mine = engagement.of_side(policy.side_of(actor, engagement))
    found = next((each for each in mine if each.pk == participant_id), None)
    if found is None:
        raise NotFound("participant")
    return found


def under_way(*, actor: Actor) -> QuerySet[Engagement]:
    """Return the actor's own that are not over."""
    return own(actor=actor).filter(status__in=OPEN)


def is_open_to_all(*, actor: Actor, commission: Commission) -> bool:  # noqa: ARG001 (every query takes who asks)
    """Whether nobody was chosen to give it when it was bought, so that somebody of the directory is chosen now."""
    return commission.provider_kind == Provider.OPEN


def givers(*, actor: Actor, commission: Commission, today: date) -> list[tuple[str, str]]:
    """Return who of the directory could give what is bought, those of its areas first; none where it was said."""
    if not is_open_to_all(actor=actor, commission=commission):
        return []
    return links.provider_choices(actor=actor, support_request=commission.support_request, today=today)["entry"]


def notice_until(*, actor: Actor, engagement: Engagement, today: date) -> date:
    """Return until when what was agreed holds if somebody stops it today."""
    calendar = programmes.calendar(actor=actor, authority_code=engagement.client_organisation.authority_code)
    return rules.notice_ends_on(today, calendar)
