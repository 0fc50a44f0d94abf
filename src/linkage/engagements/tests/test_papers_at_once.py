"""Two add, replace or take off at one moment: one after the other, and never beyond the room there is."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from linkage.database.tenancy import acting_in
from linkage.documents.models import FileContent, StoredFile
from linkage.engagements import operations, queries
from linkage.engagements.models import Engagement, PaperVersion
from linkage.engagements.operations import UnableToKeepPaper
from linkage.engagements.rules import papers as limits
from linkage.engagements.tests.factories import world
from linkage.engagements.tests.papers import added, checked, found
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 30


@pytest.fixture
def w():
    here = programme()
    with acting_in(here.id):
        return world(here)


def at_once(w, *deeds):
    """Let these be done at the same moment; return the refusals."""
    together = threading.Barrier(len(deeds), timeout=PATIENCE_SECONDS)

    def do(deed):
        try:
            with acting_in(w.programme.id):
                deed(together)
        except UnableToKeepPaper as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(filter(None, pool.map(do, deeds)))


def adding(w, someone, text):
    def deed(together):
        engagement = Engagement.objects.whole().get(pk=w.engagement.pk)
        who = actor(someone)
        together.wait()
        operations.add_paper(actor=who, at=NOW, engagement=engagement, title=text, file=checked(text))

    return deed


def changing(w, someone, paper, do):
    def deed(together):
        mine, who = found(w, someone, paper), actor(someone)
        together.wait()
        do(actor=who, at=NOW, paper=mine)

    return deed


def replacing(text):
    return lambda **given: operations.replace_paper(**given, file=checked(text), based_on=1)


def test_of_two_who_replace_one_is_told_that_the_other_was_quicker(w):
    with acting_in(w.programme.id):
        paper = added(w, w.daniel)
    refused = at_once(
        w,
        changing(w, w.daniel, paper, replacing("One text")),
        changing(w, w.grace, paper, replacing("Another text")),
    )
    assert len(refused) == 1
    assert "quicker" in refused[0]
    with acting_in(w.programme.id):
        assert PaperVersion.objects.count() == StoredFile.objects.count() == 2


def test_taken_off_while_somebody_replaces_it_no_file_is_left_over(w):
    with acting_in(w.programme.id):
        paper = added(w, w.daniel)
    at_once(
        w,
        changing(w, w.daniel, paper, operations.take_paper_off),
        changing(w, w.grace, paper, replacing("Another text")),
    )
    with acting_in(w.programme.id):
        assert PaperVersion.objects.count() == StoredFile.objects.count() == FileContent.objects.count() == 0


def test_two_who_add_do_not_go_beyond_the_room(w, monkeypatch):
    monkeypatch.setattr(limits, "MOST_FILES", 1)
    refused = at_once(w, adding(w, w.daniel, "Budget"), adding(w, w.priya, "Diligence"))
    assert len(refused) == 1
    with acting_in(w.programme.id):
        assert queries.papers_kept(actor=actor(w.daniel), engagement=w.engagement)[0] == 1


def test_without_the_lock_both_would_fit(w, monkeypatch):
    """The control: where nobody waits for the other, the room is overrun."""
    monkeypatch.setattr(limits, "MOST_FILES", 1)
    counted = threading.Barrier(2, timeout=PATIENCE_SECONDS)
    look = queries.papers_kept

    def both_look_first(**given):
        kept = look(**given)
        counted.wait()
        return kept

    monkeypatch.setattr(Engagement, "hold", lambda _: None)
    monkeypatch.setattr(queries, "papers_kept", both_look_first)
    assert at_once(w, adding(w, w.daniel, "Budget"), adding(w, w.priya, "Diligence")) == []
    with acting_in(w.programme.id):
        assert StoredFile.objects.count() == 2
