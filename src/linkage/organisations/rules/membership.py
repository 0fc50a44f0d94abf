"""When a school can take part, and what makes a rule or a group."""

from collections.abc import Iterable, Mapping, Sequence

from linkage.kernel.violations import Violation
from linkage.organisations.enums import SchoolStatus

LONGEST_GROUP_NAME = 80


def rule_says_something(wanted: Mapping[str, Sequence[str]]) -> list[Violation]:
    """Choose at least one authority, phase, diocese, trust or religious character"""
    if any(wanted.values()):
        return []
    sentence = "Choose at least one authority, phase, diocese, trust or religious character"
    return [Violation("rule_says_something", sentence, "authority_codes")]


def school_can_be_added(*, name: str, status: str, is_member: bool) -> list[Violation]:
    """The school takes part already, or has closed"""
    if is_member:
        return [Violation("school_can_be_added", f"{name} takes part already", "school")]
    if status == SchoolStatus.CLOSED:
        return [Violation("school_can_be_added", f"{name} has closed. Add the school that followed it", "school")]
    return []


def group_name_is_free(name: str, taken: Iterable[str]) -> list[Violation]:
    """Another group has this name"""
    if not name:
        return [Violation("group_name_is_free", "Enter a name for the group", "name")]
    if len(name) > LONGEST_GROUP_NAME:
        return [Violation("group_name_is_free", f"The name must be {LONGEST_GROUP_NAME} letters or fewer", "name")]
    if name.casefold() in {other.casefold() for other in taken}:
        return [Violation("group_name_is_free", f"There is a group called {name} already", "name")]
    return []
