"""What the rules look at: plain values, put together by `problem.py`; ids are strings, as a snapshot holds them."""

from dataclasses import dataclass
from datetime import date

from linkage.organisations.rules.distance import miles

ONLINE, TO_THEM = "call", "visit_us"
LISTED, PAUSED = "listed", "paused"


@dataclass(frozen=True)
class School:
    """A school as far as it matters for choosing; empty or None where the register does not say."""

    id: str
    name: str
    trust: str = ""
    phases: frozenset[str] = frozenset()
    pupils: int | None = None
    fsm_percent: float | None = None
    religious_character: str = ""


@dataclass(frozen=True)
class Need:
    """What one school asks, and what its programme has settled.

    `areas` are names of areas, those asked for or, with `is_suggested`, those its own words suggest. `wanted` are
    the entries the asker began from, `tried` those that were introduced for this request before, `ruled_out` those that
    somebody who works on it has ruled out, `asked` those who are asked for it now or said no. `taken_schools` are those
    from which nobody more may come, where it wants people of different schools. `travel_miles` is how far
    its own people could go, `is_online_ok` whether online would do; None where it did not say.
    """

    request_id: str
    school: School
    on: date
    areas: frozenset[str] = frozenset()
    is_suggested: bool = False
    words: str = ""
    phases: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    tried: frozenset[str] = frozenset()
    ruled_out: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    taken_schools: frozenset[str] = frozenset()
    has_consent: bool = True
    travel_miles: int | None = None
    is_online_ok: bool | None = None
    is_programme_paused: bool = False
    is_same_trust_excluded: bool = False
    bridge_months: int = 36


@dataclass(frozen=True)
class Helper:
    """Somebody listed: what they offer, how much of it is left, and how their school stands to the one that asks.

    `promised` are the links this person has taken on in this half-term, as the ledger counts places, and
    `last_promised_on` is the day of the latest ever. `free_on` is when a full person has places again.
    `is_held_back` says that their head could not release them in this half-term.
    `distance_m` is the straight line between the schools.
    """

    entry_id: str
    person_id: str
    school: School
    status: str = LISTED
    back_on: date | None = None
    areas: frozenset[str] = frozenset()
    words: str = ""
    phases: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    places_left: int = 0
    free_on: date | None = None
    radius_miles: int | None = None
    distance_m: int | None = None
    is_school_stopped: bool = False
    is_held_back: bool = False
    promised: int = 0
    last_promised_on: date | None = None
    last_linked_on: date | None = None
    confirmed_on: date | None = None

    @property
    def miles(self) -> int | None:
        """Whole miles between the two schools; None when one of them is not on the map."""
        return None if self.distance_m is None else miles(self.distance_m)

    def is_online_for(self, need: Need) -> bool:
        """Whether they help by a call, from wherever they are, and that would do."""
        return ONLINE in self.ways and need.is_online_ok is not False

    def is_in_reach_of(self, need: Need) -> bool:
        """Whether the people of the school that asks could come to them, and are welcome."""
        if self.miles is None or need.travel_miles is None:
            return False
        return TO_THEM in self.ways and self.miles <= need.travel_miles
