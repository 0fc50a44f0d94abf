"""A relay in a thread, for tests that look at one conversation."""

import asyncio
import threading
from concurrent.futures import Future
from contextlib import contextmanager

from aiosmtpd.smtp import SMTP


class Relay:
    """Answers as the test says; keeps what it took."""

    def __init__(self):
        self.rcpt, self.data, self.is_cut, self.taken = "250 OK", "250 Taken", False, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.rcpt.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.data.startswith("2"):
            self.taken.append(envelope)
        if self.is_cut:
            server.transport.abort()
        return self.data


@contextmanager
def running(handler):
    """Serve until the block ends and give the port. The loop lives in a thread: a browser's may run in this one."""
    begun = Future()

    async def serve():
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        server = await loop.create_server(lambda: SMTP(handler, loop=loop), "127.0.0.1", 0)
        begun.set_result((server.sockets[0].getsockname()[1], lambda: loop.call_soon_threadsafe(over.set)))
        await over.wait()
        server.close()
        await server.wait_closed()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    port, end = begun.result(timeout=10)
    try:
        yield port
    finally:
        end()
        thread.join()
