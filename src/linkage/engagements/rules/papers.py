"""How many papers an engagement may hold, and when a planned day has passed. Pure: the docstring is what is shown."""

from datetime import date

from linkage.kernel.violations import Violation

MOST_FILES = 100
MOST_BYTES = 200_000_000


def there_is_room(files: int, size: int, wanted: int) -> list[Violation]:
    """There are at most a hundred papers of 200 MB together, counted with their earlier versions."""
    if files < MOST_FILES and size + wanted <= MOST_BYTES:
        return []
    limit = f"{MOST_FILES} files" if files >= MOST_FILES else f"{MOST_BYTES // 1_000_000} MB"
    said = f"There is room for {limit}, counted with earlier versions. Take a paper off that nobody needs any more"
    return [Violation("there_is_room", said, field="file")]


def is_late(planned_on: date | None, today: date, *, is_done: bool) -> bool:
    """Whether a step is not done, and its day has passed."""
    return planned_on is not None and not is_done and planned_on < today
