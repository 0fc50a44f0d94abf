"""Rules about organisations; the reading of register files is in modules of its own."""

from linkage.organisations.rules.bodies import body_has_a_name
from linkage.organisations.rules.distance import METRES_A_MILE, distance_m, miles
from linkage.organisations.rules.folding import folded, sought
from linkage.organisations.rules.likeness import FSM_POINTS, NO_FAITH, SEN_POINTS, SIZE_SHARE, alike
from linkage.organisations.rules.membership import group_name_is_free, rule_says_something, school_can_be_added
from linkage.organisations.rules.phases import phases_of

__all__ = [
    "FSM_POINTS",
    "METRES_A_MILE",
    "NO_FAITH",
    "SEN_POINTS",
    "SIZE_SHARE",
    "alike",
    "body_has_a_name",
    "distance_m",
    "folded",
    "group_name_is_free",
    "miles",
    "phases_of",
    "rule_says_something",
    "school_can_be_added",
    "sought",
]
