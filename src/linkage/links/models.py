"""Links and the one-click questions that follow them."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.links import enums
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class Link(OwnedByProgramme):
    """Two people in two schools, introduced; from then on theirs.

    The client school asked and receives, the home school gives. `distance_m` is the straight line between them.
    """

    status = models.CharField(max_length=16, choices=enums.LinkStatus, default=enums.LinkStatus.INTRODUCED)
    support_request = TenantForeignKey(SupportRequest, related_name="links")
    entry = TenantForeignKey(Entry, related_name="links")
    title = models.CharField(max_length=100)
    asker = TenantForeignKey(Person, related_name="+")
    helper = TenantForeignKey(Person, related_name="+")
    client_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    home_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    distance_m = models.PositiveIntegerField(null=True, blank=True)
    introduced_by = TenantForeignKey(Person, related_name="+")
    introduced_at = models.DateTimeField()
    first_contact_by_on = models.DateField()
    changed_at = models.DateTimeField()
    closing_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("links_link", "support_request", "entry", "asker", "helper", "introduced_by"),
            models.UniqueConstraint(
                fields=["programme", "support_request", "entry"],
                condition=~models.Q(status=enums.LinkStatus.UNDONE),
                name="links_link_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "client_organisation"], name="links_link_client"),
            models.Index(fields=["programme", "home_organisation"], name="links_link_home"),
        ]


class Pulse(OwnedByProgramme):
    """One question to one side of a link, answered by one click and a confirm page; "no change" is an answer."""

    link = TenantForeignKey(Link, related_name="pulses")
    person = TenantForeignKey(Person, related_name="+")
    side = models.CharField(max_length=6, choices=enums.Side)
    week = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    has_met = models.CharField(max_length=8, choices=enums.PulseAnswer, blank=True)
    has_helped = models.CharField(max_length=8, choices=enums.PulseAnswer, blank=True)
    has_taken_home = models.CharField(max_length=8, choices=enums.PulseAnswer, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("links_pulse", "link", "person"),
            models.UniqueConstraint(fields=["programme", "link", "person", "week"], name="links_pulse_once"),
        ]
        indexes = [models.Index(fields=["programme", "due_on"], name="links_pulse_due")]
