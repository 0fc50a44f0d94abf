"""Two at one moment: a side answers once, asks are sent once, thanks go out once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.models import Engagement, LevelAnswer, ThanksLetter
from linkage.engagements.tests.ended import ENDED_ON, ended, on, pulse, words
from linkage.engagements.tests.visits import mails
from linkage.kernel.errors import Refused
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 30
AT = on(ENDED_ON)


def at_once(w, doings: list[Callable[[], object]]) -> list[type | None]:
    """Do these at the same moment; return what each was refused with."""
    together = threading.Barrier(len(doings), timeout=PATIENCE_SECONDS)

    def do(doing):
        try:
            with acting_in(w.programme.id):
                ready = doing()
                together.wait()
                ready()
        except Refused as error:
            return type(error)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(do, doings))


def test_what_two_say_for_one_side_asked_thanked_and_reminded_at_once_counts_once():
    ours = programme()
    with acting_in(ours.id):
        w = ended(ours)

    def answers(someone):
        def ready():
            found, who = pulse(w), actor(someone)
            return lambda: operations.answer_impact(actor=who, at=AT, pulse=found, said=words(0))

        return ready

    def asks():
        found, system = pulse(w, side="home"), Actor.system("impact", ours.id)
        return lambda: operations.ask_impact(actor=system, at=AT, pulse=found)

    def thanks(someone):
        def ready():
            found, who = Engagement.objects.whole().get(pk=w.engagement.pk), actor(someone)
            return lambda: operations.send_thanks(actor=who, at=AT, engagement=found, text="Thank you.")

        return ready

    assert set(at_once(w, [answers(w.daniel), answers(w.grace)])) == {None, operations.UnableToAnswerImpact}
    assert at_once(w, [asks, asks]) == [None, None]
    assert set(at_once(w, [thanks(w.daniel), thanks(w.grace)])) == {None, operations.UnableToThank}
    with acting_in(ours.id):
        assert LevelAnswer.objects.count() == 2
        assert len(mails("impact_asked")) == 1
        assert ThanksLetter.objects.count() == 1
        assert pulse(w).answered_by in (w.daniel, w.grace)
