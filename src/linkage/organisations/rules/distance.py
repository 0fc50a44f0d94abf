"""How far two schools are apart, as the crow flies."""

from math import hypot
from typing import Protocol

METRES_A_MILE = 1609.344


class Placed(Protocol):
    """Anything with a place on the British National Grid, in metres."""

    easting: int | None
    northing: int | None


def distance_m(a: Placed, b: Placed) -> int | None:
    """Return the straight-line distance in metres; None when one of the two has no known place."""
    if a.easting is None or a.northing is None or b.easting is None or b.northing is None:
        return None
    return round(hypot(a.easting - b.easting, a.northing - b.northing))


def miles(distance_m: int) -> int:
    """Return whole miles, as people say them: never less than one."""
    return max(1, round(distance_m / METRES_A_MILE))
