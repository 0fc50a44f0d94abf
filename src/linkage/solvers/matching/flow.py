"""What flows through a network: one unit more along a path that the search has found."""

from typing import Any

from linkage.solvers.matching.compiling import compiled, inlined
from linkage.solvers.matching.network import Network


@inlined
def load_of(load: Any, number: int) -> int:
    """Return what a place costs on top when so many were promised before it; beyond its end the last goes on."""
    last: int = load[min(number, len(load) - 1)]
    return last


@compiled
def flow(net: Network, start: int, out: int) -> int:
    """Send the unit along the path that was found; return what it costs."""
    cost, node = 0, out
    while node != start:
        whence, pair = net.whence[node], net.by_pair[node]
        if whence <= out and node <= out and pair < 0:
            cost += _through_school(net, whence, node, out)
        elif pair >= 0 and whence > out:
            cost += net.cost[pair]
            take(net, pair, node)
        elif pair >= 0:
            cost -= net.cost[pair]
            leave(net, pair, whence)
        elif node == out:
            net.unmet[whence - out - 1] += 1
            cost += net.unmet_cost[whence - out - 1]
        else:
            # Between a request and one of its schools, which stand after all requests.
            net.is_part_used[max(whence, node) - out - 1] = whence < node
        node = whence
    return cost


@inlined
def _through_school(net: Network, whence: int, node: int, out: int) -> int:
    """One unit more, or one less, through a school; return what it costs."""
    if node == out:
        school = whence - net.people
        cost: int = load_of(net.school_load, net.school_promised[school] + net.school_taken[school])
        net.school_taken[school] += 1
        return cost
    if node >= net.people:
        cost = load_of(net.load, net.promised[whence] + net.taken[whence])
        net.taken[whence] += 1
        return cost
    net.taken[node] -= 1
    cost = load_of(net.load, net.promised[node] + net.taken[node])
    return -cost


@inlined
def take(net: Network, pair: int, person: int) -> None:
    """Use a pair: it comes first in the chain of its person."""
    net.is_used[pair] = True
    net.is_touched[net.holder_of[pair]] = True
    net.chain[pair] = net.head[person]
    net.head[person] = pair


@inlined
def leave(net: Network, pair: int, person: int) -> None:
    """Use a pair no more: it is taken out of the chain of its person."""
    net.is_used[pair] = False
    net.is_touched[net.holder_of[pair]] = True
    if net.head[person] == pair:
        net.head[person] = net.chain[pair]
        return
    before = net.head[person]
    while net.chain[before] != pair:
        before = net.chain[before]
    net.chain[before] = net.chain[pair]
