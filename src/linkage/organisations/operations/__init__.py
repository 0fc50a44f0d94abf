"""What can be done to organisations: the register, membership of a programme, school groups."""

from linkage.organisations.operations.bodies import UnableToKeepBody, add_body, change_body
from linkage.organisations.operations.groups import (
    UnableToChangeGroup,
    UnableToNameGroup,
    add_to_group,
    create_group,
    delete_group,
    rename_group,
    take_out_of_group,
)
from linkage.organisations.operations.members import (
    UnableToAddMember,
    UnableToChangeRule,
    UnableToConfirmMembers,
    add_member,
    change_rule,
    confirm_members,
    mark_left,
)
from linkage.organisations.operations.register import import_register, load_shipped_register
from linkage.organisations.operations.uploads import (
    UnableToStartImport,
    begin_import,
    confirm_import,
    run_import,
    start_import,
)

__all__ = [
    "UnableToAddMember",
    "UnableToChangeGroup",
    "UnableToChangeRule",
    "UnableToConfirmMembers",
    "UnableToKeepBody",
    "UnableToNameGroup",
    "UnableToStartImport",
    "add_body",
    "add_member",
    "add_to_group",
    "begin_import",
    "change_body",
    "change_rule",
    "confirm_import",
    "confirm_members",
    "create_group",
    "delete_group",
    "import_register",
    "load_shipped_register",
    "mark_left",
    "rename_group",
    "run_import",
    "start_import",
    "take_out_of_group",
]
