"""What can be done when somebody is chosen, split by noun; other files call `operations.link(…)`."""

from linkage.brokering.operations.linking import DECLARED, UnableToLink, link

__all__ = ["DECLARED", "UnableToLink", "link"]
