"""What a school can be pointed to, and what it was pointed to."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.areas.models import Area
from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.kernel import words
from linkage.links import enums
from linkage.organisations.enums import Phase
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme
from linkage.support_requests.enums import ENDED, RequestStatus
from linkage.support_requests.models import SupportRequest


class DestinationQuerySet(models.QuerySet["Destination"]):
    """Destinations as several reads want them."""

    def whole(self) -> "DestinationQuerySet":
        """With the owner and the areas, so that a list asks twice."""
        return self.select_related("programme", "owner").prefetch_related("destination_areas__area")

    def kept(self) -> "DestinationQuerySet":
        """Those that nobody has taken off the list."""
        return self.filter(retired_at=None)

    def right_on(self, day: date) -> "DestinationQuerySet":
        """Those a school may be pointed to on a day: kept, looked at in time, and no event of the past."""
        to_come = models.Q(happens_on=None) | models.Q(happens_on__gte=day)
        return self.kept().filter(to_come, review_on__gte=day)


class Destination(OwnedByProgramme):
    """A resource, service, partner, officer or event that schools can be pointed to, with somebody who keeps it right.

    After `review_on` nobody is pointed to it until its owner has said that it is still right.
    """

    kind = models.CharField(max_length=10, choices=enums.DestinationKind)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=300)
    website = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    phases = ArrayField(models.CharField(max_length=20, choices=Phase), default=list, blank=True)
    # The day of an event.
    happens_on = models.DateField(null=True, blank=True)
    owner = TenantForeignKey(Person, related_name="+")
    review_on = models.DateField()
    added_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = DestinationQuerySet.as_manager()

    class Meta:
        constraints = [
            *tenant_constraints("links_destination", "owner"),
            models.CheckConstraint(
                condition=~(models.Q(website="") & models.Q(contact="")), name="links_destination_reachable"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="event", happens_on__isnull=False)
                | (~models.Q(kind="event") & models.Q(happens_on__isnull=True)),
                name="links_destination_dated",
            ),
        ]
        indexes = [models.Index(fields=["programme", "review_on"], name="links_destination_review")]

    @property
    def what(self) -> enums.DestinationKind:
        """What it is, with its words."""
        return enums.DestinationKind(self.kind)

    @property
    def areas(self) -> list[Area]:
        """What it is about, by name; read with `whole`."""
        return sorted((row.area for row in self.destination_areas.all()), key=lambda area: area.name)

    def is_over(self, today: date) -> bool:
        """Whether it was an event, and its day has passed."""
        return self.happens_on is not None and self.happens_on < today

    def is_right(self, today: date) -> bool:
        """Whether a school may be pointed to it."""
        return self.retired_at is None and not self.is_over(today) and self.review_on >= today

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=Destination.objects.select_for_update())


class DestinationArea(OwnedByProgramme):
    """An area that a destination is about."""

    destination = TenantForeignKey(Destination, on_delete=models.CASCADE, related_name="destination_areas")
    area = TenantForeignKey(Area, related_name="+")

    class Meta:
        constraints = [
            *tenant_constraints("links_destinationarea", "destination", "area"),
            models.UniqueConstraint(fields=["programme", "destination", "area"], name="links_destinationarea_once"),
        ]


class SignpostQuerySet(models.QuerySet["Signpost"]):
    """Signposts as several reads want them."""

    def whole(self) -> "SignpostQuerySet":
        """With the request, the people, what was named and whether somebody chooses again: a page asks twice."""
        return (
            self.select_related(
                "programme", "support_request__organisation", "support_request__owner", "person", "sent_by"
            )
            .prefetch_related("named__destination")
            .annotate(waits=waits_for_another())
        )


def waits_for_another() -> models.Q:
    """What did not help, of a request that nobody has chosen again for and whose school was pointed to nothing since.

    Rows that were read with `whole` say it of themselves.
    """
    later = Signpost.objects.filter(
        support_request=models.OuterRef("support_request"), sent_at__gt=models.OuterRef("sent_at")
    )
    request = {"support_request__status": RequestStatus.SIGNPOSTED, "support_request__signposted_at": None}
    return models.Q(status=enums.SignpostStatus.DID_NOT_HELP, **request) & ~models.Q(models.Exists(later))


class Signpost(OwnedByProgramme):
    """A school was pointed to something by one mail, and is asked twice at most whether it helped.

    `next_on` is the day it is asked, or asked again, or counts as unanswered; empty once it is settled. `missing` is
    what the asker says is still missing.
    """

    status = models.CharField(max_length=12, choices=enums.SignpostStatus, default=enums.SignpostStatus.SENT)
    support_request = TenantForeignKey(SupportRequest, related_name="signposts")
    person = TenantForeignKey(Person, related_name="+")
    sent_by = TenantForeignKey(Person, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    next_on = models.DateField(null=True, blank=True)
    times_asked = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    missing = models.CharField(max_length=300, blank=True)

    objects = SignpostQuerySet.as_manager()

    class Meta:
        constraints = tenant_constraints("links_signpost", "support_request", "person", "sent_by")
        indexes = [models.Index(fields=["programme", "next_on"], name="links_signpost_next")]

    @property
    def state(self) -> enums.SignpostStatus:
        """What became of it, with its words."""
        return enums.SignpostStatus(self.status)

    @property
    def places(self) -> "list[SignpostPlace]":
        """What it named, in its order; read with `whole`."""
        return sorted(self.named.all(), key=lambda each: each.place)

    @property
    def titles(self) -> str:
        """What it named, in one line; read with `whole`."""
        return words.listing([each.title for each in self.places])

    @property
    def question(self) -> str:
        """What an action link answers: "asked" until there is an answer, or the request has ended.

        What is closed or withdrawn is left alone: a "no" would reach nobody who could choose again.
        """
        if self.state != enums.SignpostStatus.SENT:
            return "answered"
        return "over" if self.support_request.state in ENDED else "asked"

    @property
    def is_asked(self) -> bool:
        """Whether the asker was asked and has not answered."""
        return self.times_asked > 0 and self.question == "asked"

    @property
    def waits_for_another(self) -> bool:
        """Whether it did not help and somebody chooses again; read with `whole`."""
        return bool(vars(self)["waits"])

    def move_to(self, status: enums.SignpostStatus) -> None:
        """Set what became of it (the caller saves); raises ValueError for a move that is not in the table."""
        if status not in enums.SIGNPOST_MOVES[self.state]:
            msg = f"a signpost cannot go from {self.status} to {status}"
            raise ValueError(msg)
        self.status, self.next_on = status, None

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh."""
        whole = Signpost.objects.select_related("support_request").select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=whole)


class SignpostPlace(OwnedByProgramme):
    """One thing that a signpost named, in the words of that day: the list may say it otherwise later."""

    signpost = TenantForeignKey(Signpost, on_delete=models.CASCADE, related_name="named")
    destination = TenantForeignKey(Destination, related_name="+")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)

    class Meta:
        constraints = [
            *tenant_constraints("links_signpostplace", "signpost", "destination"),
            models.UniqueConstraint(fields=["programme", "signpost", "destination"], name="links_signpostplace_once"),
        ]
