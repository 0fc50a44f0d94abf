"""What is weighed: each term is one function that gives points, and says in plain words what it saw.

Points are whole numbers, so that the same facts give the same order on every machine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from linkage.brokering.rules.facts import Helper, Need, School
from linkage.kernel import words
from linkage.search import folding

Tone = Literal["good", "plain", "care"]

# The most points of each term, and why. They add up to 100; a wish for one person comes on top.
WEIGHTS = {
    "knows_this": 40,  # Help that misses the need is no help: as much as distance, places and load together.
    "how_far": 15,  # A visit after school has to fit between the bell and home.
    "asked_so_far": 15,  # The same few willing people must not be asked every time.
    "free": 10,  # Who has room left is kept from becoming full before others are.
    "new_connection": 10,  # Links between schools that do not usually work together are what the programme is for.
    "a_school_like_theirs": 5,  # Similar context helps advice to travel, but other contexts teach too.
    "entry": 5,  # An entry that was confirmed lately is more likely to be right.
    "asked_for": 15,  # A wish of the asker's, weighed with everything else and never a promise.
}
WORDS_SHARE = 10  # of the points of knows_this: what the two say in their own words
ENOUGH_WORDS = 3
SHORTEST_WORD = 4
NEAR_MILES, FAR_MILES = 10, 40
MANY_ASKED = 3
FRESH_DAYS = 120
SIMILAR_SIZE = 0.7
SIMILAR_FSM = 12.0
NOT_KNOWN = "Not known"
TIMES = ("Not yet", "Once", "Twice")
# Words that say nothing about a subject; what schools write in every request.
_EVERYDAY = """
    about across after again also always another around because been before being best better between both could
    does doing done each every everything first from gave give goes going good great have having help helped helping
    here into keep know known like look looking made make many more most much need needed needs next only other ours
    over part people please really same school schools some something still such support take that their them then
    there these they thing things this those through time told turned under very want wanted well went were what when
    where which while will with within work worked working would year years your
"""
EVERYDAY = frozenset(_EVERYDAY.split())


@dataclass(frozen=True)
class Term:
    """One thing that was weighed: its points, and what a person reads ("How far", "8 miles")."""

    name: str
    label: str
    points: int
    words: str
    tone: Tone


Weigh = Callable[[Need, Helper], Term]


def knows_this(need: Need, helper: Helper) -> Term:
    """Knows this"""
    matched = sorted(need.areas & helper.areas)
    missing = sorted(need.areas - helper.areas)
    shared = shared_words(need, helper)
    by_words = min(len(shared), ENOUGH_WORDS) * WORDS_SHARE // ENOUGH_WORDS
    by_areas = (WEIGHTS["knows_this"] - WORDS_SHARE) * len(matched) // len(need.areas) if need.areas else 0
    said = [words.listing(matched)] if matched else []
    if shared:
        said.append(f"mentions {words.listing([f'“{word}”' for word in shared[:ENOUGH_WORDS]])}")
    if matched and missing:
        said.append(f"not {words.listing(missing)}")
    text = "; ".join(said) or "their entry does not mention this"
    whole = bool(matched) and not missing
    return _term(knows_this, by_areas + by_words, text[:1].upper() + text[1:], "good" if whole else "plain")


def shared_words(need: Need, helper: Helper) -> list[str]:
    """The telling words that both wrote, in the asker's order and spelling; one for each word however it ends."""
    asked, theirs = _telling(need.words), _telling(helper.words)
    if asked.keys().isdisjoint(theirs):
        return []
    return [word for stem, word in asked.items() if stem in theirs]


@lru_cache(maxsize=4096)
def _telling(text: str) -> dict[str, str]:
    """The words of a text that say something, by their stems; kept, since one text is held against many others."""
    found: dict[str, str] = {}
    for word in folding.words(text):
        if len(word) >= SHORTEST_WORD and word not in EVERYDAY:
            found.setdefault(_stem(word), word)
    return found


def how_far(need: Need, helper: Helper) -> Term:
    """How far"""
    most, is_online = WEIGHTS["how_far"], helper.is_online_for(need)
    online = ". Happy online" if is_online else ""
    if helper.miles is None:
        return _term(how_far, most // 3, f"{NOT_KNOWN}{online}", "plain")
    near = max(0, min(most, most * (FAR_MILES - helper.miles) // (FAR_MILES - NEAR_MILES)))
    if helper.miles <= NEAR_MILES:
        return _term(how_far, near, words.count(helper.miles, "mile"), "good")
    # Whoever is happy online is never as far as the map says; nor is who can be visited by those willing to travel.
    if helper.is_in_reach_of(need):
        said = f"{words.count(helper.miles, 'mile')}; {need.school.name} could travel {need.travel_miles}"
        return _term(how_far, max(near, most * 2 // 3), f"{said}{online}", "plain")
    points = max(near, most // 3) if is_online else near
    return _term(how_far, points, f"{words.count(helper.miles, 'mile')}{online}", "plain")


def free(_need: Need, helper: Helper) -> Term:
    """Free"""
    most = WEIGHTS["free"]
    text = f"{words.count(helper.places_left, 'place')} left this half-term"
    return _term(free, most if helper.places_left > 1 else most * 7 // 10, text, "good")


def asked_so_far(_need: Need, helper: Helper) -> Term:
    """Asked so far"""
    most = WEIGHTS["asked_so_far"]
    points = max(0, most * (MANY_ASKED - helper.promised) // MANY_ASKED)
    times = TIMES[helper.promised] if helper.promised < len(TIMES) else f"{words.number(helper.promised)} times"
    tone: Tone = "care" if helper.promised >= MANY_ASKED else "plain" if helper.promised > 1 else "good"
    return _term(asked_so_far, points, f"{times[0].upper()}{times[1:]} this half-term", tone)


def new_connection(need: Need, helper: Helper) -> Term:
    """New connection"""
    most, last = WEIGHTS["new_connection"], helper.last_linked_on
    if last is None:
        return _term(new_connection, most, "The two schools have never been linked", "good")
    if _months(last, need.on) >= need.bridge_months:
        return _term(new_connection, most, f"The two schools were last linked in {last.year}", "good")
    return _term(new_connection, 0, f"Linked before, in {last.year}", "plain")


def a_school_like_theirs(need: Need, helper: Helper) -> Term:
    """A school like theirs"""
    ours, theirs = need.school, helper.school
    said = [f"{theirs.pupils:,} pupils{_size(ours, theirs)}"] if theirs.pupils is not None else []
    if theirs.fsm_percent is not None:
        said.append(f"{round(theirs.fsm_percent)}% free school meals")
    alike = [_same_size(ours, theirs), _same_fsm(ours, theirs), _same_character(ours, theirs)]
    points = WEIGHTS["a_school_like_theirs"] * sum(alike) // len(alike)
    is_like = alike[0] and alike[1]
    return _term(a_school_like_theirs, points, ", ".join(said) or NOT_KNOWN, "good" if is_like else "plain")


def entry(need: Need, helper: Helper) -> Term:
    """Entry"""
    if helper.confirmed_on is None:
        return _term(entry, 0, "Never confirmed", "care")
    said = f"{helper.confirmed_on:%B}"
    if _months(helper.confirmed_on, need.on) >= 12:  # noqa: PLR2004 (a year)
        said = f"{helper.confirmed_on:%B %Y}"
    if (need.on - helper.confirmed_on).days <= FRESH_DAYS:
        return _term(entry, WEIGHTS["entry"], f"Confirmed in {said}", "good")
    return _term(entry, 0, f"Not confirmed since {said}", "care")


def asked_for(_need: Need, _helper: Helper) -> Term:
    """Asked for"""
    return _term(asked_for, WEIGHTS["asked_for"], "The school began from this person\u2019s entry", "good")


TERMS: tuple[Weigh, ...] = (
    knows_this,
    how_far,
    free,
    asked_so_far,
    new_connection,
    a_school_like_theirs,
    entry,
)


def weigh(need: Need, helper: Helper) -> tuple[Term, ...]:
    """Every term of one person for one request, in the order of the page."""
    wished = (asked_for(need, helper),) if helper.entry_id in need.wanted else ()
    return (*(term(need, helper) for term in TERMS), *wished)


def _term(which: Weigh, points: int, text: str, tone: Tone) -> Term:
    name = getattr(which, "__name__", "")
    return Term(name=name, label=str(which.__doc__), points=points, words=text, tone=tone)


def _stem(word: str) -> str:
    """Cut the commonest endings, so that "reading", "reads" and "read" are one word."""
    for ending in ("ings", "ing", "ies", "ers", "er", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_WORD - 1:
            return word[: -len(ending)]
    return word


def _size(ours: School, theirs: School) -> str:
    if not ours.pupils or not theirs.pupils or _same_size(ours, theirs):
        return ""
    return ", larger" if theirs.pupils > ours.pupils else ", smaller"


def _same_size(ours: School, theirs: School) -> bool:
    if not ours.pupils or not theirs.pupils:
        return False
    return min(ours.pupils, theirs.pupils) / max(ours.pupils, theirs.pupils) >= SIMILAR_SIZE


def _same_fsm(ours: School, theirs: School) -> bool:
    if ours.fsm_percent is None or theirs.fsm_percent is None:
        return False
    return abs(ours.fsm_percent - theirs.fsm_percent) <= SIMILAR_FSM


def _same_character(ours: School, theirs: School) -> bool:
    return ours.religious_character == theirs.religious_character


def _months(earlier: date, now: date) -> int:
    """Whole months from one day to another."""
    months = (now.year - earlier.year) * 12 + now.month - earlier.month
    return months - (now.day < earlier.day)
