from datetime import UTC, datetime
from itertools import count

from linkage.database.tenancy import acting_in
from linkage.programmes.models import Programme, ProgrammeSettings

# A Tuesday in term, mid-morning: the day most tests happen on.
NOW = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
_numbers = count(1)


def programme(**fields) -> Programme:
    number = next(_numbers)
    made = Programme.objects.create(
        **{"slug": f"programme-{number}", "name": f"Programme {number}", "created_at": NOW, **fields}
    )
    with acting_in(made.id):
        ProgrammeSettings.objects.create(programme=made)
    return made
