"""What can be done with people, split by noun; other apps call `operations.find_or_add(…)`."""

from linkage.people.operations.persons import find_or_add

__all__ = ["find_or_add"]
