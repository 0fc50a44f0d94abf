"""What apps above hand down for mail that came in; filled in `config/wiring.py` and nowhere else."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from linkage.messaging.presenters.mails import Recipient


@dataclass(frozen=True)
class Known:
    """Somebody whose address is known here: a person of the programme, or a school at whose domain it is."""

    name: str = ""
    place: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True)
class Record:
    """A record that mails tell of: what it is called, its page, and who hears of an answer on the programme's side."""

    title: str
    path: str
    owners: tuple[Recipient, ...] = ()


@dataclass(frozen=True)
class Records:
    """One kind of record: how it is found by its key, what several are called, and which has a name ("R-0412").

    `heard` is told of an answer that was filed to it, with the mail of ours it answers; it returns whether that settled
    what was asked, so that nobody has to be told of it once more.
    """

    find: Callable[[Any, UUID, datetime], Record | None]
    titles: Callable[[Any, Collection[UUID]], dict[UUID, str]] = lambda _actor, _keys: {}
    named: Callable[[Any, str], UUID | None] = lambda _actor, _text: None
    heard: Callable[[Any, datetime, Any, Any], bool] = lambda _actor, _at, _mail, _answered: False


@dataclass(frozen=True)
class Offer:
    """What a mail may become: a button and the page that does it."""

    text: str
    path: str


# Asked with an actor and an address.
senders: list[Callable[[Any, str], Known | None]] = []
# By the label of a model ("support_requests.supportrequest").
records: dict[str, Records] = {}
# Asked with an actor, the slug of the programme and the mail.
offers: list[Callable[[Any, str, Any], Iterable[Offer]]] = []


def known(actor: Any, email: str) -> Known | None:
    """Return who has this address, as the first that knows them says."""
    return next((found for source in senders if email and (found := source(actor, email))), None)


def record(actor: Any, about_type: str, about_id: UUID | None, at: datetime) -> Record | None:
    """Return a record by its kind and key; None for one that is gone, or of a kind that nobody handed down."""
    kind = records.get(about_type)
    return kind.find(actor, about_id, at) if kind and about_id else None


def titles(actor: Any, wanted: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """Return what records are called, given by their kind and key: asked once for each kind."""
    keys = defaultdict[str, list[UUID]](list)
    for kind, key in wanted:
        keys[kind].append(key)
    found = [records[kind].titles(actor, of_kind) for kind, of_kind in keys.items() if kind in records]
    return {key: title for titles_of_kind in found for key, title in titles_of_kind.items()}


def heard(actor: Any, at: datetime, mail: Any, answered: Any) -> bool:
    """Tell the app a record belongs to of an answer; return whether that settled what was asked."""
    kind = records.get(mail.about_type)
    return kind is not None and kind.heard(actor, at, mail, answered)


def record_named(actor: Any, text: str) -> tuple[str, UUID] | None:
    """Return the kind and key of what people call by this name."""
    found = ((label, key) for label, kind in records.items() if (key := kind.named(actor, text)))
    return next(found, None)


def what_it_may_become(actor: Any, slug: str, mail: Any) -> Sequence[Offer]:
    """Return what can be made of a mail, in the order of the list."""
    return [offer for source in offers for offer in source(actor, slug, mail)]
