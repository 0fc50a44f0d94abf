"""File locks the kernel keeps: they end with their holders, so none is stale and no pid is trusted."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def take(path: Path, *, shared: bool = False, wait: bool = True) -> int | None:
    """Lock `path` and return the descriptor that holds it, or None when it is taken and `wait` is False.

    Closing the descriptor lets go. A child process that inherits it holds the same lock.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold `path` alone during the block, waiting for it if need be."""
    descriptor = take(path)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def is_taken(path: Path) -> bool:
    """Say whether somebody holds `path` alone. Asks with a shared lock: two who ask never see each other."""
    if not path.exists():
        return False
    descriptor = take(path, shared=True, wait=False)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def make_exclusive(descriptor: int) -> bool:
    """Turn a shared lock into an exclusive one; False when others share it (the lock is then given up)."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
