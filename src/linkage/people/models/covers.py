"""Who looks after somebody's list while they are away."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef

from linkage.database.constraints import NotesChanges, TenantForeignKey, tenant_constraints
from linkage.people.enums import Role
from linkage.people.models.persons import Person, RoleGrant
from linkage.programmes.models import OwnedByProgramme


class CoverQuerySet(models.QuerySet["Cover"]):
    """Covers as several reads want them."""

    def to_come(self, today: date) -> "CoverQuerySet":
        """Those that stand today or will, each with `is_able`: whether who looks after the list runs the programme."""
        runs = RoleGrant.objects.current(today).filter(organisation=None, role__in=(Role.COORDINATOR, Role.OFFICER))
        found = self.filter(ended_at=None, to_on__gte=today)
        return found.annotate(is_able=Exists(runs.filter(person=OuterRef("looks_after"))))


class Cover(OwnedByProgramme):
    """One person's list looked after by another from a first to a last day; it ends by itself.

    Nothing is handed over: who is away stays the owner, and finds everything as theirs when they are back.
    """

    person = TenantForeignKey(Person, related_name="covers")
    looks_after = TenantForeignKey(Person, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    arranged_by = TenantForeignKey(Person, null=True, related_name="+")
    arranged_at = models.DateTimeField()
    # Ended before its last day: at once.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("people_cover", "person", "looks_after", "arranged_by"),
            NotesChanges(name="people_cover_changes"),
            models.CheckConstraint(condition=models.Q(to_on__gte=models.F("from_on")), name="people_cover_in_order"),
            models.CheckConstraint(condition=~models.Q(person=models.F("looks_after")), name="people_cover_by_another"),
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="people_cover_stands_once",
            ),
        ]

    def is_on(self, day: date) -> bool:
        """Whether its person is away on that day."""
        return self.from_on <= day <= self.to_on
