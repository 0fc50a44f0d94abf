"""Who reads what somebody, or a school, has given: themselves, their head, and the school's governors."""

from linkage.access.action import Action, holds, known_person
from linkage.access.actor import Actor
from linkage.organisations.models import Organisation
from linkage.people.enums import Role
from linkage.people.models import Affiliation


def appraises(actor: Actor, target: Affiliation | None) -> bool:
    """Whether it is the record of the actor's own staff, for this school: its head."""
    return target is not None and actor.acts_for(target.organisation_id, Role.HEAD)


def governs(actor: Actor, target: Organisation | None) -> bool:
    """Whether it is the record of the actor's own school: its head, and its chair of governors."""
    return target is not None and actor.acts_for(target.pk, Role.HEAD, Role.CHAIR)


_OWN_SCHOOL = "the head of the school, and its chair of governors"
SEE_OWN_RECORD = Action(
    "engagements.see_own_record",
    "read what they have given",
    "everybody known to the programme, their own",
    known_person,
)
SEE_STAFF_RECORD = Action(
    "engagements.see_staff_record",
    "read what a colleague has given",
    "the head of the school, for its own staff",
    holds(Role.HEAD),
    appraises,
)
SEE_SCHOOL_RECORD = Action(
    "engagements.see_school_record",
    "read what their school gave and received",
    _OWN_SCHOOL,
    holds(Role.HEAD, Role.CHAIR),
    governs,
)
TAKE_STAFF_RECORD = Action(
    "engagements.take_staff_record",
    "took home what a colleague has given",
    "the head of the school, for its own staff",
    holds(Role.HEAD),
    appraises,
)
TAKE_SCHOOL_RECORD = Action(
    "engagements.take_school_record",
    "took home what their school gave and received",
    _OWN_SCHOOL,
    holds(Role.HEAD, Role.CHAIR),
    governs,
)
