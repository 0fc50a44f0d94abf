"""R17: a mail that somebody made to break its reader is read as well as can be, and never keeps the others."""

import time
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from linkage.messaging.rules import incoming, read_email
from linkage.messaging.tests.letters import RUTH

MX = "mx.linkage.test"
HEAD = f"From: Ruth Ames <{RUTH}>\nTo: linkage@linkage.test\nSubject: Help\n"
PARTED = HEAD + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nWords\n--b\n"


def read(raw):
    raw = raw if isinstance(raw, bytes) else raw.encode("latin-1")
    return incoming(raw, trusts=MX)


def attached(disposition, content="x"):
    return (
        f"{PARTED}Content-Type: application/pdf\nContent-Disposition: attachment; {disposition}\n\n{content}\n--b--\n"
    )


def strings(found):
    """Every string in what was read, however deep."""
    if isinstance(found, str):
        yield found
    elif is_dataclass(found):
        for field in fields(found):
            yield from strings(getattr(found, field.name))
    elif isinstance(found, tuple):
        for each in found:
            yield from strings(each)


def can_be_kept(found):
    return all("\0" not in each and each.encode("utf-8") is not None for each in strings(found))


NESTED = "Content-Type: message/rfc822\n\n" * 300
MAILS = {
    "a subject that says it is encoded and is not": HEAD.replace("Help", "=?utf-8?B?a?=") + "\nWords",
    "a sender that says so": HEAD.replace("Ruth Ames", "=?utf-8?B?a?=") + "\nWords",
    "letters of a kind that holds a nought": HEAD.replace("Help", "=?utf\0?q?a?=") + "\nWords",
    "letters that spell what cannot be kept": HEAD.replace("Help", "=?unicode_escape?q?=5Cud800=5Cx00?=") + "\nWords",
    "noughts in every header": HEAD.replace("linkage@", "link\0age@")
    + "In-Reply-To: <a\0b@x.example>\nReferences: <c\0d@x.example>\n\nWords",
    "words in letters whose name holds a nought": HEAD + 'Content-Type: text/plain; charset="utf\0-8"\n\nWords',
    "words in letters named in two parts": HEAD + "Content-Type: text/plain; charset*=klingon''ut%ff\n\nWords",
    "words in letters named in letters of no kind": HEAD + "Content-Type: text/plain; charset*=u\0''ut%ff\n\nWords",
    "parts divided by what cannot be read": HEAD + "Content-Type: multipart/mixed; boundary*=u\0''x%ff\n\n--b\n\nWords",
    "brackets in brackets": f"From: {'(' * 1_500}\nTo: {'(' * 1_500}@\nCc: linkage@linkage.test\n\nWords",
    "a report in letters named in two parts": HEAD
    + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
    + "Content-Type: text/rfc822-headers; charset*=u\0''x%ff\n\nMessage-ID: <\0a@b>\nA: \xff\n--b--",
    "a report whose kind is named in two parts": HEAD
    + "Content-Type: multipart/report; report-type*=u\0''delivery%ff; boundary=b\n\n--b\n\nWords\n--b--",
}
FILES = {
    "a name that says it is encoded": 'filename="=?utf-8?B?a?="',
    "a name in letters whose name holds a nought": "filename*=utf\0-8''abc",
    "a name in parts": "filename*0*=utf\0-8''abc; filename*1*=de",
    "a part beyond counting": f"filename*{'9' * 5_000}=abc",
    "a nought in the name": "filename*=utf-8''a%00b.pdf",
}


@pytest.mark.parametrize("which", MAILS)
def test_a_mail_that_cannot_be_read_to_the_letter_is_read_as_well_as_can_be(which):
    found = read(MAILS[which])
    assert can_be_kept(found)
    assert can_be_kept(read_email(MAILS[which].encode("latin-1")))
    assert found.fingerprint
    if "report" not in which:
        assert "parts" in which or found.read.words == "Words"


@pytest.mark.parametrize("which", FILES)
def test_a_file_whose_name_cannot_be_read_is_kept_under_another(which):
    found = read(attached(FILES[which]))
    [file] = found.files
    assert file.name
    assert file.content == b"x"
    assert can_be_kept(found)
    assert found.read.words == "Words"


def test_one_line_of_receivers_that_cannot_be_read_does_not_take_the_others_away():
    assert read(MAILS["brackets in brackets"]).recipients == ("linkage@linkage.test",)


def test_an_address_or_a_mail_named_with_a_nought_is_none_that_we_know():
    found = read(MAILS["noughts in every header"])
    assert "linkage@linkage.test" not in found.recipients
    assert not {"<ab@x.example>", "<cd@x.example>"} & set(found.answers)


def test_of_mails_in_mails_without_end_the_words_are_read_and_the_rest_is_counted():
    found = read(f"{PARTED}Content-Disposition: attachment\n{NESTED}\nhi\n--b--\n")
    assert found.read.words == "Words"
    assert (found.files, found.files_left_out) == ((), 1)


# What mails are made of by somebody who wants to break their reader.
ODD = some.sampled_from([
    "a", "Words", "\0", "\xff", "=?utf-8?B?a?=", "=?utf\0?q?a?=", "=?unicode_escape?q?=5Cud800=5Cx00?=", "=?x?Q?",
    "<a@b>", "<a\0b@x>", RUTH, "(" * 600, '"', ";", "<", "&#" + "9" * 4_400 + ";", "&#0;", "<head", "<script>", "<!--",
    "=00", "é", "+2AA-", "\\ud800", "rfc822; a@b.example", "5.1.1", "failed",
])  # fmt: skip
VALUE = some.lists(ODD, max_size=4).map(" ".join)
CHARSET = some.sampled_from([
    "; charset=utf-8", "; charset=klingon", '; charset="u\0"', "; charset*=u\0''a%ff", "; charset*=''utf%008",
    "; charset=idna", "; charset=punycode", "; charset=unicode_escape", "; charset=utf-7", "; charset=utf-16",
    "; charset=rot13", "; charset*0=u", "; charset=hex", "; charset=undefined", "",
])  # fmt: skip
NAME = some.sampled_from([
    *(f"; {each}" for each in FILES.values()), "", "; filename=a.pdf", "; filename*=x''%ff%00", "; name*=u\0''a%ff",
    ";" * 90,
])  # fmt: skip
KIND = some.sampled_from([
    "text/plain", "text/html", "multipart/mixed", "multipart/report; report-type=delivery-status", "message/rfc822",
    "message/delivery-status", "text/rfc822-headers", "application/pdf", "\0/\0", "text", "",
])  # fmt: skip
ENCODING = some.sampled_from(["base64", "quoted-printable", "x-uuencode", "8bit", "7bit\0", "klingon", ""])
HEADERS = some.lists(
    some.tuples(
        some.sampled_from([
            "From", "To", "Cc", "Subject", "Message-ID", "In-Reply-To", "References", "Auto-Submitted", "Return-Path",
            "Precedence", "Authentication-Results", "Original-Recipient", "Final-Recipient", "Action", "Status",
            "Diagnostic-Code", "Content-Disposition", "\0", "X\xff",
        ]),
        VALUE,
    ).map(": ".join),
    max_size=6,
)  # fmt: skip


def _part(inside):
    return some.tuples(HEADERS, KIND, CHARSET, NAME, ENCODING, some.booleans(), inside).map(_written)


def _written(given):
    headers, kind, charset, name, encoding, is_divided, (inside, words) = given
    head = [*headers, f"Content-Type: {kind}{charset}{name}; boundary=b{len(inside)}"]
    head += [f"Content-Transfer-Encoding: {encoding}", f"Content-Disposition: attachment{name}"][: 1 + bool(name)]
    parts = [f"--b{len(inside)}\n{each}\n" for each in inside] if is_divided else inside
    return "\n".join([*head, "", words, *parts])


HOSTILE = some.recursive(
    _part(some.tuples(some.just([]), VALUE)),
    lambda inner: _part(some.tuples(some.lists(inner, max_size=3), VALUE)),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
@example(PARTED + "Content-Type: text/html\n\n&#" + "9" * 5_000 + ";")
def test_whatever_somebody_makes_a_mail_of_is_read_and_can_be_kept(mail):
    raw = mail.encode("latin-1", "replace")
    assert can_be_kept(incoming(raw, trusts=MX))
    assert can_be_kept(read_email(raw))


def _takes(raw):
    begun = time.process_time()
    read(raw)
    return time.process_time() - begun


def _rich(words):
    return f"{HEAD}Content-Type: text/html\n\n{words}"


GROWING = {
    "tags that have no end": lambda times: _rich("<head" * times),
    "breaks that have no end": lambda times: _rich("<br" * times),
    "scripts that have no end": lambda times: _rich("<script>" * times),
    "comments that have no end": lambda times: _rich("<!--" * times),
    "names that have no end": lambda times: _rich("<" + "a" * 5 * times),
    "lines without a word": lambda times: f"{HEAD}\n{chr(10) * times}Words",
    "headers of semicolons": lambda times: f"{HEAD}Content-Type: text/plain{';' * 50 * times}\n\nWords",
    "parts without a word": lambda times: (
        f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n" * 10 * times
    ),
}


@pytest.mark.parametrize("which", GROWING)
def test_twice_as_much_takes_about_twice_as_long(which):
    """Each of these grew with the square, or worse: minutes for one mail. Less than a second says nothing of growth."""
    once = _takes(GROWING[which](10_000))
    assert once < 10, "a mail of at most some hundred kilobytes"
    assert _takes(GROWING[which](20_000)) < max(1.0, 3 * once)
