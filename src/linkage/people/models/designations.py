"""Designations: titles that a body gives to a person or a school, from a day and mostly until a day."""

import uuid
from datetime import date, datetime

from django.db import models

from linkage.database.constraints import NotesChanges, TenantForeignKey, tenant_constraints
from linkage.organisations.models import Organisation
from linkage.people import enums
from linkage.people.models.persons import Person
from linkage.people.rules.designations import called
from linkage.programmes.models import OwnedByProgramme


class DesignationTitle(OwnedByProgramme):
    """One title of the programme's own list: what it is called, who usually gives it, who can hold it.

    One out of use cannot be given any more; whoever holds it keeps it.
    """

    name = models.CharField(max_length=100)
    awarded_by = models.CharField(max_length=120, blank=True)
    holder = models.CharField(max_length=12, choices=enums.Holder, default=enums.Holder.PERSON)
    is_in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            *tenant_constraints("people_designationtitle"),
            NotesChanges(name="people_designationtitle_changes"),
            models.UniqueConstraint(fields=["programme", "name"], name="people_designationtitle_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_people(self) -> bool:
        """Whether a person holds it, and not a school or body."""
        return self.holder == enums.Holder.PERSON


class DesignationQuerySet(models.QuerySet["Designation"]):
    """Who holds what."""

    def held(self, on: date) -> "DesignationQuerySet":
        """Those that hold on that day and that somebody whose word counts has confirmed: what everybody may see."""
        return self.filter(status=enums.DesignationStatus.HELD).filter(
            models.Q(to_on=None) | models.Q(to_on__gte=on), from_on__lte=on
        )

    def open(self) -> "DesignationQuerySet":
        """Those of which somebody has still to say something."""
        return self.exclude(status=enums.DesignationStatus.ENDED)

    def whole(self) -> "DesignationQuerySet":
        """The same with what their pages and mails show."""
        return self.select_related("programme", "title", "person", "organisation", "said_by")


class Designation(OwnedByProgramme):
    """A title that a person, or a school or body, holds: for what, from whom, from when, until when.

    `asked_at` and `asked` tell of the last "is it renewed?" while it waits; a link answers that asking only. Once the
    holder has said that it ends as planned (`is_to_end`), nobody is asked again.
    """

    # What `move` and the answers change.
    STANDING = ("status", "to_on", "asked_at", "asked", "is_to_end", "confirmed_at", "ended_on")

    title = TenantForeignKey(DesignationTitle, related_name="designations")
    person = TenantForeignKey(Person, null=True, blank=True, related_name="designations")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    specialism = models.CharField(max_length=100, blank=True)
    awarded_by = models.CharField(max_length=120)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    # Where it can be looked up: the number of a certificate, an address of a register.
    evidence = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=enums.DesignationStatus)
    said_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    said_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)
    is_to_end = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("people_designation", "title", "person", "said_by"),
            NotesChanges(name="people_designation_changes"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, organisation__isnull=True)
                | models.Q(person__isnull=True, organisation__isnull=False),
                name="people_designation_holder",
            ),
            models.CheckConstraint(
                condition=models.Q(to_on=None) | models.Q(to_on__gte=models.F("from_on")),
                name="people_designation_days",
            ),
            models.UniqueConstraint(
                fields=["programme", "person", "title", "specialism"],
                condition=models.Q(person__isnull=False) & ~models.Q(status=enums.DesignationStatus.ENDED),
                name="people_designation_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "organisation", "title", "specialism"],
                condition=models.Q(organisation__isnull=False) & ~models.Q(status=enums.DesignationStatus.ENDED),
                name="people_designation_school_once",
            ),
        ]
        indexes = [models.Index(fields=["programme", "status", "to_on"], name="people_designation_ends")]

    @property
    def called(self) -> str:
        """What it is, in a phrase: "Specialist Leader of Education (phonics)"."""
        return called(self.title.name, self.specialism)

    @property
    def holder_name(self) -> str:
        """Whose it is."""
        return self.person.name if self.person else self.organisation.name if self.organisation else ""

    @property
    def holder_id(self) -> uuid.UUID:
        """The key of the person, school or body that holds it: one of the two, as the database keeps it."""
        held_by = self.person_id or self.organisation_id
        assert held_by is not None
        return held_by

    @property
    def question(self) -> str:
        """What an action link of "is it renewed?" answers: this asking, and no other."""
        return f"held-{self.asked}"

    @property
    def is_questioned(self) -> bool:
        """Whether somebody was asked if it is renewed, and has not answered."""
        return self.asked_at is not None

    def is_held(self, on: date) -> bool:
        """Whether it holds on that day, and somebody whose word counts has confirmed it."""
        is_within = self.from_on <= on and (self.to_on is None or self.to_on >= on)
        return self.status == enums.DesignationStatus.HELD and is_within

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Designation.objects.whole().select_for_update(of=("self",)))

    def move(self, to: enums.DesignationStatus) -> None:
        """Move by the table of states, and by nothing else; raises ValueError for a move not in it."""
        if to not in enums.DESIGNATION_MOVES[enums.DesignationStatus(self.status)]:
            raise ValueError(f"a designation does not go from {self.status} to {to}")
        self.status = to

    def is_answered(self, at: datetime) -> None:
        """Note that somebody said how it stands: nothing waits for an answer any more."""
        self.confirmed_at, self.asked_at = at, None
