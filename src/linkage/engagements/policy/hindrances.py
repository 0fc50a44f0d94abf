"""What is in the way: both schools see it, and each is somebody's."""

from linkage.access.action import Action, known_person
from linkage.access.actor import Actor
from linkage.engagements.models import Hindrance
from linkage.engagements.policy.parties import LEADS, PARTIES, is_party, leads


def owns_hindrance(actor: Actor, target: Hindrance | None) -> bool:
    """Whether the actor changes or settles it: who looks after it, who noted it, and who leads."""
    return (
        target is not None
        and is_party(actor, target.engagement)
        and (
            actor.is_person(target.owner_id) or actor.is_person(target.raised_by_id) or leads(actor, target.engagement)
        )
    )


def of_hindrance(actor: Actor, target: Hindrance | None) -> bool:
    """Whether it is in the way of the actor's own engagement."""
    return target is not None and is_party(actor, target.engagement)


_OWNERS = f"who looks after it, and who noted it; {LEADS}"
NOTE_HINDRANCE = Action("engagements.note_hindrance", "noted what is in the way", PARTIES, known_person, is_party)
CHANGE_HINDRANCE = Action(
    "engagements.change_hindrance", "changed what is in the way", _OWNERS, known_person, owns_hindrance
)
SETTLE_HINDRANCE = Action(
    "engagements.settle_hindrance", "settled what was in the way", _OWNERS, known_person, owns_hindrance
)
REOPEN_HINDRANCE = Action(
    "engagements.reopen_hindrance", "said that it is in the way again", PARTIES, known_person, of_hindrance
)
