"""Bytes made a message, whatever they are. Pure."""

import email
from email.message import Message
from email.parser import BytesHeaderParser

MOST_OF_A_HEAD = 100_000


def message_of(raw: bytes) -> "Message[str, str]":
    """Return the message with its parts; of one whose parts lie in one another without end, the head alone."""
    try:
        return email.message_from_bytes(raw)
    except RecursionError:
        return BytesHeaderParser().parsebytes(raw[:MOST_OF_A_HEAD])
