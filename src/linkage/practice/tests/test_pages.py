"""The pages: written on a phone in two minutes, answered by the head, read by everybody, asked to be seen."""

import pytest

from linkage.people.tests.factories import actor
from linkage.practice import queries
from linkage.practice.models import Practice
from linkage.practice.tests.factories import sent, set_to, shared
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db

ANSWERS = {
    "title": "Daily reading",
    "what": "Every tutor group reads aloud.",
    "evidence": "Reading ages rose.",
    "first_area": "literacy",
    "phases": ["secondary"],
    "ways": ["visit_us"],
    "review_on-day": "1",
    "review_on-month": "6",
    "review_on-year": "2027",
}


def html(response):
    return response.content.decode()


def test_a_colleague_writes_the_head_says_yes_and_another_school_reads_it(see, w):
    answer = see(w.priya, "write-for", w.harrowgill.pk, data={**ANSWERS, "owner": w.priya.pk, "then": "send"})
    made = Practice.objects.get()
    assert answer.status_code == 302
    assert see(w.daniel, "practice", made.pk).status_code == 404
    page = html(see(w.helen, "agree", made.pk))
    assert "Every tutor group reads aloud." in page
    assert see(w.helen, "agree", made.pk, data={"read": made.changed_at.isoformat()}).status_code == 302
    page = html(see(w.daniel, "practice", made.pk))
    assert "Priya Raman shows it" in page
    assert w.priya.email not in page


def test_a_draft_is_kept_without_most_answers(see, w):
    kept = {"title": "Daily reading", "review_on-day": "1", "review_on-month": "6", "review_on-year": "2027"}
    assert see(w.priya, "write-for", w.harrowgill.pk, data={**kept, "then": "keep"}).status_code == 302
    assert Practice.objects.get().status == "draft"
    answer = see(w.priya, "write-for", w.harrowgill.pk, data={**kept, "then": "send"})
    assert answer.status_code == 422
    assert "Say how you know that it works" in html(answer)


def test_who_belongs_to_one_school_is_not_asked_which(see, w):
    assert see(w.priya, "write").headers["Location"].endswith(f"/new/{w.harrowgill.pk}/")


def test_nobody_writes_for_another_school(see, w):
    assert see(w.daniel, "write-for", w.harrowgill.pk).status_code == 404


def test_a_yes_to_words_that_changed_is_refused_where_they_stand(see, w):
    made = sent(w)
    answer = see(w.helen, "agree", made.pk, data={"read": "2020-01-01T00:00:00+00:00"})
    assert answer.status_code == 422
    assert "changed since you opened the page" in html(answer)


@pytest.mark.parametrize("page", ["agree", "send-back", "take-back", "change", "take-down"])
def test_a_stranger_is_refused_what_the_school_may_do(see, w, page):
    made = sent(w) if page in ("agree", "send-back") else shared(w)
    assert see(w.daniel, page, made.pk).status_code in (403, 404)
    assert see(w.helen, page, made.pk).status_code == 200


def test_the_programme_takes_it_down_with_a_reason(see, w):
    made = shared(w)
    assert see(w.farah, "take-down", made.pk, data={"reason": ""}).status_code == 422
    assert see(w.farah, "take-down", made.pk, data={"reason": "It names a pupil."}).status_code == 302
    assert "It names a pupil." in html(see(w.priya, "practice", made.pk))
    assert see(w.daniel, "practice", made.pk).status_code == 404


def test_asking_to_see_it_begins_a_request_with_it(see, w):
    made = shared(w)
    page = html(see(w.daniel, "practice", made.pk))
    asks = f"/ribble/requests/ask/?practice={made.pk}"
    assert asks in page
    assert made.title in html(see(w.daniel, "support_requests:start", query_params={"practice": made.pk}))
    see(w.daniel, "support_requests:start", data={}, query_params={"practice": made.pk})
    asked = SupportRequest.objects.get()
    assert asked.wanted_practice == made
    assert asked.words == "We would like to see “Daily reading in every tutor group” at Harrowgill High School."
    assert [each.area.code for each in asked.request_areas.all()] == ["literacy"]
    assert asked.ways == ["visit_us", "call"]


def test_what_is_hidden_begins_no_request(see, w):
    made = set_to(shared(w), "lapsed")
    see(w.daniel, "support_requests:start", data={}, query_params={"practice": made.pk})
    assert SupportRequest.objects.get().wanted_practice is None


def test_its_own_school_does_not_ask_to_see_it(see, w):
    assert "Ask to see it" not in html(see(w.priya, "practice", shared(w).pk))


def test_what_waits_stands_at_home(see, w):
    made = sent(w)
    assert [each.title for each in queries.next_actions(actor=actor(w.helen), at=made.changed_at)] == [
        "May other schools see “Daily reading in every tutor group”?"
    ]
    [waits] = queries.next_actions(actor=actor(w.priya), at=made.changed_at)
    assert waits.waiting_for == "The headteacher"
    assert queries.next_actions(actor=actor(w.daniel), at=made.changed_at) == []


def test_ours_shows_every_state_and_says_who_is_next(see, w):
    sent(w)
    page = html(see(w.helen, "own"))
    assert "Waits for Harrowgill High School" in page
    assert "Nothing is written yet" in html(see(w.daniel, "own"))
