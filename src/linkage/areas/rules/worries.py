"""What is said to whoever writes of a worry about a person, where the words would be kept."""

from linkage.kernel.violations import Violation

WORRY = "This reads like a worry about a person, which we never keep. Tell your safeguarding lead, not us"


def no_worry(field: str) -> list[Violation]:
    """Return what is wrong with words that read like a worry about a person, at the question they stand in."""
    return [Violation("no_worry", WORRY, field)]
