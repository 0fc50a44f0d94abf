"""Days as the programmes live them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day_of(at: datetime) -> date:
    """Return the day in London at that moment."""
    return at.astimezone(LONDON).date()
