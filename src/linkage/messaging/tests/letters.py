"""Letters as schools write them, signed with keys of their own, and the mail server that checks them for us."""

import base64
import random
import re
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache

import dkim

from linkage.messaging.tests.mails import AT

MX = "mx.linkage.test"
BOX = "linkage@linkage.test"
RUTH = "r.ames@hollybank.example"
NEED = "Our Year 9 boys don't read. Could somebody show us what worked?"


def letter(sender=f"Ruth Ames <{RUTH}>", text=NEED, **headers):
    """A letter before it is signed: the usual headers, and those given (underscores for hyphens, None for none)."""
    made = EmailMessage()
    usual = {
        "From": sender,
        "To": BOX,
        "Subject": "Help with reading",
        "Date": format_datetime(AT),
        "Message-ID": "<1@hollybank.example>",
    }
    for name, value in {**usual, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        if value is not None:
            made[name] = value
    made.set_content(text)
    return made


def posted(made, *, signs="hollybank.example", key="hollybank", spoilt=None, comes_from="relay.example"):
    """The letter as it reaches us: signed for a domain (None: not at all), and checked by our mail server.

    `spoilt` changes its bytes on the way; `comes_from` is the domain whose server handed it over (None: nobody's).
    """
    raw = made if isinstance(made, bytes) else made.as_bytes(policy=made.policy.clone(linesep="\r\n"))
    if signs:
        raw = dkim.sign(raw, b"mail", signs.encode(), private_key(key), include_headers=SIGNED) + raw
    return checked(spoilt(raw) if spoilt else raw, comes_from=comes_from)


SIGNED = [b"from", b"to", b"subject", b"date", b"message-id"]


def checked(raw, *, comes_from):
    """What our server does with a mail: takes off what bears its own name, checks, and puts its findings on top."""
    head, gap, body = raw.partition(b"\r\n\r\n")
    own = re.compile(
        rb"(?im)^Authentication-Results:\s*" + re.escape(MX.encode()) + rb"[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n?"
    )
    raw = own.sub(b"", head + b"\r\n").rstrip(b"\r\n") + gap + body
    found = re.findall(rb"(?im)^From:[ \t]*([^\r\n]*)", head)
    domain = parseaddr(found[0].decode("ascii", "replace"))[1].rpartition("@")[2].lower() if found else ""
    signer = re.search(rb"\bd=([^;\s]+)", head)
    is_signed = _is_signed(raw)
    is_sent_by = comes_from is not None and comes_from == domain
    is_aligned = is_sent_by or (is_signed and signer is not None and signer[1].decode() == domain)
    results = (
        f"Authentication-Results: {MX};\r\n dkim={'pass' if is_signed else 'fail'} (as we saw it);\r\n"
        f" spf={'pass' if is_sent_by else 'fail'} smtp.mailfrom={comes_from or 'nowhere.example'};\r\n"
        f" dmarc={'pass' if is_aligned else 'fail'} (p=reject) header.from={domain or 'none.example'}\r\n"
        f"Received: from {comes_from or 'nowhere.example'} by {MX}; {format_datetime(AT)}\r\n"
    )
    return results.encode() + raw


def _is_signed(raw):
    try:
        return dkim.verify(raw, dnsfunc=_published)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is not signed
        return False


def _published(name, timeout=5):
    """The key that a domain publishes: each school has one of its own, and nobody else has any."""
    wanted = (name.decode() if isinstance(name, bytes) else name).rstrip(".")
    school = re.fullmatch(r"mail\._domainkey\.(hollybank|evil)\.example", wanted)
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public_key(school[1])) if school else None


# Keys of the size that is in use, made here: none is ever kept in a file.


@cache
def _numbers(name):
    chance = random.Random(name)
    while True:
        p, q = _prime(chance), _prime(chance)
        if p != q and (p - 1) * (q - 1) % 65537:
            return p, q


def _prime(chance):
    while True:
        number = chance.getrandbits(512) | (3 << 510) | 1
        if all(number % small for small in (3, 5, 7, 11, 13)) and all(pow(a, number - 1, number) == 1 for a in (2, 3)):
            return number


def _der(tag, content):
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x80 | (size.bit_length() + 7) // 8]) + _bytes(size)
    return bytes([tag]) + length + content


def _bytes(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _integer(number):
    return _der(2, number.to_bytes(number.bit_length() // 8 + 1, "big"))


@cache
def private_key(name):
    p, q = _numbers(name)
    d = pow(65537, -1, (p - 1) * (q - 1))
    numbers = (0, p * q, 65537, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    body = base64.encodebytes(_der(0x30, b"".join(map(_integer, numbers))))
    mark = b"RSA PRIVATE" + b" KEY"
    return b"-----BEGIN " + mark + b"-----\n" + body + b"-----END " + mark + b"-----\n"


@cache
def public_key(name):
    p, q = _numbers(name)
    numbers = _der(0x30, _integer(p * q) + _integer(65537))
    rsa = _der(0x30, bytes.fromhex("06092a864886f70d0101010500"))
    return _der(0x30, rsa + _der(3, b"\0" + numbers))


def returned(message_id, address, *, action="failed", status="5.1.1", quotes="message/rfc822"):
    """The report of a mail system that a mail of ours did not reach somebody."""
    head = f"Message-ID: {message_id}\r\nSubject: Ours\r\n"
    return (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@relay.example\r\n"
        f"To: {BOX}\r\nSubject: Undelivered Mail\r\nMessage-ID: <report@relay.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 No such mailbox here\r\n\r\n"
        f"--b\r\nContent-Type: {quotes}\r\n\r\n{head}\r\nHello\r\n--b--\r\n"
    ).encode()
