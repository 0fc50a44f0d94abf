"""What visitors note, the report that comes of it in its versions, and what becomes of its lines."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.peer_review import enums
from linkage.peer_review.models.visits import Visit
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class Note(OwnedByProgramme):
    """What one visitor noted on the way; the visitors of this visit read it, and nobody else."""

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="notes")
    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=enums.NoteKind)
    text = models.CharField(max_length=600)
    made_at = models.DateTimeField()

    class Meta:
        constraints = tenant_constraints("peer_review_note", "visit", "person")


class ReportVersion(OwnedByProgramme):
    """A report as it was sent to the host; the newest is a draft until it is sent (`sent_at`).

    What was sent never changes. `remark` is what the host says to all of it, a line's `dispute` what is wrong there.
    """

    visit = TenantForeignKey(Visit, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    saved_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    checked_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_reportversion", "visit", "saved_by", "checked_by"),
            models.UniqueConstraint(fields=["programme", "visit", "number"], name="peer_review_reportversion_number"),
            models.CheckConstraint(
                condition=Q(checked_at=None) | Q(sent_at__isnull=False), name="peer_review_reportversion_sent_first"
            ),
        ]

    @property
    def ordered(self) -> list["ReportLine"]:
        """Its lines in their order; read with `queries.reports`."""
        return list(self.lines.all())

    def of(self, kind: str) -> list["ReportLine"]:
        """Its lines under one heading; read with `queries.reports`."""
        return [each for each in self.ordered if each.kind == kind]


class ReportLine(OwnedByProgramme):
    """One line of a version of a report. `area_codes` are read from its words when the report is agreed."""

    version = TenantForeignKey(ReportVersion, on_delete=models.CASCADE, related_name="lines")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=enums.LineKind)
    text = models.CharField(max_length=400)
    dispute = models.CharField(max_length=300, blank=True)
    area_codes = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    # What the host asked for because of it.
    request = TenantForeignKey(SupportRequest, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_reportline", "version", "request"),
            models.UniqueConstraint(fields=["programme", "version", "place"], name="peer_review_reportline_place"),
        ]


class LineCheck(OwnedByProgramme):
    """The host is asked what has become of an “even better if”, and says it."""

    line = TenantForeignKey(ReportLine, on_delete=models.CASCADE, related_name="checks")
    asking = models.CharField(max_length=5, choices=enums.Asking)
    asked_at = models.DateTimeField()
    says = models.CharField(max_length=9, choices=enums.Stands, blank=True)
    note = models.CharField(max_length=300, blank=True)
    said_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("peer_review_linecheck", "line", "said_by"),
            models.UniqueConstraint(fields=["programme", "line", "asking"], name="peer_review_linecheck_once"),
            models.CheckConstraint(
                condition=Q(says="", said_at=None) | (~Q(says="") & Q(said_at__isnull=False)),
                name="peer_review_linecheck_whole",
            ),
        ]
