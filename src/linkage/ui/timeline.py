"""What has happened, as sentences: one component for every record, fed by audit labels and events."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Event:
    """One thing that happened: "Priya said yes". `text` may quote; `is_next` marks what is still to come."""

    title: str
    at: datetime
    text: str = ""
    by: str = ""
    link_text: str = ""
    link_url: str = ""
    is_next: bool = False


def newest_first(events: Iterable[Event]) -> list[Event]:
    """What is still to come, then the newest; of two at the same moment the later in the list is the newer."""
    latest_first = list(events)[::-1]
    return sorted(latest_first, key=lambda event: (event.is_next, event.at), reverse=True)
