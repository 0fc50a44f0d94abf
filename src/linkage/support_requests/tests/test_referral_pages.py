"""The pages of referring a school: the public form, the school's answer by its link, and what came of it."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from linkage.access import links as action_links
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import school
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import forms, operations, policy
from linkage.support_requests.models import Referral, SupportRequest
from linkage.ui.guarded import shown_now

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)
WORDS = "Two new teachers in Reception would like to see how others read aloud."
WORRY = "A child told me that her stepfather hits her and she is afraid to go home"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.VISITOR_FORM_SECONDS = 0
    cache.clear()
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def rosa(here):
    with acting_in(here.id):
        coordinator(here, name="Farah Siddiqui", account=account())
        made = person(here, name="Rosa Lind", account=account())
        grant(made, Role.OFFICER)
    return made


@pytest.fixture
def referral(here, thistlebank, rosa, reading):
    with acting_in(here.id):
        return operations.refer(
            actor=actor(rosa),
            at=NOW,
            organisation=thistlebank,
            said=operations.Said(
                team="Early years team",
                words=WORDS,
                contact_name="Grace Okafor",
                contact_email="g.okafor@thistlebank.example",
                has_consent=True,
            ),
        )


def at(name, *args):
    return reverse(f"referrals:{name}", args=["ribble", *args])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form(**changes):
    return {
        "words": WORDS,
        "contact_name": "Grace Okafor",
        "contact_email": "g.okafor@thistlebank.example",
        "team": "Early years team",
        "name": "Rosa Lind",
        "email": "rosa.lind@council.example",
        "has_consent": "on",
        "shown_at": shown_now(),
        **changes,
    }


def link(here, referral, someone=None):
    token = action_links.make(
        policy.REFERRAL_LINK,
        programme_id=here.pk,
        record_id=referral.pk,
        person_id=(someone or referral.contact).pk,
        state="sent",
    )
    return at("answer-by-link", token)


def kept(here):
    with acting_in(here.id):
        return Referral.objects.count()


class TestTheForm:
    def test_a_stranger_finds_the_school_writes_and_confirms(self, client, here, thistlebank):
        found = client.get(at("start"), {"q": "thistle"})
        assert at("refer", thistlebank.pk) in found.content.decode()
        sent = client.post(at("refer", thistlebank.pk), form(), follow=True)
        assert "One more step" in text(sent)
        with acting_in(here.id):
            (mail,) = Message.objects.all()
        address = re.search(r"/ribble/refer/confirm/\S+", mail.text).group()
        page = text(client.get(address))
        assert "Was this you?" in page
        assert WORDS in page
        assert "Thank you. We have asked the school" in text(client.post(address, {"answer": "yes"}, follow=True))
        with acting_in(here.id):
            assert Referral.objects.get().status == "sent"

    def test_no_erases_it(self, client, here, thistlebank):
        client.post(at("refer", thistlebank.pk), form())
        with acting_in(here.id):
            (mail,) = Message.objects.all()
        address = re.search(r"/ribble/refer/confirm/\S+", mail.text).group()
        assert "is erased" in text(client.post(address, {"answer": "no"}, follow=True))
        assert kept(here) == 0
        assert client.get(address).status_code == 404

    def test_somebody_known_is_not_asked_who_they_are(self, client, here, thistlebank, rosa):
        client.force_login(rosa.account)
        page = text(client.get(at("refer", thistlebank.pk)))
        assert "Your work e-mail address" not in page
        assert "Your work e-mail address" in text(Client().get(at("refer", thistlebank.pk)))
        answers = {name: value for name, value in form().items() if name not in ("name", "email")}
        assert "We have asked the school" in text(client.post(at("refer", thistlebank.pk), answers, follow=True))
        assert "Thistlebank School" in text(client.get(at("referrals")))
        assert "Nothing to tell yet" in text(client.get(at("referrals")))

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"has_consent": ""}, "Ask the school first"),
            ({"words": ""}, "Say what the school needs help with"),
            ({"team": ""}, "Enter your team or service"),
            ({"contact_email": "rosa.lind@council.example"}, "Name somebody else"),
            ({"words": "A boy called Jake Smith in Year 9 needs help"}, "Take out what could name a pupil"),
            ({"homepage": "https://spam.example"}, "a field that people do not see"),
            ({"shown_at": "made up"}, "stood open for a long time"),
        ],
    )
    def test_an_error_says_what_to_do_and_nothing_is_kept(self, client, here, thistlebank, changes, sentence):
        page = client.post(at("refer", thistlebank.pk), form(**changes))
        assert page.status_code == 422
        assert sentence in text(page)
        assert "Early years team" in page.content.decode() or "team" in changes
        assert kept(here) == 0

    def test_a_worry_about_a_child_is_kept_nowhere(self, client, here, thistlebank):
        page = client.post(at("refer", thistlebank.pk), form(words=WORRY))
        assert "Tell your safeguarding lead, not us" in text(page)
        assert kept(here) == 0

    def test_who_sends_too_often_waits(self, client, here, thistlebank):
        for number in range(5):
            assert client.post(at("refer", thistlebank.pk), form(words=f"{WORDS} {number}")).status_code == 302
        page = client.post(at("refer", thistlebank.pk), form(words="Again"))
        assert (page.status_code, page["Retry-After"]) == (429, "3600")
        assert kept(here) == 5

    def test_only_schools_that_take_part(self, client, here, thistlebank):
        with acting_in(here.id):
            far = school(name="Thistledown School")
        assert "Thistledown" not in text(client.get(at("start"), {"q": "thistle"}))
        assert client.get(at("refer", far.pk)).status_code == 404
        assert client.get(at("refer", uuid.uuid4())).status_code == 404


class TestTheAnswer:
    def answers(self, **changes):
        return {
            "words": "Our two new teachers want to see another school",
            "area": ["reading-literacy"],
            "ways": ["call"],
            "window": "soon",
            "who_for": "Two teachers",
            "has_consent": "on",
            "version": "1",
            **changes,
        }

    def posted(self, client, here, referral, **changes):
        page = client.get(link(here, referral)).content.decode()
        version = re.search(r'name="version"[^>]*value="(\d+)"', page).group(1)
        return client.post(link(here, referral), self.answers(version=version, **changes), follow=True)

    def test_looking_agrees_to_nothing_and_the_school_says_it_in_its_own_words(self, client, here, referral):
        page = text(client.get(link(here, referral)))
        assert "May we help Thistlebank School?" in page
        assert WORDS in page
        with acting_in(here.id):
            assert SupportRequest.objects.count() == 0
        assert "Thank you. Your request is sent" in text(self.posted(client, here, referral))
        with acting_in(here.id):
            (made,) = SupportRequest.objects.all()
            assert made.words == "Our two new teachers want to see another school"
            assert [row.area.code for row in made.request_areas.all()] == ["reading-literacy"]
        assert "Your request is sent" in text(self.get_again(client, here, referral))

    def get_again(self, client, here, referral):
        return client.get(link(here, referral))

    def test_no_is_one_click(self, client, here, referral):
        done = client.post(link(here, referral), {"answer": "no"}, follow=True)
        assert "What was written about your school is erased" in text(done)
        with acting_in(here.id):
            referral.refresh_from_db()
            assert (referral.status, referral.words) == ("declined", "")

    def test_what_is_missing_is_said_and_nothing_is_lost(self, client, here, referral):
        page = self.posted(client, here, referral, who_for="", has_consent="")
        assert page.status_code == 422
        assert "Say who the help is for" in text(page)
        assert "Our two new teachers want to see another school" in page.content.decode()

    def test_a_worry_and_a_pupil_stop_it(self, client, here, referral):
        assert "Tell your safeguarding lead" in text(self.posted(client, here, referral, words=WORRY))
        page = self.posted(client, here, referral, words="A boy called Jake Smith in Year 9")
        assert "Take out what could name a pupil" in text(page)
        with acting_in(here.id):
            assert SupportRequest.objects.count() == 0

    def test_four_areas_are_too_many(self):
        offered = [("a", "A"), ("b", "B"), ("c", "C")]
        given = {"suggested": offered, "areas": [*offered, ("d", "D")], "windows": [("soon", "Soon")], "sharing": "Yes"}
        sent = QueryDict(mutable=True)
        sent.update(self.answers(other_area="d", ways="call"))
        sent.setlist("area", ["a", "b", "c"])
        form = forms.AgreeForm(sent, **given)
        assert form.errors == {"area": ["Choose up to three areas. Untick the ones that matter least"]}
        sent.setlist("area", ["a", "b"])
        assert forms.AgreeForm(sent, **given).is_valid()

    def test_signed_in_it_is_the_same(self, client, here, referral):
        with acting_in(here.id):
            grace = Person.objects.get(name="Grace Okafor")
        client.force_login(grace.account)
        assert "May we help Thistlebank School?" in text(client.get(at("answer", referral.pk)))

    def test_nobody_else_answers(self, client, here, referral, rosa, daniel):
        for someone in (rosa, daniel):
            assert client.get(link(here, referral, someone)).status_code == 404
            client.force_login(someone.account)
            assert client.get(at("answer", referral.pk)).status_code == 404
        assert client.get(link(here, referral)).status_code == 200

    def test_another_programmes_link_is_not_found(self, client, here, referral):
        programme(slug="elsewhere")
        address = link(here, referral).replace("/ribble/", "/elsewhere/")
        assert client.get(address).status_code == 404


class TestWhatCameOfIt:
    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_asks_as_often_for_one_as_for_three(
        self, client, here, referral, rosa, rows, django_assert_num_queries
    ):
        with acting_in(here.id):
            for _ in range(rows - 1):
                referral.pk, referral._state.adding = uuid.uuid4(), True
                referral.save()
        client.force_login(rosa.account)
        client.get(at("referrals"))
        with django_assert_num_queries(9):
            assert client.get(at("referrals")).status_code == 200

    def test_it_shows_the_outcome_and_no_word_of_the_school(self, client, here, referral, rosa):
        with acting_in(here.id):
            operations.decline_referral(actor=actor(referral.contact), at=NOW, referral=referral)
            Referral.objects.update(outcome="not_taken_up", told_at=NOW)
        client.force_login(rosa.account)
        page = text(client.get(at("referrals")))
        assert "It was not taken up" in page
        assert "does not want" not in page
        assert WORDS not in page

    def test_everybody_sees_their_own(self, client, here, referral, daniel):
        client.force_login(daniel.account)
        page = text(client.get(at("referrals")))
        assert "You have referred no school yet" in page
        assert Client().get(at("referrals")).status_code == 302
