"""Every kind of mail can be reworded by a programme: it is declared, and its example reads as it is sent."""

import ast
import re
from collections.abc import Iterator

import pytest

from linkage.messaging import rules
from linkage.messaging.presenters import COMMON, PARTS, Words, draw, example, kinds, ours
from linkage.messaging.presenters.drawing import Sender
from tests.architecture.rules.source import LINKAGE, last_name

# A test mail is the example of another kind; a code to sign in belongs to no programme.
NOT_WORDED = {"messaging.test", "accounts.code"}
SENDS = {"send", "_send", "_letter", "_to_school", "_to_sender"}
WHOLE, LAST = re.compile(r"[a-z_]+\.[a-z_]+"), re.compile(r"[a-z_]+")


def sent_by(app: str, source: str) -> Iterator[str]:
    """The kinds a module sends: each full name in it, and what is handed to a function that sends."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if WHOLE.fullmatch(node.value) and node.value.startswith(f"{app}."):
                yield node.value
        elif isinstance(node, ast.Call) and last_name(node.func) in SENDS:
            for given in node.args:
                choices = [given.body, given.orelse] if isinstance(given, ast.IfExp) else [given]
                for each in choices:
                    if isinstance(each, ast.Constant) and isinstance(each.value, str) and LAST.fullmatch(each.value):
                        yield f"{app}.{each.value}"


def told_by_a_name(source: str) -> list[str]:
    """Kinds handed over by a constant of somewhere else, past every list: `kind=policy.RIGHT_LINK`."""
    return [
        ast.unparse(given.value)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and last_name(node.func) in SENDS
        for given in node.keywords
        if given.arg == "kind" and isinstance(given.value, ast.Attribute)
    ]


def modules_that_send() -> Iterator[tuple[str, str]]:
    for path in sorted(LINKAGE.glob("*/operations/*.py")) + sorted(LINKAGE.glob("*/presenters/mails.py")):
        source = path.read_text(encoding="utf-8")
        # Messaging itself writes one mail of its own, about mail that came in; its other names are no kinds.
        sends = "messaging" in source or "telling import send" in source
        if sends and (path.parts[-3] != "messaging" or path.stem == "telling"):
            yield path.parts[-3], source


def test_every_mail_that_is_sent_is_declared():
    declared = {kind.name for kind in kinds.registered}
    sent = {name for app, source in modules_that_send() for name in sent_by(app, source)}
    assert {name for name in sent if name not in NOT_WORDED} - declared == set()
    assert declared - sent == set(), "declared and never sent"
    # The control: a mail nobody declared would be told.
    assert set(sent_by("links", '_send(actor, at, "unheard_of", mail)')) == {"links.unheard_of"}
    assert set(sent_by("links", 'messaging.send(kind="links.unheard_of")')) == {"links.unheard_of"}


def test_every_mail_says_what_it_is_where_it_is_sent():
    """One name for several mails would put the words of one into all of them."""
    found = {f"{app}: {name}" for app, source in modules_that_send() for name in told_by_a_name(source)}
    # A letter of the requests carries its own kind, which stands in its presenter.
    assert found == {"support_requests: letter.kind"}
    assert told_by_a_name("messaging.send(kind=policy.RIGHT_LINK)") == ["policy.RIGHT_LINK"]


def test_each_is_declared_once():
    for names in ([kind.name for kind in kinds.registered], [kind.title for kind in kinds.registered]):
        assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("kind", kinds.registered, ids=lambda kind: kind.name)
def test_its_words_with_the_names_filled_in_are_those_it_is_sent_in(kind):
    """So whoever changes one word of ours changes nothing else: no example stands where a name should."""
    words, values = ours(kind), {**COMMON, **kind.names}
    sent = kind.write(values)
    for part in PARTS:
        text = getattr(words, part)
        assert rules.names_are_known(part, text, kind.known) == []
        written = getattr(sent, part)
        assert rules.filled(text, values) == (written if part == "subject" else "\n\n".join(written))
    assert len(words.subject) <= 150


@pytest.mark.parametrize("kind", kinds.registered, ids=lambda kind: kind.name)
def test_its_example_is_whole_and_its_facts_stay_whatever_the_words(kind):
    plain = draw(example(kind, Words(), programme="Ribble", path="/ribble/home/"), Sender("Ribble"))
    own = Words("Ours, {first_name}", "Good morning {first_name}.", "Until soon, {programme}.")
    reworded = draw(example(kind, own, programme="Ribble", path="/ribble/home/"), Sender("Ribble"))
    assert "{" not in plain.text + reworded.text
    assert "Good morning Priya." in reworded.text
    mail = kind.write({**COMMON, **kind.names, "programme": "Ribble"})
    assert mail.why, "every mail says why its reader has it"
    said = " ".join(reworded.text.split())
    buttons = [mail.button.text] if mail.button else []
    for fact in (*mail.paragraphs, *mail.kept, mail.why, *buttons):
        assert " ".join(fact.split()) in said
