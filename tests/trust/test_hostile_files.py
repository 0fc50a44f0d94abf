"""Hostile files (F1, F2): each is refused with a plain sentence, soon, in little memory and without a trace."""

import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from linkage.documents import gateway
from linkage.documents.gateway import UnableToKeepFile, check
from linkage.documents.gateway.limiting import MEMORY_BYTES
from linkage.documents.rules.files import file_kind
from linkage.documents.tests import papers, sheets

HOSTILE = papers.hostile()
SRC = Path(__file__).parents[2] / "src"
# What nobody who chooses a file should have to know.
STRANGE = re.compile(r"Error|Traceback|zlib|XML|zip|stream|byte|MIME|None")
WORST = ("PDF of many bombs", "PDF of endless streams", "PDF of streams in streams", "document bomb", "too many bytes")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where the child stands and keeps what is for a while: a folder that nobody else writes to."""

    class Watched(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs | {"env": {"TMPDIR": str(tmp_path)}, "cwd": tmp_path})

    monkeypatch.setattr(subprocess, "Popen", Watched)
    return tmp_path


def refused(name, content):
    with pytest.raises(UnableToKeepFile) as found:
        check(content, name)
    return str(found.value)


def seconds_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_there_are_enough_of_them():
    """Sixty at least, and those of spreadsheets that are read beside them (`documents/tests/test_reading.py`)."""
    assert len(HOSTILE) >= 90
    assert len(sheets.hostile()) >= 60


@pytest.mark.parametrize("what", HOSTILE)
def test_the_rules_refuse_each_with_a_plain_sentence(what):
    """In this process, so that all of them cost no more than a second."""
    name, content = HOSTILE[what]
    with pytest.raises((UnableToKeepFile, gateway.UnableToReadSheet)) as found:
        file_kind(content, name)
    sentence = str(found.value)
    assert 15 < len(sentence) < 250, sentence
    assert not STRANGE.search(sentence), sentence
    assert sentence[0].isupper()


@pytest.mark.parametrize("what", WORST)
def test_the_worst_are_refused_in_two_seconds_and_without_a_trace(what, folder):
    begun = seconds_of_children()
    refused(*HOSTILE[what])
    assert seconds_of_children() - begun < 2
    assert list(folder.iterdir()) == []


def test_no_file_takes_more_memory_than_it_may():
    """A process of its own hands over the worst, and the largest of its children is asked how large it was."""
    script = (
        "import json, resource\n"
        "from linkage.documents import gateway\n"
        "from linkage.documents.tests.papers import hostile\n"
        f"for what in {WORST!r}:\n"
        "    name, content = hostile()[what]\n"
        "    try: gateway.check(content, name)\n"
        "    except gateway.UnableToKeepFile: pass\n"
        "own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(json.dumps([own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONPATH": str(SRC)})
    own, child = json.loads(done.stdout)
    # A child begins as a copy of who starts it, so its largest size is never told smaller than that.
    assert child * 1024 < max(own * 1024, MEMORY_BYTES) + 30_000_000


def test_the_limit_of_memory_holds_where_no_check_looks():
    """The control: with the checks taken away the child stops at its limit instead of taking all there is."""
    script = (
        "import sys\n"
        "from linkage.documents.gateway import file_child\n"
        "file_child.file_kind = lambda content, name: bytes(400_000_000)\n"
        "sys.argv = ['child', 'a.pdf']\n"
        "file_child.main()\n"
    )
    environment = {"PYTHONPATH": str(SRC)}
    done = subprocess.run(
        [sys.executable, "-c", script], input=papers.pdf(), capture_output=True, check=True, env=environment
    )
    assert "takes too much" in json.loads(done.stdout)["refused"]


def test_a_child_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(gateway.asking, "LONGEST_SECONDS", 0.01)
    begun = time.monotonic()
    assert "takes too much" in refused("a.pdf", papers.pdf())
    assert time.monotonic() - begun < 10


def test_a_child_that_dies_is_a_plain_refusal(monkeypatch):
    monkeypatch.setattr(gateway.keeping, "CHILD", "linkage.documents.no_such_module")
    assert "cannot be looked through" in refused("a.pdf", papers.pdf())


def test_a_wall_that_is_taken_away_is_missed(monkeypatch):
    """The control: without the look for names that act, a PDF with a script would be kept."""
    monkeypatch.setattr("linkage.documents.rules.pdfs._look_through", lambda piece: None)
    name, content = HOSTILE["PDF with a script"]
    assert file_kind(content, name) == "pdf"
