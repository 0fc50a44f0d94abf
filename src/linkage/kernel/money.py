"""Money is whole pence, never a float; here is how a person writes and reads it."""

PENCE = 100


def pounds(pence: int) -> str:
    """Return "£1,234.50"; with a sign before the pound where it is less than nothing."""
    sign = "-" if pence < 0 else ""
    whole, rest = divmod(abs(pence), PENCE)
    return f"{sign}£{whole:,}.{rest:02d}"


def half_days(count: int) -> str:
    """Return days counted in halves as they are said: "half a day", "1 day", "2 and a half days", "3 days"."""
    whole, half = divmod(count, 2)
    if not half:
        return f"{whole} {'day' if whole == 1 else 'days'}"
    return f"{whole} and a half days" if whole else "half a day"
