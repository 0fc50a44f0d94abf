"""The list of mails that came in, and the page of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.enums import InboundStatus, Proof, Reason
from linkage.messaging.models import InboundFile, InboundMail
from linkage.messaging.presenters.registries import Offer, Record
from linkage.messaging.queries.inbound import FiledUnder
from linkage.messaging.rules.files import MOST_FILES, WORDS
from linkage.messaging.rules.incoming import MOST_BYTES
from linkage.ui import lists

S = InboundStatus
TAGS = {
    S.NEW: ("you", "To look at"),
    S.HELD: ("wait", "Held back"),
    S.FILED: ("good", "Filed"),
    S.REQUEST: ("good", "Became a request"),
    S.AUTOMATIC: ("quiet", "Automatic"),
    # In no list; only who opened it before somebody else threw it away still sees it.
    S.THROWN_AWAY: ("quiet", "Thrown away"),
}
BYTES_IN_A_KILOBYTE = 1_000
WITHOUT_SUBJECT = "Without a subject"


@dataclass(frozen=True)
class Row:
    """One mail in the list."""

    mail: InboundMail
    url: str
    age: str

    @property
    def why(self) -> str:
        """Why nothing was done with it by itself."""
        return str(Reason(self.mail.reason).label) if self.mail.reason else ""


def row(mail: InboundMail, *, url: str, at: datetime) -> Row:
    """Return one row."""
    return Row(mail, url, words.ago(day_of(mail.received_at), day_of(at)))


def _from(found: Row) -> dict[str, object]:
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format(found.url, found.mail.sender)
    return {"text": link, "sub": found.mail.place or found.mail.from_email}


INBOX = lists.ListDefinition(
    noun="e-mail",
    noun_plural="e-mails",
    columns=[
        lists.Column("From", _from, export=lambda found: found.mail.sender),
        lists.Column("Subject", lambda found: found.mail.subject or WITHOUT_SUBJECT),
        lists.Column(
            "Where it is",
            lambda found: {"text": str(found.mail.state.label), "sub": found.why},
            export=lambda found: str(found.mail.state.label),
        ),
        lists.Column("Came", lambda found: found.age, export=lambda found: day_of(found.mail.received_at)),
    ],
    filters=[
        lists.Filter(
            "is",
            "Where it is",
            key=lambda found: found.mail.status,
            labels={state.value: str(state.label) for state in TAGS if state != S.THROWN_AWAY},
        ),
        lists.Filter(
            "why",
            "Why it is held or automatic",
            key=lambda found: found.mail.reason,
            labels={reason.value: str(reason.label) for reason in Reason},
        ),
    ],
    sorts=[
        lists.Sort("newest", "Newest first", key=lambda found: found.mail.received_at, reverse=True),
        lists.Sort("oldest", "Oldest first", key=lambda found: found.mail.received_at),
    ],
    empty_title="No e-mail has come in",
    empty_text="When a school writes to you, or answers an e-mail of yours, it shows here.",
)


@dataclass(frozen=True)
class Shown:
    """One mail as its page shows it."""

    title: str
    tag: tuple[str, str]
    lead: str
    checked: tuple[str, str, str]
    paragraphs: tuple[str, ...]
    offers: tuple[Offer, ...]
    record: Record | None
    files: tuple[tuple[InboundFile, str], ...]
    left_out: str


def shown(mail: InboundMail, *, files: Iterable[InboundFile], offers: Iterable[Offer], record: Record | None) -> Shown:
    """Return what the page of a mail says."""
    return Shown(
        title=mail.subject or WITHOUT_SUBJECT,
        tag=TAGS[mail.state],
        lead=f"From {mail.sender}" + (f", {mail.place}" if mail.place else ""),
        checked=_checked(mail),
        paragraphs=tuple(part.strip() for part in mail.text.split("\n\n") if part.strip()),
        offers=tuple(offers),
        record=record,
        files=tuple((file, _about(file)) for file in files),
        left_out=_left_out(mail.files_left_out),
    )


def _checked(mail: InboundMail) -> tuple[str, str, str]:
    """The kind of note, its icon, and in plain words whether the mail comes from who it says."""
    who = mail.from_email or "an address we cannot read"
    if mail.proof == Proof.PROVEN:
        return "good", "tick", f"We could check that this really comes from {who}."
    if mail.proof == Proof.FAILED:
        return (
            "bad",
            "warning",
            f"This says that it comes from {who}, and the check says that it does not. Do not trust it.",
        )
    return "wait", "warning", f"We could not check that this comes from {who}. Ring them before you act on it."


def _about(file: InboundFile) -> str:
    kind = WORDS.get(file.content_type, WORDS["application/octet-stream"])
    if not file.is_kept:
        return f"{kind}. Empty, or too large to keep"
    return f"{kind}, {max(1, round(file.size / BYTES_IN_A_KILOBYTE)):,} KB"


def _left_out(number: int) -> str:
    """Why there is less than was sent; of what was cut off nobody knows how many files more it were."""
    if not number:
        return ""
    limits = f"{MOST_FILES} files and {MOST_BYTES // 1_000_000} MB"
    return f"At least {words.count(number, 'more file')} not kept: of one e-mail we keep {limits} at most"


def filing_choices(under: Iterable[FiledUnder], titles: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """Return the records a mail may be filed to, each with what it is called, else the e-mail that told of it."""
    return [(f"{each.about_type} {each.about_id}", titles.get(each.about_id) or _told(each)) for each in under]


def _told(each: FiledUnder) -> str:
    return f"What our e-mail “{each.subject}” of {words.day(each.on)} tells of"
