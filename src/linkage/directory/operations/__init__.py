"""What can be done in the directory, split by noun; other apps call `operations.book_place(…)`."""

from linkage.directory.operations.capacity import UnableToBook, book_place, release_place

__all__ = ["UnableToBook", "book_place", "release_place"]
