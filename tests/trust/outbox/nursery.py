"""Processes of Linkage by the dozen: Django is loaded once, and each child is forked from that.

Commands, one a line, each answered by one line: `worker` (its pid), `write N` (its pid), `wait PID` (once that child
has ended), `break N` ("killed", or "whole" when a request and its mail took fewer statements than N).
"""

# ruff: noqa: E402, T201 - Django is ready before anything of ours is imported; standard output is how we answer

import logging
import os
import signal
import sys
import time
import uuid
from contextlib import suppress

import django

django.setup()

from django.core.management import call_command
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from linkage.access.action import Action, anybody
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database import lifeline
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.messaging.models import Message
from linkage.messaging.presenters import Mail, Recipient
from linkage.programmes.models import Closure, Programme

BROKEN_AT_COMMIT = -1
BROKEN_AFTER = -2


def main() -> None:
    for line in sys.stdin:
        reap()
        name, *numbers = line.split()
        if name == "wait":
            with suppress(ChildProcessError):
                os.waitpid(int(numbers[0]), 0)
            say("ended")
            continue
        child = os.fork()
        if child == 0:
            run(name, *map(int, numbers))
            os._exit(0)
        if name == "break":
            _, status = os.waitpid(child, 0)
            say("killed" if os.WIFSIGNALED(status) else "whole" if status == 0 else "failed")
        else:
            say(str(child))


def reap() -> None:
    """Bury the children that were killed: a zombie looks alive to who asks after its number."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def run(name: str, number: int = 0) -> None:
    lifeline._libc.prctl(lifeline._SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL))
    sys.stdin.close()
    {"worker": work, "write": write, "break": break_at}[name](number)


def work(_number: int) -> None:
    call_command("worker")


def write(number: int) -> None:
    """Write mails until there are `number`; a database that is away is waited for."""
    logging.disable(logging.CRITICAL)
    programme_id = programme().id
    while True:
        try:
            with acting_in(programme_id):
                count = Message.objects.count()
            if count >= number:
                return
            # By the number of each mail and not by the step: a restarted database cuts a ten short at any place.
            for nth in range(count, count + 10):
                request_and_mail(programme_id, f"gone{nth}" if nth % 20 == 7 else f"p{nth}")
        except Error:
            close_old_connections()
            time.sleep(0.2)


def break_at(number: int) -> None:
    """Write one request and its mail, and be killed before statement `number` (or at the commit, or after it)."""
    made = 0

    def count(execute, *arguments):
        nonlocal made
        made += 1
        if made == number:
            die()
        return execute(*arguments)

    programme_id = programme().id
    commit = connection._commit
    if number == BROKEN_AT_COMMIT:
        connection._commit = die
    elif number == BROKEN_AFTER:
        connection._commit = lambda: (commit(), die())
    with connection.execute_wrapper(count):
        request_and_mail(programme_id, "p")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def programme():
    return Programme.objects.get_or_create(slug="ribble", defaults={"name": "Ribble", "created_at": timezone.now()})[0]


def request_and_mail(programme_id: uuid.UUID, name: str) -> None:
    """Write a row that stands for a request (a day on which schools are closed) and the mail that tells of it."""
    at = timezone.now()
    with acting_in(programme_id):
        ask(
            actor=Actor.system("tests", programme_id),
            at=at,
            request=Closure(programme_id=programme_id, name=name, starts_on=at.date(), ends_on=at.date()),
            mail=Mail(subject="Introduction", heading="Daniel, meet Priya", paragraphs=("You may talk now.",)),
            to=[Recipient("Priya Raman", f"{name}@school.example")],
        )


@operation(Action("tests.ask", "asked", "anybody", gate=anybody))
def ask(*, actor, at, request, mail, to):
    request.save(force_insert=True)
    # Urgent: the relay's faults are tried at any hour, schools open or not.
    operations.send(actor=actor, at=at, mail=mail, to=to, kind="tests.introduction", about=request, is_urgent=True)
    return request


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    main()
