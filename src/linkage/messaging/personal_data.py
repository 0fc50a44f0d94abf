"""What `messaging` holds about a person: the mails they were sent or sent us, and the mails that name them."""

import base64
import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from linkage.access.personal_data import Source, Subject, longest, take_out
from linkage.database.tenancy import acting_in
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.enums import InboundStatus
from linkage.messaging.models import InboundFile, InboundMail, Message, Wording

_ADDRESS = re.compile(r"https?://\S+")
_CODE = re.compile(r"(?m)(?<=^ {4})[A-Z0-9]{4}-[A-Z0-9]{4}$")
_WORDS = ("subject", "opening", "closing")
_CAME_IN = ("from_email", "writer_name", "writer_email", "place", "subject", "text")
_TEXTS = ("from_name", "subject", "text", "html", "problem")

# A file may be five megabytes, and a mail brings its attachments.
FILES_AT_ONCE, MAILS_AT_ONCE = 5, 50


def collect(subject: Subject) -> dict[str, Any]:
    """Return the mails of this programme, and those of signing in, that went to the person or name them."""
    to_them, naming = _mails(subject)
    by_others = ~Q(pk__in=_sent_by(subject).values("pk"))
    files = InboundFile.objects.filter(pk__in=_files_naming(subject)).exclude(mail__in=_sent_by(subject).values("pk"))
    return {
        "E-mails to you": to_them,
        "E-mails to others that name you": naming,
        "E-mails you sent us": [_shown_inbound(mail) for mail in _with_files(_sent_by(subject))],
        "E-mails that others sent us and that name you": [
            _shown_inbound(mail) for mail in _with_files(_inbound_naming(subject).filter(by_others))
        ],
        "Files that came by e-mail and name you": [
            {"File": name} for name in files.order_by("mail__received_at", "name").values_list("name", flat=True)
        ],
        "Words of e-mails that name you": [
            {
                "E-mail": row.template,
                "Words": "\n\n".join(part for part in (row.subject, row.opening, row.closing) if part),
            }
            for row in Wording.objects.filter(subject.named_in(*_WORDS)).order_by("template", "number")
        ],
    }


def erase(subject: Subject, at: datetime) -> None:
    """Delete the mails that went to nobody else, and the words of those they sent; take them out of all others."""
    take_out(subject, Wording.objects.all(), *_WORDS)
    _erase_inbound(subject, at)
    for programme_id in (subject.programme_id, None):
        with acting_in(programme_id):
            for mail in _candidates(subject).iterator(chunk_size=MAILS_AT_ONCE):
                if _is_to(mail, subject) and len(mail.recipients) == 1:
                    Message.objects.filter(pk=mail.pk).delete()
                elif _is_to(mail, subject) or _names(mail, subject):
                    _take_out(mail, subject)


def _sent_by(subject: Subject) -> QuerySet[InboundMail]:
    theirs = (
        Q(person_id=subject.person_id) | Q(from_email__iexact=subject.email) | Q(writer_email__iexact=subject.email)
    )
    return InboundMail.objects.filter(theirs).order_by("received_at")


def _inbound_naming(subject: Subject) -> QuerySet[InboundMail]:
    return InboundMail.objects.filter(subject.named_in(*_CAME_IN)).order_by("received_at")


def _with_files(mails: QuerySet[InboundMail]) -> QuerySet[InboundMail]:
    return mails.prefetch_related(Prefetch("files", InboundFile.objects.defer("content").order_by("name")))


def _files_naming(subject: Subject) -> list[UUID]:
    """The files that name the person, by key: what they hold is read a few at a time, as it may be much."""
    files = InboundFile.objects.values_list("pk", "name", "content").iterator(chunk_size=FILES_AT_ONCE)
    return [key for key, name, held in files if subject.is_named_in(name) or subject.is_named_in(_read(held))]


def _read(content: bytes | memoryview) -> str:
    return bytes(content).decode("utf-8", errors="replace")


def _erase_inbound(subject: Subject, at: datetime) -> None:
    """What they sent has no words and no files any more; of what waits, that something came in stays."""
    sent = [mail.pk for mail in _sent_by(subject)]
    InboundFile.objects.filter(pk__in=_files_naming(subject)).delete()
    InboundFile.objects.filter(mail_id__in=sent).delete()
    theirs = InboundMail.objects.filter(pk__in=sent)
    theirs.filter(status__in=(InboundStatus.NEW, InboundStatus.HELD, InboundStatus.AUTOMATIC)).update(
        status=InboundStatus.THROWN_AWAY
    )
    theirs.update(**dict.fromkeys(_CAME_IN, ""), person_id=None, answers_id=None, erased_at=at)
    take_out(subject, InboundMail.objects.all(), *_CAME_IN)


def _shown_inbound(mail: InboundMail) -> dict[str, Any]:
    return {
        "Came": words.day(day_of(mail.received_at)),
        "State": str(mail.state.label),
        "From": mail.from_email,
        "Subject": mail.subject,
        "Text": mail.text,
        "Files": [file.name for file in mail.files.all()],
    }


def _mails(subject: Subject) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The mails to the person, and those to others that name them."""
    to_them, naming = list[dict[str, str]](), list[dict[str, str]]()
    for programme_id in (subject.programme_id, None):
        with acting_in(programme_id):
            for mail in _candidates(subject).iterator(chunk_size=MAILS_AT_ONCE):
                if _is_to(mail, subject):
                    to_them.append(_shown(mail))
                elif _names(mail, subject):
                    naming.append(_shown(mail))
    return to_them, naming


def _candidates(subject: Subject) -> QuerySet[Message]:
    """Mails that may concern the person; what an attachment holds is judged afterwards."""
    concerns = Q(person_ids__contains=[subject.person_id]) | Q(recipients__contains=[{"email": subject.email}])
    names = subject.named_in(*_TEXTS, "reply_to", "recipients") | ~Q(attachments=[])
    return Message.objects.filter(concerns | names).order_by("created_at", "pk")


def _is_to(mail: Message, subject: Subject) -> bool:
    return subject.person_id in mail.person_ids or any(one["email"] == subject.email for one in mail.recipients)


def _names(mail: Message, subject: Subject) -> bool:
    return (
        any(subject.is_named_in(getattr(mail, field)) for field in (*_TEXTS, "reply_to"))
        or any(subject.is_named_in(f"{one['name']} {one['email']}") for one in mail.recipients)
        or any(_holds(attachment, subject) for attachment in mail.attachments)
    )


def _holds(attachment: dict[str, str], subject: Subject) -> bool:
    content = base64.b64decode(attachment["base64"]).decode("utf-8", errors="replace")
    # A calendar file folds its lines: what was cut is put together before it is searched.
    return subject.is_named_in(content) or subject.is_named_in(re.sub(r"\r?\n[ \t]", "", content))


def _take_out(mail: Message, subject: Subject) -> None:
    """In a mail that concerns the person, the first name alone is theirs too."""
    for field in _TEXTS:
        setattr(mail, field, subject.without_parts(getattr(mail, field), longest(mail, field)))
    mail.recipients = [
        one for one in mail.recipients if one["email"] != subject.email and one["person_id"] != str(subject.person_id)
    ]
    mail.person_ids = [one for one in mail.person_ids if one != subject.person_id]
    mail.attachments = [one for one in mail.attachments if not _holds(one, subject)]
    if mail.reply_to == subject.email:
        mail.reply_to = ""
    mail.save(update_fields=[*_TEXTS, "recipients", "person_ids", "attachments", "reply_to"])


def _shown(mail: Message) -> dict[str, str]:
    """A mail as it can be handed on: an address in it may answer for whom it was sent to, and a code may sign in."""
    return {
        "Written": words.day(day_of(mail.created_at)),
        "State": str(mail.get_status_display()),
        "Subject": mail.subject,
        "Text": _CODE.sub("[a code]", _ADDRESS.sub("[an address]", mail.text)),
    }


SOURCE = Source("E-mails", collect=collect, erase=erase)
