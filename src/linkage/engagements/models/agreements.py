"""What two schools agree in writing: the programme's clauses, each version of an agreement, and who signed it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.kernel.errors import Refused
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class UnableToMoveAgreement(Refused):
    """Somebody else was quicker: the agreement is no longer where this could be done."""


class ClauseLibrary(OwnedByProgramme):
    """The clauses of a programme in one version. A version is never changed: a draft keeps the one it began with."""

    number = models.PositiveSmallIntegerField()
    saved_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_clauselibrary", "saved_by"),
            models.UniqueConstraint(fields=["programme", "number"], name="engagements_clauselibrary_once"),
        ]


class Clause(OwnedByProgramme):
    """One clause: a heading and a text, with slots such as {client} that are filled from the engagement."""

    library = TenantForeignKey(ClauseLibrary, on_delete=models.CASCADE, related_name="clauses")
    place = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=30)
    heading = models.CharField(max_length=100)
    text = models.TextField()
    use = models.CharField(max_length=10, choices=enums.ClauseUse)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_clause", "library"),
            models.UniqueConstraint(fields=["programme", "library", "code"], name="engagements_clause_once"),
        ]


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Agreements as several reads want them."""

    def whole(self) -> "AgreementQuerySet":
        """With who wrote it and who has signed, so that a page asks twice."""
        signed = Signature.objects.select_related("person").order_by("signed_at", "pk")
        return self.select_related("saved_by", "offered_by").prefetch_related(
            models.Prefetch("signatures", queryset=signed)
        )


class Agreement(OwnedByProgramme):
    """One version of what two schools agree. Once it is offered, `text` is frozen and `text_hash` tells it from others.

    At most one version is being written or signed, and at most one holds. A draft that was offered and taken back gets
    the next number, so that a number never stands for two texts.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=14, choices=enums.AgreementStatus, default=enums.AgreementStatus.DRAFT, db_index=True
    )
    library = TenantForeignKey(ClauseLibrary, related_name="agreements")
    # Who pays what, where nothing was bought.
    costs = models.CharField(max_length=300, blank=True)
    # What this version changes, where one holds already.
    change = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    saved_by = TenantForeignKey(Person, related_name="+")
    saved_at = models.DateTimeField()
    offered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    signed_at = models.DateTimeField(null=True, blank=True)
    # When a newer one took its place, or the work was over.
    ended_at = models.DateTimeField(null=True, blank=True)
    # A name was taken out of the frozen text for somebody who was forgotten: the hash is that of the text as signed.
    names_taken_out_at = models.DateTimeField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_agreement", "engagement", "library", "saved_by", "offered_by"),
            models.UniqueConstraint(fields=["programme", "engagement", "number"], name="engagements_agreement_number"),
            models.UniqueConstraint(
                fields=["programme", "engagement"],
                condition=Q(status__in=enums.AGREEMENT_OPEN),
                name="engagements_agreement_one_open",
            ),
            models.UniqueConstraint(
                fields=["programme", "engagement"],
                condition=Q(status=enums.AgreementStatus.SIGNED),
                name="engagements_agreement_one_holds",
            ),
            models.CheckConstraint(
                condition=Q(status=enums.AgreementStatus.DRAFT)
                | Q(status=enums.AgreementStatus.ENDED)
                | (~Q(text="") & ~Q(text_hash="") & Q(offered_at__isnull=False)),
                name="engagements_agreement_frozen",
            ),
        ]

    @property
    def state(self) -> enums.AgreementStatus:
        """Where it has got to, with its words."""
        return enums.AgreementStatus(self.status)

    @property
    def signed(self) -> list["Signature"]:
        """Who has signed, in that order; read with `whole`."""
        return list(self.signatures.all())

    @property
    def is_to_be_signed(self) -> bool:
        """Whether it waits for signatures."""
        return self.state in enums.TO_BE_SIGNED

    def move_to(self, status: enums.AgreementStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveAgreement for a move not in the table."""
        if status not in enums.AGREEMENT_MOVES[self.state]:
            raise UnableToMoveAgreement(f"The agreement is now “{self.state.label}”, so this cannot be done any more")
        self.status = status

    def end(self, status: enums.AgreementStatus, at: datetime) -> None:
        """Let it hold no more, and save it."""
        self.move_to(status)
        self.ended_at = at
        self.save()

    def hold(self) -> None:
        """Lock the row of its engagement until the transaction ends, and read both afresh: two who sign take turns."""
        self.engagement.hold()
        held = self.engagement
        self.refresh_from_db(from_queryset=Agreement.objects.whole())
        self.engagement = held


class AgreementClause(OwnedByProgramme):
    """What a draft does with one clause of its library: whether it is in, and words of the two schools' own."""

    agreement = TenantForeignKey(Agreement, on_delete=models.CASCADE, related_name="clauses")
    code = models.SlugField(max_length=30)
    is_in = models.BooleanField(default=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_agreementclause", "agreement"),
            models.UniqueConstraint(fields=["programme", "agreement", "code"], name="engagements_agreementclause_once"),
        ]


class Signature(OwnedByProgramme):
    """That somebody signed for one party: the name they typed, as what, when, and which text they saw.

    Who stands for two parties signs once, and has a row for each.
    """

    agreement = TenantForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatures")
    party = models.CharField(max_length=12, choices=enums.Party)
    person = TenantForeignKey(Person, related_name="+")
    typed_name = models.CharField(max_length=120)
    signed_for = models.CharField(max_length=240)
    text_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("engagements_signature", "agreement", "person"),
            models.UniqueConstraint(fields=["programme", "agreement", "party"], name="engagements_signature_once"),
        ]
