"""How little a process that takes a file apart may take: memory, time and no file of its own."""

import resource
import sys

MEMORY_BYTES = 150_000_000
CPU_SECONDS = 8


def limit() -> None:
    """Hold this process to its limits; what it has already counts beside them."""
    pages = int(open("/proc/self/statm").read().split()[0]) if sys.platform == "linux" else 0  # noqa: SIM115, PTH123
    most = pages * resource.getpagesize() + MEMORY_BYTES
    for what, most_of_it in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most_of_it, most_of_it))
