"""A few people shared with the school that asked, so that it may say who it would like to meet."""

from django.db import models

from linkage.brokering.enums import ShortlistEnd
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest


class SharedShortlist(OwnedByProgramme):
    """What was shared, and what the school said: one of them, or none and why.

    It waits until the school has answered. It has ended, answered or not, as soon as it leads to nothing more: then
    nobody is asked or told to act on it, whatever becomes of its request. `is_named` is how the programme shared people
    then.
    """

    support_request = TenantForeignKey(SupportRequest, related_name="shortlists")
    is_named = models.BooleanField()
    shared_by = TenantForeignKey(Person, related_name="+")
    shared_at = models.DateTimeField()
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    # Whom the school chose; with an answer and nobody chosen, none of them fits.
    chosen_entry = TenantForeignKey(Entry, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True, default="", db_default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=8, choices=ShortlistEnd, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            *tenant_constraints("brokering_shortlist", "support_request", "shared_by", "answered_by", "chosen_entry"),
            models.UniqueConstraint(
                fields=["programme", "support_request"],
                condition=models.Q(answered_at__isnull=True, ended_at__isnull=True),
                name="brokering_shortlist_waits_once",
            ),
            models.CheckConstraint(
                condition=models.Q(chosen_entry__isnull=True) | models.Q(answered_at__isnull=False),
                name="brokering_shortlist_chosen_is_answered",
            ),
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether the school may still answer."""
        waits = self.support_request.state == RequestStatus.WAITING_FOR_SCHOOL
        return self.answered_at is None and self.ended_at is None and waits

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        fields = ["answered_by", "answered_at", "chosen_entry", "answer", "ended_at"]
        self.refresh_from_db(fields=fields, from_queryset=SharedShortlist.objects.select_for_update())


class SharedPerson(OwnedByProgramme):
    """One of them: a line about them, and why they fit in the words of the cards; never points, never a rank.

    `reasons` is a line for each, "How far: 8 miles", as it was when it was shared.
    """

    shortlist = TenantForeignKey(SharedShortlist, on_delete=models.CASCADE, related_name="people")
    entry = TenantForeignKey(Entry, related_name="+")
    # What they do, as their school calls it; nothing for who asked not to be shown to everybody.
    role = models.CharField(max_length=80, blank=True, default="", db_default="")
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    reasons = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [
            *tenant_constraints("brokering_sharedperson", "shortlist", "entry"),
            models.UniqueConstraint(fields=["programme", "shortlist", "entry"], name="brokering_sharedperson_once"),
        ]
