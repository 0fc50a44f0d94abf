"""A mail as plain data: what an app says, to whom, and with which files."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Button:
    """The one thing to press: a verb, and a path of ours ("/ribble/links/…/")."""

    text: str
    path: str


@dataclass(frozen=True)
class End:
    """One end of the link line: who, what they do and where, and how to reach them."""

    name: str
    role: str
    contact: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list in a mail: what it is, how it stands ("2 days left"), and its own button."""

    title: str
    text: str
    button: Button
    note: str = ""


@dataclass(frozen=True)
class Mail:
    """What a mail says, from top to bottom; an app makes it in its presenters, and no app draws one.

    A programme may put words of its own in the place of `subject`, `opening` and `closing`, but for those of them named
    in `by_hand`, which somebody wrote for this one mail. All the rest are facts and stay: `paragraphs`; `items`, a list
    in which each entry has its button; `ask`, the one thing we ask of the reader, in bold, and `ask_more`, what follows
    it in the same paragraph; `code`, a sign-in code, set large; `kept`, what must be said below the closing words;
    `signed`, who writes; `why`, in one sentence why the reader has this mail; and `links`, the quiet links below it.
    """

    subject: str
    heading: str
    opening: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    button: Button | None = None
    ends: tuple[End, ...] = ()
    ask: str = ""
    ask_more: str = ""
    code: str = ""
    closing: tuple[str, ...] = ()
    signed: str = ""
    kept: tuple[str, ...] = ()
    why: str = ""
    links: tuple[Button, ...] = ()
    by_hand: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Recipient:
    """Somebody a mail goes to."""

    name: str
    email: str
    person_id: UUID | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class About:
    """The record a mail tells of, by the label of its model and its key; records stand above messaging."""

    kind: str = ""
    key: UUID | None = None

    @classmethod
    def of(cls, record: Any) -> "About":
        """Return it of a record, or of none."""
        return cls(record._meta.label_lower, record.pk) if record else cls()


@dataclass(frozen=True)
class Answers:
    """Where an answer to a mail goes: to somebody's address, or in to us, where it is filed to its record.

    `is_between`: it also goes straight to each of the mail's readers, and we only note that there was one.
    """

    to: str = ""
    is_between: bool = False


TO_US, BETWEEN = Answers(), Answers(is_between=True)
