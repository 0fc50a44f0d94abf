"""Nominations, entries and the capacity ledger."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from linkage.areas.models import Area
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory import enums
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Offer(OwnedByProgramme):
    """What somebody offers: shared by a nomination (proposed) and an entry (agreed, in the nominee's own words).

    `places` are links taken in a half-term and `days` days given in one; both whole numbers.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    job_title = models.CharField(max_length=80, blank=True)
    words = models.TextField(blank=True)
    phases = ArrayField(models.CharField(max_length=20, choices=Phase), default=list, blank=True)
    ways = ArrayField(models.CharField(max_length=20, choices=enums.Way), default=list, blank=True)
    places = models.PositiveSmallIntegerField(default=2)
    days = models.PositiveSmallIntegerField(default=0)
    radius_miles = models.PositiveSmallIntegerField(null=True, blank=True)
    visibility = models.CharField(max_length=10, choices=enums.Visibility, default=enums.Visibility.EVERYBODY)

    class Meta:
        abstract = True


class Nomination(Offer):
    """A head's word that a colleague has a real strength.

    `name` and `email` are what was typed into a draft; once it is sent the nominee is a person who holds them, and
    these are empty. `asked` counts how often the nominee was asked: an action link answers one asking only.
    """

    status = models.CharField(max_length=20, choices=enums.NominationStatus, default=enums.NominationStatus.DRAFT)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    nominee = TenantForeignKey(Person, null=True, blank=True, related_name="nominations")
    nominated_by = TenantForeignKey(Person, related_name="+")
    evidence = models.TextField(blank=True)
    area_codes = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    # What the coordinator said was missing, to the nominee.
    missing = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)
    reminders = models.PositiveSmallIntegerField(default=0)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    listed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("directory_nomination", "nominee", "nominated_by"),
            models.CheckConstraint(
                condition=models.Q(status__in=[enums.NominationStatus.DRAFT, enums.NominationStatus.WITHDRAWN])
                | models.Q(nominee__isnull=False, sent_at__isnull=False),
                name="directory_nomination_whole",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status"], name="directory_nomination_status")]

    @property
    def question(self) -> str:
        """What an action link of this nomination answers: this asking, in this state, and no other."""
        return f"{self.status}-{self.asked}"

    @property
    def colleague(self) -> str:
        """The name of the colleague, as typed or as they have it."""
        return self.nominee.name if self.nominee else self.name

    def empty(self) -> None:
        """Take away all that was typed about the colleague; who asked whom, when and the answer stay."""
        self.job_title = self.words = self.evidence = self.missing = ""
        self.area_codes, self.phases, self.ways = [], [], []
        self.places, self.days, self.radius_miles = 0, 0, None

    def move(self, to: enums.NominationStatus) -> None:
        """Move by the table of states, and by nothing else; raises ValueError for a move not in it."""
        if to not in enums.NOMINATION_MOVES[enums.NominationStatus(self.status)]:
            raise ValueError(f"a nomination does not go from {self.status} to {to}")
        self.status = to


class Entry(Offer):
    """A person in the directory, in words they own."""

    # What `move` changes.
    STANDING = ("status", "paused_until_on", "paused_by")

    status = models.CharField(max_length=12, choices=enums.EntryStatus, default=enums.EntryStatus.LISTED)
    person = TenantForeignKey(Person, related_name="entries")
    nomination = TenantForeignKey(Nomination, related_name="entries")
    listed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    paused_until_on = models.DateField(null=True, blank=True)
    # Empty without a break, and for a break begun before this was kept: that counts as the person's own.
    paused_by = models.CharField(max_length=10, choices=enums.PausedBy, blank=True, db_default="", default="")
    # Words, areas, stages, ways and map square in one index; kept by triggers, never written here.
    folded = SearchVectorField(null=True, editable=False)

    class Meta:
        constraints = [
            *tenant_constraints("directory_entry", "person", "nomination"),
            models.UniqueConstraint(
                fields=["programme", "person", "organisation"],
                condition=~models.Q(status=enums.EntryStatus.WITHDRAWN),
                name="directory_entry_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "status"], name="directory_entry_status"),
            GinIndex(
                fields=["folded"], condition=models.Q(status=enums.EntryStatus.LISTED), name="directory_entry_folded"
            ),
        ]

    @property
    def is_own_break(self) -> bool:
        """Whether the person is taking a break that they began themselves."""
        return self.status == enums.EntryStatus.PAUSED and self.paused_by != enums.PausedBy.PROGRAMME

    def move(self, to: enums.EntryStatus) -> None:
        """Move by the table of states, and by nothing else; raises ValueError for a move not in it."""
        if to not in enums.ENTRY_MOVES[enums.EntryStatus(self.status)]:
            raise ValueError(f"an entry does not go from {self.status} to {to}")
        self.status = to
        # What was said of a break ends with it.
        self.paused_until_on, self.paused_by = None, ""


class EntryArea(OwnedByProgramme):
    """An area somebody can help with."""

    entry = TenantForeignKey(Entry, on_delete=models.CASCADE, related_name="entry_areas")
    area = TenantForeignKey(Area, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("directory_entryarea", "entry", "area"),
            models.UniqueConstraint(fields=["programme", "entry", "area"], name="directory_entryarea_once"),
        ]


class Commitment(OwnedByProgramme):
    """One promise of a person's capacity in one half-term, whoever promised it. The only place that knows."""

    person = TenantForeignKey(Person, related_name="+")
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
            *tenant_constraints("directory_commitment", "person"),
            models.UniqueConstraint(
                fields=["programme", "source_id", "person", "period_starts_on"], name="directory_commitment_once"
            ),
        ]
        indexes = [models.Index(fields=["programme", "person", "period_starts_on"], name="directory_commitment_who")]


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
