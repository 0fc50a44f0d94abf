"""Who looks after somebody's list while they are away."""

from django.db import models

from linkage.database.constraints import NotesChanges, TenantForeignKey, tenant_constraints
from linkage.people.models.persons import Person
from linkage.programmes.models import OwnedByProgramme


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
