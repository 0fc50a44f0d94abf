"""The search that sends one more unit through a network as cheaply as it can be.

Successive shortest paths with potentials (Ahuja, Magnanti, Orlin: Network Flows, 1993, section 9.7): each path is found
by Dijkstra's search over reduced costs, which ends at the way out, and only what was settled before has its potential
lowered. Compiled by numba where that is installed; without it the same runs as it stands, some hundred times slower.
Import this where it is used: numba takes half a second and much memory.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from linkage.solvers.matching.network import FAR, Network

NOT_SEEN, SETTLED = -1, -2

F = TypeVar("F", bound=Callable[..., Any])

try:
    from numba import njit
except ImportError:
    njit: Any = None  # type: ignore[no-redef]


def compiled(function: F) -> F:
    """Return the function compiled, where the compiler is installed; kept for the next process, where it may write."""
    if njit is None:
        return function
    try:
        return cast("F", njit(cache=True)(function))
    except RuntimeError:
        return cast("F", njit(function))


@compiled
def send_all(net: Network, requests: Any, wanted: Any) -> int:
    """Send so many units from each of these requests, in this order; return what it costs more."""
    cost = 0
    for n in range(len(requests)):
        for _ in range(wanted[n]):
            cost += send(net, requests[n])
    return cost


@compiled
def send(net: Network, request: int) -> int:
    """Send one unit from a request, moving others where that is cheaper; return what it costs more."""
    out = net.people + net.schools
    start = out + 1 + request
    straight = _straight(net, request, start, out)
    if straight >= 0:
        return straight
    net.label[start] = 0
    net.heap[0] = start
    net.place[start] = 0
    size, number = 1, 0
    while size > 0:
        node = net.heap[0]
        size -= 1
        net.place[node] = SETTLED
        if size > 0:
            net.heap[0] = net.heap[size]
            net.place[net.heap[0]] = 0
            _lower(net, 0, size)
        net.settled[number] = node
        number += 1
        if node == out:
            break
        if node > out:
            size = _from_holder(net, node, out, size)
        elif node < net.people:
            size = _from_person(net, node, size)
        else:
            size = _from_school(net, node, out, size)
    cost: int = _flow(net, start, out)
    _lower_potentials(net, number, size, net.label[out])
    return cost


@compiled
def _straight(net: Network, request: int, start: int, out: int) -> int:
    """Send the unit straight to the nearest person, where nothing can be cheaper; return what it costs, or -1.

    That is so where they have a place, and the way out from there is no dearer than the second nearest is to begin
    with, nor than moving anybody of theirs: no search would settle another node before it. Where there are places
    enough, most of a plan is made so.
    """
    if net.first_part[request] < net.last_part[request]:
        return -1
    near = second = net.unmet_cost[request] - net.potential[out]
    best = -1
    for pair in range(net.first_pair[request], net.last_pair[request]):
        if not net.is_used[pair]:
            label = net.cost[pair] - net.potential[net.person_of[pair]]
            if label < near:
                near, second, best = label, near, pair
            elif label < second:
                second = label
    if best < 0:
        return -1
    person = net.person_of[best]
    school = net.school_of[person]
    if net.taken[person] >= net.places[person] or net.school_taken[school] >= net.school_places[school]:
        return -1
    step = _load(net.load, net.promised[person] + net.taken[person])
    school_step = _load(net.school_load, net.school_promised[school] + net.school_taken[school])
    at_school = near + step + net.potential[person] - net.potential[net.people + school]
    far = at_school + school_step + net.potential[net.people + school] - net.potential[out]
    is_alone = at_school == near or net.head[person] < 0
    if far > second or not (is_alone and (far == at_school or net.school_taken[school] == 0)):
        return -1
    net.potential[start] = -far
    net.potential[person] += near - far
    net.potential[net.people + school] += at_school - far
    net.taken[person] += 1
    net.school_taken[school] += 1
    _take(net, best, person)
    cost: int = net.cost[best] + step + school_step
    return cost


@compiled
def _lower_potentials(net: Network, number: int, size: int, far: int) -> None:
    """Note how near each was that was settled; of all others the potential stays. And forget the search."""
    for n in range(number):
        node = net.settled[n]
        net.potential[node] += net.label[node] - far
        net.label[node] = FAR
        net.place[node] = NOT_SEEN
    for n in range(size):
        node = net.heap[n]
        net.label[node] = FAR
        net.place[node] = NOT_SEEN


@compiled
def _from_holder(net: Network, node: int, out: int, size: int) -> int:
    holder = node - out - 1
    whole = net.whole[holder]
    if holder == whole:
        size = _reach(net, node, out, net.unmet_cost[holder], -1, size)
        for part in range(net.first_part[holder], net.last_part[holder]):
            if not net.is_part_used[part]:
                size = _reach(net, node, out + 1 + part, 0, -1, size)
    elif net.is_part_used[holder]:
        size = _reach(net, node, out + 1 + whole, 0, -1, size)
    for pair in range(net.first_pair[holder], net.last_pair[holder]):
        if not net.is_used[pair]:
            size = _reach(net, node, net.person_of[pair], net.cost[pair], pair, size)
    return size


@compiled
def _from_person(net: Network, person: int, size: int) -> int:
    taken = net.taken[person]
    if taken < net.places[person]:
        school = net.people + net.school_of[person]
        size = _reach(net, person, school, _load(net.load, net.promised[person] + taken), -1, size)
    pair = net.head[person]
    while pair >= 0:
        size = _reach(net, person, net.people + net.schools + 1 + net.holder_of[pair], -net.cost[pair], pair, size)
        pair = net.chain[pair]
    return size


@compiled
def _from_school(net: Network, node: int, out: int, size: int) -> int:
    school = node - net.people
    taken = net.school_taken[school]
    if taken < net.school_places[school]:
        cost = _load(net.school_load, net.school_promised[school] + taken)
        size = _reach(net, node, out, cost, -1, size)
    for n in range(net.first_of_school[school], net.first_of_school[school + 1]):
        person = net.in_school[n]
        if net.taken[person] > 0:
            cost = -_load(net.load, net.promised[person] + net.taken[person] - 1)
            size = _reach(net, node, person, cost, -1, size)
    return size


@compiled
def _load(load: Any, number: int) -> int:
    last: int = load[min(number, len(load) - 1)]
    return last


@compiled
def _reach(net: Network, whence: int, node: int, cost: int, pair: int, size: int) -> int:
    """Note that a node can be reached so, where it is nearer than known and nearer than the way out."""
    if net.place[node] == SETTLED:
        return size
    label = net.label[whence] + cost + net.potential[whence] - net.potential[node]
    out = net.people + net.schools
    if label >= net.label[node] or label >= net.label[out]:
        return size
    net.label[node] = label
    net.whence[node] = whence
    net.by_pair[node] = pair
    if net.place[node] < 0:
        net.heap[size] = node
        net.place[node] = size
        size += 1
    _lift(net, net.place[node])
    return size


@compiled
def _flow(net: Network, start: int, out: int) -> int:
    """Send the unit along the path that was found; return what it costs."""
    cost, node = 0, out
    while node != start:
        whence, pair = net.whence[node], net.by_pair[node]
        if whence <= out and node <= out and pair < 0:
            cost += _flow_school(net, whence, node, out)
        elif pair >= 0 and whence > out:
            cost += net.cost[pair]
            _take(net, pair, node)
        elif pair >= 0:
            cost -= net.cost[pair]
            _leave(net, pair, whence)
        elif node == out:
            net.unmet[whence - out - 1] += 1
            cost += net.unmet_cost[whence - out - 1]
        else:
            # Between a request and one of its schools, which stand after all requests.
            net.is_part_used[max(whence, node) - out - 1] = whence < node
        node = whence
    return cost


@compiled
def _flow_school(net: Network, whence: int, node: int, out: int) -> int:
    """One unit more, or one less, through a school; return what it costs."""
    if node == out:
        school = whence - net.people
        cost: int = _load(net.school_load, net.school_promised[school] + net.school_taken[school])
        net.school_taken[school] += 1
        return cost
    if node >= net.people:
        cost = _load(net.load, net.promised[whence] + net.taken[whence])
        net.taken[whence] += 1
        return cost
    net.taken[node] -= 1
    cost = _load(net.load, net.promised[node] + net.taken[node])
    return -cost


@compiled
def _take(net: Network, pair: int, person: int) -> None:
    net.is_used[pair] = True
    net.chain[pair] = net.head[person]
    net.head[person] = pair


@compiled
def _leave(net: Network, pair: int, person: int) -> None:
    net.is_used[pair] = False
    if net.head[person] == pair:
        net.head[person] = net.chain[pair]
        return
    before = net.head[person]
    while net.chain[before] != pair:
        before = net.chain[before]
    net.chain[before] = net.chain[pair]


@compiled
def _lift(net: Network, at: int) -> None:
    """Move a node of the heap up to where it belongs."""
    node = net.heap[at]
    key = net.label[node]
    while at > 0:
        above = (at - 1) >> 1
        other = net.heap[above]
        if net.label[other] <= key:
            break
        net.heap[at] = other
        net.place[other] = at
        at = above
    net.heap[at] = node
    net.place[node] = at


@compiled
def _lower(net: Network, at: int, size: int) -> None:
    """Move a node of the heap down to where it belongs."""
    node = net.heap[at]
    key = net.label[node]
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and net.label[net.heap[below + 1]] < net.label[net.heap[below]]:
            below += 1
        other = net.heap[below]
        if net.label[other] >= key:
            break
        net.heap[at] = other
        net.place[other] = at
        at = below
    net.heap[at] = node
    net.place[node] = at
