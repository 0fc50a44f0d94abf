"""A mail relay that fails in every way a relay can. Run: python relay.py PORT_FILE LOG SEED FAULTS(json).

Its log is the oracle: one line for each mail it has taken, by Message-ID, written before it answers.
"""

import asyncio
import json
import os
import random
import sys
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Faulty:
    """Refuses, cuts and dawdles at random; `first` is a fault that hits each mail once, at its first arrival."""

    def __init__(self, log: int, seed: int, faults: dict):
        self.log, self.chance, self.faults, self.seen = log, random.Random(seed), faults, set()

    def strikes(self, name: str) -> bool:
        return self.chance.random() < self.faults.get(name, 0)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        if address.startswith("gone"):
            return "550 5.1.1 No such person here"
        if self.strikes("refuse"):
            return "451 4.7.1 Try again soon"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        name = message_from_bytes(envelope.content)["Message-ID"]
        fault = next((fault for fault in ("cut-before", "cut-after", "slow") if self.strikes(fault)), None)
        if name not in self.seen:
            fault = self.faults.get("first", fault)
        self.seen.add(name)
        if fault == "slow":
            await asyncio.sleep(0.5)
        if fault != "cut-before":
            os.write(self.log, f"accepted message-id={name}\n".encode())
        if fault in ("cut-before", "cut-after"):
            server.transport.abort()
        return "250 Taken"


async def serve(port_file: Path, log: Path, seed: int, faults: dict) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    faulty = Faulty(descriptor, seed, faults)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(faulty, hostname="relay.test", loop=loop), "127.0.0.1", 0)
    waiting = port_file.with_suffix(".new")
    waiting.write_text(str(server.sockets[0].getsockname()[1]))
    waiting.rename(port_file)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4])))
