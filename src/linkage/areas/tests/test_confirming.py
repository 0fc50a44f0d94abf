"""What askers confirm moves areas; no word of theirs is kept."""

from datetime import timedelta

import pytest

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.access.personal_data import Subject
from linkage.areas import operations, personal_data, queries
from linkage.areas.models import Confirmation
from linkage.database.tenancy import acting_in
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from linkage.programmes.tests.factories import programme as a_programme

pytestmark = pytest.mark.django_db


class TestConfirming:
    TEXT = "Our lunchtime orienteering has come to nothing"

    def place(self, actor, code):
        return [each.area.code for each in queries.read(actor=actor, text=self.TEXT).ranked].index(code)

    def test_confirmed_choices_of_several_people_move_an_area_to_the_front(self, shipped, coordinator):
        before = self.place(coordinator, "classics")
        assert before > 5
        for _ in range(4):
            confirm(actor=asker(shipped), at=NOW, text=self.TEXT, codes=["latin-greek"])
        assert self.place(coordinator, "classics") == 0
        elsewhere = queries.read(actor=coordinator, text="Our boiler is broken").ranked[0]
        assert elsewhere.area.code == "site-management"

    def test_one_person_alone_does_not_decide_however_often_they_confirm(self, shipped, coordinator):
        alone = asker(shipped)
        assert confirm(actor=alone, at=NOW, text=self.TEXT, codes=["classics"])
        score = queries.read(actor=coordinator, text=self.TEXT).ranked[self.place(coordinator, "classics")].score
        for _ in range(20):
            confirm(actor=alone, at=NOW, text=self.TEXT, codes=["classics"])
        again = queries.read(actor=coordinator, text=self.TEXT).ranked[self.place(coordinator, "classics")].score
        assert again == score
        assert self.place(coordinator, "classics") > 0

    def test_no_word_is_kept_and_of_a_concern_nothing(self, shipped):
        someone = asker(shipped)
        worry = "A pupil told her tutor that her stepfather hits her and she is afraid to go home"
        assert not confirm(actor=someone, at=NOW, text=worry, codes=["behaviour"])
        assert not confirm(actor=someone, at=NOW, text="  ", codes=["behaviour"])
        assert not confirm(actor=Actor.system("test", shipped.id), at=NOW, text="maths", codes=["maths"])
        assert Confirmation.objects.count() == 0
        assert confirm(actor=someone, at=NOW, text=self.TEXT, codes=["maths-primary"])
        kept = Confirmation.objects.get()
        assert kept.codes == ["maths"]
        assert all(isinstance(mark, int) and 0 <= mark < 65536 for mark in kept.marks)

    def test_of_each_person_only_the_latest_are_kept(self, shipped, monkeypatch):
        monkeypatch.setattr(operations, "MOST_CONFIRMATIONS", 2)
        someone = asker(shipped)
        for day in range(4):
            confirm(actor=someone, at=NOW + timedelta(days=day), text=self.TEXT, codes=["maths"])
        kept = Confirmation.objects.values_list("confirmed_at", flat=True)
        assert sorted(kept) == [NOW + timedelta(days=day) for day in (2, 3)]

    def test_what_a_person_confirmed_is_theirs_to_see_and_goes_with_them(self, shipped):
        one, other = asker(shipped), asker(shipped)
        for actor in (one, other):
            confirm(actor=actor, at=NOW, text=self.TEXT, codes=["maths"])
        subject = Subject(
            programme_id=shipped.id, person_id=one.person_id, account_id=None, name="Sam", email="", phone=""
        )
        assert personal_data.collect(subject) == {
            "Areas you said your words were about": [{"On": words.day(day_of(NOW)), "Areas": ["Mathematics"]}]
        }
        personal_data.erase(subject, NOW)
        assert [each.person_id for each in Confirmation.objects.all()] == [other.person_id]

    def test_another_programme_learns_nothing_from_it(self, shipped):
        confirm(actor=asker(shipped), at=NOW, text=self.TEXT, codes=["maths"])
        marks = Confirmation.objects.get().marks
        other = a_programme()
        with acting_in(other.id):
            assert queries.confirmed_by(actor=Actor.system("test", other.id), marks=marks) == []
        assert len(queries.confirmed_by(actor=Actor.system("test", shipped.id), marks=marks)) == 1


@operation(Action("test.confirm", "confirmed", "anybody", lambda _: True))
def confirm(*, actor, at, text, codes):
    return operations.confirm(actor=actor, at=at, text=text, codes=codes)


def asker(shipped):
    return Actor(kind="person", name="Sam", programme_id=shipped.id, person_id=people.person(shipped).id)
