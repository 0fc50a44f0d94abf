"""A plan after something changed: what its prices still prove stays, and only the rest is sent anew.

A pair stays while it is no dearer than its request's cheapest way that is free; every other is let go, which makes its
person cheaper, and with them others' pairs may have to go. What is left obeys the prices, so the search goes on from
there, and the plan it ends with is as cheap as one made from nothing. Each step is a price that falls or a pair let go,
so it ends. (Reduced costs: Ahuja, Magnanti, Orlin: Network Flows, 1993, sections 9.3 and 9.11.)
"""

from typing import Any, NamedTuple

from linkage.solvers.matching.compiling import compiled, inlined
from linkage.solvers.matching.flow import leave, load_of
from linkage.solvers.matching.network import FAR, Network
from linkage.solvers.matching.search import send
from linkage.solvers.matching.types import Numbers


class Mending(NamedTuple):
    """What is needed beside the network: each person's pairs, one after the other, and what has to be sent anew."""

    first_of_person: Numbers
    after: Numbers  # of each pair: the next of its person
    left: Numbers  # of each request


@compiled
def mend(net: Network, mending: Mending, requests: Any) -> None:
    """Make a plan the cheapest again, after what these requests cost has changed."""
    waiting = 0
    for request in requests:
        waiting = _wait(net, request, waiting)
    while waiting > 0:
        waiting -= 1
        request = net.heap[waiting]
        net.place[request] = -1
        waiting = _look_again(net, mending, request, waiting)
    for request in range(len(mending.left)):
        while mending.left[request] > 0:
            mending.left[request] -= 1
            send(net, request)


@inlined
def _wait(net: Network, request: int, waiting: int) -> int:
    """Have a request wait to be looked at, unless it does."""
    if net.place[request] >= 0:
        return waiting
    net.heap[waiting], net.place[request] = request, waiting
    return waiting + 1


@compiled
def _look_again(net: Network, mending: Mending, request: int, waiting: int) -> int:
    """Price a request by its cheapest way that is free, and let go of every pair that is dearer than that."""
    start = net.people + net.schools + 1
    price = min(net.unmet_cost[request], _cheapest(net, request))
    for part in range(net.first_part[request], net.last_part[request]):
        net.potential[start + part] = -_cheapest(net, part)
        if not net.is_part_used[part]:
            price = min(price, -net.potential[start + part])
    net.potential[start + request] = -price
    if price < net.unmet_cost[request]:
        mending.left[request] += net.unmet[request]
        net.unmet[request] = 0
    waiting = _let_go(net, mending, request, price, waiting)
    for part in range(net.first_part[request], net.last_part[request]):
        if net.is_part_used[part]:
            most = min(price, -net.potential[start + part])
            net.potential[start + part] = -most
            waiting = _let_go(net, mending, part, most, waiting)
    return waiting


@inlined
def _cheapest(net: Network, holder: int) -> int:
    """What the cheapest pair of a holder costs that is free."""
    cheapest = FAR
    for pair in range(net.first_pair[holder], net.last_pair[holder]):
        if not net.is_used[pair]:
            cheapest = min(cheapest, net.cost[pair] - net.potential[net.person_of[pair]])
    return cheapest


@inlined
def _let_go(net: Network, mending: Mending, holder: int, most: int, waiting: int) -> int:
    """Use no pair of a holder that is dearer than `most`."""
    for pair in range(net.first_pair[holder], net.last_pair[holder]):
        person = net.person_of[pair]
        if net.is_used[pair] and net.cost[pair] - net.potential[person] > most:
            leave(net, pair, person)
            net.is_part_used[holder] = False
            net.taken[person] -= 1
            net.school_taken[net.school_of[person]] -= 1
            mending.left[net.whole[holder]] += 1
            waiting = _get_cheaper(net, mending, net.school_of[person], waiting)
            waiting = _wait(net, net.whole[holder], waiting)
    return waiting


@compiled
def _get_cheaper(net: Network, mending: Mending, school: int, waiting: int) -> int:
    """Lower the prices of a school and its people to what their next places cost; who asks for them looks again."""
    node = net.people + school
    step = load_of(net.school_load, net.school_promised[school] + net.school_taken[school])
    at_school = min(-net.potential[node], step)
    net.potential[node] = -at_school
    for n in range(net.first_of_school[school], net.first_of_school[school + 1]):
        person = net.in_school[n]
        most = load_of(net.load, net.promised[person] + net.taken[person]) + at_school
        if net.taken[person] == net.places[person] or -net.potential[person] <= most:
            continue
        net.potential[person] = -most
        pair = mending.first_of_person[person]
        while pair >= 0:
            waiting = _wait(net, net.whole[net.holder_of[pair]], waiting)
            pair = mending.after[pair]
    return waiting
