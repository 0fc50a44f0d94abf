"""Children that end when their parent does, even after `kill -9` (Linux; elsewhere they may outlive it)."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_SET_PARENT_DEATH_SIGNAL = 1
# Loaded here, not in the child, which has dropped its uid and may not be able to read Python's own files.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def follow_parent(with_signal: signal.Signals) -> Callable[[], None] | None:
    """Return a `preexec_fn` that sends the child `with_signal` when we end; None where unsupported.

    Call and spawn from the main thread: the kernel means the *thread* that forked when it says parent.
    """
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def tie() -> None:
        libc.prctl(_SET_PARENT_DEATH_SIGNAL, int(with_signal))
        if os.getppid() != parent:  # it ended between the fork and the line above: no signal will come
            os._exit(1)

    return tie
