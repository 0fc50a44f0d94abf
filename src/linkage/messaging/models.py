"""The outbox, and what came in."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.database.models import MarkedByProgramme
from linkage.kernel import days, words
from linkage.kernel.errors import Refused
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
    # An answer goes to its readers too, and we only note that there was one: what they say is theirs.
    is_between = models.BooleanField(default=False, db_default=False)
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
    def returned_from(self) -> set[str]:
        """The addresses from which a mail system reported it back; "a@b.example: no such user | c@d.example: …"."""
        return {part.partition(": ")[0] for part in self.problem.split(" | ") if ": " in part}

    @property
    def returned_names(self) -> str:
        """Of a mail that came back, from whom; all of them where nobody knows from which."""
        came_back = [to for to in self.recipients if to["email"] in self.returned_from]
        return words.listing([to["name"] or to["email"] for to in came_back]) or self.names

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


class UnableToMoveMail(Refused):
    """Somebody else was quicker: the mail is no longer where this could be done."""


class InboundMail(OwnedByProgramme):
    """One mail that came in: who it is from, how that was checked, its words, and what became of it.

    `from_email` is what the check was about; the writer is somebody else where a mail was handed on. `person_id` and
    `place` are who and where they were then: people stand above messaging. `answers_id` is the mail of ours it answers,
    and `about_id` the record it was filed to. An answer in a link's own exchange (`is_between`) is kept without words.
    """

    status = models.CharField(max_length=12, choices=enums.InboundStatus)
    reason = models.CharField(max_length=12, choices=enums.Reason, blank=True)
    proof = models.CharField(max_length=8, choices=enums.Proof)
    fingerprint = models.CharField(max_length=64)
    from_email = models.CharField(max_length=254, blank=True)
    writer_name = models.CharField(max_length=120, blank=True)
    writer_email = models.CharField(max_length=254, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    files_left_out = models.PositiveSmallIntegerField(default=0)
    answers_id = models.UUIDField(null=True, blank=True)
    is_between = models.BooleanField(default=False)
    about_type = models.CharField(max_length=100, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    received_at = models.DateTimeField()
    # Somebody has read an answer that was filed by itself.
    seen_at = models.DateTimeField(null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    # Its words and files are erased, by hand or because their time was over.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("messaging_inbound"),
            models.UniqueConstraint(fields=["programme", "fingerprint"], name="messaging_inbound_once"),
            # An answer counts once for each mail and each of its readers: of two at one moment, one is held.
            models.UniqueConstraint(
                fields=["programme", "answers_id", "from_email"],
                condition=models.Q(answers_id__isnull=False, status=enums.InboundStatus.FILED, reason=""),
                name="messaging_inbound_answered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "status"], name="messaging_inbound_status"),
            models.Index(fields=["programme", "about_id"], name="messaging_inbound_about"),
        ]

    @property
    def state(self) -> enums.InboundStatus:
        """Where it has got to, with its words."""
        return enums.InboundStatus(self.status)

    @property
    def sender(self) -> str:
        """Whom it is from, as a list names them."""
        return self.writer_name or self.writer_email or self.from_email or "Somebody"

    @property
    def was_handed_on(self) -> bool:
        """Whether who sent it is not who wrote it."""
        return bool(self.from_email and self.writer_email) and self.from_email != self.writer_email.lower()

    def move_to(self, status: enums.InboundStatus) -> None:
        """Set where it has got to (the caller saves); raises UnableToMoveMail for a move not in the table."""
        if status not in enums.INBOUND_MOVES[self.state]:
            raise UnableToMoveMail(f"This e-mail stands at “{self.state.label}” by now, so nothing was done with it")
        self.status = status

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two people at once the second sees."""
        self.refresh_from_db(from_queryset=InboundMail.objects.select_for_update())


class InboundFile(OwnedByProgramme):
    """A file that came with a mail: never shown, only handed out to be kept. Without content where it was too large."""

    mail = TenantForeignKey(InboundMail, models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    # Nothing for a file that was too large to keep.
    content = models.BinaryField(default=bytes)
    is_kept = models.BooleanField()

    class Meta:
        constraints = tenant_constraints("messaging_inbound_file", "mail")
