"""The search that sends one more unit through a network as cheaply as it can be.

Successive shortest paths with potentials (Ahuja, Magnanti, Orlin: Network Flows, 1993, section 9.7): each path is found
by Dijkstra's search over reduced costs, which ends at the way out, and only what was settled before has its potential
lowered. Import this where it is used: numba takes half a second and much memory.
"""

from typing import Any

from linkage.solvers.matching.compiling import compiled, inlined
from linkage.solvers.matching.flow import flow, load_of, take
from linkage.solvers.matching.heap import lift, lower
from linkage.solvers.matching.network import FAR, Network

NOT_SEEN, SETTLED = -1, -2


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
    pair, second = _nearest(net, request, out)
    if pair >= 0 and _goes_straight(net, pair, second, out):
        return _send_straight(net, pair, start, out)
    net.label[start] = 0
    net.heap[0] = start
    net.place[start] = 0
    size, number = 1, 0
    if pair >= 0:
        size = _reach_straight(net, pair, start, out, size)
    while size > 0:
        node = net.heap[0]
        size -= 1
        net.place[node] = SETTLED
        if size > 0:
            net.heap[0] = net.heap[size]
            net.place[net.heap[0]] = 0
            lower(net, 0, size)
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
    cost: int = flow(net, start, out)
    _lower_potentials(net, number, size, net.label[out])
    return cost


@inlined
def _nearest(net: Network, request: int, out: int) -> tuple[int, int]:
    """Return the pair whose person is nearest as the prices stand, and how near the second is (or going unmet).

    The pair is -1 where nobody is nearer than going unmet, where the nearest has no place, and where the request's
    people come from different schools.
    """
    near = second = net.unmet_cost[request] - net.potential[out]
    best = -1
    if net.first_part[request] == net.last_part[request]:
        for pair in range(net.first_pair[request], net.last_pair[request]):
            label = net.cost[pair] - net.potential[net.person_of[pair]]
            if net.is_used[pair]:
                continue
            if label < near:
                near, second, best = label, near, pair
            elif label < second:
                second = label
    if best >= 0:
        person = net.person_of[best]
        school = net.school_of[person]
        if net.taken[person] >= net.places[person] or net.school_taken[school] >= net.school_places[school]:
            best = -1
    return best, second


@inlined
def _steps(net: Network, person: int) -> tuple[int, int]:
    """Return what the next place of somebody costs, and the next of their school."""
    school = net.school_of[person]
    step = load_of(net.load, net.promised[person] + net.taken[person])
    return step, load_of(net.school_load, net.school_promised[school] + net.school_taken[school])


@inlined
def _goes_straight(net: Network, pair: int, second: int, out: int) -> bool:
    """Whether nothing can be cheaper than the nearest person: then no search is needed.

    That is so where the way out from there is no dearer than the second nearest is to begin with, nor than moving
    anybody of theirs. Where there are places enough, most of a plan is made so.
    """
    person = net.person_of[pair]
    school = net.people + net.school_of[person]
    step, school_step = _steps(net, person)
    near = net.cost[pair] - net.potential[person]
    at_school = near + step + net.potential[person] - net.potential[school]
    far = at_school + school_step + net.potential[school] - net.potential[out]
    is_alone = at_school == near or net.head[person] < 0
    is_school_alone = far == at_school or net.school_taken[school - net.people] == 0
    return bool(far <= second and is_alone and is_school_alone)


@inlined
def _send_straight(net: Network, pair: int, start: int, out: int) -> int:
    """Send the unit to the nearest person and out; return what it costs."""
    person = net.person_of[pair]
    school = net.people + net.school_of[person]
    step, school_step = _steps(net, person)
    near = net.cost[pair] - net.potential[person]
    at_school = near + step + net.potential[person] - net.potential[school]
    far = at_school + school_step + net.potential[school] - net.potential[out]
    net.potential[start] = -far
    net.potential[person] += near - far
    net.potential[school] += at_school - far
    net.taken[person] += 1
    net.school_taken[school - net.people] += 1
    take(net, pair, person)
    cost: int = net.cost[pair] + step + school_step
    return cost


@inlined
def _reach_straight(net: Network, pair: int, start: int, out: int, size: int) -> int:
    """Note the straight way first: whatever is farther than its end is not looked at."""
    person = net.person_of[pair]
    step, school_step = _steps(net, person)
    school = net.people + net.school_of[person]
    size = _reach(net, start, person, net.cost[pair], pair, size)
    size = _reach(net, person, school, step, -1, size)
    return _reach(net, school, out, school_step, -1, size)


@inlined
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


@inlined
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


@inlined
def _from_person(net: Network, person: int, size: int) -> int:
    taken = net.taken[person]
    if taken < net.places[person]:
        school = net.people + net.school_of[person]
        size = _reach(net, person, school, load_of(net.load, net.promised[person] + taken), -1, size)
    pair = net.head[person]
    while pair >= 0:
        size = _reach(net, person, net.people + net.schools + 1 + net.holder_of[pair], -net.cost[pair], pair, size)
        pair = net.chain[pair]
    return size


@inlined
def _from_school(net: Network, node: int, out: int, size: int) -> int:
    school = node - net.people
    taken = net.school_taken[school]
    if taken < net.school_places[school]:
        cost = load_of(net.school_load, net.school_promised[school] + taken)
        size = _reach(net, node, out, cost, -1, size)
    for n in range(net.first_of_school[school], net.first_of_school[school + 1]):
        person = net.in_school[n]
        if net.taken[person] > 0:
            cost = -load_of(net.load, net.promised[person] + net.taken[person] - 1)
            size = _reach(net, node, person, cost, -1, size)
    return size


@inlined
def _reach(net: Network, whence: int, node: int, cost: int, pair: int, size: int) -> int:
    """Note that a node can be reached so, where it is nearer than known and nearer than the way out."""
    label = net.label[whence] + cost + net.potential[whence] - net.potential[node]
    out = net.people + net.schools
    # Most are farther than the way out, and nothing more is read of them. Nobody settled can be nearer than known.
    if label >= net.label[out] or label >= net.label[node]:
        return size
    net.label[node] = label
    net.whence[node] = whence
    net.by_pair[node] = pair
    if net.place[node] < 0:
        net.heap[size] = node
        net.place[node] = size
        size += 1
    lift(net, net.place[node])
    return size
