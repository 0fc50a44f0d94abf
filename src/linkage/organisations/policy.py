"""Who may import the register, see the schools of a programme, and say which take part."""

from typing import Any

from linkage.access.action import Action, either, known_person, operator, system
from linkage.access.actor import Actor

COORDINATORS = "coordinators of the programme"
READERS = "coordinators, officers and auditors of the programme"


def _coordinator(actor: Actor) -> bool:
    return actor.has("coordinator")


def _reader(actor: Actor) -> bool:
    return actor.has("coordinator", "officer", "auditor")


def _looks_after(actor: Actor) -> bool:
    return actor.has("coordinator", "officer")


def _of_this_programme(actor: Actor, target: Any) -> bool:
    """A row of the actor's programme."""
    return target is not None and actor.programme_id is not None and target.programme_id == actor.programme_id


SEE_REGISTER = Action(
    "organisations.see_register", "looked at the register", "the operator of the installation", operator
)
START_IMPORT = Action(
    "organisations.start_import", "handed in a register file", "the operator of the installation", operator
)
CONFIRM_IMPORT = Action(
    "organisations.confirm_import", "confirmed an import", "the operator of the installation", operator
)
IMPORT_REGISTER = Action(
    "organisations.import_register",
    "imported a register file",
    "the operator of the installation",
    either(operator, system),
)
LOAD_SHIPPED_REGISTER = Action(
    "organisations.load_shipped_register", "loaded the register that comes with Linkage", "the first run", system
)

FIND_SCHOOL = Action("organisations.find_school", "looked for a school", "people of the programme", known_person)
SEE_MEMBERS = Action("organisations.see_members", "looked at the schools taking part", READERS, _reader)
SEE_SCHOOL = Action(
    "organisations.see_school", "looked at a school taking part", READERS, _reader, on=_of_this_programme
)
CHANGE_RULE = Action("organisations.change_rule", "changed which schools belong", COORDINATORS, _coordinator)
CONFIRM_MEMBERS = Action(
    "organisations.confirm_members", "confirmed schools as taking part", COORDINATORS, _coordinator
)
ADD_MEMBER = Action("organisations.add_member", "added a school", COORDINATORS, _coordinator)
MARK_LEFT = Action(
    "organisations.mark_left",
    "marked a school as no longer taking part",
    COORDINATORS,
    _coordinator,
    on=_of_this_programme,
)
SEE_BODIES = Action("organisations.see_bodies", "looked at hubs and partners", READERS, _reader)
ADD_BODY = Action("organisations.add_body", "added a hub or partner", "coordinators and officers", _looks_after)
CHANGE_BODY = Action(
    "organisations.change_body",
    "changed a hub or partner",
    "coordinators and officers",
    _looks_after,
    on=_of_this_programme,
)
SEE_GROUPS = Action("organisations.see_groups", "looked at the school groups", READERS, _reader)
CREATE_GROUP = Action("organisations.create_group", "made a school group", COORDINATORS, _coordinator)
RENAME_GROUP = Action(
    "organisations.rename_group", "renamed a school group", COORDINATORS, _coordinator, on=_of_this_programme
)
CHANGE_GROUP = Action(
    "organisations.change_group",
    "changed who belongs to a school group",
    COORDINATORS,
    _coordinator,
    on=_of_this_programme,
)
DELETE_GROUP = Action(
    "organisations.delete_group", "deleted a school group", COORDINATORS, _coordinator, on=_of_this_programme
)
