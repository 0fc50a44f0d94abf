"""A school that somebody else refers to the programme, and that agrees or does not."""

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests import enums
from linkage.support_requests.models.requests import SupportRequest

S = enums.ReferralStatus


class UnableToMoveReferral(Refused):
    """Somebody else was quicker: the referral is no longer where this could be done."""


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Referrals as several reads want them."""

    def whole(self) -> "ReferralQuerySet":
        """With the school, the people and what it became, so that a page asks once."""
        return self.select_related("programme", "organisation", "referrer", "contact", "support_request")


class Referral(OwnedByProgramme):
    """A team refers a school, whose contact agrees before it is a request: whoever refers learns the outcome alone.

    What was typed about whoever refers stands here until they confirm that it was they; what was typed about the
    contact until the school is written to. `words` are empty again once the school has agreed, in its own words, or
    has not wanted it.
    """

    status = models.CharField(max_length=12, choices=S, default=S.UNCONFIRMED)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    referrer = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    referrer_name = models.CharField(max_length=120, blank=True)
    referrer_email = models.EmailField(blank=True)
    team = models.CharField(max_length=120)
    contact = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    words = models.TextField(blank=True)
    has_consent = models.BooleanField(default=False)
    support_request = TenantForeignKey(SupportRequest, models.SET_NULL, null=True, blank=True, related_name="referrals")
    referred_at = models.DateTimeField()
    # When its contact was written to: the days of its clock are counted from here.
    sent_at = models.DateTimeField(null=True, blank=True)
    times_reminded = models.PositiveSmallIntegerField(default=0)
    # What whoever refers was told, and when.
    outcome = models.CharField(max_length=12, choices=enums.ReferralOutcome, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("support_requests_referral", "referrer", "contact", "support_request"),
            models.CheckConstraint(
                condition=models.Q(status=S.UNCONFIRMED, referrer__isnull=True, sent_at__isnull=True)
                | (~models.Q(status=S.UNCONFIRMED) & models.Q(referrer__isnull=False, sent_at__isnull=False)),
                name="support_requests_referral_whole",
            ),
            models.CheckConstraint(condition=models.Q(has_consent=True), name="support_requests_referral_agreed"),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="support_requests_referral_st")]

    @property
    def state(self) -> enums.ReferralStatus:
        """Where it has got to, with its words."""
        return S(self.status)

    @property
    def referred_by(self) -> str:
        """Who refers: as they have it, or as it was typed."""
        return self.referrer.name if self.referrer else self.referrer_name

    @property
    def contact_called(self) -> str:
        """Who agrees for the school: as they have it, or as it was typed."""
        return self.contact.name if self.contact else self.contact_name

    def move_to(self, status: enums.ReferralStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveReferral for a move not in the table."""
        if status not in enums.REFERRAL_MOVES[self.state]:
            raise UnableToMoveReferral("This has been answered already, or too long ago for an answer")
        self.status = status

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Referral.objects.select_for_update())
