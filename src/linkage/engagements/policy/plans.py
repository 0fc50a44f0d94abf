"""Aims, what is done for them, and looking at it together."""

from linkage.access.action import Action, known_person
from linkage.access.actor import Actor
from linkage.engagements.models import PlanAction
from linkage.engagements.policy.parties import LEADS, PARTIES, is_party, leads


def owns_action(actor: Actor, target: PlanAction | None) -> bool:
    """Whether the actor says that this is done: whoever does it, and who leads."""
    return target is not None and (actor.is_person(target.owner_id) or leads(actor, target.objective.engagement))


SAY_WHO_CARRIES_ON = Action(
    "engagements.say_who_carries_on", "wrote who carries on afterwards", PARTIES, known_person, is_party
)
SAVE_OBJECTIVE = Action("engagements.save_objective", "wrote what should change", PARTIES, known_person, is_party)
DROP_OBJECTIVE = Action("engagements.drop_objective", "took an aim off", LEADS, known_person, leads)
ADD_ACTION = Action("engagements.add_action", "added something to do", PARTIES, known_person, is_party)
FINISH_ACTION = Action(
    "engagements.finish_action",
    "did something that was planned",
    f"whoever does it; {LEADS}",
    known_person,
    owns_action,
)
CHANGE_ACTION = Action(
    "engagements.change_action",
    "changed something to do",
    f"whoever does it; {LEADS}",
    known_person,
    owns_action,
)
DROP_ACTION = Action(
    "engagements.drop_action", "took something to do off", f"whoever does it; {LEADS}", known_person, owns_action
)
OPEN_REVIEW = Action("engagements.open_review", "set a day to look at it together", LEADS, known_person, leads)
RATE = Action("engagements.rate", "said how each aim stands", PARTIES, known_person, is_party)
CLOSE_REVIEW = Action("engagements.close_review", "finished looking at it together", LEADS, known_person, leads)
