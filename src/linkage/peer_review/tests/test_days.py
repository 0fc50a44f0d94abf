"""The day of a visit: what its host prepares, and who reads it."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linkage.documents.models import StoredFile
from linkage.documents.tests.papers import office
from linkage.messaging.models import Message
from linkage.peer_review import operations, rules
from linkage.peer_review.enums import SessionKind, VisitStatus
from linkage.peer_review.forms.days import PartForm
from linkage.peer_review.models import RoundSchool, Session, VisitPaper
from linkage.peer_review.tests.factories import a_visit, happened, whole
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

BRIEF = {
    "focus": "Whether pupils can say what they are learning",
    "questions": "What do pupils do when they are stuck?",
    "who_joins": "My deputy",
    "needs": "Park at the back",
}


def html(response):
    return response.content.decode()


def part(starts_at, minutes=60, **more):
    return rules.Part(starts_at, minutes, SessionKind.WALK, **more)


def add(w, visit, *args, **more):
    return operations.add_part(actor=actor(w.head(0)), at=NOW, visit=visit, part=part(*args, **more))


class TestTheBrief:
    def test_the_host_says_what_to_look_at_and_its_visitors_read_it(self, see, w):
        visit = a_visit(w)
        assert see(w.head(0), "brief", visit.pk, data=BRIEF).status_code == 302
        page = html(see(visit.going[0].person, "visit", visit.pk))
        assert all(text in page for text in BRIEF.values())

    def test_nobody_else_reads_it_the_organiser_and_the_coordinator_included(self, see, w):
        visit = a_visit(w)
        see(w.head(0), "brief", visit.pk, data=BRIEF)
        for someone in (w.ivy, w.farah):
            page = html(see(someone, "visit", visit.pk))
            assert not any(text in page for text in BRIEF.values())
        assert see(w.outsider, "visit", visit.pk).status_code == 404

    def test_a_visitor_cannot_change_it(self, see, w):
        visit = a_visit(w)
        assert see(visit.going[0].person, "brief", visit.pk, data=BRIEF).status_code == 403

    def test_what_is_missing_or_names_a_pupil_is_said_at_its_question(self, see, w):
        visit = a_visit(w)
        answer = see(w.head(0), "brief", visit.pk, data={**BRIEF, "focus": " "})
        assert answer.status_code == 422
        assert "Say what your visitors should look at" in html(answer)
        assert RoundSchool.objects.get(organisation=w.schools[0]).focus != " "

    def test_a_worry_about_a_person_is_never_kept(self, see, w):
        visit = a_visit(w)
        worry = "I am worried that a member of staff is hurting a child"
        answer = see(w.head(0), "brief", visit.pk, data={**BRIEF, "questions": worry})
        assert answer.status_code == 422
        assert whole(visit).questions == ""

    def test_visitors_are_told_once_it_is_sent_and_again_when_it_was_changed(self, see, w):
        visit = a_visit(w)
        see(w.head(0), "brief", visit.pk, data=BRIEF)
        assert not Message.objects.filter(template="peer_review.prepared").exists()
        assert see(w.head(0), "send-brief", visit.pk, data={}).status_code == 302
        told = Message.objects.filter(template="peer_review.prepared")
        assert sorted(each.recipients[0]["name"] for each in told) == sorted(each.person.name for each in visit.going)
        assert not any(text in each.text + each.subject for each in told for text in BRIEF.values())
        assert whole(visit).state == VisitStatus.BRIEFED
        see(w.head(0), "send-brief", visit.pk, data={})
        assert Message.objects.filter(template="peer_review.prepared", subject__contains="has changed").count() == 3

    def test_a_host_that_drops_out_meanwhile_loses_nothing_it_writes(self, see, w):
        visit = a_visit(w)
        place = RoundSchool.objects.whole().get(organisation=w.schools[0])
        operations.drop_out(actor=actor(w.head(0)), at=NOW, school=place)
        assert see(w.head(0), "brief", visit.pk, data=BRIEF).status_code == 302

    def test_once_the_visit_has_been_nothing_is_changed_any_more(self, see, w):
        visit = happened(w)
        assert see(w.head(0), "brief", visit.pk, data=BRIEF).status_code == 403


class TestTheTimetable:
    def test_a_host_begins_with_an_ordinary_day_and_changes_it(self, see, w):
        visit = a_visit(w)
        assert "Begin with an ordinary day" in html(see(w.head(0), "timetable", visit.pk))
        see(w.head(0), "begin-day", visit.pk, data={})
        walk = Session.objects.get(visit=visit, kind="walk")
        data = {"starts_at": "9.40", "minutes": "45", "kind": "walk", "about": "Through Year 9"}
        assert see(w.head(0), "part", visit.pk, walk.pk, data=data).status_code == 302
        page = html(see(visit.going[0].person, "visit", visit.pk))
        assert "9.40am to 10.25am" in page
        assert "Through Year 9" in page
        see(w.head(0), "part", visit.pk, walk.pk, data={"then": "off"})
        assert "Through Year 9" not in html(see(visit.going[0].person, "visit", visit.pk))

    def test_an_ordinary_day_holds_together(self):
        for number, each in enumerate(rules.ORDINARY):
            others = rules.ORDINARY[:number] + rules.ORDINARY[number + 1 :]
            assert rules.part_fits(each, others) == []

    def test_it_is_begun_once(self, w):
        visit = a_visit(w)
        operations.begin_day(actor=actor(w.head(0)), at=NOW, visit=visit)
        with pytest.raises(operations.UnableToPrepare, match="There is a timetable already"):
            operations.begin_day(actor=actor(w.head(0)), at=NOW, visit=visit)

    def test_nobody_can_be_in_two_places(self, w):
        visit = a_visit(w)
        one, other = visit.going[:2]
        add(w, visit, time(9), visiting_id=one.pk)
        add(w, visit, time(9), visiting_id=other.pk)
        for visiting_id in (one.pk, None):
            with pytest.raises(operations.UnableToPrepare, match="Learning walk"):
                add(w, visit, time(9, 30), visiting_id=visiting_id)
        add(w, visit, time(10))

    @pytest.mark.parametrize(("starts_at", "minutes"), [(time(6, 30), 60), (time(17, 30), 60)])
    def test_a_day_is_a_school_day(self, w, starts_at, minutes):
        with pytest.raises(operations.UnableToPrepare, match="between 7am and 6pm"):
            add(w, a_visit(w), starts_at, minutes)

    def test_a_part_is_for_somebody_who_comes(self, w):
        visit = a_visit(w)
        stranger = a_stranger_of(visit)
        with pytest.raises(operations.UnableToPrepare, match="one of the visitors"):
            add(w, visit, time(9), visiting_id=stranger.pk)

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("9", time(9)),
            ("9.15", time(9, 15)),
            ("09:15", time(9, 15)),
            ("2.30pm", time(14, 30)),
            ("2.30", time(14, 30)),
            ("12 noon", time(12)),
            ("14:05", time(14, 5)),
        ],
    )
    def test_a_time_is_read_as_people_write_it(self, written, read):
        form = PartForm({"starts_at": written, "minutes": "45", "kind": "walk"}, visitors=[])
        assert form.is_valid(), form.errors
        assert form.part.starts_at == read

    @pytest.mark.parametrize("written", ["", "soon", "25.00", "9.75"])
    def test_what_is_no_time_is_said(self, written):
        form = PartForm({"starts_at": written, "minutes": "45", "kind": "walk"}, visitors=[])
        assert not form.is_valid()
        assert "9.15" in str(form.errors["starts_at"])


class TestPapers:
    def test_visitors_read_what_the_host_adds_and_it_is_gone_once_it_is_taken_off(self, see, w):
        visit = a_visit(w)
        file = SimpleUploadedFile("plan.docx", office())
        assert see(w.head(0), "add-paper", visit.pk, data={"title": "Our plan", "file": file}).status_code == 302
        paper = VisitPaper.objects.get()
        visitor = visit.going[0].person
        assert "Our plan" in html(see(visitor, "visit", visit.pk))
        assert see(visitor, "paper-file", visit.pk, paper.pk).content == office()
        for someone in (w.ivy, w.farah, w.outsider):
            assert see(someone, "paper-file", visit.pk, paper.pk).status_code in (403, 404)
        assert see(visitor, "paper-off", visit.pk, paper.pk, data={}).status_code == 403
        see(w.head(0), "paper-off", visit.pk, paper.pk, data={})
        assert (VisitPaper.objects.count(), StoredFile.objects.count()) == (0, 0)

    def test_no_more_than_anybody_reads(self, w, see):
        visit = a_visit(w)
        for number in range(11):
            file = SimpleUploadedFile("plan.docx", office(**{f"word__{number}.xml": b"<a/>"}))
            answer = see(w.head(0), "add-paper", visit.pk, data={"title": f"Paper {number}", "file": file})
        assert answer.status_code == 422
        assert VisitPaper.objects.count() == 10


def a_stranger_of(visit):
    """Somebody who goes to another visit of the round."""
    other = visit.round.visits.exclude(pk=visit.pk).first()
    return other.visitings.exclude(person__in=[each.person for each in visit.going]).first()


def test_the_page_says_what_the_host_does_next(see, w):
    visit = a_visit(w)
    url = reverse("peer_review:visit", args=["ribble", visit.pk])
    assert "Choose the day" in html(see(w.head(0), "visit", visit.pk))
    day = visit.week_on.isoformat()
    see(w.head(0), "day", visit.pk, data={"visits_on": day})
    assert "Make the timetable" in html(see(w.head(0), "visit", visit.pk))
    see(w.head(0), "begin-day", visit.pk, data={})
    assert "Send it to your visitors" in html(see(w.head(0), "visit", visit.pk))
    see(w.head(0), "send-brief", visit.pk, data={}, headers={"referer": url})
    assert "Send it to your visitors" not in html(see(w.head(0), "visit", visit.pk))
