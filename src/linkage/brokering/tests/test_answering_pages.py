"""Answering by the link of a mail or signed in, and a question first: the head, the person and the school."""

import re

import pytest
from django.urls import reverse

from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.queries import answer_path, reply_path
from linkage.brokering.tests.factories import question_to, say
from linkage.database.tenancy import acting_in
from linkage.links.models import Link
from linkage.people.tests.factories import actor

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"brokering:{name}", args=["ribble", *args])


def record(ours):
    return reverse("support_requests:request", args=["ribble", ours.request.pk])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestAnswering:
    def test_the_head_answers_from_the_mail_without_an_account(self, client, here, asked):
        words = text(client.get(asked.mail))
        for expected in ("May Priya help Thistlebank School?", "Our Year 9 boys do not read", "What do you say?"):
            assert expected in words
        with acting_in(here.id):
            assert AskedPerson.objects.exclude(answered_at=None).count() == 0, "looking at the page answers nothing"
        page = client.post(asked.mail, {"answer": "yes"}, follow=True)
        assert "You said yes. Now we ask Priya" in text(page)
        with acting_in(here.id):
            assert question_to(asked.priya) is not None

    def test_the_same_link_later_says_where_it_is(self, client, here, asked):
        with acting_in(here.id):
            say(here, asked.helen)
        assert "Thank you, this is answered" in text(client.post(asked.mail, {"answer": "no", "reason": "other"}))
        with acting_in(here.id):
            say(here, asked.priya)
            assert Link.objects.count() == 1
        assert "Everybody has said yes, and the introduction is on its way" in text(client.get(asked.mail))

    def test_after_it_was_stopped(self, client, farah, asked):
        farah.post(at("stop-asking", asked.question.approach_id))
        assert "There is nothing left to answer" in text(client.get(asked.mail))

    @pytest.mark.parametrize(
        ("answers", "said"),
        [
            ({}, "Choose what you say: no is an answer too"),
            ({"answer": "no"}, "Choose why not: what happens next depends on it"),
            ({"answer": "no", "reason": "other", "note": " "}, "Say in a few words what it is"),
            ({"answer": "suggest"}, "Write the name of your colleague"),
            ({"answer": "suggest", "colleague_name": "O", "colleague_email": "x"}, "Write the whole e-mail address"),
            ({"answer": "ask"}, "Write your question"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, client, here, asked, answers, said):
        page = client.post(asked.mail, {"note": "Kept on the page", **answers})
        assert page.status_code == 422
        assert said in text(page)
        assert ("Kept on the page" in page.content.decode()) == ("note" not in answers)
        with acting_in(here.id):
            assert Approach.objects.get(entry=asked.entry).status == "sent"

    def test_a_head_is_offered_no_break_for_somebody_else_and_the_person_is(self, client, here, asked):
        assert "leave me in peace" not in text(client.get(asked.mail))
        with acting_in(here.id):
            say(here, asked.helen)
            path = answer_path(actor=actor(asked.farah), asked=question_to(asked.priya))
        words = text(client.get(path))
        assert "leave me in peace until Saturday 2 January 2027" in words
        assert "I cannot release them" not in words

    def test_signed_in_it_is_the_same_question(self, client, here, asked):
        client.force_login(asked.helen.account)
        home = text(client.get(reverse("programmes:home", args=["ribble"])))
        assert "May Priya Raman help Thistlebank School?" in home
        page = client.post(at("answer", asked.question.pk), {"answer": "yes"}, follow=True)
        assert "Thank you. Your answer is noted" in text(page)

    @pytest.mark.parametrize("who", ["daniel", "priya", "farah", "owen"])
    def test_nobody_else_finds_the_question(self, client, asked, who):
        client.force_login(getattr(asked, who).account)
        assert client.get(at("answer", asked.question.pk)).status_code == 404

    def test_somebody_elses_link_answers_nothing(self, client, asked):
        assert client.get(at("answer-by-link", "no~token")).status_code == 404
        assert client.get(asked.mail.replace("ribble", "other")).status_code == 404

    def test_a_worry_about_a_person_is_not_kept(self, client, here, asked):
        worry = "A girl in my class told me that her stepfather hits her and she has bruises on her arms"
        page = client.post(asked.mail, {"answer": "no", "reason": "other", "note": worry})
        assert page.status_code == 200
        assert page["Cache-Control"] == "no-store"
        with acting_in(here.id):
            assert AskedPerson.objects.exclude(note="").count() == 0

    def test_a_hidden_school_stays_hidden_on_the_page(self, client, here, asked):
        with acting_in(here.id):
            asked.request.is_name_hidden = True
            asked.request.save()
        words = text(client.get(asked.mail))
        assert "Thistlebank" not in words
        assert "a secondary school in Burnley (name hidden)" in words


class TestQuestionFirst:
    def test_a_question_its_answer_and_what_the_others_read(self, client, here, asked):
        page = client.post(asked.mail, {"answer": "ask", "question": "How many of you would come?"}, follow=True)
        words = text(page)
        assert "You asked: “How many of you would come?”" in words
        assert "I have a question first" not in words, "one question at a time"
        with acting_in(here.id):
            question = asked.request.candidate_questions.get()
            theirs = reply_path(actor=actor(asked.farah), question=question)
        words = text(client.get(theirs))
        assert "How many of you would come?" in words
        for name in ("Helen", "Priya", "Harrowgill"):
            assert name not in words
        assert client.post(theirs, {"words": ""}).status_code == 422
        words = text(client.post(theirs, {"words": "Three of us."}, follow=True))
        assert "This question has been answered" in words
        assert "Three of us." in text(client.get(asked.mail))

    def test_the_school_finds_it_at_home_and_answers_signed_in(self, client, here, asked):
        client.post(asked.mail, {"answer": "ask", "question": "How many of you would come?"})
        client.force_login(asked.daniel.account)
        home = text(client.get(reverse("programmes:home", args=["ribble"])))
        assert "Answer a question about your request: Reading in Year 9" in home
        with acting_in(here.id):
            question = asked.request.candidate_questions.get()
        page = client.post(at("reply", question.pk), {"words": "Three of us."}, follow=True)
        assert "Your answer is with whoever asked" in text(page)

    @pytest.mark.parametrize("who", ["helen", "priya", "owen"])
    def test_nobody_else_replies(self, client, here, asked, who):
        client.post(asked.mail, {"answer": "ask", "question": "How many of you would come?"})
        with acting_in(here.id):
            question = asked.request.candidate_questions.get()
        client.force_login(getattr(asked, who).account)
        assert client.get(at("reply", question.pk)).status_code == 404
