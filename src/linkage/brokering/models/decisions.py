"""What was decided, by whom, and what was known."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class Decision(OwnedByProgramme):
    """The choice of one candidate for one request, with what was known and why not the others.

    `snapshot` holds ids, terms, points and rule names of all candidates then; no names.
    """

    support_request = TenantForeignKey(SupportRequest, related_name="decisions")
    entry = TenantForeignKey(Entry, related_name="+")
    decided_by = TenantForeignKey(Person, related_name="+")
    decided_at = models.DateTimeField()
    snapshot = models.JSONField()

    class Meta:
        constraints = tenant_constraints("brokering_decision", "support_request", "entry", "decided_by")
