"""`python -m django worker`: the process that runs the jobs. Run with LINKAGE_ROLE=worker; `linkage run` starts one."""

import asyncio
import logging
import signal
from argparse import ArgumentParser
from contextlib import suppress
from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Status
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

logger = logging.getLogger("linkage.worker")

CONCURRENCY = 4
"""Jobs wait for the database and for mail relays, seldom for the processor."""
GRACE_SECONDS = 9
"""How long a running job may go on after we are told to stop; `linkage run` ends us three seconds after that."""
HEARTBEAT, STALLED = timedelta(seconds=10), timedelta(seconds=30)
KEEP_EVERY = timedelta(seconds=60)
FAILED_KEPT_HOURS = 24 * 30
RESTART_PAUSE_SECONDS = 0.5


class Command(BaseCommand):
    """Run jobs until told to stop (INT or TERM): running ones are let finish."""

    help = "Run the jobs of Linkage until told to stop."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=CONCURRENCY, help="how many jobs at once")

    def handle(self, *_args: Any, concurrency: int, **_options: Any) -> None:
        asyncio.run(work(concurrency))


async def work(concurrency: int) -> None:
    """Run jobs until a signal; a lost database is waited for, as it comes back by itself."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for message in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(message, stopping.set)
    while not stopping.is_set():
        try:
            await _work_until(stopping, concurrency)
        except (ProcrastinateException, OperationalError, PoolTimeout) as problem:
            logger.warning("The worker lost its database and starts again: %s", problem)
        # The periodic jobs are deferred through Django's connection, which may be a dead one by now.
        await sync_to_async(close_old_connections)()
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), RESTART_PAUSE_SECONDS)


async def _work_until(stopping: asyncio.Event, concurrency: int) -> None:
    with app.replace_connector(DjangoConnector().get_worker_connector()) as running:
        async with running.open_async():
            worker = asyncio.create_task(
                running.run_worker_async(
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=GRACE_SECONDS,
                    delete_jobs="successful",
                    update_heartbeat_interval=_paced(HEARTBEAT),
                    stalled_worker_timeout=_paced(STALLED),
                    fetch_job_polling_interval=min(5.0, _paced(HEARTBEAT)),
                )
            )
            keeper = asyncio.create_task(_keep(running))
            told = asyncio.create_task(stopping.wait())
            try:
                await asyncio.wait({worker, keeper, told}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await _end(keeper, told, worker)


async def _end(*tasks: asyncio.Task[Any]) -> None:
    """End what still runs (the worker lets its jobs finish), then raise what one of them ended with."""
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended


async def _keep(running: App) -> None:
    """Give jobs whose worker died to others, outside the queue: a queue that hangs could not mend itself."""
    while True:
        for job in await running.job_manager.get_stalled_jobs(seconds_since_heartbeat=_paced(STALLED)):
            try:
                await running.job_manager.retry_job(job)
            except ProcrastinateException:
                # Another job of the same lock waits already: that one does the work.
                logger.info("A stalled job is not needed any more: %s", job.id)
                await running.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
        await running.job_manager.prune_stalled_workers(_paced(STALLED))
        await running.job_manager.delete_old_jobs(nb_hours=FAILED_KEPT_HOURS, include_failed=True)
        await asyncio.sleep(_paced(KEEP_EVERY))


def _paced(span: timedelta) -> float:
    """Return seconds, shortened where the tests say so."""
    return max(0.2, span.total_seconds() * settings.MAIL_PACE)
