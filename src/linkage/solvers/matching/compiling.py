"""The compiler, where it is installed: without it the same runs as it is written, some hundred times slower."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

try:
    from numba import njit
except ImportError:
    njit: Any = None  # type: ignore[no-redef]

# Arrays are read and written and never made or kept here, so nobody needs to count who holds them: with each of the
# network's forty arrays counted at each look, the search takes three to four times as long.
UNCOUNTED: dict[str, Any] = {"_nrt": False}


def compiled(function: F) -> F:
    """Return the function compiled, where the compiler is installed; kept for the next process, where it may write."""
    if njit is None:
        return function
    try:
        return cast("F", njit(cache=True, **UNCOUNTED)(function))
    except RuntimeError:
        return cast("F", njit(**UNCOUNTED)(function))


def inlined(function: F) -> F:
    """Return a function that compiled ones call, compiled into each of them.

    A call of its own would hand over every array of the network anew, which takes longer than what the small ones do.
    """
    return function if njit is None else cast("F", njit(forceinline=True, **UNCOUNTED)(function))
