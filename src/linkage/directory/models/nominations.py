"""What somebody offers, and a head's word that they have it to offer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

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
    # Who entered it in the head's name, from what the head wrote on a form; nobody where the head did it here.
    recorded_by = TenantForeignKey(Person, null=True, blank=True, db_index=False, related_name="+")
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
            *tenant_constraints("directory_nomination", "nominee", "nominated_by", "recorded_by"),
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
