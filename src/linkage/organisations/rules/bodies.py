"""What a programme's own body must be."""

from linkage.kernel.violations import Violation


def body_has_a_name(name: str, *, is_taken: bool) -> list[Violation]:
    """Enter a name that no other hub or partner of the programme has"""
    if not name:
        return [Violation("body_has_a_name", "Enter its name", "name")]
    if is_taken:
        return [Violation("body_has_a_name", f"{name} is on your list already", "name")]
    return []
