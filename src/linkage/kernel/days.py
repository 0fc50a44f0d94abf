"""Moments and days as schools live them, whatever the clock of the server says."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def local(at: datetime) -> datetime:
    """Return that moment on a school's clock, winter and summer."""
    return at.astimezone(LONDON)


def day_of(at: datetime) -> date:
    """Return the day it was in a school at that moment: what is sent late on a summer's evening is that day's."""
    return local(at).date()
