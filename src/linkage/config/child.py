"""A program that `linkage run` keeps running."""

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

import typer

from linkage.database import lifeline

SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
STEADY_SECONDS = 60
"""A child that lived this long has not failed to start: its next pause is the shortest again."""


@dataclass
class Child:
    """One program that is kept running; its lines are printed under its name."""

    name: str
    arguments: list[str]
    environment: dict[str, str]
    patience: int
    """Seconds to end by itself when told to stop."""
    process: subprocess.Popen[str] | None = None
    pause: float = SHORTEST_PAUSE
    started: float = 0.0
    due: float = 0.0

    def tend(self) -> None:
        """Start the program when it is due, and note when it has ended. Call from the main thread, often."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self._spawn(now)
        elif (code := self.process.poll()) is not None:
            self._end_group()
            self.process = None
            self.pause = SHORTEST_PAUSE if now - self.started > STEADY_SECONDS else self.pause
            say(self.name, f"ended ({code}); starting again in {self.pause:g} seconds")
            self.due = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)

    def stop(self) -> None:
        """Ask the program to end, and end it when it does not."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        self._end_group()
        self.process.wait()
        self.process = None

    def _spawn(self, now: float) -> None:
        self.started = now
        # Its own session: the terminal's Ctrl-C must reach us alone, as we stop them in order.
        self.process = subprocess.Popen(
            self.arguments, env=self.environment, text=True, errors="replace", start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            preexec_fn=lifeline.follow_parent(signal.SIGTERM),  # noqa: PLW1509 - made for it
        )  # fmt: skip
        threading.Thread(target=_repeat_lines, args=(self.name, self.process), daemon=True).start()

    def _end_group(self) -> None:
        """End what a killed program left behind: the web server's own workers would keep the port."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def say(name: str, line: str) -> None:
    """Print a child's line under its name."""
    typer.echo(f"{name:>8} | {line}")


def _repeat_lines(name: str, process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            # Nobody may be reading us any more; the child must still not stall on a full pipe.
            with suppress(OSError):
                say(name, line.rstrip("\n"))
