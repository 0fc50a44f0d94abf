"""Two at one moment: a round is published once, and of a yes and a no the later stands whole."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, Refused
from linkage.peer_review import operations, queries
from linkage.peer_review.models import RotaPlan, Round, Visit
from linkage.peer_review.tests.factories import answered, part, place, proposed, world
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 30


def at_once(here, doings):
    """Do these at the same moment; return what each was refused with."""
    together = threading.Barrier(len(doings), timeout=PATIENCE_SECONDS)

    def do(doing):
        try:
            with acting_in(here.id):
                ready = doing()
                together.wait()
                ready()
        except (Refused, Forbidden) as error:
            return type(error)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(do, doings))


def test_a_plan_that_two_publish_is_published_once():
    here = programme()
    with acting_in(here.id):
        w = world(here)
        made = proposed(w)

    def publishes(someone):
        def ready():
            found, who = Round.objects.whole().get(pk=made.pk), actor(someone)
            plan = queries.latest(actor=who, review_round=found)
            return lambda: operations.publish(actor=who, at=NOW, review_round=found, plan=plan)

        return ready

    assert set(at_once(here, [publishes(w.ivy), publishes(w.farah)])) == {None, operations.UnableToPublish}
    with acting_in(here.id):
        assert Visit.objects.count() == 8


def test_who_answers_while_it_is_being_planned_is_told_so_or_is_in_the_plan():
    here = programme()
    with acting_in(here.id):
        w = world(here)
        made = answered(w)

    def plans():
        found, who = Round.objects.whole().get(pk=made.pk), actor(w.ivy)
        return lambda: operations.plan(actor=who, at=NOW, review_round=found)

    def answers():
        school, who = place(made, w.schools[0]), actor(w.head(0))
        said = part(w.head(0), made, focus="Something else")
        return lambda: operations.take_part(actor=who, at=NOW, school=school, part=said)

    said = at_once(here, [plans, answers])
    assert said[0] is None
    with acting_in(here.id):
        changed = place(made, w.schools[0]).focus == "Something else"
        assert changed == (said[1] is None)
        assert RotaPlan.objects.count() == 0
