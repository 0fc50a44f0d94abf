"""Mails as plain data, how they are drawn, and in which words; other apps import from here."""

from linkage.messaging.presenters.drawing import (
    Drawn,
    Sender,
    address,
    base_url,
    draw,
    framed,
    without_links,
)
from linkage.messaging.presenters.kinds import COMMON, PARTS, Kind, Words, example, kind_called, ours, worded
from linkage.messaging.presenters.mails import Attachment, Button, End, Item, Mail, Recipient
from linkage.messaging.presenters.pages import more_pages
from linkage.messaging.presenters.wording import (
    completed,
    draft,
    groups,
    history,
    read_draft,
    without_ours,
)

__all__ = [
    "COMMON",
    "PARTS",
    "Attachment",
    "Button",
    "Drawn",
    "End",
    "Item",
    "Kind",
    "Mail",
    "Recipient",
    "Sender",
    "Words",
    "address",
    "base_url",
    "completed",
    "draft",
    "draw",
    "example",
    "framed",
    "groups",
    "history",
    "kind_called",
    "more_pages",
    "ours",
    "read_draft",
    "without_links",
    "without_ours",
    "worded",
]
