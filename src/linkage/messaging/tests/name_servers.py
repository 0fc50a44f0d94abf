"""A name server in a thread, which answers over UDP from the records a test gives it."""

import socket
import threading
from contextlib import contextmanager

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


@contextmanager
def name_server(zone, *, is_silent=False):
    """Answer from a zone until the block ends; gives "host:port". A name that is not in it does not exist."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    server.settimeout(0.1)
    over = threading.Event()

    def serve():
        while not over.is_set():
            try:
                wire, client = server.recvfrom(4096)
            except TimeoutError:
                continue
            if not is_silent:
                server.sendto(answered(zone, dns.message.from_wire(wire)).to_wire(), client)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"127.0.0.1:{server.getsockname()[1]}"
    finally:
        over.set()
        thread.join()
        server.close()


def answered(zone, query):
    [question] = query.question
    name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
    response = dns.message.make_response(query)
    if records := zone.get((name, kind)):
        response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *records))
    elif not any(known == name for known, _ in zone):
        response.set_rcode(dns.rcode.NXDOMAIN)
    return response
