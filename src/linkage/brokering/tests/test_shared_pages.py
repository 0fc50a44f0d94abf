"""A few people shared with the school: the pages, and what is forgotten."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from linkage.access.personal_data import Subject
from linkage.accounts.tests.factories import account
from linkage.brokering import personal_data, queries
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.brokering.presenters import shortlists as presenters
from linkage.brokering.tests.sharing import S, answer, share, text
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import entry
from linkage.organisations.tests.factories import school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db


class TestWhatTheSchoolReads:
    def card(self, ours):
        found = queries.shortlist_of(actor=actor(ours.daniel), request_id=ours.request.pk)
        [card] = presenters.shared_page(actor(ours.daniel), found, found.people.all()).cards
        return card

    def test_named(self, inside):
        share(inside, inside.entry, note="Ten minutes from you")
        card = self.card(inside)
        assert (card.title, card.school, card.note) == (
            "Priya Raman, Reading lead",
            "Harrowgill High School",
            "Ten minutes from you",
        )

    def test_without_names(self, inside):
        ProgrammeSettings.objects.update(who_chooses="school_unnamed")
        share(inside, inside.entry)
        assert self.card(inside).title == "Reading lead"

    def test_who_asked_not_to_be_shown_is_never_named_nor_known_by_their_role(self, inside):
        inside.entry.visibility = "brokers"
        inside.entry.save()
        share(inside, inside.entry)
        assert self.card(inside).title == "A colleague"

    @pytest.mark.parametrize("setting", ["school_named", "school_unnamed"])
    def test_the_page_has_no_contact_details_and_no_order(self, client, inside, other, setting):
        ProgrammeSettings.objects.update(who_chooses=setting)
        share(inside, inside.entry, other)
        client.force_login(inside.daniel.account)
        page = client.get(f"/ribble/requests/{inside.request.pk}/").content.decode()
        shown = page.split('id="shared"')[1].split("What has happened")[0]
        for hidden in (inside.priya.email, inside.priya.phone, "Suggested first", "points"):
            assert hidden not in shown
        assert ("Priya Raman" in shown) is (setting == "school_named")
        # By school and role, whichever we would have suggested first.
        assert shown.index("Harrowgill") < shown.index("Millrace")


class TestPages:
    @pytest.fixture
    def root(self, inside, farah):
        return {
            name: reverse(f"brokering:{name}", args=["ribble", inside.request.pk])
            for name in ("choose", "share", "shortlist", "go-on")
        }

    def test_whom_then_a_line_then_shared(self, farah, inside, root):
        assert "Share a few with the school" in text(farah.get(root["choose"]))
        assert "Priya Raman" in text(farah.get(root["share"]))
        notes = farah.get(root["share"], {"person": inside.entry.pk, "next": 1})
        assert "A line about Priya Raman (optional)" in text(notes)
        answers = {"person": inside.entry.pk, str(inside.entry.pk): "Ten minutes from you", "share": 1}
        done = farah.post(root["share"], answers, follow=True)
        assert "Shared. The clock stands still until the school has chosen" in text(done)
        assert "The school chooses among the people you shared" in text(done)
        assert SharedPerson.objects.get().note == "Ten minutes from you"

    def test_nobody_ticked_is_said_at_the_question(self, farah, root):
        page = farah.get(root["share"], {"next": 1})
        assert page.status_code == 422
        assert "Tick at least one person" in text(page)

    def test_more_than_five_is_said_too(self, farah, here, root):
        keys = [entry(here, school()).pk for _ in range(6)]
        page = farah.get(root["share"], {"next": 1, "person": keys})
        assert page.status_code == 422
        assert "Tick up to five people" in text(page)

    def test_a_line_that_may_name_a_pupil_is_asked_about(self, farah, inside, root):
        line = "A pupil called Jamie Smith in 9B would like her"
        page = farah.post(root["share"], {"person": inside.entry.pk, str(inside.entry.pk): line, "share": 1})
        assert page.status_code == 422
        assert "Take out what could name a pupil" in text(page)

    def test_a_programme_that_chooses_itself_says_where_to_change_it(self, farah, root):
        ProgrammeSettings.objects.update(who_chooses="programme")
        assert "In this programme you choose" in text(farah.get(root["share"]))
        assert "Share a few with the school" not in text(farah.get(root["choose"]))

    def test_with_nobody_who_fits_it_says_so(self, farah, inside, root):
        inside.entry.places = 0
        inside.entry.save()
        assert "Nobody on the list fits this yet" in text(farah.get(root["share"]))

    def test_the_school_answers_on_the_page_of_its_request(self, inside, root, client):
        share(inside, inside.entry)
        client.force_login(inside.daniel.account)
        record = text(client.get(f"/ribble/requests/{inside.request.pk}/"))
        assert "We found people who could help. Say who you would like to meet" in record
        nothing = client.post(root["shortlist"], {})
        assert nothing.status_code == 422
        assert "Choose one of them, or say that none fits" in text(nothing)
        none = client.post(root["shortlist"], {"choice": "none", "words": ""})
        assert none.status_code == 422
        assert "Say in a sentence why none of them fits" in text(none)
        done = client.post(root["shortlist"], {"choice": inside.entry.pk, "words": ""}, follow=True)
        assert "We have your answer, and the clock runs again" in text(done)
        assert "Chosen" in text(done)

    def test_going_on_is_a_button(self, farah, inside, root):
        share(inside, inside.entry)
        assert "Choose without the school" in text(farah.get(f"/ribble/requests/{inside.request.pk}/"))
        assert "You choose yourself. The clock runs" in text(farah.post(root["go-on"], {}, follow=True))
        again = farah.post(root["go-on"], {}, follow=True)
        assert "Nothing is left to choose" in text(again)

    @pytest.mark.parametrize("who", ["helen", "priya"])
    def test_not_for_those_who_are_shared(self, client, inside, root, who):
        share(inside, inside.entry)
        client.force_login(getattr(inside, who).account)
        assert client.get(root["shortlist"]).status_code == 404
        assert client.get(root["share"]).status_code == 403

    def test_not_for_another_programme(self, inside, root):
        share(inside, inside.entry)
        away = programme(slug="other")
        with acting_in(away.id):
            someone = coordinator(away, account=account())
        client = Client()
        client.force_login(someone.account)
        for name in ("share", "shortlist"):
            assert client.get(root[name].replace("/ribble/", "/other/")).status_code == 404

    def test_before_anything_is_shared_there_is_no_page(self, farah, root):
        assert farah.get(root["shortlist"]).status_code == 404


class TestForgetting:
    def subject(self, ours, person):
        return Subject(ours.programme.pk, person.pk, None, person.name, person.email, person.phone)

    def test_what_was_said_is_told_and_emptied(self, inside):
        made = share(inside, inside.entry, note="Priya Raman is close by")
        answer(inside, made, inside.entry, "We would like to meet Priya Raman.")
        about = personal_data.collect(self.subject(inside, inside.priya))
        assert about["When you were shared with a school"][0]["Line"] == "Priya Raman is close by"
        mine = personal_data.collect(self.subject(inside, inside.daniel))
        assert mine["People your school said it would like to meet"][0]["Your words"]
        personal_data.erase(self.subject(inside, inside.priya), NOW)
        kept = SharedPerson.objects.get()
        assert (kept.role, kept.note, kept.reasons) == ("", "", "")
        assert "Priya" not in SharedShortlist.objects.get().answer
        personal_data.erase(self.subject(inside, inside.daniel), NOW)
        assert SharedShortlist.objects.get().answer == ""


@pytest.mark.parametrize("number", [1, 3])
def test_the_home_list_asks_as_often_for_one_as_for_three(here, inside, number, django_assert_num_queries):
    share(inside, inside.entry)
    for _ in range(number - 1):
        more = support_request(here, inside.thistlebank, asked_by=inside.daniel, owner=inside.farah, status=S.MATCHING)
        made = SharedShortlist.objects.create(
            programme=here, support_request=more, is_named=True, shared_by=inside.farah, shared_at=NOW, answered_at=NOW
        )
        SharedPerson.objects.create(programme=here, shortlist=made, entry=inside.entry)
    reader = actor(inside.farah)
    # The requests, the shortlists with how many people each has, who works here and the promises.
    with time_machine.travel(NOW, tick=False), django_assert_num_queries(5):
        assert len(list(queries.waiting_shortlists(actor=reader, at=NOW))) == number
