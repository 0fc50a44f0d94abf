"""What a rule returns when it does not hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Violation:
    """One rule that does not hold, in the sentence its user reads.

    `rule` is the name of the rule function; `field` is the form field the sentence belongs to, when there is one.
    """

    rule: str
    sentence: str
    field: str | None = None
