"""The pages and papers of an agreement, from the first word to the last signature."""

import re
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import AgreementStatus, EngagementStatus
from linkage.engagements.models import Agreement, ClauseLibrary
from linkage.engagements.presenters import agreement_page, owed_lines, signed_for
from linkage.engagements.rules import Bought, owed_when_stopped
from linkage.engagements.tests import agreements as made
from linkage.engagements.tests.agreements import sign
from linkage.engagements.tests.factories import set_to
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = AgreementStatus
OWN = "We begin in tutor time."
MOST_STATEMENTS = 22


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def w(here):
    with acting_in(here.id):
        return made.world(here)


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def in_programme(here, do):
    with acting_in(here.id):
        return do()


def form(found, **changes):
    return {"is_in": ["materials"], "costs": "", "words_purpose": OWN, **changes}


class TestTheWholeWay:
    def test_written_offered_signed_and_taken_home(self, w, here, see):
        key = w.engagement.pk
        begin = see(w.daniel, "agreement", key)
        assert "Write what you agree" in text_of(begin)
        assert "12 days between" in text_of(begin)
        assert not in_programme(here, ClauseLibrary.objects.exists)  # looking writes nothing
        kept = see(w.daniel, "agreement-change", key, data=form(w))
        assert kept.status_code == 302
        assert OWN in text_of(see(w.helen, "agreement", key))
        check = see(w.daniel, "agreement-offer", key)
        assert OWN in text_of(check)
        assert see(w.daniel, "agreement-offer", key, data={}).status_code == 302
        for someone in (w.grace, w.helen, w.priya):
            shown = see(someone, "agreement", key)
            assert "Read it, and sign it if you agree" in text_of(shown)
            page = see(someone, "agreement-sign", key)
            assert OWN in text_of(page)
            [seen] = re.findall(r'name="seen_hash" value="([0-9a-f]{64})"', page.content.decode())
            answer = see(someone, "agreement-sign", key, data={"typed_name": someone.name, "seen_hash": seen})
            assert answer.status_code == 302
        done = see(w.daniel, "agreement", key)
        assert "Signed by all" in text_of(done)
        assert "As head of Harrowgill High School" in text_of(done)
        paper = see(w.daniel, "agreement-paper", key)
        assert paper["Content-Type"] == "application/pdf"
        read = "".join(page.extract_text() for page in PdfReader(BytesIO(paper.content)).pages)
        assert "Grace Okafor" in read
        assert "Version 1. Signed by all on Tuesday 3 November 2026." in " ".join(read.split())

    def test_the_page_shows_how_it_reads_before_anything_is_kept(self, w, here, see):
        shown = see(w.daniel, "agreement-change", w.engagement.pk, data=form(w, preview="1"))
        assert shown.status_code == 200
        assert f"{OWN} </p>" in shown.content.decode().replace("</p>", " </p>")
        assert not in_programme(here, Agreement.objects.exists)
        part = see(w.daniel, "agreement-change", w.engagement.pk, data=form(w, preview="1"), HTTP_HX_REQUEST="true")
        assert OWN in text_of(part)
        assert "<html" not in part.content.decode()

    def test_a_text_that_could_name_a_pupil_is_asked_about_once(self, w, see):
        words = "A Year 9 pupil called Kyle joins."
        asked = see(w.daniel, "agreement-change", w.engagement.pk, data=form(w, words_purpose=words))
        assert asked.status_code == 422
        assert "Take out what could name a pupil" in text_of(asked)
        ticked = form(w, words_purpose=words, no_pupil="on")
        assert see(w.daniel, "agreement-change", w.engagement.pk, data=ticked).status_code == 302

    def test_an_amendment_is_begun_written_and_given_up(self, w, here, see):
        in_programme(here, lambda: made.signed(w))
        key = w.engagement.pk
        assert "Change the agreement" in text_of(see(w.grace, "agreement", key))
        begun = see(w.grace, "agreement-amend", key, data={"change": "Six more days."})
        assert begun.url == reverse("engagements:agreement-change", args=["ribble", key])
        shown = text_of(see(w.grace, "agreement", key))
        assert "holds until everybody has signed the new one" in shown
        assert "What it changes: Six more days." in shown
        assert "Signed by all" in text_of(see(w.priya, "agreement-version", key, 1))
        assert see(w.grace, "agreement-drop", key, data={}).status_code == 302
        assert "Signed by all" in text_of(see(w.grace, "agreement", key))


class TestRefusals:
    def test_another_name_and_an_old_text_are_told_at_the_form(self, w, here, see):
        found = in_programme(here, lambda: made.offered(w))
        key = w.engagement.pk
        wrong = see(w.grace, "agreement-sign", key, data={"typed_name": "Helen Brook", "seen_hash": found.text_hash})
        assert wrong.status_code == 422
        assert "Type your own name as it stands here: Grace Okafor" in text_of(wrong)
        old = see(w.grace, "agreement-sign", key, data={"typed_name": "Grace Okafor", "seen_hash": "0" * 64})
        assert old.status_code == 422
        assert "Read it again, then sign" in text_of(old)
        with acting_in(here.id):
            assert made.now(found).signatures.count() == 0

    def test_signing_again_leads_back_to_the_page(self, w, here, see):
        found = in_programme(here, lambda: made.offered(w))
        in_programme(here, lambda: sign(found, w.grace))
        data = {"typed_name": "Grace Okafor", "seen_hash": found.text_hash}
        assert see(w.grace, "agreement-sign", w.engagement.pk, data=data).status_code == 302
        assert "Still to sign: Helen Brook and Priya Raman" in text_of(see(w.grace, "agreement", w.engagement.pk))

    def test_taken_back_on_the_page_and_not_after_a_signature(self, w, here, see):
        found = in_programme(here, lambda: made.offered(w))
        key = w.engagement.pk
        see(w.daniel, "agreement-take-back", key, data={})
        assert in_programme(here, lambda: made.now(found).state) == S.DRAFT
        in_programme(here, lambda: sign(made.offer(w), w.grace))
        see(w.daniel, "agreement-take-back", key, data={})
        assert in_programme(here, lambda: made.now(found).state) == S.PARTLY_SIGNED

    def test_while_it_is_paused_there_is_nothing_to_press(self, w, here, see):
        in_programme(here, lambda: made.offered(w))
        in_programme(here, lambda: set_to(w, EngagementStatus.PAUSED))
        shown = text_of(see(w.grace, "agreement", w.engagement.pk))
        assert "Read and sign" not in shown
        assert "Take it back" not in text_of(see(w.daniel, "agreement", w.engagement.pk))


class TestCosts:
    @pytest.mark.parametrize(
        ("who", "name"),
        [("helen", "agreement"), ("helen", "agreement-sign"), ("farah", "agreement"), ("daniel", "agreement-change")],
    )
    def test_no_page_asks_more_often_than_pages_may(self, here, see, client, who, name):
        with acting_in(here.id):
            w = made.bought(here)
            found = made.signed(w)
            sign(found, w.farah)
            operations.amend(actor=actor(w.grace), at=NOW, engagement=w.engagement, change="More.")
            if name == "agreement-sign":
                made.offer(w)
        assert see(getattr(w, who), name, w.engagement.pk).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"engagements:{name}", args=["ribble", w.engagement.pk]))
        assert len(asked) <= MOST_STATEMENTS


class TestPapers:
    def test_a_draft_says_on_each_page_that_it_is_one(self, w, here, see):
        in_programme(here, lambda: made.written(w))
        answer = see(w.priya, "agreement-paper", w.engagement.pk)
        pages = PdfReader(BytesIO(answer.content)).pages
        assert len(pages) >= 2
        assert all("Draft" in page.extract_text() for page in pages)
        assert 'filename="agreement-draft.pdf"' in answer["Content-Disposition"]

    def test_a_signed_text_is_the_same_file_each_time(self, w, here, see):
        in_programme(here, lambda: made.signed(w))
        first = see(w.priya, "agreement-paper", w.engagement.pk).content
        assert first == see(w.grace, "agreement-version-paper", w.engagement.pk, 1).content
        assert "Draft" not in PdfReader(BytesIO(first)).pages[0].extract_text()


class TestWords:
    def test_what_is_owed_is_said_in_pounds_and_days(self, w):
        found = Bought(7, 50_000, 7_000, 175_000, given_half_days=3, in_notice_half_days=2)
        said = owed_lines(owed_when_stopped(found, stopped_by="client"), engagement=w.engagement, stopped_by="client")
        assert said == [
            "1 and a half days given: £750.00.",
            "1 day booked within the notice: £500.00.",
            "Other costs for these days: £50.00.",
            "Owed in all: £1,300.00. Paid so far: £1,750.00.",
            "£450.00 was paid for days that are not given, and is paid back.",
        ]
        home = owed_lines(owed_when_stopped(found, stopped_by="home"), engagement=w.engagement, stopped_by="home")
        assert "Harrowgill High School finishes what it has begun and promised" in home[-1]
        [nothing] = owed_lines(None, engagement=w.engagement, stopped_by="client")
        assert "Nothing was bought" in nothing

    def test_who_acts_for_a_head_signs_for_the_head(self, w):
        assert signed_for(w.engagement, "client_head", is_self=False) == "For the head of Thistlebank School"

    def test_the_page_of_a_halted_engagement_offers_nothing(self, w, here):
        with acting_in(here.id):
            made.written(w)
            set_to(w, EngagementStatus.STOPPED)
            found = queries.versions(actor=actor(w.daniel), engagement=w.engagement)
            document = queries.document_now(actor=actor(w.daniel), engagement=w.engagement, agreement=found.shown)
            page = agreement_page(
                actor=actor(w.daniel), engagement=w.engagement, found=found, document=document, signings=[]
            )
        assert (page.next, page.can_change, page.can_drop) == ("", False, False)
