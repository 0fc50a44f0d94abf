"""A relay in a thread, for tests that look at one conversation."""

import asyncio
import threading
from contextlib import contextmanager, suppress

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
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: SMTP(handler, loop=loop), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(server.wait_closed())
        for task in asyncio.all_tasks(loop):
            task.cancel()
            with suppress(asyncio.CancelledError):
                loop.run_until_complete(task)
        loop.close()
