"""The heap of the search: nodes by their labels, each with its place, so that it can be moved up."""

from linkage.solvers.matching.compiling import inlined
from linkage.solvers.matching.network import Network


@inlined
def lift(net: Network, at: int) -> None:
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


@inlined
def lower(net: Network, at: int, size: int) -> None:
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
