"""The door every change goes through: check, run in a transaction, one audit entry."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from linkage.access import audit
from linkage.access.action import Action
from linkage.access.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
_running: ContextVar[str | None] = ContextVar("linkage_operation", default=None)


def operation(action: Action, *, target: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the one way to do `action`.

    It must take keyword arguments only, among them `actor` and `at` (the clock is passed in). `target` names the
    argument the action is checked against; without one the action is checked alone and the result, when it is a
    record, is what the audit entry points at. Raises Forbidden, and whatever the function raises; then nothing
    has been changed.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                msg = f"{function.__name__} takes keyword arguments only"
                raise TypeError(msg)
            return _run(function, action, target, kwargs)

        wrapper.action = action  # type: ignore[attr-defined]
        return wrapper

    return decorate


def _run(function: Callable[..., R], action: Action, target: str | None, kwargs: dict[str, Any]) -> R:
    actor: Actor = kwargs["actor"]
    at: datetime = kwargs["at"]
    subject = kwargs[target] if target else None
    action.check(actor, subject) if target else _check_gate(action, actor)
    with transaction.atomic(), _inside(action.name):
        before = audit.facts(subject)
        result = function(**kwargs)
        about = subject if isinstance(subject, models.Model) else result
        audit.record(action=action, actor=actor, at=at, about=about, before=before)
    return result


def _check_gate(action: Action, actor: Actor) -> None:
    if not action.gate(actor):
        action.check(actor)


@contextmanager
def _inside(name: str) -> Iterator[None]:
    token = _running.set(name)
    try:
        yield
    finally:
        _running.reset(token)


def part_of_operation(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function that writes on behalf of an operation: calling it outside of one is a programming error.

    For consequences that are not things a user does by themselves (a mail row, a place in the ledger).
    """

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if _running.get() is None:
            msg = f"{function.__name__} belongs inside an operation"
            raise RuntimeError(msg)
        return function(*args, **kwargs)

    wrapper.part_of_operation = True  # type: ignore[attr-defined]
    return wrapper
