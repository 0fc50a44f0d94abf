"""What is to be matched, and how it was: columns of numbers with a place for each request, person, school and pair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Problem:
    """Who asks for how many people, who has how many places, and what each pair costs; all in whole points.

    Requests, people and schools stand in the order of their ids, pairs in the order of request and person: the same
    problem is the same columns, whoever wrote it down first. `load[n]` is what somebody's place costs on top when they
    have promised `n` before it, `school_load` the same of a school: neither may fall. Beyond its end the last goes on.
    """

    requests: tuple[str, ...]
    wanted: Numbers
    is_apart: Flags
    unmet: Numbers
    people: tuple[str, ...]
    school_of: Numbers
    places: Numbers
    promised: Numbers
    schools: tuple[str, ...]
    school_places: Numbers
    school_promised: Numbers
    pair_request: Numbers
    pair_person: Numbers
    pair_cost: Numbers
    load: Numbers = field(default_factory=lambda: np.zeros(1, np.int64))
    school_load: Numbers = field(default_factory=lambda: np.zeros(1, np.int64))


@dataclass(frozen=True)
class Solution:
    """Who is matched with whom (`pairs`, by their places in the problem), and how many each request goes without.

    The prices prove that nothing is cheaper: what one more unit would cost from each request, from each person and
    from each school, and through each school of a request whose people come from different ones (`apart`).
    """

    pairs: Numbers
    unmet: Numbers
    cost: int
    request_price: Numbers
    person_price: Numbers
    school_price: Numbers
    apart_price: Mapping[tuple[int, int], int]


def problem(
    *,
    requests: Sequence[Mapping[str, Any]],
    people: Sequence[Mapping[str, Any]],
    schools: Sequence[Mapping[str, Any]],
    pairs: Mapping[tuple[str, str], int],
    load: Sequence[int] = (0,),
    school_load: Sequence[int] = (0,),
) -> Problem:
    """Return the problem that some records say, in whatever order they come.

    A request has `id`, `unmet` and may have `wanted` and `is_apart`; a person `id`, `school`, `places` and maybe
    `promised`; a school `id` and maybe `places` and `promised`. `pairs` says what (request, person) costs. Raises
    KeyError for an id that is not there, and ValueError for a load that falls or a cost below nought.
    """
    asked, there, homes = (sorted(some, key=lambda each: each["id"]) for some in (requests, people, schools))
    request_at, person_at, school_at = ({one["id"]: n for n, one in enumerate(some)} for some in (asked, there, homes))
    placed = sorted((request_at[one], person_at[other], points) for (one, other), points in pairs.items())
    request, person, cost = np.array(placed, np.int64).reshape(-1, 3).T.copy()
    made = Problem(
        requests=tuple(request_at),
        wanted=_column(asked, "wanted", 1),
        is_apart=_column(asked, "is_apart", default=False).astype(np.bool_),
        unmet=_column(asked, "unmet", 0),
        people=tuple(person_at),
        school_of=np.array([school_at[each["school"]] for each in there], np.int64),
        places=_column(there, "places", 0),
        promised=_column(there, "promised", 0),
        schools=tuple(school_at),
        # A school without a limit of its own is never full.
        school_places=_column(homes, "places", 1 + sum(each.get("wanted", 1) for each in asked)),
        school_promised=_column(homes, "promised", 0),
        pair_request=request,
        pair_person=person,
        pair_cost=cost,
        load=np.array([*load], np.int64),
        school_load=np.array([*school_load], np.int64),
    )
    _refuse_nonsense(made)
    return made


def _refuse_nonsense(made: Problem) -> None:
    if any((np.diff(each) < 0).any() or each[0] < 0 for each in (made.load, made.school_load)):
        raise ValueError("what a further place costs may not be less than the one before")
    if any(len(each) and each.min() < 0 for each in (made.pair_cost, made.unmet)):
        raise ValueError("nothing costs less than nought")


def _column(records: Sequence[Mapping[str, Any]], name: str, default: int) -> Numbers:
    return np.array([each.get(name, default) for each in records], np.int64)
