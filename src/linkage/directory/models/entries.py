"""Entries: people, what schools are strong in, and offers to many schools at once."""

import uuid
from datetime import datetime

from django.db import models

from linkage.areas.models import Area
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.directory import enums
from linkage.directory.models.nominations import Nomination, Offer
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme


class Entry(Offer):
    """Somebody or something that can be asked for: a person in words they own, or what a school or body offers.

    `person` is whom an entry of kind person is about; of every other kind, who is written to. `asked_at`, `asked` and
    `reminders` tell of the last "still right?" while it waits; a link answers that asking only.
    """

    # What `move` changes.
    STANDING = ("status", "paused_until_on", "paused_by", "lapsed_at", "asked_at", "reminders")

    kind = models.CharField(
        max_length=10, choices=enums.EntryKind, default=enums.EntryKind.PERSON, db_default=enums.EntryKind.PERSON
    )
    # What a school or body calls it; a person's entry bears their name.
    title = models.CharField(max_length=120, blank=True, db_default="", default="")
    price = models.CharField(max_length=12, choices=enums.Price, blank=True, db_default="", default="")
    price_pence = models.PositiveIntegerField(null=True, blank=True)
    # What the price is for, or how it is agreed: "for each of two mornings".
    price_note = models.CharField(max_length=200, blank=True, db_default="", default="")
    is_online = models.BooleanField(db_default=False, default=False)
    status = models.CharField(max_length=12, choices=enums.EntryStatus, default=enums.EntryStatus.LISTED)
    person = TenantForeignKey(Person, related_name="entries")
    # Nobody is nominated for what a school or body offers.
    nomination = TenantForeignKey(Nomination, null=True, blank=True, related_name="entries")
    listed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    paused_until_on = models.DateField(null=True, blank=True)
    # Empty without a break, and for a break begun before this was kept: that counts as the person's own.
    paused_by = models.CharField(max_length=10, choices=enums.PausedBy, blank=True, db_default="", default="")
    asked_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(db_default=0, default=0)
    reminders = models.PositiveSmallIntegerField(db_default=0, default=0)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    # The home school takes no new promises for this entry; its head says so and takes it back.
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("directory_entry", "person", "nomination"),
            models.UniqueConstraint(
                fields=["programme", "person", "organisation"],
                condition=models.Q(kind=enums.EntryKind.PERSON) & ~models.Q(status=enums.EntryStatus.WITHDRAWN),
                name="directory_entry_person_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "status"], name="directory_entry_status"),
        ]

    @property
    def is_person(self) -> bool:
        """Whether the entry is about a person, and not about what a school or body offers."""
        return self.kind == enums.EntryKind.PERSON

    @property
    def holder_id(self) -> uuid.UUID:
        """The key of whoever the entry is about, and so of whose designations count: a person, a school or a body."""
        return self.person_id if self.is_person else self.organisation_id

    @property
    def headline(self) -> str:
        """What the entry is called: the person's name, or the title that the school or body gave it."""
        return self.person.name if self.is_person else self.title

    @property
    def question(self) -> str:
        """What an action link of "still right?" answers: this asking, and no other."""
        return f"right-{self.asked}"

    @property
    def is_questioned(self) -> bool:
        """Whether somebody was asked if the entry is still right, and has not answered."""
        return self.asked_at is not None

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
        # Nothing waits for an answer any more, but of an entry that lapsed for want of one.
        if to != enums.EntryStatus.LAPSED:
            self.lapsed_at, self.asked_at, self.reminders = None, None, 0

    def is_right(self, at: datetime) -> None:
        """Note that its person says it is still right; one that lapsed is listed again."""
        if self.status == enums.EntryStatus.LAPSED:
            self.move(enums.EntryStatus.LISTED)
        self.confirmed_at, self.asked_at, self.reminders = at, None, 0


class EntryArea(OwnedByProgramme):
    """An area somebody can help with."""

    entry = TenantForeignKey(Entry, on_delete=models.CASCADE, related_name="entry_areas")
    area = TenantForeignKey(Area, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("directory_entryarea", "entry", "area"),
            models.UniqueConstraint(fields=["programme", "entry", "area"], name="directory_entryarea_once"),
        ]


class SchoolMove(OwnedByProgramme):
    """Somebody goes to another school: their entry goes with them once the new head agrees."""

    entry = TenantForeignKey(Entry, on_delete=models.CASCADE, related_name="moves")
    from_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=enums.MoveStatus, default=enums.MoveStatus.ASKED)
    said_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    answered_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("directory_schoolmove", "entry", "said_by", "answered_by"),
            models.UniqueConstraint(
                fields=["programme", "entry"],
                condition=models.Q(status=enums.MoveStatus.ASKED),
                name="directory_schoolmove_asked_once",
            ),
        ]
