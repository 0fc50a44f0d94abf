"""The tenant, its settings and its calendar."""

from datetime import datetime

from django.db import models

from linkage.database.constraints import NotesChanges, tenant_constraints
from linkage.database.models import Keyed
from linkage.programmes import enums


class Programme(Keyed):
    """One body's scheme. Global and public: what its front page shows to anybody."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=80, default="School-to-school support")
    colour = models.CharField(max_length=7, default="#0b5d66")
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    contact_times = models.CharField(max_length=120, blank=True)
    # The pause switch, here because every page says so: clocks stand still and reminders wait while it is set.
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_reason = models.CharField(max_length=200, blank=True)
    # Whether schools look at one another here: the bar on each page says so, and may cost no statement.
    has_rounds = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [NotesChanges(name="programmes_programme_changes", programme="id")]

    def __str__(self) -> str:
        return self.name


class OwnedByProgramme(Keyed):
    """A tenant row: belongs to one programme, seen by no other."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ProgrammeSettings(OwnedByProgramme):
    """How one programme works: service levels in working school days, and the choices it made."""

    acknowledge_days = models.PositiveSmallIntegerField(default=1)
    route_days = models.PositiveSmallIntegerField(default=2)
    introduce_days = models.PositiveSmallIntegerField(default=5)
    first_reminder_days = models.PositiveSmallIntegerField(default=3)
    second_reminder_days = models.PositiveSmallIntegerField(default=7)
    lapse_days = models.PositiveSmallIntegerField(default=10)
    # So many working days after a step of a request was due, the other coordinators hear of it, once.
    late_told_days = models.PositiveSmallIntegerField(default=5, db_default=5)
    # Whether the school may choose among the people we found, and whether it reads their names.
    who_chooses = models.CharField(
        max_length=20,
        choices=enums.WhoChooses,
        default=enums.WhoChooses.PROGRAMME,
        db_default=enums.WhoChooses.PROGRAMME,
    )
    # Data typed about somebody who never answered is erased after so many days.
    unanswered_erase_days = models.PositiveSmallIntegerField(default=30)
    bridge_months = models.PositiveSmallIntegerField(default=36)
    nomination_check = models.CharField(
        max_length=20, choices=enums.NominationCheck, default=enums.NominationCheck.NONE
    )
    # People are asked whether their entry is still right every so many terms.
    confirm_terms = models.PositiveSmallIntegerField(db_default=1, default=1)
    is_same_trust_excluded = models.BooleanField(default=False)
    # Whether the two are introduced as soon as somebody is chosen, or who is asked first; and whether the next who was
    # prepared is asked without a click when somebody says no.
    introducing = models.CharField(
        max_length=10,
        choices=enums.Introducing,
        default=enums.Introducing.AT_ONCE,
        db_default=enums.Introducing.AT_ONCE,
    )
    asking_order = models.CharField(
        max_length=12,
        choices=enums.AskingOrder,
        default=enums.AskingOrder.HEAD_PERSON,
        db_default=enums.AskingOrder.HEAD_PERSON,
    )
    is_next_asked_alone = models.BooleanField(default=False, db_default=False)
    lawful_basis = models.CharField(max_length=30, choices=enums.LawfulBasis, default=enums.LawfulBasis.PUBLIC_TASK)
    lawful_text = models.TextField(blank=True)
    # What a school agrees to when it asks, in the programme's own words (ours while empty). The number counts the
    # versions: a request keeps the words and the number it agreed to.
    sharing_text = models.TextField(blank=True, default="", db_default="")
    sharing_version = models.PositiveSmallIntegerField(default=1, db_default=1)
    # Whom to ring about a child, in the programme's own words: shown wherever somebody writes of such a worry.
    safeguarding_contact = models.TextField(blank=True, default="", db_default="")
    # Which of the shipped term dates this programme follows.
    calendar = models.CharField(max_length=60, blank=True)
    # Mails that can wait go out on school days between these full hours; the weekly list goes on this weekday.
    has_mail_hours = models.BooleanField(default=True, db_default=True)
    mail_from_hour = models.PositiveSmallIntegerField(default=8, db_default=8)
    mail_until_hour = models.PositiveSmallIntegerField(default=17, db_default=17)
    digest_weekday = models.PositiveSmallIntegerField(
        choices=enums.Weekday, default=enums.Weekday.MONDAY, db_default=enums.Weekday.MONDAY
    )

    class Meta:
        constraints = [
            *tenant_constraints("programmes_settings"),
            NotesChanges(name="programmes_settings_changes"),
            models.UniqueConstraint(fields=["programme"], name="programmes_settings_one"),
        ]

    @property
    def asks_first(self) -> bool:
        """Whether people are asked before they are introduced."""
        return self.introducing == enums.Introducing.ASK_FIRST

    @property
    def paused_at(self) -> datetime | None:
        """Since when the programme is paused; None while it runs."""
        return self.programme.paused_at


class Closure(OwnedByProgramme):
    """Weekdays on which schools are closed: for the whole programme, one authority's schools, or one school.

    In each school year a school with holidays of its own follows those; else its authority's; else the programme's.
    """

    kind = models.CharField(max_length=10, choices=enums.ClosureKind, default=enums.ClosureKind.HOLIDAY)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    authority_code = models.CharField(max_length=3, blank=True)
    # Organisations stand above programmes, so this is a plain id.
    organisation_id = models.UUIDField(null=True, blank=True)
    # The shipped calendar it was copied from; empty when somebody here added it.
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("programmes_closure"),
            NotesChanges(name="programmes_closure_changes"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="programmes_closure_in_order"
            ),
        ]
        indexes = [models.Index(fields=["programme", "starts_on"], name="programmes_closure_when")]


class FrequentQuestion(OwnedByProgramme):
    """One question of the public page with its answer, in the programme's own words; without any, ours are shown."""

    question = models.CharField(max_length=120)
    answer = models.TextField()
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = tenant_constraints("programmes_question")
        indexes = [models.Index(fields=["programme", "place"], name="programmes_question_place")]


class Neighbour(OwnedByProgramme):
    """Another programme of this installation that this one shares with; it holds once the other says the same.

    What the other said is read by `programmes_neighbours()` alone.
    """

    other = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("programmes_neighbour"),
            models.UniqueConstraint(fields=["programme", "other"], name="programmes_neighbour_once"),
            models.CheckConstraint(
                condition=~models.Q(other=models.F("programme")), name="programmes_neighbour_is_another"
            ),
        ]
