"""What the pages and the command line show."""

from linkage.organisations.presenters.register import outcome, outcome_lines

__all__ = ["outcome", "outcome_lines"]
