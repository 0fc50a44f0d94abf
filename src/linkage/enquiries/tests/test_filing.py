import re
from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.enquiries.models import Enquiry
from linkage.organisations.tests import factories as organisations
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from linkage.ui import guarded

pytestmark = pytest.mark.django_db
PRIYA = "p.raman@harrow.example"
INTEREST = {
    "name": "Priya Raman",
    "email": PRIYA,
    "job_title": "Reading lead",
    "words": "A reading routine that every tutor uses.",
    "head_name": "Helen Brook",
}
QUESTION = {"kind": "question", "name": "Zoe Quill", "email": "zoe@quill.example", "words": "May a nursery take part?"}


def text(response):
    return response.content.decode()


def shown_at(client, path):
    return re.search(r'name="shown_at" value="([^"]+)"', text(client.get(path)))[1]


def send(client, path, **answers):
    return client.post(path, {"form_key": "", "shown_at": shown_at(client, path), **answers})


def link_of(mail):
    return re.search(r"http://linkage\.test(/ribble/enquiries/\S+)", mail.text)[1]


class TestExpressingAnInterest:
    @pytest.fixture
    def path(self, harrowgill):
        return f"/ribble/interest/{harrowgill.pk}/"

    def test_a_stranger_finds_their_school_in_the_register_member_or_not(self, client, harrowgill):
        organisations.school(name="Sedbergh Vale School", town="Sedbergh")
        assert "Sedbergh Vale School" in text(client.get("/ribble/interest/?q=sedbergh"))
        assert f"/ribble/interest/{harrowgill.pk}/" in text(client.get("/ribble/interest/?q=harrowgill"))
        assert "No school fits these words" in text(client.get("/ribble/interest/?q=nowhere"))

    def test_before_sending_it_says_who_reads_it_by_when_and_why_it_may_be_kept(self, client, path):
        page = text(client.get(path))
        assert "answers within 2 working days" in page
        assert "part of our public task" in page
        assert "erased after 30 days" in page

    def test_nobody_reads_it_until_the_address_has_answered(self, client, path, farah, sign_in, kept, mails):
        assert send(client, path, **INTEREST)["Location"] == "/ribble/enquiries/sent/"
        [mail] = mails(PRIYA)
        assert mails("farah@ribble.example") == []
        for typed in ("Priya", "tutor", "Helen", "Reading"):
            assert typed not in mail.text + str(mail.recipients)
        assert "Priya" not in text(sign_in(farah).get("/ribble/enquiries/"))
        assert "Priya" not in text(client.get("/ribble/people/"))
        client.logout()

        page = text(client.get(link_of(mail)))
        assert "Was this you?" in page
        assert "A reading routine" in page
        assert client.post(link_of(mail), {"answer": "yes"}).status_code == 302
        assert "Thank you. We have it" in text(client.get(link_of(mail)))
        [found] = kept()
        assert (found.status, found.sender_name, found.name, found.email) == ("new", "Priya Raman", "", "")
        assert found.owner == farah
        assert "Priya Raman would like to help other schools" in mails("farah@ribble.example")[0].subject
        assert "Priya Raman" in text(sign_in(farah).get("/ribble/enquiries/"))

    def test_saying_that_it_was_somebody_else_erases_it(self, client, path, farah, kept, mails):
        send(client, path, **INTEREST)
        [mail] = mails(PRIYA)
        assert client.post(link_of(mail), {"answer": "no"}).status_code == 302
        assert kept() == []
        assert client.get(link_of(mail)).status_code == 404
        with acting_in(farah.programme_id):
            assert not Person.objects.filter(email=PRIYA).exists()

    def test_an_address_that_is_not_ours_opens_nothing(self, client, path, mails):
        send(client, path, **INTEREST)
        link = link_of(mails(PRIYA)[0])
        assert client.get(f"{link[:-3]}xy/").status_code == 404
        assert client.get("/ribble/enquiries/confirm/nonsense/").status_code == 404

    def test_somebody_known_keeps_their_own_name(self, client, programme, path, farah, kept, mails):
        with acting_in(programme.id):
            people.person(programme, name="Dr P. Raman", email=PRIYA)
        send(client, path, **INTEREST)
        client.post(link_of(mails(PRIYA)[0]), {"answer": "yes"})
        assert kept()[0].sender_name == "Dr P. Raman"

    def test_who_is_signed_in_and_known_need_not_show_who_they_are(self, helen, farah, path, sign_in, kept, mails):
        client = sign_in(helen)
        assert "Your work e-mail address" not in text(client.get(path))
        done = send(client, path, words="Timetables that work", job_title="", head_name="")
        assert "We have it" in text(client.get(done["Location"]))
        assert [(each.status, each.sender) for each in kept()] == [("new", helen)]
        assert mails("helen@harrow.example") == []

    def test_the_same_words_twice_are_kept_once(self, client, path, farah, kept, mails):
        for _ in range(2):
            send(client, path, **INTEREST)
        assert len(kept()) == 1
        assert len(mails(PRIYA)) == 2
        client.post(link_of(mails(PRIYA)[1]), {"answer": "yes"})
        send(client, path, **INTEREST)
        assert len(kept()) == 1
        assert "We have this from you already" in mails(PRIYA)[-1].subject
        send(client, path, **INTEREST | {"words": "Something else"})
        assert len(kept()) == 2

    def test_a_body_of_another_programme_is_no_school(self, client, programme):
        own = organisations.school(urn=None, programme=programme, kind="charity", name="Own body")
        assert client.get(f"/ribble/interest/{own.pk}/").status_code == 404


def test_a_question_and_a_school_that_would_take_part_are_filed(client, programme, farah, kept, mails):
    elsewhere = organisations.school(name="Sedbergh Vale School")
    assert send(client, "/ribble/ask-us/", **QUESTION).status_code == 302
    who = {"name": "Ann Lee", "email": "ann@vale.example", "job_title": "", "words": ""}
    assert send(client, f"/ribble/take-part/{elsewhere.pk}/", **who).status_code == 302
    assert [(each.kind, each.status, each.place) for each in sorted(kept(), key=lambda each: each.kind)] == [
        ("question", "unconfirmed", ""),
        ("school", "unconfirmed", "Sedbergh Vale School"),
    ]


def test_missing_words_come_back_with_what_was_typed(client, programme, kept):
    page = send(client, "/ribble/ask-us/", **QUESTION | {"words": ""})
    assert page.status_code == 422
    assert "Write your question or offer" in text(page)
    assert "zoe@quill.example" in text(page)
    assert kept() == []


def test_a_paused_programme_says_from_when_days_count(client, programme):
    programme.paused_at, programme.paused_reason = NOW, "snow"
    programme.save()
    page = text(client.get("/ribble/ask-us/"))
    assert "counted from the day the programme starts again" in page
    assert "is paused since" in page


WORRY = "A girl in my class told me that her stepfather hits her and she has bruises on her arms."
STOPPED = "Tell your safeguarding lead, not us"


class TestAWorryAboutAPerson:
    @pytest.fixture
    def paths(self, harrowgill):
        return ("/ribble/ask-us/", f"/ribble/interest/{harrowgill.pk}/", f"/ribble/take-part/{harrowgill.pk}/")

    def test_is_stopped_with_whom_to_tell_and_nothing_of_it_is_kept(self, client, paths, kept, mails):
        for path in paths:
            stopped = send(client, path, **QUESTION | {"words": WORRY})
            assert stopped.status_code == 200
            for said in (STOPPED, "999", "0808 800 5000", "(LADO)", 'href="/ribble/"'):
                assert said in text(stopped)
            assert stopped.headers["Cache-Control"] == "no-store"
        assert (kept(), mails(QUESTION["email"])) == ([], [])
        # The control: of the same form other words are kept.
        for path in paths:
            assert send(client, path, **QUESTION).status_code == 302
        assert len(kept()) == 3

    @pytest.mark.parametrize("field", ["job_title", "head_name"])
    def test_no_other_question_takes_it_either(self, client, paths, kept, field):
        worry = "My pupil says that her stepfather hits her"
        assert STOPPED in text(send(client, paths[1], **INTEREST | {field: worry}))
        assert kept() == []

    def test_is_shown_the_way_at_once_though_the_form_is_not_whole(self, client, paths, kept):
        assert STOPPED in text(client.post(paths[0], {"words": WORRY}))
        assert kept() == []

    def test_who_meant_no_person_writes_it_another_way_and_answers_nothing_again(self, client, paths, kept):
        stopped = text(send(client, paths[0], **QUESTION | {"words": WORRY}))
        form = re.search(r"<form.*?</form>", stopped, re.DOTALL)[0]
        again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        assert "bruises" in form
        assert client.post(paths[0], {**again, "words": "May a nursery take part?"}).status_code == 302
        assert [(each.name, each.kind) for each in kept()] == [("Zoe Quill", "question")]


class TestMachines:
    """What keeps machines out without asking anybody anything."""

    @pytest.fixture(autouse=True)
    def patience(self, settings):
        settings.VISITOR_FORM_SECONDS = 3

    def test_what_people_do_not_see_must_stay_empty(self, client, programme, kept, clock):
        page = text(client.get("/ribble/ask-us/"))
        trap = re.search(r'<div class="lk-trap" aria-hidden="true">.*?</div>', page, re.DOTALL)[0]
        assert 'tabindex="-1"' in trap
        shown = shown_at(client, "/ribble/ask-us/")
        clock.shift(10)
        refused = client.post("/ribble/ask-us/", {**QUESTION, "shown_at": shown, "homepage": "http://spam.example"})
        assert (refused.status_code, kept()) == (422, [])
        assert "send them again" in text(refused)
        assert "spam.example" not in text(refused)
        # The control, and what a person does whose browser filled it in: the same without it goes through.
        assert client.post("/ribble/ask-us/", {**QUESTION, "shown_at": shown}).status_code == 302
        assert len(kept()) == 1

    def test_nobody_fills_in_a_form_in_a_second(self, client, programme, kept, clock):
        shown = shown_at(client, "/ribble/ask-us/")
        clock.shift(1)
        refused = client.post("/ribble/ask-us/", {**QUESTION, "shown_at": shown})
        assert (refused.status_code, kept()) == (422, [])
        assert "zoe@quill.example" in text(refused)
        again = re.search(r'name="shown_at" value="([^"]+)"', text(refused))[1]
        clock.shift(3)
        assert client.post("/ribble/ask-us/", {**QUESTION, "shown_at": again}).status_code == 302

    @pytest.mark.parametrize("shown", ["", "nonsense", "MTIzNDU2:1xyz:abc"])
    def test_a_form_that_was_never_shown_is_not_taken(self, client, programme, kept, clock, shown):
        refused = client.post("/ribble/ask-us/", {**QUESTION, "shown_at": shown})
        assert (refused.status_code, kept()) == (422, [])
        again = re.search(r'name="shown_at" value="([^"]+)"', text(refused))[1]
        clock.shift(3)
        assert client.post("/ribble/ask-us/", {**QUESTION, "shown_at": again}).status_code == 302

    def test_a_word_of_yesterday_is_shown_anew(self, client, programme, kept, clock):
        shown = shown_at(client, "/ribble/ask-us/")
        clock.shift(timedelta(days=1, seconds=1))
        refused = client.post("/ribble/ask-us/", {**QUESTION, "shown_at": shown})
        assert (refused.status_code, kept()) == (422, [])
        assert "stood open for a long time" in text(refused)

    def test_a_word_signed_for_something_else_is_none(self):
        assert guarded.seconds_since(guarded.shown_now()) == pytest.approx(0, abs=1)
        assert guarded.seconds_since(guarded.signing.dumps(NOW.timestamp(), salt="something else")) is None

    def test_an_address_is_written_to_a_few_times_an_hour_and_nothing_is_lost(
        self, client, programme, kept, clock, settings
    ):
        settings.VISITOR_FORM_SECONDS = 0
        answers = [send(client, "/ribble/ask-us/", **QUESTION | {"words": f"Question {n}"}) for n in range(6)]
        assert [each.status_code for each in answers] == [302] * 5 + [429]
        assert answers[-1]["Retry-After"] == "3600"
        assert "Question 5" in text(answers[-1])
        assert "Wait an hour" in text(answers[-1])
        assert len(kept()) == 5
        clock.shift(timedelta(hours=1, seconds=1))
        assert send(client, "/ribble/ask-us/", **QUESTION | {"words": "Question 5"}).status_code == 302

    def test_a_staff_room_behind_one_address_all_writes_at_once(self, client, programme, settings):
        settings.VISITOR_FORM_SECONDS = 0
        shown = shown_at(client, "/ribble/ask-us/")
        for number in range(200):
            each = {**QUESTION, "email": f"teacher{number}@school.example", "shown_at": shown}
            assert client.post("/ribble/ask-us/", each).status_code == 302
        with acting_in(programme.id):
            assert Enquiry.objects.count() == 200
