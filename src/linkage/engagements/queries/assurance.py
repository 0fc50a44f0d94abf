"""What the home school has said of those who come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.models import Assurance, Engagement, Participant
from linkage.kernel.errors import NotFound
from linkage.links.enums import Side
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person


@dataclass(frozen=True)
class Letter:
    """The letter of assurance: of whom it was said, and of whom it is still to be said."""

    said: tuple[Assurance, ...]
    missing: tuple[Participant, ...]
    home_head: Person | None

    @property
    def is_whole(self) -> bool:
        """Whether it was said of everybody who takes part for the home school."""
        return bool(self.said) and not self.missing

    @property
    def said_at(self) -> datetime | None:
        """When it was said last."""
        return max((each.said_at for each in self.said), default=None)


def letter(*, actor: Actor, engagement: Engagement) -> Letter:
    """Return what was said of those who take part for the home school now; of whoever left nothing is shown."""
    rows = Assurance.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    here = engagement.of_side(Side.HOME)
    by_person = {each.person_id: each for each in rows.select_related("person", "said_by")}
    return Letter(
        said=tuple(by_person[each.person_id] for each in here if each.person_id in by_person),
        missing=tuple(each for each in here if each.person_id not in by_person),
        home_head=people.head_of(actor=actor, organisation_id=engagement.home_organisation_id),
    )


def letter_said(*, actor: Actor, engagement: Engagement) -> Letter:
    """Return the letter where something of it was said; raises NotFound for who is of neither school, and before."""
    found = letter(actor=actor, engagement=engagement)
    if not found.said or not policy.SEE_ASSURANCE.allows(actor, engagement):
        raise NotFound("letter of assurance")
    return found


def assurance_is_given(*, actor: Actor, engagement: Engagement) -> bool:
    """Whether the home school has said that its checks are in order for everybody who comes."""
    here = {each.person_id for each in engagement.of_side(Side.HOME)}
    rows = Assurance.objects.filter(programme_id=actor.tenant_id, engagement=engagement, person_id__in=here)
    return bool(here) and rows.count() == len(here)


def to_be_assured(*, actor: Actor, engagement: Engagement, missing: Sequence[Participant]) -> list[Participant]:
    """Return of whom the actor can say it: of everybody it is still to be said of, and of themselves only as head."""
    if not policy.leads_home(actor, engagement):
        return []
    is_head = actor.acts_for(engagement.home_organisation_id, Role.HEAD)
    return [each for each in missing if is_head or not actor.is_person(each.person_id)]
