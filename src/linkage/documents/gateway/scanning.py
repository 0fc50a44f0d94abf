"""Ask a malware scanner: clamd, by its own words over a socket (zINSTREAM)."""

import socket
from contextlib import suppress
from enum import Enum

LONGEST_SECONDS = 20
_PIECE = 65_536
_MOST_SAID = 4_096


class Verdict(Enum):
    """What the scanner said; unknown where it said nothing we understand, or is not there."""

    CLEAN = "clean"
    HARMFUL = "harmful"
    UNKNOWN = "unknown"


def scanned(content: bytes, scanner: str) -> Verdict:
    """Return what the scanner says; `scanner` is a path of a socket, or "host:port". Never raises for its absence."""
    said = b""
    with suppress(OSError), _reached(scanner) as line:
        with suppress(BrokenPipeError, ConnectionResetError):
            # A scanner that has heard enough says so and listens no more.
            _tell(line, content)
        said = _heard(line)
    if said == b"stream: OK":
        return Verdict.CLEAN
    return Verdict.HARMFUL if said.startswith(b"stream: ") and said.endswith(b" FOUND") else Verdict.UNKNOWN


def _reached(scanner: str) -> socket.socket:
    """A line to the scanner; raises OSError where nobody answers."""
    if "/" in scanner:
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(LONGEST_SECONDS)
        try:
            line.connect(scanner)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = scanner.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=LONGEST_SECONDS)


def _tell(line: socket.socket, content: bytes) -> None:
    line.sendall(b"zINSTREAM\0")
    for at in range(0, len(content), _PIECE):
        piece = content[at : at + _PIECE]
        line.sendall(len(piece).to_bytes(4) + piece)
    line.sendall(bytes(4))


def _heard(line: socket.socket) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < _MOST_SAID:
        piece = line.recv(_MOST_SAID)
        if not piece:
            break
        said += piece
    return said.split(b"\0")[0].strip()
