"""The steps of each kind, as a programme wants them, and what was said to be done."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class StepList(OwnedByProgramme):
    """The steps of one kind in one version. A version is never changed: what is running keeps the one it began with."""

    kind = models.CharField(max_length=12, choices=enums.Kind)
    version = models.PositiveSmallIntegerField()
    saved_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_steplist", "saved_by"),
            models.UniqueConstraint(fields=["programme", "kind", "version"], name="engagements_steplist_once"),
        ]


class Step(OwnedByProgramme):
    """One thing to do, by whom and before what. Some codes are known to us and say by themselves that they are done."""

    step_list = TenantForeignKey(StepList, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=30)
    title = models.CharField(max_length=100)
    text = models.CharField(max_length=200, blank=True)
    doer = models.CharField(max_length=10, choices=enums.Doer)
    gate = models.CharField(max_length=6, choices=enums.Gate)
    is_required = models.BooleanField(default=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_step", "step_list"),
            models.UniqueConstraint(fields=["programme", "step_list", "code"], name="engagements_step_once"),
        ]


class StepMark(OwnedByProgramme):
    """That a step is done, by whom and on which day; kept by its code, so that it outlives a change of kind."""

    engagement = TenantForeignKey("engagements.Engagement", on_delete=models.CASCADE, related_name="marks")
    code = models.SlugField(max_length=30)
    done_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    marked_by = TenantForeignKey(Person, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_stepmark", "engagement", "marked_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "code"], name="engagements_stepmark_once"),
        ]


class StepDay(OwnedByProgramme):
    """On which day a step is planned; kept by its code, so that it outlives a change of kind."""

    engagement = TenantForeignKey("engagements.Engagement", on_delete=models.CASCADE, related_name="step_days")
    code = models.SlugField(max_length=30)
    planned_on = models.DateField()
    set_by = TenantForeignKey(Person, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_stepday", "engagement", "set_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "code"], name="engagements_stepday_once"),
        ]
