"""Who stands out for one request, and why not the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkage.brokering.rules import terms as weighed
from linkage.brokering.rules.facts import Helper, Need
from linkage.brokering.rules.obstacles import Obstacle, obstacles
from linkage.brokering.rules.terms import Term
from linkage.kernel.violations import Violation

NOT_LISTED_FOR_THIS = "Not listed any more for what the school asks"


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be introduced, with what was weighed."""

    helper: Helper
    terms: tuple[Term, ...]

    @property
    def points(self) -> int:
        """The sum of the terms; it orders one request's page and is never shown or kept about a person."""
        return sum(term.points for term in self.terms)


@dataclass(frozen=True)
class Refusal:
    """Somebody who knows this but cannot be introduced, with everything that is in the way."""

    helper: Helper
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Ranking:
    """Who could be introduced, best for this request first, and why not the others."""

    candidates: tuple[Candidate, ...]
    why_not: tuple[Refusal, ...]

    def candidate(self, entry_id: str) -> Candidate | None:
        """The candidate with this entry, or None when that entry cannot be introduced for this request."""
        return next((found for found in self.candidates if found.helper.entry_id == entry_id), None)

    def refusal(self, entry_id: str) -> Refusal | None:
        """What stands in the way of this entry, or None."""
        return next((found for found in self.why_not if found.helper.entry_id == entry_id), None)

    def in_the_way(self, entry_id: str) -> list[Violation]:
        """Why this entry cannot be introduced for this request now; empty when it can."""
        if self.candidate(entry_id) is not None:
            return []
        refusal = self.refusal(entry_id)
        return list(refusal.obstacles) if refusal else [Violation("knows_something", NOT_LISTED_FOR_THIS)]


def rank(need: Need, helpers: Iterable[Helper]) -> Ranking:
    """Weigh everybody who knows something of this need; the order of `helpers` changes nothing.

    Somebody who neither offers an area of the need nor writes of it is left out altogether: that is no reason worth
    reading. Of equals the one asked least goes first, then the one asked longest ago, then by id.
    """
    candidates, why_not = [], []
    for helper in helpers:
        if not knows_something(need, helper):
            continue
        in_the_way = obstacles(need, helper)
        if in_the_way:
            why_not.append(Refusal(helper, in_the_way))
        else:
            candidates.append(Candidate(helper, weighed.weigh(need, helper)))
    return Ranking(
        candidates=tuple(sorted(candidates, key=_order)),
        why_not=tuple(sorted(why_not, key=lambda found: _refused_order(need, found))),
    )


def knows_something(need: Need, helper: Helper) -> bool:
    """Whether they offer an area of the need, or it is they who were asked for, or their own words meet."""
    return (
        bool(need.areas & helper.areas)
        or helper.entry_id in need.wanted
        or len(weighed.shared_words(need, helper)) >= weighed.ENOUGH_WORDS - 1
    )


def _order(found: Candidate) -> tuple[int, int, date, str]:
    helper = found.helper
    return (-found.points, helper.promised, helper.last_promised_on or date.min, helper.entry_id)


def _refused_order(need: Need, found: Refusal) -> tuple[int, str]:
    return (-weighed.knows_this(need, found.helper).points, found.helper.entry_id)
