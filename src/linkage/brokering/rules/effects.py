"""What it would do to a plan to rule somebody out: tried on the plan as it stands, and put back."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.solvers.matching.standing import Pair, Standing
from linkage.solvers.matching.types import Problem


@dataclass(frozen=True)
class Without:
    """The plan without one of its pairs, by how many points it would be dearer.

    `instead` are the entries that come to this request; `others` the other requests that would have somebody else, and
    `short` those that would have fewer people than now.
    """

    dearer: int
    instead: tuple[str, ...]
    others: tuple[str, ...]
    short: tuple[str, ...]


def without_each(told: Problem, standing: Standing, pairs: Iterable[Pair]) -> dict[Pair, Without]:
    """Return what would be without each of these pairs of a plan; the plan itself stays as it is."""
    costs = {
        (told.requests[request], told.people[person]): int(points)
        for request, person, points in zip(told.pair_request, told.pair_person, told.pair_cost, strict=True)
    }
    # More than going without, so nothing makes up for it.
    never = int(told.unmet.max(initial=0)) + 1
    cost = standing.cost()
    found: dict[Pair, Without] = {}
    for pair in pairs:
        changed = standing.weigh({pair: never})
        took, let_go = (_by_request(some) for some in (changed.taken, changed.let_go))
        found[pair] = Without(
            dearer=standing.cost() - cost,
            instead=tuple(sorted(took.get(pair[0], []))),
            others=tuple(sorted((took.keys() | let_go.keys()) - {pair[0]})),
            short=tuple(sorted(each for each in let_go if len(took.get(each, [])) < len(let_go[each]))),
        )
        standing.weigh({pair: costs[pair]})
    return found


def _by_request(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for request_id, entry_id in pairs:
        found.setdefault(request_id, []).append(entry_id)
    return found
