"""The home school says that its checks are in order; the host says what visitors should know."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import OPEN, EngagementStatus
from linkage.engagements.models import Assurance, Engagement
from linkage.engagements.operations.settling import settle
from linkage.kernel.errors import Refused
from linkage.people import queries as people

CHANGEABLE = tuple(each for each in OPEN if each != EngagementStatus.PAUSED)


class UnableToAssure(Refused):
    """A word about staff that cannot be given, or not by this person."""


@operation(policy.ASSURE, target="engagement")
def assure(*, actor: Actor, at: datetime, engagement: Engagement) -> list[Assurance]:
    """Say that the home school's checks are in order for everybody who comes, of whom it was not said yet.

    Raises UnableToAssure where nobody is left but the one who says it: of themselves only the head says it.
    """
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    letter = queries.letter(actor=actor, engagement=engagement)
    if not letter.missing:
        raise UnableToAssure("You have said it of everybody who comes. There is nothing more to do")
    wanted = queries.to_be_assured(actor=actor, engagement=engagement, missing=letter.missing)
    head = letter.home_head.name if letter.home_head else ""
    UnableToAssure.unless_none(rules.nobody_vouches_for_themselves((each.person.name for each in wanted), head))
    said_by = people.person(actor=actor, person_id=actor.person_id)
    made = Assurance.objects.bulk_create(
        Assurance(
            programme_id=engagement.programme_id,
            engagement=engagement,
            person=each.person,
            said_by=said_by,
            said_at=at,
        )
        for each in wanted
    )
    settle(actor=actor, at=at, engagement=engagement)
    return made


@operation(policy.SAY_VISITOR_RULES, target="engagement")
def say_visitor_rules(*, actor: Actor, at: datetime, engagement: Engagement, visitor_rules: str) -> Engagement:  # noqa: ARG001
    """Keep what the host wants whoever visits to know; visitors see it on the page of each visit and in the letter."""
    engagement.hold()
    engagement.refuse_unless(*CHANGEABLE)
    engagement.visitor_rules = visitor_rules
    engagement.changed_at = at
    engagement.save()
    return engagement
