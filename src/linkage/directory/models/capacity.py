"""The capacity ledger: what is promised, and the limits the database keeps."""

from django.db import models

from linkage.database.constraints import NotesChanges, TenantForeignKey, tenant_constraints
from linkage.directory import enums
from linkage.directory.models.entries import Entry
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Commitment(OwnedByProgramme):
    """One promise of somebody's capacity in one half-term, whoever promised it. The only place that knows.

    With an `entry` a place of that offer is promised (its `person` is only who is written to); without one, the
    person's own.
    """

    person = TenantForeignKey(Person, related_name="+")
    entry = TenantForeignKey(Entry, null=True, blank=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    period_starts_on = models.DateField()
    kind = models.CharField(max_length=12, choices=enums.CommitmentKind)
    places = models.PositiveSmallIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    # What promised it: plain, as links and engagements stand above the directory.
    source_id = models.UUIDField()
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("directory_commitment", "person", "entry"),
            models.UniqueConstraint(
                fields=["programme", "source_id", "person", "period_starts_on"], name="directory_commitment_once"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "person", "period_starts_on"], name="directory_commitment_who"),
            models.Index(
                fields=["programme", "entry", "period_starts_on"],
                name="directory_commitment_offer",
                condition=models.Q(entry__isnull=False),
            ),
        ]


class Allowance(OwnedByProgramme):
    """What a person may promise in one half-term, and what is promised: kept by triggers on the ledger.

    The check constraint is the limit; nothing else counts.
    """

    person = TenantForeignKey(Person, related_name="+")
    period_starts_on = models.DateField()
    places_limit = models.PositiveSmallIntegerField()
    days_limit = models.PositiveSmallIntegerField()
    places_promised = models.PositiveSmallIntegerField(default=0)
    days_promised = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            *tenant_constraints("directory_allowance", "person"),
            models.UniqueConstraint(
                fields=["programme", "person", "period_starts_on"], name="directory_allowance_once"
            ),
            models.CheckConstraint(
                condition=models.Q(places_promised__lte=models.F("places_limit")), name="directory_allowance_places"
            ),
            models.CheckConstraint(
                condition=models.Q(days_promised__lte=models.F("days_limit")), name="directory_allowance_days"
            ),
            NotesChanges(name="directory_allowance_changes"),
        ]
        indexes = [
            models.Index(
                fields=["programme", "period_starts_on", "person"],
                name="directory_allowance_full",
                condition=models.Q(places_promised__gte=models.F("places_limit")),
            )
        ]


class OfferAllowance(OwnedByProgramme):
    """The places of one offer in one half-term: kept by triggers on the ledger, as `Allowance` is."""

    entry = TenantForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    period_starts_on = models.DateField()
    places_limit = models.PositiveSmallIntegerField()
    places_promised = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            *tenant_constraints("directory_offerallowance", "entry"),
            models.UniqueConstraint(
                fields=["programme", "entry", "period_starts_on"], name="directory_offerallowance_once"
            ),
            models.CheckConstraint(
                condition=models.Q(places_promised__lte=models.F("places_limit")),
                name="directory_offerallowance_places",
            ),
            NotesChanges(name="directory_offerallowance_changes"),
        ]
        indexes = [
            models.Index(
                fields=["programme", "period_starts_on", "entry"],
                name="directory_offer_full",
                condition=models.Q(places_promised__gte=models.F("places_limit")),
            )
        ]


class SchoolCeiling(OwnedByProgramme):
    """The home school's own limit: days out in a half-term, and a stop to new promises."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    days_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    is_stopped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            *tenant_constraints("directory_schoolceiling"),
            models.UniqueConstraint(fields=["programme", "organisation"], name="directory_schoolceiling_once"),
            NotesChanges(name="directory_schoolceiling_changes"),
        ]


class SchoolAllowance(OwnedByProgramme):
    """The days a school's staff have promised in one half-term: kept by triggers on the ledger, as `Allowance` is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    period_starts_on = models.DateField()
    days_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    days_promised = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            *tenant_constraints("directory_schoolallowance"),
            models.UniqueConstraint(
                fields=["programme", "organisation", "period_starts_on"], name="directory_schoolallowance_once"
            ),
            models.CheckConstraint(
                condition=models.Q(days_limit__isnull=True) | models.Q(days_promised__lte=models.F("days_limit")),
                name="directory_schoolallowance_days",
            ),
        ]
