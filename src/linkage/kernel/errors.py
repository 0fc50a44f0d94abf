"""Errors that carry a plain sentence for the person who met them."""

from collections.abc import Iterable

from linkage.kernel.violations import Violation


class Refused(Exception):
    """An operation that cannot be done now; raise a subclass named for it (`UnableToSubmitRequest`).

    `violations` says why, one sentence for each reason. Nothing has been changed when it is raised.
    """

    def __init__(self, violations: Iterable[Violation] | str) -> None:
        if isinstance(violations, str):
            violations = [Violation(rule=type(self).__name__, sentence=violations)]
        self.violations = tuple(violations)
        super().__init__(" ".join(v.sentence for v in self.violations))

    @classmethod
    def unless_none(cls, violations: Iterable[Violation]) -> None:
        """Return when there are no violations; raises this error with all of them otherwise."""
        found = tuple(violations)
        if found:
            raise cls(found)


class NotFound(Exception):
    """The actor can see no such record: answered exactly as if it did not exist."""


class Forbidden(Exception):
    """The actor can see the record but may not do this."""
