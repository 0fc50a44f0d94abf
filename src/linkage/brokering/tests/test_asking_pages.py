"""The pages of asking, as the coordinator, the head, the person and the school walk them."""

import re
import uuid

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.brokering.models import Approach
from linkage.brokering.tests.factories import ask, say, settings_of
from linkage.database.tenancy import acting_in
from linkage.directory.models import Entry
from linkage.people.tests.factories import coordinator
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"brokering:{name}", args=["ribble", *args])


def record(ours):
    return reverse("support_requests:request", args=["ribble", ours.request.pk])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestChoosing:
    def test_whom_we_ask_first_stands_on_the_button_and_the_steps_say_so(self, farah, asking):
        words = text(farah.get(at("choose", asking.request.pk)))
        for expected in ("Ask Priya’s head", "Ask Joy’s head", "Asking the head", "Asking the person", "Introduced"):
            assert expected in words
        assert "Introduce Priya" not in words

    @pytest.mark.parametrize("order", ["person", "person_head"])
    def test_where_the_person_is_asked_first(self, farah, here, asking, order):
        with acting_in(here.id):
            settings_of(here, asking_order=order)
        words = text(farah.get(at("choose", asking.request.pk)))
        assert "Ask Priya " in words
        assert "Priya’s head" not in words

    def test_the_page_of_introducing_leads_to_asking(self, farah, asking):
        page = farah.get(at("introduce", asking.request.pk, asking.entry.pk))
        assert page.url == at("ask", asking.request.pk, asking.entry.pk)

    def test_the_mail_is_shown_and_who_is_next_is_ticked(self, farah, asking):
        page = farah.get(at("ask", asking.request.pk, asking.entry.pk))
        words = text(page)
        for expected in (
            "To Helen Brook. Subject: May Priya Raman help Thistlebank School?",
            "Only you can know these",
            "Joy Marsh, Millrace Academy",
        ):
            assert expected in words
        assert re.search(rf'value="{asking.joys.pk}"[^>]*checked', page.content.decode())

    def test_asking(self, farah, here, asking):
        answers = {"knows_of_none": "on", "alternates": [str(asking.joys.pk)]}
        words = text(farah.post(at("ask", asking.request.pk, asking.entry.pk), answers, follow=True))
        for expected in (
            "Helen Brook has been asked. Joy Marsh stands ready after them",
            "Who is being asked",
            "We wait for Helen Brook, their head, asked",
            "A reminder goes on Friday 6 November 2026",
            "Next, if the first says no",
            "Ask Joy Marsh next",
        ):
            assert expected in words
        with acting_in(here.id):
            assert Approach.objects.count() == 2

    def test_without_the_tick_nobody_is_asked(self, farah, here, asking):
        page = farah.post(at("ask", asking.request.pk, asking.entry.pk), {})
        assert page.status_code == 422
        assert "Tick to say that you know of nothing" in text(page)
        with acting_in(here.id):
            assert Approach.objects.count() == 0

    def test_somebody_who_cannot_be_asked_leads_back_with_the_reason(self, farah, here, asking):
        with acting_in(here.id):
            Entry.objects.filter(pk=asking.entry.pk).update(status="paused")
        page = farah.post(at("ask", asking.request.pk, asking.entry.pk), {"knows_of_none": "on"})
        assert page.status_code == 422
        assert "cannot be introduced now: taking a break" in text(page)

    def test_a_school_whose_head_we_do_not_know(self, farah, here, asking):
        with acting_in(here.id):
            asking.helen.grants.all().delete()
        words = text(farah.get(at("ask", asking.request.pk, asking.entry.pk)))
        assert "We know nobody as the head of Harrowgill High School" in words
        assert "Ask Helen Brook" not in words

    @pytest.mark.parametrize("who", ["daniel", "grace", "priya", "helen"])
    def test_not_for_the_schools(self, client, asked, who):
        client.force_login(getattr(asked, who).account)
        approach = asked.question.approach_id
        assert client.get(at("ask", asked.request.pk, asked.entry.pk)).status_code == 403
        assert client.get(at("ask-next", asked.request.pk)).status_code == 403
        assert client.get(at("stop-asking", approach)).status_code == 403
        assert client.get(at("answer-for", approach)).status_code == 403

    def test_another_programme_and_a_bad_id_find_nothing(self, client, farah, asked):
        assert farah.get(at("ask", uuid.uuid4(), asked.entry.pk)).status_code == 404
        assert farah.get(at("stop-asking", uuid.uuid4())).status_code == 404
        assert farah.get(at("reply", uuid.uuid4())).status_code == 404
        other = programme(slug="other")
        with acting_in(other.id):
            someone = coordinator(other, account=account())
        client.force_login(someone.account)
        for name, pk in (("stop-asking", asked.question.approach_id), ("answer-for", asked.question.approach_id)):
            assert client.get(reverse(f"brokering:{name}", args=["other", pk])).status_code == 404


class TestRecord:
    def test_the_school_reads_where_it_is_and_not_whom_we_ask(self, client, asked):
        client.force_login(asked.daniel.account)
        words = text(client.get(record(asked)))
        assert "Asking the head" in words
        assert "We introduce you by e-mail once they say yes" in words
        for name in ("Helen", "Priya", "Harrowgill", "Joy", "Who is being asked"):
            assert name not in words

    def test_asking_the_next_with_one_click_and_a_look_at_the_mail(self, farah, here, asked):
        with acting_in(here.id):
            say(here, asked.helen, "no", reason="cannot_release")
        words = text(farah.get(record(asked)))
        assert "their head says no: cannot be released this half-term" in words
        assert "Nobody is being asked now" in words
        assert "The next choice stands ready, and waits for one click of yours" in words
        assert "Somebody has been asked whether they can help" not in words
        home = text(farah.get(reverse("programmes:home", args=["ribble"])))
        assert "Nobody has said yes for Reading in Year 9" in home
        assert "Joy Marsh stands ready as the next choice" in home
        assert "Ask Joy Marsh next?" in text(farah.get(at("ask-next", asked.request.pk)))
        words = text(farah.post(at("ask-next", asked.request.pk), follow=True))
        assert "We wait for Owen Pritchard, their head" in words

    def test_with_nobody_ready_the_page_of_the_next_leads_back(self, farah, here, asking):
        with acting_in(here.id):
            ask(asking)
        assert "Nobody stands ready" in text(farah.get(at("ask-next", asking.request.pk), follow=True))
        assert "Nobody stands ready" in text(farah.post(at("ask-next", asking.request.pk), follow=True))

    def test_stop_asking(self, farah, here, asked):
        assert "Stop asking Priya Raman?" in text(farah.get(at("stop-asking", asked.question.approach_id)))
        words = text(farah.post(at("stop-asking", asked.question.approach_id), follow=True))
        assert "Priya Raman is not asked any more, and their place is free" in words
        words = text(farah.post(at("stop-asking", asked.question.approach_id), follow=True))
        assert "there is nothing left to stop" in words

    def test_answering_for_them(self, farah, here, asked):
        page = farah.get(at("answer-for", asked.question.approach_id))
        words = text(page)
        assert "Answer for Helen Brook" in words
        assert "I have a question first" not in words
        assert farah.post(at("answer-for", asked.question.approach_id), {}).status_code == 422
        words = text(farah.post(at("answer-for", asked.question.approach_id), {"answer": "yes"}, follow=True))
        assert "Noted, and Helen Brook is told what you answered for them" in words
        assert "said yes on Tuesday 3 November 2026, noted here for them" in words

    def test_the_half_promise_at_the_head_names_no_hidden_school(self, client, here, asked):
        with acting_in(here.id):
            asked.request.is_name_hidden = True
            asked.request.save()
        client.force_login(asked.helen.account)
        page = client.get(reverse("directory:staff", args=["ribble", asked.harrowgill.pk]))
        words = text(page)
        assert "Held while we ask, for a secondary school in Burnley (name hidden)" in words
        assert "Thistlebank" not in words


class TestSettings:
    def test_choosing_to_ask_first(self, farah, here):
        address = reverse("programmes:asking", args=["ribble"])
        assert "Introduce them at once" in text(farah.get(address))
        answers = {"introducing": "ask_first", "asking_order": "person_head", "is_next_asked_alone": "yes"}
        words = text(farah.post(address, answers, follow=True))
        for expected in ("Ask first whether they can help", "The person, then their head", "The next is asked at once"):
            assert expected in words

    def test_without_a_choice_it_says_what_to_do(self, farah):
        page = farah.post(reverse("programmes:asking", args=["ribble"]), {})
        assert page.status_code == 422
        assert "Choose whether you ask first" in text(page)

    def test_not_for_others(self, client, ours):
        client.force_login(ours.grace.account)
        assert client.get(reverse("programmes:asking", args=["ribble"])).status_code == 403
