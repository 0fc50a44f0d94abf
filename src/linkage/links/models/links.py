"""Links and the one-click questions that follow them."""

from datetime import datetime

from django.db import models

from linkage.database.constraints import NotesChanges, TenantForeignKey, tenant_constraints
from linkage.directory.models import Entry
from linkage.links import enums
from linkage.organisations.models import Organisation
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.models import SupportRequest


class LinkQuerySet(models.QuerySet["Link"]):
    """Links as several reads want them."""

    def whole(self) -> "LinkQuerySet":
        """With both schools, both people and the request, so that a page asks once."""
        return self.select_related(
            "programme",
            "support_request",
            "entry",
            "asker",
            "helper",
            "client_organisation",
            "home_organisation",
            "introduced_by",
            "stop_asked_by",
        )

    def standing(self) -> "LinkQuerySet":
        """Those that were not taken back: what counts as a connection of two schools."""
        return self.exclude(status=enums.LinkStatus.UNDONE)


class Link(OwnedByProgramme):
    """Two people in two schools, introduced; from then on theirs.

    The client school asked and receives, the home school gives. `distance_m` is the straight line between them.
    """

    status = models.CharField(max_length=16, choices=enums.LinkStatus, default=enums.LinkStatus.INTRODUCED)
    support_request = TenantForeignKey(SupportRequest, related_name="links")
    entry = TenantForeignKey(Entry, related_name="links")
    title = models.CharField(max_length=100)
    asker = TenantForeignKey(Person, related_name="+")
    helper = TenantForeignKey(Person, related_name="+")
    client_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    home_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    distance_m = models.PositiveIntegerField(null=True, blank=True)
    introduced_by = TenantForeignKey(Person, related_name="+")
    introduced_at = models.DateTimeField()
    first_contact_by_on = models.DateField()
    changed_at = models.DateTimeField()
    # Until then the programme may take a wrong introduction back, and the helper's head may ask for that.
    undo_by_at = models.DateTimeField()
    stop_asked_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    stop_asked_at = models.DateTimeField(null=True, blank=True)
    stop_settled_at = models.DateTimeField(null=True, blank=True)
    # When the programme last asked the two what is in the way, after one of them answered that they have not met.
    followed_up_at = models.DateTimeField(null=True, blank=True)
    closing_note = models.CharField(max_length=300, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            NotesChanges(name="links_link_changes"),
            *tenant_constraints(
                "links_link", "support_request", "entry", "asker", "helper", "introduced_by", "stop_asked_by"
            ),
            models.UniqueConstraint(
                fields=["programme", "support_request", "entry"],
                condition=~models.Q(status=enums.LinkStatus.UNDONE),
                name="links_link_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "client_organisation"], name="links_link_client"),
            models.Index(fields=["programme", "home_organisation"], name="links_link_home"),
        ]

    @property
    def state(self) -> enums.LinkStatus:
        """What became of it, with its words."""
        return enums.LinkStatus(self.status)

    @property
    def is_open(self) -> bool:
        """Whether the two may still be talking."""
        return bool(enums.LINK_MOVES[self.state])

    @property
    def is_stop_waiting(self) -> bool:
        """Whether the helper's head has asked for a stop that nobody has settled."""
        return self.stop_asked_at is not None and self.stop_settled_at is None

    def move_to(self, status: enums.LinkStatus, at: datetime) -> None:
        """Set what became of it (the caller saves); raises ValueError for a move that is not in the table."""
        if status not in enums.LINK_MOVES[self.state]:
            msg = f"a link cannot go from {self.status} to {status}"
            raise ValueError(msg)
        self.status = status
        self.changed_at = at

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Link.objects.select_for_update())


class Pulse(OwnedByProgramme):
    """One question to one side of a link, answered by one click and a confirm page; "no change" is an answer."""

    link = TenantForeignKey(Link, related_name="pulses")
    person = TenantForeignKey(Person, related_name="+")
    side = models.CharField(max_length=6, choices=enums.Side)
    week = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    has_met = models.CharField(max_length=8, choices=enums.PulseAnswer, blank=True)
    has_helped = models.CharField(max_length=8, choices=enums.PulseAnswer, blank=True)
    has_taken_home = models.CharField(max_length=8, choices=enums.PulseAnswer, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("links_pulse", "link", "person"),
            models.UniqueConstraint(fields=["programme", "link", "person", "week"], name="links_pulse_once"),
        ]
        indexes = [models.Index(fields=["programme", "due_on"], name="links_pulse_due")]

    @property
    def state(self) -> str:
        """What an action link answers: "asked" until it is answered or the link has come to nothing."""
        if self.answered_at is not None:
            return "answered"
        return "asked" if self.link.state in enums.ASKED_AFTER else "over"

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh."""
        self.refresh_from_db(from_queryset=Pulse.objects.select_related("link").select_for_update(of=("self",)))


class PastLink(OwnedByProgramme):
    """A time one school helped another, before the programme used Linkage: brought from its old spreadsheet.

    It counts as a connection of the two schools. Nobody was introduced by it and nobody is written to; `people` are
    names as the file has them. `linked_on` is the first of the month or term where no day was said (`said_when`).
    """

    linked_on = models.DateField()
    said_when = models.CharField(max_length=40, blank=True)
    client_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    home_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    people = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=200, blank=True)
    area_code = models.SlugField(max_length=40, blank=True)
    notes = models.TextField(blank=True)
    # The same for the same link in whatever file: it comes in once.
    row_key = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("links_pastlink"),
            NotesChanges(name="links_pastlink_changes"),
            models.UniqueConstraint(fields=["programme", "row_key"], name="links_pastlink_once"),
            models.CheckConstraint(
                condition=~models.Q(client_organisation=models.F("home_organisation")), name="links_pastlink_two"
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "client_organisation"], name="links_pastlink_client"),
            models.Index(fields=["programme", "home_organisation"], name="links_pastlink_home"),
        ]
