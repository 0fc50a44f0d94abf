"""The pages: prepared and planned by an organiser, answered on a phone, seen by nobody else."""

import pytest
from django.urls import reverse

from linkage.access import links
from linkage.peer_review import policy, queries
from linkage.peer_review.enums import Answer
from linkage.peer_review.models import RotaPlan, Round, Visit, Visiting
from linkage.peer_review.tests.factories import opened, place, prepared, proposed, published, says_yes
from linkage.people.tests.factories import actor

pytestmark = pytest.mark.django_db

FOCUS = "How well our reading lessons work"


def html(response):
    return response.content.decode()


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def answers(w, made):
    weeks = [each.isoformat() for each in queries.weeks_of(actor=actor(w.ivy), review_round=made)]
    return {
        "says": "yes",
        "focus": FOCUS,
        "person": w.head(0).pk,
        "host_weeks": weeks,
        "visit_weeks": weeks,
        "can_write": "yes",
    }


def test_an_organiser_prepares_a_round_chooses_its_rules_and_asks(see, w):
    outline = {
        "name": "Spring visits 2027",
        "preset": "panel",
        **day("answers_by_on", prepared(w).answers_by_on),
        **day("first_week_on", Round.objects.get().first_week_on),
        **day("last_week_on", Round.objects.get().last_week_on),
    }
    Round.objects.all().delete()
    assert "There is no round yet" in html(see(w.ivy, "rounds"))
    assert see(w.ivy, "prepare", data=outline).status_code == 302
    made = Round.objects.get()
    rules = {"visitors": 2, "at_least": 2, "at_most": 2, "rules": ["one_way", "needs_writer"]}
    assert see(w.ivy, "rules", made.pk, data=rules).status_code == 302
    made.refresh_from_db()
    assert (made.visitors, made.other_trust, made.allows_mutual, made.needs_writer) == (2, False, False, True)
    page = html(see(w.ivy, "invite", made.pk))
    assert "Harrowgill High School" in page
    assert see(w.ivy, "invite", made.pk, data={"schools": [w.schools[0].pk]}).status_code == 302
    assert "Asked on" in html(see(w.ivy, "round", made.pk))


def test_a_head_answers_from_the_mail_without_an_account(client, w):
    made = opened(w)
    school = place(made, w.schools[0])
    token = links.make(
        policy.ANSWER_LINK,
        programme_id=made.programme_id,
        record_id=school.pk,
        person_id=w.head(0).pk,
        state=policy.ASKED,
    )
    where = reverse("peer_review:answer-by-link", args=["ribble", token])
    assert "Yes, we take part" in html(client.get(where))
    school.refresh_from_db()
    assert school.answer == Answer.NONE
    assert client.post(where, answers(w, made)).status_code == 302
    school.refresh_from_db()
    assert (school.answer, school.focus) == (Answer.YES, FOCUS)
    assert client.post(where, {"says": "no"}).status_code == 302
    school.refresh_from_db()
    assert school.answer == Answer.NO


def test_what_is_missing_is_said_where_it_stands(see, w):
    made = opened(w)
    answer = see(w.head(0), "answer", place(made, w.schools[0]).pk, data={**answers(w, made), "focus": ""})
    assert answer.status_code == 422
    assert "Say what your visitors should look at" in html(answer)


def test_the_organiser_sees_who_answered_and_no_word_of_the_focus(see, w):
    made = opened(w)
    says_yes(w, made, 0)
    page = html(see(w.ivy, "round", made.pk))
    assert "Takes part" in page
    assert "Not answered yet" in page
    assert FOCUS not in page


@pytest.mark.parametrize("by", ["school", "week", "head"])
def test_the_proposal_shows_who_visits_whom(see, w, by):
    made = proposed(w)
    page = html(see(w.ivy, "round", made.pk, query_params={"by": by}))
    assert "Proposal, not published" in page
    assert "Nobody has been told yet" in page
    assert all(each.name in page for each in w.heads)
    assert FOCUS not in page


def test_the_proposal_says_how_good_it_is_and_never_better_than_is_known(see, w):
    made = proposed(w)
    assert "No better plan exists under these rules." in html(see(w.ivy, "round", made.pk))
    cost = RotaPlan.objects.get().cost
    RotaPlan.objects.update(is_proven=False, bound=cost * 0.9979)
    page = html(see(w.ivy, "round", made.pk))
    assert "No better plan" not in page
    assert "At most 0.3 per cent from the best plan there can be." in page


def test_keep_is_a_button_and_stays(see, w):
    made = proposed(w)
    assert see(w.ivy, "say", made.pk, w.schools[0].pk, data={"says": "keep"}).status_code == 302
    assert 'aria-pressed="true"' in html(see(w.ivy, "round", made.pk))


def test_publishing_asks_first_and_then_everybody_sees_their_own(see, w):
    made = proposed(w)
    page = html(see(w.ivy, "publish", made.pk))
    assert "8 people get an e-mail" in page
    assert see(w.ivy, "publish", made.pk, data={"plan": "99"}).status_code == 422
    assert see(w.ivy, "publish", made.pk, data={"plan": "1"}).status_code == 302
    page = html(see(w.head(0), "own", place(made, w.schools[0]).pk))
    assert "Your school is visited" in page
    assert "Yes, these weeks suit" in page


def test_both_sides_of_a_visit_read_its_focus_and_the_organiser_does_not(see, w):
    published(w)
    visit = Visit.objects.whole().get(host=w.schools[0])
    goer = visit.going[0].person
    assert FOCUS in html(see(w.head(0), "visit", visit.pk))
    assert FOCUS in html(see(goer, "visit", visit.pk))
    assert FOCUS not in html(see(w.ivy, "visit", visit.pk))
    assert FOCUS not in html(see(w.farah, "visit", visit.pk))
    assert see(w.outsider, "visit", visit.pk).status_code == 404
    assert see(w.ivy, "calendar", visit.pk).status_code == 404
    assert see(goer, "calendar", visit.pk).headers["Content-Type"].startswith("text/calendar")


def test_who_cannot_go_says_so_on_a_page_of_its_own(see, w):
    published(w)
    mine = Visiting.objects.filter(person=w.head(0)).first()
    assert "Your other visits stay" in html(see(w.head(0), "cannot", mine.pk))
    assert see(w.head(1), "cannot", mine.pk).status_code == 404
    assert see(w.head(0), "cannot", mine.pk, data={}).status_code == 302
    mine.refresh_from_db()
    assert mine.status == "given_back"


def test_the_host_chooses_the_day(see, w):
    published(w)
    visit = Visit.objects.get(host=w.schools[0])
    chosen = {"visits_on": visit.week_on.isoformat()}
    assert see(w.head(0), "day", visit.pk, data=chosen).status_code == 302
    visit.refresh_from_db()
    assert visit.visits_on == visit.week_on


def test_who_takes_over_has_everything_on_one_page_and_as_a_table(see, w):
    made = published(w)
    page = html(see(w.ivy, "handover", made.pk))
    assert "Harrowgill High School" in page
    assert "unless somebody cannot" in page
    assert FOCUS not in page
    table = see(w.ivy, "handover", made.pk, query_params={"export": "csv"})
    assert "Harrowgill High School" in b"".join(table).decode("utf-8-sig") if table.streaming else html(table)


@pytest.mark.parametrize("page", ["round", "change", "rules", "invite", "organisers", "publish", "close", "handover"])
def test_a_head_and_a_stranger_are_refused_what_the_organiser_may(see, w, page):
    made = opened(w) if page in ("invite", "change", "rules") else proposed(w)
    assert see(w.head(0), page, made.pk).status_code == 404
    assert see(w.outsider, page, made.pk).status_code == 404
    assert see(w.ivy, page, made.pk).status_code == 200
    assert see(w.farah, page, made.pk).status_code == 200


def test_peer_review_stands_in_the_bar_once_there_is_a_round(see, w):
    assert "Peer review" not in html(see(w.head(0), "rounds"))
    opened(w)
    assert "Peer review" in html(see(w.head(0), "rounds"))
    assert "Your school is in no round" in html(see(w.outsider, "rounds"))
