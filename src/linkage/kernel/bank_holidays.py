"""Bank holidays in England, from the `holidays` library; its later years follow the rules known today."""

from datetime import date
from functools import lru_cache

import holidays

FIRST_YEAR, LAST_YEAR = 2020, 2045


@lru_cache(maxsize=1)
def in_england() -> dict[date, str]:
    """Return every bank holiday from 2020 to 2045 with its name ("Good Friday")."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1)))
