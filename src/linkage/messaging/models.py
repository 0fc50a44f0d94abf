"""The outbox."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import tenant_constraints
from linkage.database.models import MarkedByProgramme
from linkage.kernel import days, words
from linkage.messaging import enums
from linkage.programmes.models import OwnedByProgramme


class Message(MarkedByProgramme):
    """One mail, written in the transaction of what it tells of. No programme: a mail of the installation (sign-in).

    `recipients` is [{"name", "email", "person_id"}]; all of them get the one mail. `message_id` is the fixed
    Message-ID by which the relay's own log settles what became of it. `attachments` is
    [{"name", "content_type", "base64"}].
    """

    status = models.CharField(
        max_length=10, choices=enums.MessageStatus, default=enums.MessageStatus.QUEUED, db_index=True
    )
    template = models.CharField(max_length=80)
    recipients = models.JSONField()
    person_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    from_name = models.CharField(max_length=80)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    attachments = models.JSONField(default=list)
    message_id = models.CharField(max_length=120, unique=True)
    # The record this mail tells of, for its page: plain, as records stand above messaging.
    about_type = models.CharField(max_length=100, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    is_urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempted_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    # Where one click stops mails like this one (RFC 8058); empty for a mail that tells of something new.
    stop_path = models.CharField(max_length=300, blank=True, default="", db_default="")
    # A person saw to a mail that did not arrive, in a way of their own: it is nobody's next action any more.
    dealt_with_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = tenant_constraints("messaging_message", rule="own_or_unset")
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(status__in=["queued", "sending", "uncertain"]),
                name="messaging_message_open",
            ),
            models.Index(fields=["programme_id", "about_id"], name="messaging_message_about"),
        ]

    @property
    def names(self) -> str:
        """Whom it goes to, as a person says it: "Daniel Whitlow and Priya Raman"."""
        return words.listing([to["name"] or to["email"] for to in self.recipients])

    @property
    def words(self) -> str:
        """Where it has got to, as a person says it; of a mail that waits for its hour, when it goes."""
        waits = self.status == enums.MessageStatus.QUEUED and not self.attempts and self.due_at > self.created_at
        if not waits:
            return self.get_status_display()
        goes = days.local(self.due_at)
        return f"Goes on {words.day(goes.date())} at {words.clock(goes)}"

    @property
    def queueing_lock(self) -> str:
        """The name under which at most one delivering job waits."""
        return f"mail:{self.id}"

    def move_to(self, status: enums.MessageStatus) -> None:
        """Give the mail its next status, not yet saved; raises ValueError for a move that is not in the table."""
        if status not in enums.MESSAGE_MOVES[enums.MessageStatus(self.status)]:
            raise ValueError(f"a mail cannot go from {self.status} to {status}")
        self.status = status

    def was_tried_before(self, moment: datetime) -> bool:
        """Whether the last attempt at delivery was made before `moment`; False for a mail never tried."""
        return self.attempted_at is not None and self.attempted_at <= moment


class Wording(OwnedByProgramme):
    """The programme's own words in one kind of mail. Each change is a row, numbered; the last one counts.

    What is empty is said in our words; a row in which all is empty went back to them. `written_by_id` is a person's
    key: people stand above messaging.
    """

    template = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=150, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("messaging_wording"),
            models.UniqueConstraint(fields=["programme", "template", "number"], name="messaging_wording_number"),
        ]

    @property
    def is_ours(self) -> bool:
        """Whether nothing in it is the programme's own."""
        return not (self.subject or self.opening or self.closing)
