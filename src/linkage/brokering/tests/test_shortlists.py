"""A few people shared with the school: what it reads, what it says, and what follows."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from linkage.access.personal_data import Subject
from linkage.accounts.tests.factories import account
from linkage.brokering import operations, personal_data, queries
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.brokering.presenters import shortlists as presenters
from linkage.brokering.rules import sharing
from linkage.brokering.rules.terms import TERMS
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import entry
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as requests
from linkage.support_requests import queries as request_queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request
from linkage.ui import registry

pytestmark = pytest.mark.django_db
S = RequestStatus


@pytest.fixture
def inside(here, ours):
    with acting_in(here.id):
        ProgrammeSettings.objects.update(who_chooses="school_named")
        requests.start_choosing(actor=actor(ours.farah), at=NOW, support_request=ours.request)
        yield ours


@pytest.fixture
def other(here, inside):
    """Somebody else who could help."""
    place = school(name="Millrace Academy", easting=384_000, northing=440_000)
    member(here, place)
    return entry(here, place)


def share(ours, *entries, note="", at=NOW):
    people = {each.pk: note for each in entries}
    return operations.share(actor=actor(ours.farah), at=at, support_request=ours.request, people=people)


def answer(ours, shortlist, chosen=None, words="", at=NOW, by=None):
    return operations.answer_shortlist(
        actor=actor(by or ours.daniel), at=at, shortlist=shortlist, entry_id=chosen and chosen.pk, words=words
    )


def mails(kind):
    return list(Message.objects.filter(template=f"brokering.{kind}"))


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def waiting(someone, at=NOW):
    return registry.waiting_for(actor(someone), at)


class TestSharing:
    def test_the_school_is_told_and_the_clock_stands(self, inside, other):
        share(inside, inside.entry, other, note="Ten minutes from you")
        inside.request.refresh_from_db()
        assert (inside.request.state, inside.request.waiting_since) == (S.WAITING_FOR_SCHOOL, NOW)
        [mail] = mails("shortlist")
        assert mail.recipients[0]["name"] == "Daniel Whitlow"
        assert "Two people could help" in mail.text

    def test_what_is_kept_are_words_and_never_points(self, inside):
        share(inside, inside.entry)
        kept = SharedPerson.objects.get()
        assert kept.role == "Reading lead"
        labels = [line.partition(": ")[0] for line in kept.reasons.splitlines()]
        assert labels[:2] == ["Knows this", "How far"]
        assert "Asked so far" not in labels
        assert "points" not in {each.name for each in SharedPerson._meta.fields}

    def test_every_reason_a_school_reads_is_one_of_the_cards(self):
        assert set(sharing.FOR_SCHOOL) < {term.__name__ for term in TERMS}

    @pytest.mark.parametrize("number", [0, 6])
    def test_from_one_to_five(self, inside, number):
        people = {uuid.uuid4(): "" for _ in range(number)}
        with pytest.raises(operations.UnableToShare, match="Tick"):
            operations.share(actor=actor(inside.farah), at=NOW, support_request=inside.request, people=people)

    def test_who_cannot_be_introduced_is_not_shared(self, inside):
        inside.entry.places = 0
        inside.entry.save()
        with pytest.raises(operations.UnableToShare, match="Priya Raman cannot be introduced now"):
            share(inside, inside.entry)

    def test_a_programme_that_chooses_itself_shares_nobody(self, inside):
        ProgrammeSettings.objects.update(who_chooses="programme")
        with pytest.raises(operations.UnableToShare, match="In this programme we choose"):
            share(inside, inside.entry)
        assert not SharedShortlist.objects.exists()

    def test_not_while_the_school_has_something_to_answer(self, inside, other):
        share(inside, inside.entry)
        with pytest.raises(operations.UnableToShare, match="something to answer first"):
            share(inside, other)

    def test_not_by_the_school(self, inside):
        with pytest.raises(Forbidden):
            operations.share(
                actor=actor(inside.daniel), at=NOW, support_request=inside.request, people={inside.entry.pk: ""}
            )


class TestAnswering:
    def test_this_one_please_comes_back_as_a_next_action(self, inside, other):
        made = share(inside, inside.entry, other)
        later = NOW + timedelta(days=2)
        answer(inside, made, inside.entry, "She is close by.", at=later)
        inside.request.refresh_from_db()
        assert (inside.request.state, inside.request.waited_days) == (S.MATCHING, 2)
        [action] = [each for each in waiting(inside.farah, later) if "Thistlebank" in each.title]
        assert action.title.startswith("Thistlebank School chose Priya Raman")
        assert (action.button, action.text) == ("Introduce", "“She is close by.”")
        assert len(waiting(inside.farah, later)) == 1
        [mail] = mails("shortlist_answered")
        assert "would like to meet Priya Raman" in mail.text
        assert mail.recipients[0]["name"] == "Farah Siddiqui"

    def test_none_of_these_says_why(self, inside):
        made = share(inside, inside.entry)
        with pytest.raises(operations.UnableToAnswerShortlist, match="why none of them fits"):
            answer(inside, made)
        answer(inside, made, words="We know them all.")
        [action] = waiting(inside.farah)
        assert action.title.startswith("None of them fits")
        assert action.text == "“We know them all.”"

    def test_nobody_but_who_was_shared(self, inside, other):
        made = share(inside, inside.entry)
        with pytest.raises(operations.UnableToAnswerShortlist, match="one of the people we shared"):
            answer(inside, made, other)

    def test_the_second_answer_is_refused(self, inside, other):
        made = share(inside, inside.entry, other)
        again = SharedShortlist.objects.select_related("support_request").get()
        answer(inside, made, inside.entry)
        with pytest.raises(operations.UnableToAnswerShortlist, match="has been answered"):
            answer(inside, again, other, by=inside.grace)
        assert SharedShortlist.objects.get().chosen_entry == inside.entry

    def test_not_by_us_for_the_school(self, inside):
        made = share(inside, inside.entry)
        with pytest.raises(Forbidden):
            answer(inside, made, inside.entry, by=inside.farah)

    def test_a_request_that_has_gone_on_is_not_answered(self, inside):
        made = share(inside, inside.entry)
        requests.withdraw(actor=actor(inside.daniel), at=NOW, support_request=inside.request)
        with pytest.raises(operations.UnableToAnswerShortlist):
            answer(inside, made, inside.entry)

    def test_after_an_answer_others_can_be_shared(self, inside, other):
        answer(inside, share(inside, inside.entry), words="Too far")
        inside.request.refresh_from_db()
        again = share(inside, other, at=NOW + timedelta(hours=1))
        assert again.is_waiting
        assert waiting(inside.daniel)[0].title.startswith("Say who you would like to meet")

    def test_whom_the_school_chose_is_introduced_and_nothing_is_left_to_do(self, inside):
        answer(inside, share(inside, inside.entry), inside.entry)
        operations.link(
            actor=actor(inside.farah),
            at=NOW,
            support_request=inside.request,
            entry_id=inside.entry.pk,
            knows_of_none=True,
        )
        assert not [each for each in waiting(inside.farah) if "chose" in each.title]


class TestWaiting:
    """Shared on Tuesday 3 November: the school has until Tuesday 17, the tenth working day."""

    LAST = NOW + timedelta(days=14)

    def test_each_side_reads_it_once_with_an_age_limit(self, inside):
        share(inside, inside.entry)
        [school] = waiting(inside.daniel)
        assert (school.button, school.working_days_left) == ("Choose", 10)
        [ours] = waiting(inside.farah)
        assert (ours.waiting_for, ours.happens_next) == (
            "Thistlebank School",
            "You decide from Tuesday 17 November 2026",
        )

    def test_after_its_time_whoever_shared_decides(self, inside):
        share(inside, inside.entry)
        [ours] = waiting(inside.farah, self.LAST)
        assert (ours.button, ours.waiting_for) == ("Decide", "")
        steps = request_queries.Steps(actor(inside.farah), self.LAST, [inside.request])
        assert steps.waits_for(inside.request).what == "to choose without the school, or to ring it"

    def test_going_on_without_ends_it(self, inside):
        made = share(inside, inside.entry)
        operations.go_on_without_choice(actor=actor(inside.farah), at=self.LAST, shortlist=made)
        inside.request.refresh_from_db()
        assert (inside.request.state, inside.request.waited_days) == (S.MATCHING, 10)
        assert waiting(inside.daniel)[0].waiting_for == "Farah Siddiqui"
        with pytest.raises(operations.UnableToAnswerShortlist):
            answer(inside, made, inside.entry)


class TestWhatTheSchoolReads:
    def card(self, ours):
        found = queries.shortlist_of(actor=actor(ours.daniel), request_id=ours.request.pk)
        [card] = presenters.shared_page(actor(ours.daniel), found).cards
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
        assert again.status_code == 404

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
