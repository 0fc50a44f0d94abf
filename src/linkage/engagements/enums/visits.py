"""States of a visit."""

from django.db import models


class VisitStatus(models.TextChoices):
    """Where one visit has got to."""

    PLANNED = "planned", "Planned"
    WRITTEN = "written", "Waiting to be agreed"
    AGREED = "agreed", "Agreed"
    CANCELLED = "cancelled", "Cancelled"


VISIT_MOVES: dict[VisitStatus, set[VisitStatus]] = {
    VisitStatus.PLANNED: {VisitStatus.WRITTEN, VisitStatus.CANCELLED},
    # A note can be sent back to whoever wrote it.
    VisitStatus.WRITTEN: {VisitStatus.AGREED, VisitStatus.PLANNED},
    VisitStatus.AGREED: set(),
    VisitStatus.CANCELLED: set(),
}
