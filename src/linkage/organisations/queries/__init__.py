"""Reads of the register, of the schools taking part, and of school groups."""

from linkage.organisations.queries.bodies import bodies, body
from linkage.organisations.queries.groups import group, group_ids, group_schools, groups, members_outside
from linkage.organisations.queries.members import (
    WAITING,
    authority_codes,
    closed_members,
    has_left,
    is_member,
    left_ids,
    member_of,
    member_rows,
    members,
    next_actions,
)
from linkage.organisations.queries.register import recent_imports, register_import, register_notice
from linkage.organisations.queries.rule import (
    Fitting,
    fitting,
    proposals,
    rule,
    rule_choices,
    trust_names,
    trusts_named,
)
from linkage.organisations.queries.schools import (
    SchoolChoice,
    find_schools,
    organisation,
    own_organisation,
    successors,
)

__all__ = [
    "WAITING",
    "Fitting",
    "SchoolChoice",
    "authority_codes",
    "bodies",
    "body",
    "closed_members",
    "find_schools",
    "fitting",
    "group",
    "group_ids",
    "group_schools",
    "groups",
    "has_left",
    "is_member",
    "left_ids",
    "member_of",
    "member_rows",
    "members",
    "members_outside",
    "next_actions",
    "organisation",
    "own_organisation",
    "proposals",
    "recent_imports",
    "register_import",
    "register_notice",
    "rule",
    "rule_choices",
    "successors",
    "trust_names",
    "trusts_named",
]
