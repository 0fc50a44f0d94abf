"""Jobs: procrastinate's queue in our own PostgreSQL, so that a job and what it tells of are kept in one transaction.

A job runs *at least once*: after a crash it runs again, so every job must be harmless when repeated. Its arguments are
keys and nothing else, as the queue's table has no wall between programmes.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction
from procrastinate import RetryStrategy, tasks
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager

from linkage.database import tenancy

Job = Callable[..., None]
_left_out: ContextVar[frozenset[str]] = ContextVar("linkage_jobs_left_out", default=frozenset())

URGENT, ORDINARY = 10, 0
"""Priorities: of the jobs that are due, the higher goes first."""

# A job that failed by itself (a restarting database) is tried again soon, then more and more slowly for some hours.
_AGAIN = RetryStrategy(max_attempts=12, exponential_wait=2)


def task(*, name: str, queue: str = "default", own_transactions: bool = False) -> Callable[[Job], Job]:
    """Make a function of an app's `tasks.py` a job, called `name` for ever (waiting jobs know it by that).

    The function takes `programme_id` and the keys it was deferred with, as keyword arguments and as uuids. It runs in
    `acting_in` that programme and in one transaction; with `own_transactions` it opens its own, for a job that has to
    keep something before it is done.
    """

    def decorate(function: Job) -> Job:
        @wraps(function)
        def run(*, programme_id: str | None, **keys: str | int) -> None:
            programme = uuid.UUID(programme_id) if programme_id else None
            given = {key: uuid.UUID(value) if isinstance(value, str) else value for key, value in keys.items()}
            if own_transactions:
                function(programme_id=programme, **given)
                return
            with tenancy.acting_in(programme):
                function(programme_id=programme, **given)

        app.task(name=name, queue=queue, retry=_AGAIN)(run)
        return run

    return decorate


def periodic(*, name: str, cron: str, queue: str = "default") -> Callable[[Job], Job]:
    """Make a function without arguments a job that runs by the clock; `cron` may have a sixth field, of seconds.

    It belongs to no programme and opens what it needs: `tenancy.across_programmes` for the few that may. A run that is
    still waiting when the next is due takes its place.
    """

    def decorate(function: Job) -> Job:
        @wraps(function)
        def run(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says which run this is
            function()

        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, queue=queue, queueing_lock=name)(run))
        return function

    return decorate


def defer(
    name: str,
    *,
    programme_id: uuid.UUID | None,
    at: datetime | None = None,
    queueing_lock: str | None = None,
    priority: int = ORDINARY,
    **keys: uuid.UUID | int,
) -> bool:
    """Have the job `name` run, not before `at`; it is kept or lost with the transaction this is called in.

    Returns False when a job with the same `queueing_lock` is waiting already: then that one will do; and for a job that
    is `left_to_the_sweep`. Raises KeyError
    for a job nobody has defined, and TypeError for an argument that is not a key.
    """
    known = app.tasks[name]
    if name in _left_out.get():
        return False
    for key, value in keys.items():
        if not isinstance(value, uuid.UUID | int):
            raise TypeError(f"{key} is not a key: a job is given ids only")
    given = {key: str(value) if isinstance(value, uuid.UUID) else value for key, value in keys.items()}
    # Never the worker's own connector, which would keep the job although our transaction is rolled back.
    deferrer = tasks.configure_task(
        name=name,
        job_manager=JobManager(DjangoConnector()),
        queue=known.queue,
        schedule_at=at,
        queueing_lock=queueing_lock,
        priority=priority,
    )
    try:
        with transaction.atomic():
            deferrer.defer(programme_id=str(programme_id) if programme_id else None, **given)
    except AlreadyEnqueued:
        return False
    return True


@contextmanager
def left_to_the_sweep(*names: str) -> Iterator[None]:
    """Within this block jobs of these names are not queued: for work in bulk that does what they would do itself.

    What is left undone all the same is found by the job that looks for what waits without one.
    """
    token = _left_out.set(_left_out.get() | set(names))
    try:
        yield
    finally:
        _left_out.reset(token)


def waiting(queueing_locks: Iterable[str]) -> set[str]:
    """Return those of these locks for which a job waits."""
    found: Any = ProcrastinateJob.objects.filter(queueing_lock__in=list(queueing_locks), status="todo")
    return set(found.values_list("queueing_lock", flat=True))
