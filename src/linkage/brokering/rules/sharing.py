"""What may be shared with a school: a few people, and what of the cards it reads."""

from collections.abc import Iterable

from linkage.brokering.rules.terms import NOT_KNOWN, Term
from linkage.kernel.violations import Violation

MOST_SHARED = 5
# How often somebody was asked is ours to weigh; a school reads why they fit, never points.
FOR_SCHOOL = ("knows_this", "how_far", "free", "new_connection", "a_school_like_theirs", "entry")
# What a school reads of itself.
AS_ASKED = {"a_school_like_theirs": "A school like yours"}


def reasons_for_school(terms: Iterable[Term]) -> str:
    """The reasons a school reads, in the words of the cards: a line for each that says something."""
    told = [term for term in terms if term.name in FOR_SCHOOL and term.words != NOT_KNOWN]
    return "\n".join(f"{AS_ASKED.get(term.name, term.label)}: {term.words}" for term in told)


def few_are_shared(number: int) -> list[Violation]:
    """From one to five people: more is a list, and less is no choice."""
    if 1 <= number <= MOST_SHARED:
        return []
    sentence = f"Tick up to {MOST_SHARED} people" if number else "Tick at least one person"
    return [Violation("few_are_shared", sentence, "person")]


def the_school_may_choose(*, may: bool) -> list[Violation]:
    """The programme lets schools choose."""
    if may:
        return []
    return [Violation("the_school_may_choose", "In this programme we choose. A coordinator can change it in Settings")]


def why_none_is_said(*, has_chosen: bool, words: str) -> list[Violation]:
    """Who wants none of them says why, so that the next few fit better."""
    if has_chosen or words.strip():
        return []
    return [Violation("why_none_is_said", "Say in a sentence why none of them fits", "words")]
