"""Hand a file to a process of its own, and take what it says."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path, PurePath
from threading import Timer

# The processor's seconds are limited in the child itself; this is for a machine that has none to give.
LONGEST_SECONDS = 30
LONGEST_ENDING = 10
# The child is of the very package that asks, wherever that lies.
ROOT = str(Path(__file__).resolve().parents[3])
START = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module(sys.argv.pop(1), run_name='__main__')"


def answered(child: str, content: bytes, name: str, *, most: int) -> bytes | None:
    """Return what the child module says of a file, `most` bytes at most; None when it did not come to its end."""
    ending = PurePath(name).suffix.encode("ascii", "ignore").decode()[:LONGEST_ENDING]
    # Isolated: neither the folder it is started in nor the environment decides what it imports.
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-I", "-c", START, ROOT, child, f"file{ending}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    ) as process:
        watch = Timer(LONGEST_SECONDS, process.kill)
        watch.start()
        output = _talk(process, content, most)
        watch.cancel()
    return None if process.returncode or len(output) > most else output


def _talk(process: "subprocess.Popen[bytes]", content: bytes, most: int) -> bytes:
    """Give the child the file and take what it says; it reads all before it says anything."""
    assert process.stdin is not None
    assert process.stdout is not None
    # A child that ended early does not listen any more: its exit code says why.
    with suppress(BrokenPipeError):
        process.stdin.write(content)
        process.stdin.close()
    output = process.stdout.read(most + 1)
    if len(output) > most:
        process.kill()
    return output
