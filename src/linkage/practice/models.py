"""Something a school does well, and which schools agreed that others see it."""

import uuid
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.urls import reverse

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.practice import enums
from linkage.programmes.models import OwnedByProgramme

_WAYS = [(way.value, way.label) for way in enums.SHOWN_BY]


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Practices as several reads want them."""

    def whole(self) -> "PracticeQuerySet":
        """With the schools, the people and who agreed, so that a page asks twice."""
        related = self.select_related("programme", "organisation", "partner", "owner", "written_by", "ended_by")
        return related.prefetch_related(
            models.Prefetch("consents", queryset=Consent.objects.select_related("organisation", "said_by"))
        )


class Practice(OwnedByProgramme):
    """What a school does well, how it knows, and who shows it.

    `organisation` shows it; `partner` is the other school of what two did together, `source_id` the key of that.
    `audience_id` is the key of the group or round whose schools alone find it. Without an `owner` nobody finds it.
    `asked_at`, `asked` and `reminders` tell of the last "still right?".
    """

    # What changes as time goes by.
    STANDING = ("status", "owner", "review_on", "asked_at", "asked", "reminders", "lapsed_at")

    source = models.CharField(max_length=10, choices=enums.Source, default=enums.Source.DIRECT)
    source_id = models.UUIDField(null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=13, choices=enums.PracticeStatus, default=enums.PracticeStatus.DRAFT)
    audience = models.CharField(
        max_length=9, choices=enums.Audience, default=enums.Audience.PROGRAMME, db_default=enums.Audience.PROGRAMME
    )
    audience_id = models.UUIDField(null=True, blank=True)
    title = models.CharField(max_length=120)
    what = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    area_codes = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    phases = ArrayField(models.CharField(max_length=20, choices=Phase), default=list, blank=True)
    ways = ArrayField(models.CharField(max_length=20, choices=_WAYS), default=list, blank=True)
    owner = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    written_by = TenantForeignKey(Person, related_name="+")
    # Until when it can be taken for right; then whoever shows it is asked.
    review_on = models.DateField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    # What a head wants changed before saying yes.
    missing = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=300, blank=True)
    # By what it is found; the title counts most.
    found_by = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("what", weight="B", config="english")
        + SearchVector("evidence", weight="C", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("practice_practice", "owner", "written_by", "ended_by"),
            models.UniqueConstraint(
                fields=["programme", "source_id"],
                condition=models.Q(source_id__isnull=False) & ~models.Q(status=enums.PracticeStatus.TAKEN_DOWN),
                name="practice_practice_one_of_source",
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=enums.FOR_ALL) | models.Q(audience_id__isnull=False),
                name="practice_practice_audience",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=enums.FOUND) | models.Q(owner__isnull=False),
                name="practice_practice_is_shown",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="practice_practice_status")]

    @property
    def state(self) -> enums.PracticeStatus:
        """Where it has got to, with its words."""
        return enums.PracticeStatus(self.status)

    @property
    def is_found(self) -> bool:
        """Whether whoever it is for finds it."""
        return self.state in enums.FOUND

    @property
    def is_for_all(self) -> bool:
        """Whether it is for everybody in the programme, and not for some of its schools."""
        return self.audience in enums.FOR_ALL

    @property
    def question(self) -> str:
        """What an action link of "still right?" answers: this asking, and no other."""
        return f"right-{self.asked}"

    @property
    def schools(self) -> list[Organisation]:
        """The schools it speaks of: whichever shows it, and the other of two."""
        return [self.organisation, self.partner] if self.partner else [self.organisation]

    @property
    def path(self) -> str:
        """The address of its page."""
        return reverse("practice:practice", args=[self.programme.slug, self.pk])

    def consent_of(self, organisation_id: uuid.UUID | None) -> "Consent | None":
        """The yes of a school, one that was taken back too; read with `whole`."""
        return next((each for each in self.consents.all() if each.organisation_id == organisation_id), None)

    @property
    def waits_for(self) -> list[Organisation]:
        """The schools that have not said yes, or not any more; read with `whole`."""
        agreed = {each.organisation_id for each in self.consents.all() if each.taken_back_at is None}
        return [each for each in self.schools if each.pk not in agreed]

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Practice.objects.whole().select_for_update(of=("self",)))
        models.prefetch_related_objects([self], "consents__organisation", "consents__said_by")

    def move(self, to: enums.PracticeStatus) -> None:
        """Move by the table of states, and by nothing else; raises ValueError for a move not in it."""
        if to not in enums.PRACTICE_MOVES[self.state]:
            raise ValueError(f"a practice does not go from {self.status} to {to}")
        self.status = to
        if to not in (enums.PracticeStatus.DUE, enums.PracticeStatus.LAPSED):
            self.asked_at, self.reminders, self.lapsed_at = None, 0, None

    def note_shared(self, at: datetime) -> None:
        """Let everybody find it; the first time is remembered."""
        if self.state != enums.PracticeStatus.SHARED:
            self.move(enums.PracticeStatus.SHARED)
        self.shared_at = self.shared_at or at
        self.missing = ""


class PracticeOfNeighbour(Practice):
    """What a neighbouring programme shares, as `practice_of_neighbours()` hands it over: its public columns alone.

    `read_in` is the slug of the programme it is read in; `holds` says of each word asked for whether it is in it, and
    `met` are those that are.
    """

    read_in: str
    holds: list[bool]
    met: tuple[str, ...]

    class Meta:
        proxy = True

    @property
    def path(self) -> str:
        """The address of its page in the programme it is read in."""
        return reverse("practice:of-neighbour", args=[self.read_in, self.pk])


class Consent(OwnedByProgramme):
    """A school's yes to what stands there now, taken back whenever it likes.

    `is_named` says whether others read its name; the school that shows it is always named.
    """

    practice = TenantForeignKey(Practice, on_delete=models.CASCADE, related_name="consents")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    said_by = TenantForeignKey(Person, related_name="+")
    said_at = models.DateTimeField()
    is_named = models.BooleanField(default=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("practice_consent", "practice", "said_by"),
            models.UniqueConstraint(fields=["programme", "practice", "organisation"], name="practice_consent_once"),
        ]
