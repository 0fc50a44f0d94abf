"""R17: nothing is done by itself for who is not proven to have sent a mail; it is held, and logged."""

import pytest

from linkage.access.models import AuditEntry
from linkage.messaging import queries
from linkage.messaging.enums import Proof
from linkage.messaging.models import Message
from linkage.messaging.tests.boxes import R, S, sent, take, told
from linkage.messaging.tests.letters import BOX, MX, RUTH, letter, posted
from linkage.messaging.tests.mails import as_coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble(mailbox):
    return mailbox


def forged_result(name=MX):
    return f"Authentication-Results: {name}; dmarc=pass header.from=hollybank.example\r\n".encode()


def on_top(raw):
    return forged_result() + raw


def two_senders(raw):
    return raw.replace(b"From: ", b"From: evil@evil.example\r\nFrom: ", 1)


# Forty letters, as they reach the mailbox. Each says that it is Ruth's; what becomes of it, and why.
LETTERS = {
    "signed by her school": (lambda: posted(letter()), S.NEW, ""),
    "not signed, and handed over by her school's own server": (
        lambda: posted(letter(), signs=None, comes_from="hollybank.example"), S.NEW, ""),
    "signed, bare address": (lambda: posted(letter(RUTH)), S.NEW, ""),
    "signed, a name in quotes": (lambda: posted(letter(f'"Ames, Ruth" <{RUTH}>')), S.NEW, ""),
    "signed, in capitals": (lambda: posted(letter("Ruth <R.Ames@Hollybank.Example>")), S.NEW, ""),
    "not signed": (lambda: posted(letter(), signs=None), S.HELD, R.FORGED),
    "not signed, handed over by nobody": (lambda: posted(letter(), signs=None, comes_from=None), S.HELD, R.FORGED),
    "signed by another's domain": (
        lambda: posted(letter(), signs="evil.example", key="evil", comes_from="evil.example"), S.HELD, R.FORGED),
    "signed for hers with another's key": (
        lambda: posted(letter(), key="evil", comes_from="evil.example"), S.HELD, R.FORGED),
    "signed for a domain without a key": (
        lambda: posted(letter(), signs="nokey.example", comes_from="evil.example"), S.HELD, R.FORGED),
    "words changed on the way": (
        lambda: posted(letter(), spoilt=lambda raw: raw.replace(b"Year 9", b"Year 8")), S.HELD, R.FORGED),
    "words added on the way": (lambda: posted(letter(), spoilt=lambda raw: raw + b"Pay here\r\n"), S.HELD, R.FORGED),
    "subject changed on the way": (
        lambda: posted(letter(), spoilt=lambda raw: raw.replace(b"Help with", b"Pay for")), S.HELD, R.FORGED),
    "sender changed on the way": (
        lambda: posted(letter("Eve <e@evil.example>"), signs="evil.example", key="evil", comes_from="evil.example",
                       spoilt=lambda raw: raw.replace(b"Eve <e@evil.example>", f"Ruth <{RUTH}>".encode())),
        S.HELD, R.FORGED),
    "with findings it brings itself, under ours": (
        lambda: posted(letter(), signs=None, spoilt=on_top, comes_from="evil.example"), S.HELD, R.FORGED),
    "with findings it brings itself, by another name": (
        lambda: posted(letter(), signs=None, comes_from="evil.example",
                       spoilt=lambda raw: forged_result("mx.evil.example") + raw), S.HELD, R.FORGED),
    "with the findings of another server on top": (
        lambda: forged_result("mx.evil.example") + posted(letter(), signs=None), S.HELD, R.UNPROVEN),
    "proven below the findings of another server": (
        lambda: forged_result("mx.evil.example") + posted(letter()), S.HELD, R.UNPROVEN),
    "without any findings": (lambda: letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings of the right name and another's sender": (
        lambda: forged_result().replace(b"hollybank", b"evil") + letter().as_bytes(), S.HELD, R.FORGED),
    "with findings that say it twice": (
        lambda: forged_result().replace(b"; dmarc", b"; dmarc=fail header.from=hollybank.example; dmarc")
        + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings that say two senders": (
        lambda: forged_result().replace(b"example\r\n", b"example header.from=evil.example\r\n") + letter().as_bytes(),
        S.HELD, R.FORGED),
    "with findings that cannot be read": (
        lambda: forged_result().replace(b"dmarc=pass", b"dmarc==pass") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings hidden in a comment": (
        lambda: forged_result().replace(b"; ", b"; none (; ").replace(b"\r\n", b")\r\n") + letter().as_bytes(),
        S.HELD, R.UNPROVEN),
    "with a comment that has no end": (
        lambda: forged_result().replace(b"; dmarc", b" (; dmarc") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with a name that begins like ours": (
        lambda: forged_result(f"{MX}.evil.example") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with findings of no server": (
        lambda: b"Authentication-Results: dmarc=pass header.from=hollybank.example\r\n" + letter().as_bytes(),
        S.HELD, R.UNPROVEN),
    "with only a good signature found": (
        lambda: forged_result().replace(b"dmarc", b"dkim").replace(b".from", b".d") + letter().as_bytes(),
        S.HELD, R.UNPROVEN),
    "with a policy of nobody": (
        lambda: forged_result().replace(b"pass", b"none") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "with a check that broke down": (
        lambda: forged_result().replace(b"pass", b"temperror") + letter().as_bytes(), S.HELD, R.UNPROVEN),
    "two senders in two lines": (lambda: posted(letter(), spoilt=two_senders), S.HELD, R.UNPROVEN),
    "two senders in one line": (
        lambda: posted(f"From: {RUTH}, e@evil.example\r\nTo: {BOX}\r\n\r\nHelp".encode()), S.HELD, R.UNPROVEN),
    "an address inside the name": (
        lambda: posted(letter(f'"{RUTH}" <e@evil.example>'), signs="evil.example", key="evil",
                       comes_from="evil.example"), S.HELD, R.STRANGER),
    "an address hidden by a comment": (
        lambda: posted(f"From: e@evil.example ({RUTH})\r\nTo: {BOX}\r\n\r\nHelp".encode(), signs="evil.example",
                       key="evil", comes_from="evil.example"), S.HELD, R.UNPROVEN),
    "no sender": (lambda: posted(letter(None), signs=None), S.HELD, R.UNPROVEN),
    "a domain that looks like hers": (
        lambda: posted(letter("Ruth <r.ames@hollybank.example.evil.example>"), signs=None), S.HELD, R.FORGED),
    "a stranger who signs": (
        lambda: posted(letter("Eve <e@evil.example>"), signs="evil.example", key="evil", comes_from="evil.example"),
        S.HELD, R.STRANGER),
    "nothing but a quotation": (lambda: posted(letter(text="> what you wrote\n")), S.HELD, R.EMPTY),
    "an automatic answer": (lambda: posted(letter(Auto_Submitted="auto-replied")), S.AUTOMATIC, R.AUTO_REPLY),
    "from our own address": (lambda: posted(letter(f"Linkage <{BOX}>"), signs=None), S.AUTOMATIC, R.OURS),
}  # fmt: skip


def test_there_are_forty_of_them():
    assert len(LETTERS) == 40


@pytest.mark.parametrize("which", LETTERS)
def test_a_letter_is_a_likely_request_only_when_its_sender_is_proven_and_known(ribble, which):
    make, status, reason = LETTERS[which]
    mail = take(make())
    assert (mail.status, mail.reason) == (status, reason)
    assert (mail.proof == Proof.PROVEN) == (reason in ("", R.STRANGER, R.EMPTY, R.AUTO_REPLY))
    # Held and logged, with nothing done.
    assert AuditEntry.objects.filter(action="messaging.receive", target_id=mail.pk).exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "which", [name for name, (_, _, reason) in LETTERS.items() if reason in (R.FORGED, R.UNPROVEN)]
)
def test_as_an_answer_it_is_filed_nowhere_and_nobody_is_told(ribble, which):
    """The same letters with the address of an answer: to know the address is no proof."""
    message = sent(ribble)
    raw = LETTERS[which][0]().replace(f"To: {BOX}".encode(), f"To: {message.reply_to}".encode(), 1)
    mail = take(raw)
    assert mail.status == S.HELD
    assert mail.answers_id in (message.pk, None)
    assert queries.answers(actor=as_coordinator(ribble), about_id=ribble.pk) == []
    assert told() == []
