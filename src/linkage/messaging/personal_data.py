"""What `messaging` holds about a person: the mails they were sent, and the mails that name them."""

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from linkage.access.personal_data import Source, Subject
from linkage.database.tenancy import acting_in
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.models import Message

SOMEBODY = "somebody who has left"
SHORTEST_PART = 3
_APOSTROPHE = "(?:['’]|&#39;|&#x27;|&rsquo;)"
_TEXTS = ("subject", "text", "html", "problem")


def collect(subject: Subject) -> dict[str, Any]:
    """Return the mails of this programme, and those of signing in, that went to the person or name them."""
    pattern = _spelt_out(subject)
    return {
        "E-mails to you": [_shown(mail) for mail in _mails(subject) if _is_to(mail, subject)],
        "E-mails to others that name you": [
            _shown(mail) for mail in _mails(subject) if not _is_to(mail, subject) and _names(mail, pattern)
        ],
    }


def erase(subject: Subject, at: datetime) -> None:  # noqa: ARG001 - the registry's signature
    """Delete the mails that went to nobody else; take the person out of all others, attachments included."""
    pattern = _spelt_out(subject)
    for programme_id in (subject.programme_id, None):
        with acting_in(programme_id):
            for mail in list(_candidates(subject)):
                if _is_to(mail, subject) and len(mail.recipients) == 1:
                    Message.objects.filter(pk=mail.pk).delete()
                elif _is_to(mail, subject) or _names(mail, pattern):
                    _take_out(mail, subject, pattern)


def _mails(subject: Subject) -> Iterator[Message]:
    for programme_id in (subject.programme_id, None):
        with acting_in(programme_id):
            yield from list(_candidates(subject))


def _candidates(subject: Subject) -> Any:
    """Mails that may concern the person; what their text says is judged word by word afterwards."""
    told = [subject.email, subject.phone, *_parts(subject)]
    mentions = Q(person_ids__contains=[subject.person_id]) | ~Q(attachments=[])
    for word in told:
        if word:
            mentions |= Q(text__icontains=word) | Q(subject__icontains=word) | Q(problem__icontains=word)
    mentions |= Q(recipients__contains=[{"email": subject.email}]) | Q(reply_to=subject.email)
    return Message.objects.filter(mentions).order_by("created_at", "pk")


def _parts(subject: Subject) -> list[str]:
    return [part for part in subject.name.split() if len(part) >= SHORTEST_PART]


def _spelt_out(subject: Subject) -> re.Pattern[str]:
    """Match the whole name (wrapped lines and escaped apostrophes too), the address and the number."""
    name = r"\s+".join(_escaped(part) for part in subject.name.split())
    exact = [re.escape(word) for word in (subject.email, subject.phone) if word]
    return re.compile("|".join(filter(None, [name, *exact])), re.IGNORECASE)


def _escaped(part: str) -> str:
    return re.escape(part).replace("'", _APOSTROPHE).replace("’", _APOSTROPHE)


def _is_to(mail: Message, subject: Subject) -> bool:
    return subject.person_id in mail.person_ids or any(one["email"] == subject.email for one in mail.recipients)


def _names(mail: Message, pattern: re.Pattern[str]) -> bool:
    return (
        any(pattern.search(getattr(mail, field)) for field in (*_TEXTS, "reply_to"))
        or any(pattern.search(f"{one['name']} {one['email']}") for one in mail.recipients)
        or any(_holds(attachment, pattern) for attachment in mail.attachments)
    )


def _holds(attachment: dict[str, str], pattern: re.Pattern[str]) -> bool:
    content = base64.b64decode(attachment["base64"]).decode("utf-8", errors="replace")
    # A calendar file folds its lines: what was cut is put together before it is searched.
    return bool(pattern.search(content) or pattern.search(re.sub(r"\r?\n[ \t]", "", content)))


def _take_out(mail: Message, subject: Subject, pattern: re.Pattern[str]) -> None:
    """In a mail that names the person, the first name alone is theirs too."""
    alone = "|".join(rf"\b{_escaped(part)}\b" for part in _parts(subject))
    for field in _TEXTS:
        said = pattern.sub(SOMEBODY, getattr(mail, field))
        said = re.sub(alone, SOMEBODY, said) if alone else said
        limit = mail._meta.get_field(field).max_length  # type: ignore[union-attr]
        setattr(mail, field, said[:limit])
    mail.recipients = [
        one for one in mail.recipients if one["email"] != subject.email and one["person_id"] != str(subject.person_id)
    ]
    mail.person_ids = [one for one in mail.person_ids if one != subject.person_id]
    mail.attachments = [one for one in mail.attachments if not _holds(one, pattern)]
    if mail.reply_to == subject.email:
        mail.reply_to = ""
    mail.save(update_fields=[*_TEXTS, "recipients", "person_ids", "attachments", "reply_to"])


def _shown(mail: Message) -> dict[str, str]:
    return {
        "Written": words.day(day_of(mail.created_at)),
        "State": str(mail.get_status_display()),
        "Subject": mail.subject,
        "Text": mail.text,
    }


SOURCE = Source("E-mails", collect=collect, erase=erase)
