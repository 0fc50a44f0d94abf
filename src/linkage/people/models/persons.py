"""Persons, where they work, what they may do, and how a head is proved."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.organisations.models import Organisation
from linkage.people import enums
from linkage.programmes.models import OwnedByProgramme


class Person(OwnedByProgramme):
    """A human as this programme knows them, with or without an account.

    `told_at` is when they first heard from us that we hold their data; `answered_at` when they first did anything
    themselves. Somebody who never answers is erased.
    """

    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    digest_rhythm = models.CharField(
        max_length=10,
        choices=enums.DigestRhythm,
        default=enums.DigestRhythm.WEEKLY,
        db_default=enums.DigestRhythm.WEEKLY,
    )

    class Meta:
        constraints = [
            *tenant_constraints("people_person"),
            models.UniqueConstraint(fields=["programme", "email"], name="people_person_email"),
            models.UniqueConstraint(
                fields=["programme", "account"],
                condition=models.Q(account__isnull=False),
                name="people_person_account",
            ),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="people_person_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.name.split()[0] if self.name.split() else self.name


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    """Who works where."""

    def confirmed(self, on: date) -> "AffiliationQuerySet":
        """Those we are sure of, on that day."""
        return self.filter(status=enums.AffiliationStatus.CONFIRMED).filter(
            models.Q(to_on=None) | models.Q(to_on__gte=on)
        )

    def only_typed(self) -> "AffiliationQuerySet":
        """Those that a visitor typed under an address not shown to be theirs: nobody sees them but the person."""
        return self.filter(status=enums.AffiliationStatus.CLAIMED, vouched_at=None)

    def to_confirm(self) -> "AffiliationQuerySet":
        """Those to be confirmed, of people who have shown that the address is theirs."""
        return self.filter(
            status=enums.AffiliationStatus.CLAIMED, vouched_at__isnull=False, person__answered_at__isnull=False
        )

    def standing(self) -> "AffiliationQuerySet":
        """Those that have not ended and are not only typed."""
        return self.exclude(status=enums.AffiliationStatus.ENDED).exclude(
            status=enums.AffiliationStatus.CLAIMED, vouched_at=None
        )


class Affiliation(OwnedByProgramme):
    """A person at an organisation.

    `vouched_at` is when somebody whose word counts stood behind a claim: the person themselves, signed in or by the
    link sent to them, or a colleague who named them. A claim without it was only typed on the public page.
    """

    person = TenantForeignKey(Person, related_name="affiliations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=enums.AffiliationRole)
    job_title = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=enums.AffiliationStatus, default=enums.AffiliationStatus.CLAIMED)
    confirmed_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    vouched_at = models.DateTimeField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("people_affiliation", "person", "confirmed_by"),
            models.UniqueConstraint(
                fields=["programme", "person", "organisation", "role"],
                condition=~models.Q(status=enums.AffiliationStatus.ENDED),
                name="people_affiliation_once",
            ),
        ]

    @property
    def is_only_typed(self) -> bool:
        """Whether nobody whose word counts stands behind it."""
        return self.status == enums.AffiliationStatus.CLAIMED and self.vouched_at is None

    @property
    def awaits_its_person(self) -> bool:
        """Whether the person has still to say that the claim is theirs."""
        is_claimed = self.status == enums.AffiliationStatus.CLAIMED
        return self.is_only_typed or (is_claimed and self.person.answered_at is None)


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Who may do what."""

    def current(self, on: date) -> "RoleGrantQuerySet":
        """Those that hold on that day."""
        return self.filter(from_on__lte=on, ended_at=None).filter(models.Q(to_on=None) | models.Q(to_on__gte=on))


class RoleGrant(OwnedByProgramme):
    """What a person may do for whom, for a time."""

    person = TenantForeignKey(Person, related_name="grants")
    role = models.CharField(max_length=20, choices=enums.Role)
    scope_kind = models.CharField(max_length=12, choices=enums.ScopeKind)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    granted_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    deputy_of = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    # Ended before its time: at once, not at the end of the day.
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("people_rolegrant", "person", "granted_by", "deputy_of"),
            models.CheckConstraint(
                condition=models.Q(scope_kind=enums.ScopeKind.PROGRAMME, organisation__isnull=True)
                | models.Q(scope_kind=enums.ScopeKind.ORGANISATION, organisation__isnull=False),
                name="people_rolegrant_scope",
            ),
        ]


class Invitation(OwnedByProgramme):
    """How somebody is proved to stand for a school: by its own web domain, by letter, or by hand."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = TenantForeignKey(Person, related_name="invitations")
    role = models.CharField(max_length=20, choices=enums.Role, default=enums.Role.HEAD)
    method = models.CharField(max_length=10, choices=enums.InvitationMethod)
    status = models.CharField(max_length=10, choices=enums.InvitationStatus, default=enums.InvitationStatus.SENT)
    # Hash of the letter's one-time code; the code itself is only ever on paper.
    code_hash = models.CharField(max_length=128, blank=True)
    # Why the coordinator was sure, where the head was confirmed by hand.
    reason = models.CharField(max_length=200, blank=True)
    invited_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("people_invitation", "person", "invited_by"),
            models.UniqueConstraint(
                fields=["programme", "organisation", "person", "role"],
                condition=models.Q(status=enums.InvitationStatus.SENT),
                name="people_invitation_open_once",
            ),
        ]


class Digest(OwnedByProgramme):
    """That somebody's list was looked at for the week or day that begins on `for_on`: it is mailed once at most.

    `actions` is how many things waited for them; with none, no mail went out.
    """

    person = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="digests")
    for_on = models.DateField()
    made_at = models.DateTimeField()
    actions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            *tenant_constraints("people_digest", "person"),
            models.UniqueConstraint(fields=["programme", "person", "for_on"], name="people_digest_once"),
        ]


class MergedPerson(OwnedByProgramme):
    """Who a second record of the same human was: links that were sent to it, and entries of the audit, lead on."""

    merged_id = models.UUIDField()
    into = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="merged")
    merged_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("people_mergedperson", "into"),
            models.UniqueConstraint(fields=["programme", "merged_id"], name="people_mergedperson_once"),
        ]


class DistinctPair(OwnedByProgramme):
    """Two records that look alike and are two people: a coordinator has said so, and they are not suggested again."""

    one = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = TenantForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("people_distinctpair", "one", "other"),
            models.UniqueConstraint(fields=["programme", "one", "other"], name="people_distinctpair_once"),
        ]
