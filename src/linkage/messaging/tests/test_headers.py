"""R18: whatever a name, a subject or an address holds, the relay reads the headers and recipients we meant."""

from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser

import pytest
from django.test import override_settings
from hypothesis import given, settings, strategies

from linkage.messaging import gateway, rules
from linkage.messaging.gateway import handing_over
from linkage.messaging.models import Message
from linkage.messaging.presenters import Button, Mail, Sender, draw
from linkage.messaging.tests.relays import Relay, running

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
EXPECTED = {
    "message-id", "date", "from", "to", "reply-to", "subject", "auto-submitted", "mime-version", "content-type",
}  # fmt: skip
TRICKS = strategies.sampled_from([
    "\r\nBcc: x@evil.example", "\n", "\r", "\0", "\x85", "\u2028", '"', "\\", "<x@evil.example>", ",", ";", ":",
    "=?utf-8?q?=0ABcc:?=", "\u202e", "\r\n\r\n", "\r\n.\r\n", "(", ")", "x@evil.example", "é", "👩‍🏫", " " * 90,
    "\ud800",
])  # fmt: skip
HOSTILE = strategies.lists(strategies.one_of(TRICKS, strategies.text(max_size=12)), max_size=8).map("".join)


def message(*, name="Priya", subject="Hello", from_name="Ribble", text="Hello\n"):
    return Message(
        message_id="<1@linkage.test>",
        from_name=from_name,
        reply_to="hello@ribble.example",
        subject=subject,
        text=text,
        html=f"<p>{text}</p>",
        recipients=[{"name": name, "email": "priya@school.example"}, {"name": name, "email": "daniel@school.example"}],
    )


@pytest.fixture(scope="module")
def relay():
    handler = Relay()
    with running(handler) as port:
        handler.port = port
        yield handler


@given(name=HOSTILE, subject=HOSTILE, from_name=HOSTILE, text=HOSTILE)
@settings(max_examples=150, deadline=None)
def test_nothing_reaches_a_header_that_we_did_not_put_there(relay, name, subject, from_name, text):
    relay.taken.clear()
    text = text.encode("utf-8", "replace").decode()
    hostile = message(name=name, subject=subject, from_name=from_name, text=text)
    with override_settings(SMTP_URL=f"smtp://127.0.0.1:{relay.port}?tls=none"):
        gateway.hand_over(hostile, at=AT, begin=lambda: True)
    [taken] = relay.taken
    assert taken.rcpt_tos == ["priya@school.example", "daniel@school.example"]
    read = BytesParser(policy=policy.default).parsebytes(taken.content)
    assert {key.lower() for key in read} == EXPECTED
    assert len(read.keys()) == len(EXPECTED)
    assert [one.addr_spec for one in read["To"].addresses] == ["priya@school.example", "daniel@school.example"]
    assert [one.addr_spec for one in read["From"].addresses] == ["linkage@linkage.test"]
    assert read["Message-ID"] == "<1@linkage.test>"
    assert read["To"].addresses[0].display_name == rules.display_name(name)
    assert read["Subject"] == rules.one_line(subject, rules.SUBJECT_CHARACTERS)
    for header in ("Subject", "To", "From"):
        assert not any(ord(letter) < 32 or letter in "\x7f\u202e\u2028" for letter in str(read[header]))


@given(name=HOSTILE)
def test_a_display_name_never_looks_like_an_address(name):
    assert not set('<>@"\\\r\n\0') & set(rules.display_name(name))


@given(text=HOSTILE)
def test_the_text_arrives_whole(text):
    text = text.encode("utf-8", "replace").decode().replace("\0", "")
    wire = gateway.composed(message(text=text), AT)
    assert b"\r\n.\r\n" not in handing_over._stuffed(wire)[:-5]
    read = BytesParser(policy=policy.default).parsebytes(wire).get_body(("plain",)).get_content()
    assert read.split() == text.split()


def test_the_html_names_its_language_and_title_and_has_one_heading():
    html = draw(Mail("Hello", "Daniel, meet Priya", button=Button("See it", "/a/")), Sender()).html
    assert '<html lang="en">' in html
    assert "<title>Hello – Linkage</title>" in html
    assert html.count("<h1") == 1
    assert 'href="http://linkage.test/a/"' in html
