"""Somebody asks for a copy of what is held about them, or to be forgotten."""

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, personal_data
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Agreement, Rating, Review, Visit
from linkage.engagements.tests import agreements as made
from linkage.engagements.tests.factories import objective, set_to
from linkage.kernel.days import day_of
from linkage.people import queries as people
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
TODAY = day_of(NOW)


@pytest.fixture
def w():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield made.world(found)


def subject(w, someone):
    return people.subject(actor=actor(w.farah), person=someone)


def visit(w):
    return Visit.objects.create(
        programme=w.programme,
        engagement=w.engagement,
        visitor=w.priya,
        visits_on=TODAY,
        about="Met Priya Raman’s team",
        done="We read together",
        so_far="More of them read",
        next_step="Read on",
        status="agreed",
        booked_by=w.daniel,
        booked_at=NOW,
        changed_at=NOW,
    )


def test_a_copy_holds_where_they_take_part_what_they_wrote_and_what_names_them(w):
    visit(w)
    objective(w, "Daniel Whitlow leads it alone")
    made.signed(w)
    copy = personal_data.collect(subject(w, w.priya))
    assert copy["Support over time in which you take part"] == [
        {"What about": "Reading at Thistlebank", "For": "Harrowgill High School", "Leads": True}
    ]
    assert [each["Done"] for each in copy["Your visits"]] == ["We read together"]
    assert [each["Typed"] for each in copy["Agreements you signed"]] == ["Priya Raman"]
    assert len(copy["Agreements that name you"]) == 1
    assert copy["Aims that name you"] == []
    assert len(personal_data.collect(subject(w, w.daniel))["Aims that name you"]) == 1


def test_what_they_wrote_is_emptied_and_their_name_taken_out_of_others_words(w):
    visit(w)
    review = Review.objects.create(programme=w.programme, engagement=w.engagement, due_on=TODAY)
    aim = w.engagement.objectives.first()
    for side, who in (("home", w.priya), ("client", w.daniel)):
        Rating.objects.create(
            programme=w.programme,
            review=review,
            objective=aim,
            side=side,
            colour="green",
            note="Thanks to Priya Raman",
            rated_by=who,
            rated_at=NOW,
        )
    personal_data.erase(subject(w, w.priya), NOW)
    left = Visit.objects.get()
    assert (left.done, left.so_far, left.next_step) == ("", "", "")
    assert "Priya" not in left.about
    assert {each.side: each.note for each in Rating.objects.all()} == {"home": "", "client": "Thanks to somebody"}


def test_a_signed_text_stays_without_the_name_and_tells_so(w):
    found = made.signed(w)
    before = made.now(found)
    assert "Priya Raman" in before.text
    personal_data.erase(subject(w, w.priya), NOW)
    after = Agreement.objects.get()
    assert "Priya" not in after.text
    assert (after.text_hash, after.names_taken_out_at) == (before.text_hash, NOW)


def test_who_signed_what_two_schools_still_work_by_is_not_forgotten_before_it_ends(w):
    assert personal_data.must_keep(subject(w, w.priya)) == []
    made.signed(w)
    set_to(w, EngagementStatus.ACTIVE)
    [why] = personal_data.must_keep(subject(w, w.priya))
    assert "sign a new version" in why.sentence
    assert personal_data.must_keep(subject(w, w.daniel)) == []
    operations.stop(actor=actor(w.grace), at=NOW, engagement=w.engagement, reason="We cannot go on")
    assert personal_data.must_keep(subject(w, w.priya)) == []
