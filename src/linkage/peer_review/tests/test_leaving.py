"""Somebody leaves their school, or two records of one human become one; nobody who is gone is waited for."""

import pytest

from linkage.access.personal_data import Subject
from linkage.messaging.models import Message
from linkage.peer_review import operations, personal_data, queries
from linkage.peer_review.enums import Answer, VisitingStatus
from linkage.peer_review.models import Organiser, RoundSchool, Visiting
from linkage.peer_review.tests.factories import opened, part, place, prepared, published, says_yes
from linkage.people import operations as people_operations
from linkage.people.models import Affiliation
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


def leaves(w, someone, school):
    """Their head takes them off the list of the school."""
    found = Affiliation.objects.get(person=someone, organisation=school)
    people_operations.end_affiliation(actor=actor(w.farah), at=NOW, affiliation=found)


def test_the_head_goes_in_the_stead_of_a_colleague_who_left(w):
    made = opened(w)
    colleague = staff(w.programme, w.schools[0], name="Priya Raman")
    operations.take_part(
        actor=actor(w.head(0)),
        at=NOW,
        school=place(made, w.schools[0]),
        part=part(w.head(0), made, person=colleague),
    )
    leaves(w, colleague, w.schools[0])
    assert place(made, w.schools[0]).person == w.head(0)


def test_where_the_head_leaves_the_school_drops_out_until_it_says_otherwise(w):
    made = opened(w)
    says_yes(w, made, 0)
    leaves(w, w.head(0), w.schools[0])
    assert place(made, w.schools[0]).answer == Answer.OUT


def test_an_organiser_who_left_runs_it_no_more_and_somebody_is_looked_for(w):
    made = prepared(w)
    operations.add_organiser(actor=actor(w.ivy), at=NOW, review_round=made, person=w.head(0))
    operations.remove_organiser(actor=actor(w.head(0)), at=NOW, review_round=made, person=w.ivy)
    leaves(w, w.head(0), w.schools[0])
    assert not Organiser.objects.exists()
    assert Message.objects.filter(template="peer_review.vacant").count() == 1


def test_two_records_that_both_run_it_are_one_organiser(w):
    made = prepared(w)
    operations.add_organiser(actor=actor(w.ivy), at=NOW, review_round=made, person=w.head(0))
    again = staff(w.programme, w.schools[0], name=w.head(0).name)
    operations.add_organiser(actor=actor(w.ivy), at=NOW, review_round=made, person=again)
    people_operations.merge(
        actor=actor(w.farah),
        at=NOW,
        kept=w.head(0),
        gone=again,
        choices=people_operations.Choices(),
        is_sure=True,
    )
    assert sorted(each.person.name for each in Organiser.objects.all()) == sorted([w.ivy.name, w.head(0).name])


def test_who_is_erased_is_named_nowhere_and_their_visit_stays(w):
    made = published(w)
    RoundSchool.objects.filter(round=made, organisation=w.schools[1]).update(focus=f"Please ask {w.head(0).name}")
    who = w.head(0)
    subject = Subject(w.programme.pk, who.pk, who.account_id, who.name, who.email, "")
    told = personal_data.collect(subject)
    assert len(told["Visits you go to"]) == Visiting.objects.filter(person=who).count()
    personal_data.erase(subject, NOW)
    assert who.name not in RoundSchool.objects.get(round=made, organisation=w.schools[1]).focus
    assert Visiting.objects.filter(person=who, status=VisitingStatus.ASKED).exists()
    assert queries.visits(actor=actor(w.ivy), review_round=made)
