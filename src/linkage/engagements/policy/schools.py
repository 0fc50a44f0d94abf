"""What becomes of an engagement when one of its schools has closed."""

from linkage.access.action import Action, holds
from linkage.access.actor import Actor
from linkage.engagements.models import SchoolChange
from linkage.engagements.policy.parties import HANDLERS, works_on
from linkage.people.enums import Role


def settles_school(actor: Actor, target: SchoolChange | None) -> bool:
    """Whether the actor says what becomes of it: whoever looks after the request."""
    return target is not None and works_on(actor, target.engagement)


_works = holds(Role.COORDINATOR, Role.OFFICER)
MOVE_SCHOOL = Action(
    "engagements.move_school", "said which school took the place of another", HANDLERS, _works, settles_school
)
STOP_CLOSED = Action("engagements.stop_closed", "stopped it, as a school has closed", HANDLERS, _works, settles_school)
