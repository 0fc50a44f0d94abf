"""The pages at the end and afterwards: the mail with one click, what both schools read, and the papers."""

import re

import pytest
import time_machine
from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, policy
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Feedback, ImpactPulse, LevelAnswer, ThanksLetter
from linkage.engagements.tests.ended import ENDED_ON, close, ended, on, pulse, ready_to_end, visited
from linkage.engagements.tests.factories import set_to
from linkage.engagements.tests.visits import mails
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import head, staff

pytestmark = pytest.mark.django_db
ANSWERS = {
    "level_reaction": "yes",
    "seen_reaction": "Six of seven said so in our meeting",
    "level_learning": "no_change",
    "seen_learning": "",
    "aim_1": "3 of 8",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(on(ENDED_ON), tick=False):
        yield


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        made = ended(here)
        for who in (made.daniel, made.grace, made.priya, made.helen, made.farah):
            who.account = who.account or account(email=who.email)
            who.save()
        return made


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def asked(ours):
    """The address in the mail to Daniel."""
    with acting_in(ours.programme.id):
        operations.ask_impact_due(actor=Actor.system("impact", ours.programme.id), at=on(ENDED_ON))
        [mail] = [each for each in mails("impact_asked") if each.recipients[0]["name"] == "Daniel Whitlow"]
    return re.search(r"http://[^\s]+(/ribble/engagements/answer/\S+/)", mail.text)[1]


def in_ours(ours, do):
    with acting_in(ours.programme.id):
        return do()


class TestOneClick:
    def test_it_is_answered_from_the_mail_without_an_account_after_a_page_to_confirm(self, client, ours):
        where = asked(ours)
        page = client.get(where)
        assert "You answer for Thistlebank School" in text(page)
        assert "At the start: 2 of 8. It should be: 8 of 8." in text(page)
        assert in_ours(ours, LevelAnswer.objects.count) == 0
        done = client.post(where, ANSWERS, follow=True)
        assert "Thank you, this is answered" in text(done)
        assert in_ours(ours, LevelAnswer.objects.count) == 2
        # A second time there is nothing to send.
        client.post(where, {**ANSWERS, "level_learning": "yes"})
        assert in_ours(ours, lambda: LevelAnswer.objects.get(level="learning").answer) == "no_change"

    def test_a_hole_is_said_beside_its_question_and_a_pupil_is_asked_about(self, client, ours):
        where = asked(ours)
        wrong = client.post(where, {"level_reaction": "yes"})
        assert wrong.status_code == 422
        assert "Answer: Did people learn from it?" in text(wrong)
        assert "Take out" in text(
            client.post(where, {**ANSWERS, "seen_reaction": "A boy in Year 9, Kyle Brannigan, reads now"})
        )

    def test_it_dies_when_the_next_is_due(self, client, ours):
        where = asked(ours)
        with time_machine.travel(on(in_ours(ours, lambda: pulse(ours, 30)).due_on), tick=False):
            assert "This is not asked any more" in text(client.get(where))
            assert client.post(where, ANSWERS).status_code == 200
        assert in_ours(ours, LevelAnswer.objects.count) == 0

    def test_it_is_worth_nothing_for_another_question_person_or_kind(self, client, ours):
        found = in_ours(ours, lambda: {each.side: each for each in ImpactPulse.objects.filter(days=0)})

        def where(kind=policy.IMPACT_LINK, record=found["home"], person=ours.daniel):
            token = action_links.make(
                kind, programme_id=ours.programme.id, record_id=record.pk, person_id=person.pk, state="asked"
            )
            return reverse("engagements:impact-by-link", args=["ribble", token])

        assert client.get(where(person=ours.priya)).status_code == 200
        assert client.get(where()).status_code == 404
        assert client.get(where(kind="links.pulse")).status_code == 404
        assert client.get(where(record=found["client"], person=ours.priya)).status_code == 404


class TestWhatItChanged:
    def test_both_schools_read_both_sides_and_who_leads_answers_there(self, see, ours):
        key = in_ours(ours, lambda: pulse(ours)).pk
        assert "What did it change?" in text(see(ours.daniel, "changed", ours.engagement.pk))
        assert see(ours.daniel, "impact", ours.engagement.pk, key, data=ANSWERS).status_code == 302
        for who in (ours.grace, ours.helen, ours.priya):
            shown = text(see(who, "changed", ours.engagement.pk))
            assert "1 of 2 schools answered" in shown
            assert "Six of seven said so in our meeting" in shown
            assert "3 of 8" in shown

    def test_the_question_of_one_side_is_not_there_for_the_other_nor_under_other_work(self, see, ours, here):
        key = in_ours(ours, lambda: pulse(ours)).pk
        with acting_in(here.id):
            other = ready_to_end(here)
        for who in (ours.priya, ours.helen, ours.farah):
            assert see(who, "impact", ours.engagement.pk, key).status_code == 404
        assert see(ours.daniel, "impact", other.engagement.pk, key).status_code == 404
        assert see(ours.daniel, "impact", ours.engagement.pk, key).status_code == 200

    @pytest.mark.parametrize("name", ["changed", "ending", "feedback", "thanks", "thanks-paper"])
    def test_for_everybody_else_it_is_not_there(self, see, ours, here, name):
        with acting_in(here.id):
            found = school(name="Millrace School")
            member(here, found)
            others = [head(here, found, account=account()), staff(here, ours.thistlebank, account=account())]
            ThanksLetter.objects.create(
                programme=here, engagement=ours.engagement, text="Thanks", written_by=ours.grace, sent_at=on(ENDED_ON)
            )
        for who in (*others, ours.farah):
            assert see(who, name, ours.engagement.pk).status_code in (403, 404)
        assert see(ours.grace, name, ours.engagement.pk).status_code in (200, 302)

    def test_before_it_ends_it_says_when_both_are_asked(self, see, here):
        with acting_in(here.id):
            w = ready_to_end(here)
            w.daniel.account = w.daniel.account or account(email=w.daniel.email)
            w.daniel.save()
        assert "Both schools are asked when it ends" in text(see(w.daniel, "changed", w.engagement.pk))


class TestEndingWell:
    def test_how_it_was_is_said_shown_and_then_read_by_the_other_school(self, see, ours):
        here = ours.engagement.pk
        said = {"helped": "The hour after each lesson", "more": "", "again": "yes"}
        assert see(ours.daniel, "feedback", here, data=said).status_code == 302
        assert "The hour after each lesson" in text(see(ours.grace, "ending", here))
        assert "The hour after each lesson" not in text(see(ours.priya, "ending", here))
        assert "Shown" in text(see(ours.daniel, "share-feedback", here, data={}, follow=True))
        assert "The hour after each lesson" in text(see(ours.priya, "ending", here))
        assert see(ours.grace, "share-feedback", here, data={}).status_code == 404
        assert in_ours(ours, Feedback.objects.count) == 1

    def test_thanks_are_offered_ready_written_and_sent_as_a_paper(self, see, ours):
        here = ours.engagement.pk
        page = text(see(ours.grace, "thanks", here))
        assert "Dear Priya," in page
        assert "Priya Raman and Helen Brook" in page
        assert see(ours.grace, "thanks", here, data={"text": "Dear Priya,\r\n\r\nThank you."}).status_code == 302
        paper = see(ours.priya, "thanks-paper", here)
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF")
        assert see(ours.grace, "thanks", here).status_code == 302

    def test_a_certificate_opens_for_who_gave_the_days_and_their_head_alone(self, see, ours):
        where = ("certificate", ours.engagement.pk, ours.priya.pk)
        for who in (ours.priya, ours.helen):
            assert "Certificate: Priya Raman, 1 day" in text(see(who, "ending", ours.engagement.pk))
            assert see(who, *where).content.startswith(b"%PDF")
        for who in (ours.daniel, ours.grace, ours.farah):
            assert see(who, *where).status_code in (403, 404)
        assert "Certificate" not in text(see(ours.grace, "ending", ours.engagement.pk))

    def test_half_way_the_question_stands_beside_the_aims_and_a_doubt_is_shown(self, see, here):
        with acting_in(here.id):
            w = ready_to_end(here)
            set_to(w, EngagementStatus.ACTIVE)
            w.engagement.reviews.create(programme=here, due_on=ENDED_ON, is_half_way=True)
            w.daniel.account = w.daniel.account or account(email=w.daniel.email)
            w.daniel.save()
        here = w.engagement.pk
        assert "Does who carries on still hold?" in text(see(w.daniel, "rate", here))
        said = {"colour_1": "green", "note_1": "", "holds": "no", "holds_note": "Both have left"}
        assert see(w.daniel, "rate", here, data={**said, "holds": ""}).status_code == 422
        assert see(w.daniel, "rate", here, data=said).status_code == 302
        shown = text(see(w.daniel, "ending", here))
        assert "Both have left" in shown
        assert "plan it anew" in shown


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_asks_no_more_for_more_visits(client, here, number, django_assert_num_queries):
    with acting_in(here.id):
        w = ready_to_end(here)
        for day in range(number):
            visited(w, ENDED_ON.replace(day=day + 2))
        close(w)
        w.helen.account = w.helen.account or account(email=w.helen.email)
        w.helen.save()
    client.force_login(w.helen.account)
    for name, statements in (("ending", 22), ("changed", 17)):
        where = reverse(f"engagements:{name}", args=["ribble", w.engagement.pk])
        client.get(where)
        with django_assert_num_queries(statements):
            assert client.get(where).status_code == 200
