"""Something to do that is changed, given to another, or taken off the plan."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Engagement, Participant, PlanAction, UnableToMove, Visit
from linkage.engagements.tests.concerns import mails, readers
from linkage.engagements.tests.factories import ENDS_ON, objective, set_to, world
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = day_of(NOW)
LIST = "Make a list of books"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def w(here):
    with acting_in(here.id):
        made = world(here)
        objective(made)
        set_to(made, EngagementStatus.ACTIVE)
        return made


def added(w, owner=None, due_on=TODAY + timedelta(days=3)):
    aim = w.engagement.objectives.get()
    return operations.add_action(
        actor=actor(w.daniel),
        at=NOW,
        engagement=w.engagement,
        objective=aim,
        text=LIST,
        owner=owner or w.priya,
        due_on=due_on,
    )


def found(w, someone, one) -> PlanAction:
    whole = Engagement.objects.whole().get(pk=w.engagement.pk)
    return queries.plan_action(actor=actor(someone), engagement=whole, action_id=one.pk)


def changed(w, someone, one, **fields):
    what = found(w, someone, one)
    said = {"text": what.text, "owner": what.owner, "due_on": what.due_on, **fields}
    return operations.change_action(actor=actor(someone), at=NOW, action=what, **said)


def test_whoever_does_it_and_who_leads_change_it(w, here):
    with acting_in(here.id):
        one = added(w)
        for someone, text in ((w.priya, "A shorter list"), (w.grace, "A longer list")):
            changed(w, someone, one, text=text)
            assert PlanAction.objects.get().text == text
        colleague = staff(here, w.thistlebank)
        Participant.objects.create(
            programme=here,
            engagement=w.engagement,
            person=colleague,
            organisation=w.thistlebank,
            side="client",
            joined_at=NOW,
        )
        with pytest.raises(Forbidden):
            changed(w, colleague, one, text="Mine")


def test_who_gets_it_from_another_is_told_once_and_the_mail_says_nothing_of_it(w, here):
    with acting_in(here.id):
        one = added(w)
        assert readers("given") == ["Priya Raman"]
        changed(w, w.daniel, one, text="A shorter list")
        changed(w, w.priya, one, owner=w.daniel)
        assert readers("given") == ["Daniel Whitlow", "Priya Raman"]
        changed(w, w.daniel, one, text="Mine now")
        assert len(mails("given")) == 2
        assert not [each for each in mails("given") if LIST in str(vars(each))]
        added(w, owner=w.daniel)
        assert len(mails("given")) == 2


def test_a_day_after_the_last_one_is_refused_plainly(w, here):
    with acting_in(here.id):
        one = added(w, due_on=ENDS_ON)
        for do in (
            lambda: added(w, due_on=ENDS_ON + timedelta(days=1)),
            lambda: changed(w, w.priya, one, due_on=ENDS_ON + timedelta(days=1)),
        ):
            with pytest.raises(operations.UnableToPlan, match="which is the last day"):
                do()


def aim(w, due_on):
    said = operations.Aim(text="Every tutor group reads", due_on=due_on)
    return operations.save_objective(actor=actor(w.daniel), at=NOW, engagement=w.engagement, aim=said)


def test_an_aim_is_due_until_the_last_day_and_not_after_it(w, here):
    with acting_in(here.id):
        assert aim(w, ENDS_ON).due_on == ENDS_ON
        with pytest.raises(operations.UnableToPlan, match="which is the last day") as refused:
            aim(w, ENDS_ON + timedelta(days=1))
        assert [each.field for each in refused.value.violations] == ["due_on"]


def test_the_last_day_does_not_come_before_what_is_planned(w, here):
    def ends(on):
        kept = {"title": w.engagement.title, "need": w.engagement.need, "starts_on": TODAY, "half_days": 24}
        operations.change(actor=actor(w.daniel), at=NOW, engagement=w.engagement, ends_on=on, **kept)

    with acting_in(here.id):
        PlanAction.objects.all().delete()
        w.engagement.objectives.update(due_on=None)
        on = TODAY + timedelta(days=30)
        for name, make in {
            "Make a list of books": lambda: added(w, due_on=on),
            "Every tutor group reads": lambda: aim(w, on),
            "Looking at it together": lambda: operations.open_review(
                actor=actor(w.daniel), at=NOW, engagement=w.engagement, due_on=on
            ),
            "A visit": lambda: planned(w, on),
        }.items():
            with transaction.atomic():
                make()
                ends(on)
                with pytest.raises(operations.UnableToPlan, match=f"{name}.* is planned for") as refused:
                    ends(on - timedelta(days=1))
                assert [each.field for each in refused.value.violations] == ["ends_on"]
                transaction.set_rollback(True)
        ends(TODAY + timedelta(days=1))  # the control: nothing is planned


def planned(w, on):
    Visit.objects.create(
        programme=w.programme,
        engagement=w.engagement,
        visitor=w.priya,
        visits_on=on,
        about="Reading",
        booked_by=w.daniel,
        booked_at=NOW,
        changed_at=NOW,
    )


def test_what_was_taken_off_or_done_meanwhile_stays_so(w, here):
    with acting_in(here.id):
        one, other = added(w), added(w)
        at_hand, done = found(w, w.priya, one), found(w, w.priya, other)
        operations.drop_action(actor=actor(w.daniel), at=NOW, action=found(w, w.daniel, one))
        operations.finish_action(actor=actor(w.daniel), at=NOW, action=found(w, w.daniel, other))
        for what in (at_hand, done):
            with pytest.raises(operations.UnableToPlan):
                operations.drop_action(actor=actor(w.priya), at=NOW, action=what)
        with pytest.raises(operations.UnableToPlan, match="taken off"):
            operations.finish_action(actor=actor(w.priya), at=NOW, action=at_hand)
        with pytest.raises(NotFound):
            found(w, w.daniel, one)
        assert LIST not in [each.title for each in queries.next_actions(actor=actor(w.priya), at=NOW)]


def test_who_has_left_keeps_it_until_somebody_gives_it_to_another(w, here):
    with acting_in(here.id):
        one = added(w)
        Participant.objects.filter(person=w.priya).update(left_at=NOW)
        changed(w, w.daniel, one, text="A shorter list")
        changed(w, w.daniel, one, owner=w.daniel)
        with pytest.raises(operations.UnableToPlan, match="who takes part"):
            changed(w, w.daniel, one, owner=w.priya)


def test_while_it_is_paused_nothing_is_changed(w, here):
    with acting_in(here.id):
        one = added(w)
        set_to(w, EngagementStatus.PAUSED)
        with pytest.raises(UnableToMove):
            changed(w, w.daniel, one, text="Later")


def test_the_page_changes_it_and_takes_it_off(w, here, see):
    with acting_in(here.id):
        one = added(w)
    page = see(w.daniel, "change-action", w.engagement.pk, one.pk)
    assert LIST in page.content.decode()
    given = {"text": "A short list", "owner_id": str(w.priya.pk)}
    late = {"due_on-day": "6", "due_on-month": "11", "due_on-year": "2030"}
    assert see(w.daniel, "change-action", w.engagement.pk, one.pk, data=given | late).status_code == 422
    assert (
        see(w.daniel, "change-action", w.engagement.pk, one.pk, data=given | late | {"due_on-year": "2026"}).status_code
        == 302
    )
    assert "A short list" in see(w.priya, "plan", w.engagement.pk).content.decode()
    assert see(w.priya, "drop-action", w.engagement.pk, one.pk, data={}).status_code == 302
    assert "A short list" not in see(w.priya, "plan", w.engagement.pk).content.decode()
