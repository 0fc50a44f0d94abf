"""The pages on which a programme words our mails."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.core import signing

from linkage.kernel import words as phrases
from linkage.kernel.days import day_of
from linkage.messaging.models import Wording
from linkage.messaging.presenters import kinds
from linkage.messaging.presenters.kinds import PARTS, Kind, Words, ours

SOMEBODY = "Somebody who has left"
_SALT = "linkage.wording-draft"


@dataclass(frozen=True)
class Group:
    """The mails of one part of the work."""

    title: str
    rows: list[dict[str, Any]]


# What each app does for people, in the order of the page.
TITLES = {
    "people": "Joining and acting for a school",
    "directory": "Offering help",
    "support_requests": "Asking for help",
    "brokering": "Asking people whether they can help",
    "links": "Introductions, and what else comes of a request",
    "engagements": "Support over time",
    "practice": "What schools do well",
    "messaging": "E-mails that came in",
    "enquiries": "People who write to you",
}


def groups(wordings: Mapping[str, Wording], names: Mapping[UUID, str]) -> list[Group]:
    """Return every kind of mail with when it goes, to whom, and whose words it is in."""
    apps = [*TITLES, *sorted({kind.app for kind in kinds.registered} - TITLES.keys())]
    found = [
        Group(TITLES.get(app, "Other"), [_row(kind, wordings, names) for kind in kinds.registered if kind.app == app])
        for app in apps
    ]
    return [group for group in found if group.rows]


def _row(kind: Kind, wordings: Mapping[str, Wording], names: Mapping[UUID, str]) -> dict[str, Any]:
    last = wordings.get(kind.name)
    is_own = last is not None and not last.is_ours
    since = f"Since {phrases.day(day_of(last.written_at))}, by {_name(last, names)}" if last and is_own else ""
    return {"kind": kind, "whose": "Your words" if is_own else "Our words", "since": since, "is_own": is_own}


def history(versions: Iterable[Wording], names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Return who worded a mail when, the last first, and how."""
    return [
        {
            "by": _name(row, names),
            "on": row.written_at,
            "is_ours": row.is_ours,
            "parts": [(part.capitalize(), getattr(row, part)) for part in PARTS if getattr(row, part)],
        }
        for row in versions
    ]


def _name(row: Wording, names: Mapping[UUID, str]) -> str:
    return names.get(row.written_by_id, SOMEBODY) if row.written_by_id else SOMEBODY


def completed(kind: Kind, words: Words) -> Words:
    """Return these words, with ours where there are none: what a form shows to be changed."""
    our = ours(kind)
    return Words(**{part: getattr(words, part) or getattr(our, part) for part in PARTS})


def without_ours(kind: Kind, words: Words) -> Words:
    """Return only what differs from our words."""
    our = ours(kind)
    return Words(**{part: "" if getattr(words, part) == getattr(our, part) else getattr(words, part) for part in PARTS})


def draft(kind: Kind, words: Words) -> str:
    """Return words that are not saved yet in a form that an address can carry, and nobody else can make."""
    return signing.dumps({"kind": kind.name, **asdict(words)}, salt=_SALT, compress=True)


def read_draft(kind: Kind, given: str) -> Words | None:
    """Return the words in such an address; None where there are none for this kind of mail."""
    try:
        read = signing.loads(given, salt=_SALT)
    except signing.BadSignature:
        return None
    return Words(**{part: read[part] for part in PARTS}) if read.pop("kind") == kind.name else None
