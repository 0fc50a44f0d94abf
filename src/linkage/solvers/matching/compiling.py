"""The compiler, where it is installed: without it the same runs as it is written, some hundred times slower."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

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


def inlined(function: F) -> F:
    """Return a function that compiled ones call, compiled into each of them.

    A call of its own would hand over every array of the network anew, which takes longer than what the small ones do.
    """
    return function if njit is None else cast("F", njit(forceinline=True)(function))
