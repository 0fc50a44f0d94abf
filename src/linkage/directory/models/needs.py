"""What nobody could help with yet, and the drives by which heads are asked to nominate somebody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.areas.models import Area
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory import enums
from linkage.directory.models.nominations import Nomination
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class UnmetNeed(OwnedByProgramme):
    """Somebody looked, or asked, and nobody was found.

    Kept are areas and words of areas, never what was typed: it may name somebody. `need` is what is counted once for a
    person and a day. Without an area nobody knows yet what it was about.
    """

    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    district = models.CharField(max_length=80, blank=True)
    area_codes = ArrayField(models.SlugField(max_length=40), default=list)
    words = ArrayField(models.CharField(max_length=30), default=list)
    phases = ArrayField(models.CharField(max_length=20, choices=Phase), default=list)
    source = models.CharField(max_length=10, choices=enums.NeedSource)
    need = models.CharField(max_length=200)
    noted_on = models.DateField()

    class Meta:
        constraints = [
            *tenant_constraints("directory_unmetneed", "person"),
            models.UniqueConstraint(
                fields=["programme", "person", "noted_on", "need"], name="directory_unmetneed_once"
            ),
        ]
        indexes = [models.Index(fields=["programme", "noted_on"], name="directory_unmetneed_on")]


class NominationDrive(OwnedByProgramme):
    """Heads asked to nominate somebody for one area; `district` is where the need is, when it is one place's."""

    area = TenantForeignKey(Area, related_name="+")
    district = models.CharField(max_length=80, blank=True)
    started_by = TenantForeignKey(Person, null=True, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        constraints = [*tenant_constraints("directory_nominationdrive", "area", "started_by")]


class DriveAsk(OwnedByProgramme):
    """One head asked by one drive, and what they began by the link in the mail."""

    drive = TenantForeignKey(NominationDrive, on_delete=models.CASCADE, related_name="asks")
    head = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    nomination = TenantForeignKey(Nomination, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("directory_driveask", "drive", "head", "nomination"),
            models.UniqueConstraint(fields=["programme", "drive", "head"], name="directory_driveask_once"),
        ]
