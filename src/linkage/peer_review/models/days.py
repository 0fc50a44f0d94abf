"""The day of a visit as its host prepares it: what happens when, and what to read before."""

from datetime import time

from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.documents.models import StoredFile
from linkage.peer_review import enums
from linkage.peer_review.models.visits import Visit, Visiting
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Session(OwnedByProgramme):
    """One part of the day: from when, how long, what, with whom; all visitors, or one of them."""

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=11, choices=enums.SessionKind)
    about = models.CharField(max_length=160, blank=True)
    visiting = TenantForeignKey(Visiting, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_session", "visit", "visiting"),
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="peer_review_session_length"),
        ]

    @property
    def ends_at(self) -> time:
        """When it is over; the rules keep it within the day."""
        over = self.starts_at.hour * 60 + self.starts_at.minute + self.minutes
        return time(over // 60, over % 60)


class VisitPaper(OwnedByProgramme):
    """Something visitors should read before they come. Taken off, it is gone with its file."""

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(max_length=100)
    file = TenantForeignKey(StoredFile, related_name="+")
    added_by = TenantForeignKey(Person, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = tenant_constraints("peer_review_visitpaper", "visit", "file", "added_by")
