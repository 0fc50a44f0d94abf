"""What two schools do together: one way or both, something else made of it, and the steps of each kind."""

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus, Kind
from linkage.engagements.models import UnableToMove
from linkage.engagements.tests.factories import mark, objective, set_to, world
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus
CHECK, DONE_ON = "conflict", day_of(NOW)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def ours(here):
    return world(here)


def told(kind):
    """Who has a mail of this kind."""
    return {one["email"] for each in Message.objects.filter(template=kind) for one in each.recipients}


class TestOneWay:
    """A mentor goes along with a new head: between the two only one learns."""

    def test_each_reads_their_own_question_and_nothing_is_set_against_another(self, here):
        for is_one_way, is_shared in ((True, False), (False, True)):
            found = programme()
            with acting_in(found.id):
                w = world(found, kind=Kind.PEER, is_one_way=is_one_way)
                asking = operations.begin_readiness(
                    actor=actor(w.daniel), at=NOW, engagement=w.engagement, is_light=True
                )
                assert (asking.is_shared, w.engagement.is_reciprocal) == (is_shared, is_shared)

    def test_it_can_be_made_of_learning_from_each_other_and_keeps_its_steps(self, here):
        w = world(here, kind=Kind.PEER)
        steps = w.engagement.step_list_id
        turn = {"actor": actor(w.grace), "at": NOW, "engagement": w.engagement, "kind": Kind.PEER}
        operations.change_kind(**turn, is_one_way=True)
        w.engagement.hold()
        assert (w.engagement.is_one_way, w.engagement.step_list_id) == (True, steps)
        assert w.engagement.kind_words == "one colleague helping another"
        with pytest.raises(operations.UnableToChangeKind, match="already"):
            operations.change_kind(**turn, is_one_way=True)

    def test_nothing_else_has_a_direction(self, here):
        assert not world(here, kind=Kind.DEPLOYMENT, is_one_way=True).engagement.is_one_way


class TestKinds:
    def test_something_else_is_made_of_it_and_what_was_written_and_ticked_stays(self, ours):
        objective(ours, "Every class reads daily")
        mark(ours, ours.farah, CHECK)
        operations.change_kind(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, kind=Kind.SPONSORSHIP)
        steps = {each.step.code: each for each in queries.progress(actor=actor(ours.grace), engagement=ours.engagement)}
        assert "board" in steps
        assert steps[CHECK].is_done
        assert steps["objectives"].is_done

    def test_on_the_way_too_and_then_what_that_kind_wants_comes_next_while_it_runs(self, ours):
        set_to(ours, S.ACTIVE)
        operations.change_kind(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, kind=Kind.SPONSORSHIP)
        ours.engagement.hold()
        assert ours.engagement.state == S.ACTIVE
        waits = [each.title for each in queries.next_actions(actor=actor(ours.helen), at=NOW)]
        assert f"Look into finances, staff and buildings: {ours.engagement.title}" in waits
        assert {ours.daniel.email, ours.grace.email, ours.priya.email} == told("engagements.kind_changed")
        with pytest.raises(operations.UnableToChangeKind, match="“sponsorship” already"):
            operations.change_kind(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, kind=Kind.SPONSORSHIP)
        set_to(ours, S.PAUSED)
        with pytest.raises(UnableToMove):
            operations.change_kind(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, kind=Kind.PEER)

    def test_what_runs_keeps_its_steps_when_the_programme_changes_them(self, ours):
        before = [each.step.code for each in queries.progress(actor=actor(ours.farah), engagement=ours.engagement)]
        kept = queries.step_texts(actor=actor(ours.farah), kind=Kind.DEPLOYMENT)[:2]
        operations.save_steps(actor=actor(ours.farah), at=NOW, kind=Kind.DEPLOYMENT, steps=kept)
        after = [each.step.code for each in queries.progress(actor=actor(ours.farah), engagement=ours.engagement)]
        assert after == before
        assert len(queries.step_texts(actor=actor(ours.farah), kind=Kind.DEPLOYMENT)) == 2

    def test_only_coordinators_change_steps_and_never_to_none(self, ours):
        steps = queries.step_texts(actor=actor(ours.farah), kind=Kind.PEER)
        with pytest.raises(Forbidden):
            operations.save_steps(actor=actor(ours.grace), at=NOW, kind=Kind.PEER, steps=steps)
        with pytest.raises(operations.UnableToSaveSteps):
            operations.save_steps(actor=actor(ours.farah), at=NOW, kind=Kind.PEER, steps=[])
