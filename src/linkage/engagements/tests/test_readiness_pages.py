"""The pages about being ready, as the two schools and a coordinator meet them."""

import re

import pytest
import time_machine
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.engagements.enums import EngagementStatus, Kind, Ready, Theme
from linkage.engagements.models import ReadinessSheet
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.ready import FULLY, begun, both_shown, kept, shown, with_reds
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def w(here):
    with acting_in(here.id):
        return world(here)


def at(w, name):
    return reverse(f"engagements:{name}", args=["ribble", w.engagement.pk])


def as_(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def inside(w, make, *args, **kwargs):
    with acting_in(w.programme.id):
        return make(w, *args, **kwargs)


ANSWERS = {f"{theme}_value": "4" for theme in Theme}


class TestFromTheFirstQuestionToTheConversation:
    def test_both_are_asked_answer_in_private_show_and_talk(self, client, w):
        as_(client, w.daniel)
        assert "Say how ready you are" in text(client.get(at(w, "readiness")))
        chosen = client.get(at(w, "readiness-begin"))
        assert re.search(r'value="full" checked', chosen.text)
        assert client.post(at(w, "readiness-begin"), {"way": "full"}).status_code == 302
        kept = client.post(
            at(w, "readiness-answer"),
            {**ANSWERS, "time_value": "1", "ending_value": "", "time_note": "Cover is thin", "time_evidence": "Rota"},
        )
        assert kept["Location"] == at(w, "readiness")
        assert client.post(at(w, "readiness-show")).status_code == 422
        again = client.get(at(w, "readiness-answer"))
        assert "Cover is thin" in again.text
        client.post(at(w, "readiness-answer"), {**ANSWERS, "time_value": "1", "time_note": "Cover is thin"})
        page = text(client.get(at(w, "readiness")))
        assert "Check and show" in page
        assert "Cover is thin" in text(client.get(at(w, "readiness-show")))
        assert client.post(at(w, "readiness-show")).status_code == 302
        assert "You have answered, Harrowgill" in text(client.get(at(w, "readiness")))

        as_(client, w.priya)
        page = text(client.get(at(w, "readiness")))
        assert "They have answered." in page
        assert "Cover is thin" not in page
        client.post(at(w, "readiness-answer"), {**ANSWERS, "ending_value": "1", "time_value": "3"})
        client.post(at(w, "readiness-show"))
        page = text(client.get(at(w, "readiness")))
        for said in ("Talk about two things", "You: nearly. They: not yet", "Both: fully", "Cover is thin"):
            assert said in page
        assert page.count("Talk about this one") == 2
        said = {"talked_who": "Daniel and Priya", "talk_outcome": "Cover is settled from January"}
        day = {"talked_on-day": "3", "talked_on-month": "11", "talked_on-year": "2026"}
        assert client.post(at(w, "readiness-talked"), {**said, **day}).status_code == 302
        page = text(as_(client, w.daniel).get(at(w, "readiness")))
        assert "Cover is settled from January" in page
        assert "Talk about this one" not in page

    def test_a_note_that_may_name_a_pupil_is_asked_about(self, client, w):
        inside(w, begun)
        page = as_(client, w.daniel).post(
            at(w, "readiness-answer"), {**ANSWERS, "time_note": "Jayden Smith in 9B needs us"}
        )
        assert page.status_code == 422
        assert "Take out what could name a pupil" in text(page)

    def test_between_equals_the_short_look_is_offered_first_and_both_questions_are_read(self, client, here):
        with acting_in(here.id):
            w = world(here, kind=Kind.PEER)
        as_(client, w.daniel)
        page = client.get(at(w, "readiness-begin"))
        assert page.text.index("Three questions") < page.text.index("All seven questions")
        assert re.search(r'value="light" checked', page.text)
        client.post(at(w, "readiness-begin"), {"way": "light"})
        page = text(client.get(at(w, "readiness-answer")))
        assert (page.count("When you help."), page.count("When you are helped.")) == (3, 3)

    def test_without_a_sponsor_each_side_reads_its_own_question_only(self, client, w):
        inside(w, begun)
        page = text(as_(client, w.priya).get(at(w, "readiness-answer")))
        assert "Do you know how your part ends" in page
        assert "Will what gets better be your own" not in page

    def test_what_has_changed_since_the_first_time_is_said(self, client, w):
        with acting_in(w.programme.id):
            begun(w)
            both_shown(w, {**FULLY, Theme.TIME: Ready.PARTLY})
            set_to(w, S.ACTIVE)
        as_(client, w.priya)
        assert "Ask both sides again" in text(client.get(at(w, "readiness")))
        assert client.post(at(w, "readiness-again"), {"way": "full"}).status_code == 302
        inside(w, both_shown, home={**FULLY, Theme.ENDING: Ready.NEARLY})
        page = text(client.get(at(w, "readiness")))
        assert "Since the first time: you the same, they two steps up" in page
        assert "Since the first time: you one step down, they the same" in page
        assert "Before that: shown on Tuesday 3 November 2026" in page

    def test_the_governors_of_each_side_sign_a_sponsorship_off(self, client, here):
        with acting_in(here.id):
            w = world(here, kind=Kind.SPONSORSHIP)
        as_(client, w.grace)
        said = {"who": "Ann Hope, chair", "meeting": "Full governing body"}
        day = {"decided_on-day": "2", "decided_on-month": "11", "decided_on-year": "2026"}
        assert client.post(at(w, "readiness-governors"), {**said, **day}).status_code == 302
        page = text(as_(client, w.helen).get(at(w, "readiness")))
        assert "Ann Hope, chair, Full governing body, Monday 2 November 2026" in page

    def test_while_it_is_paused_it_is_read_and_nothing_is_asked(self, client, w):
        with acting_in(w.programme.id):
            begun(w)
            kept(w, w.daniel)
            set_to(w, S.PAUSED)
        as_(client, w.daniel)
        page = text(client.get(at(w, "readiness")))
        assert "Check and show" not in page
        assert client.post(at(w, "readiness-answer"), ANSWERS).status_code == 422
        assert client.post(at(w, "readiness-show")).status_code == 422


class TestWalls:
    NAMES = ("readiness", "readiness-answer", "readiness-show", "readiness-talked", "readiness-begin")

    def test_whoever_runs_the_programme_and_strangers_find_nothing_here(self, client, w):
        with acting_in(w.programme.id):
            begun(w)
            both_shown(w)
        for name in self.NAMES:
            assert as_(client, w.farah).get(at(w, name)).status_code == 404
            assert as_(client, w.daniel).get(at(w, name)).status_code == 200  # the control

    def test_the_other_side_cannot_tell_a_draft_from_nothing(self, client, w):
        inside(w, begun)
        as_(client, w.priya)
        known = {name: _plain(client.get(at(w, name))) for name in ("readiness", "readiness-answer", "engagement")}
        inside(w, kept, w.daniel, with_reds(Theme.TIME), time="Cover is thin")
        assert {name: _plain(client.get(at(w, name))) for name in known} == known
        inside(w, shown, w.daniel)  # the control: that they have answered is said
        assert _plain(client.get(at(w, "readiness"))) != known["readiness"]

    def test_what_the_programme_reads_of_it_holds_no_answer(self, client, w):
        inside(w, begun)
        with acting_in(w.programme.id):
            both_shown(w, with_reds(Theme.TIME))
        page = text(as_(client, w.farah).get(at(w, "engagement")))
        assert "Say how ready you are" in page
        assert "You: not yet" not in page

    def test_the_page_asks_the_database_no_more_than_a_page_may(self, client, w, django_assert_max_num_queries):
        with acting_in(w.programme.id):
            begun(w)
            both_shown(w)
            set_to(w, S.ACTIVE)
        as_(client, w.priya).post(at(w, "readiness-again"), {"way": "full"})
        inside(w, kept, w.priya)
        client.get(at(w, "readiness"))
        with django_assert_max_num_queries(22):
            client.get(at(w, "readiness"))

    def test_a_reader_who_could_see_too_much_would_be_found(self, client, w):
        """The control of the page: with the second side's mark set by hand, its words do stand there."""
        with acting_in(w.programme.id):
            begun(w)
            shown(w, w.daniel, time="Cover is thin")
        as_(client, w.priya)
        assert "Cover is thin" not in text(client.get(at(w, "readiness")))
        with acting_in(w.programme.id):
            ReadinessSheet.objects.update(shown_at=NOW)
            shown(w, w.priya)
        assert "Cover is thin" in text(client.get(at(w, "readiness")))


class TestWording:
    def test_a_coordinator_words_the_questions_and_who_has_begun_keeps_theirs(self, client, w):
        inside(w, begun)
        address = reverse("engagements:readiness-questions", args=["ribble"])
        page = as_(client, w.farah).get(address)
        form = page.context_data["form"]
        given = {name: form[name].value() for name in form.fields}
        saved = client.post(address, {**given, "time_title": "Hours", "time_client": "Have you the hours for it?"})
        assert saved.status_code == 302
        assert "version 2" in text(client.get(address))
        assert "Time we can give" in text(as_(client, w.daniel).get(at(w, "readiness")))
        stale = as_(client, w.farah).post(address, {**given, "time_title": "Minutes"})
        assert (stale.status_code, "Somebody else has saved" in text(stale)) == (422, True)

    def test_nobody_else_words_them(self, client, w):
        address = reverse("engagements:readiness-questions", args=["ribble"])
        assert as_(client, w.grace).get(address).status_code == 403


def _plain(response):
    """The page without what differs each time."""
    return re.sub(r'(name="(?:form_key|csrfmiddlewaretoken)" value=")[^"]*', r"\1", response.text)
