"""Notes of visitors, the report that comes of them, its check by the host; and that nobody else reads a word."""

from datetime import timedelta

import pytest

from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.peer_review import operations, queries
from linkage.peer_review.enums import VisitStatus
from linkage.peer_review.models import Note, ReportVersion, Visit
from linkage.peer_review.tests.factories import (
    LINES,
    a_visit,
    after,
    agree,
    agreed,
    happened,
    job,
    send,
    sent,
    whole,
)
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

V = VisitStatus
WRONG = "It was in three of five classes"


def html(response):
    return response.content.decode()


def mails(kind):
    found = Message.objects.filter(template=f"peer_review.{kind}")
    return sorted(one["name"] for each in found for one in each.recipients)


def tick(w, at):
    operations.tick(actor=job(w, "peer_review.tick"), at=at)


def dispute(w, visit, text=WRONG):
    head = actor(w.head(0))
    version = queries.report(actor=head, visit=visit).version
    operations.dispute_report(
        actor=head,
        at=after(visit, 3),
        visit=visit,
        version=version,
        disputes={version.ordered[0].pk: text},
        remark="",
    )


class TestNotes:
    def test_visitors_note_on_the_way_and_read_each_others_notes(self, see, w):
        visit = a_visit(w)
        one, other = (each.person for each in visit.going[:2])
        assert see(one, "notes", visit.pk, data={"text": "Calm corridors", "kind": "well"}).status_code == 302
        assert "Calm corridors" in html(see(other, "notes", visit.pk))

    def test_neither_the_host_nor_whoever_runs_it_reads_them(self, see, w):
        visit = a_visit(w)
        see(visit.going[0].person, "notes", visit.pk, data={"text": "Calm corridors", "kind": "well"})
        for someone in (w.head(0), w.ivy, w.farah, w.outsider):
            assert see(someone, "notes", visit.pk).status_code in (403, 404)
            assert "Calm corridors" not in html(see(someone, "visit", visit.pk))

    def test_only_its_writer_deletes_a_note(self, see, w):
        visit = a_visit(w)
        one, other = (each.person for each in visit.going[:2])
        see(one, "notes", visit.pk, data={"text": "Calm corridors", "kind": "well"})
        note = Note.objects.get()
        assert see(other, "take-note-back", visit.pk, note.pk, data={}).status_code == 403
        assert see(one, "take-note-back", visit.pk, note.pk, data={}).status_code == 302
        assert not Note.objects.exists()

    def test_an_empty_note_and_a_worry_are_refused(self, see, w):
        visit = a_visit(w)
        one = visit.going[0].person
        for text in ("", "I am worried that a member of staff is hurting a child"):
            assert see(one, "notes", visit.pk, data={"text": text, "kind": "well"}).status_code == 422
        assert not Note.objects.exists()

    def test_the_report_begins_with_the_notes_of_all_but_their_questions(self, w):
        visit = happened(w)
        for number, each in enumerate(visit.going):
            for kind in ("well", "question"):
                operations.note(
                    actor=actor(each.person),
                    at=after(visit) + timedelta(minutes=number),
                    visit=visit,
                    kind=kind,
                    text=f"{kind} {number}",
                )
        begun = queries.begun_with(actor=actor(visit.writer.person), visit=visit)
        assert begun == {"well": ["well 0", "well 1", "well 2"], "better": [], "practice": []}

    def test_once_the_report_is_agreed_nothing_is_noted_any_more(self, see, w):
        visit = agreed(w)
        assert see(visit.going[0].person, "notes", visit.pk, data={"text": "Late", "kind": "well"}).status_code == 403
        assert not Note.objects.exists()


class TestWriting:
    def test_whoever_writes_is_asked_the_day_after(self, w):
        visit = happened(w)
        told = Message.objects.get(template="peer_review.report_wanted", subject__contains=visit.host.name)
        assert told.recipients[0]["name"] == visit.writer.person.name

    def test_a_draft_is_read_by_the_visitors_and_not_by_the_host(self, see, w):
        visit = happened(w)
        writer = visit.writer.person
        data = {"well": "Calm corridors\n- Kind voices", "better": "", "then": "keep"}
        assert see(writer, "write-report", visit.pk, data=data).status_code == 302
        other = next(each.person for each in visit.going if each.person != writer)
        page = html(see(other, "report", visit.pk))
        assert "Calm corridors" in page
        assert "Kind voices" in page
        assert see(w.head(0), "report", visit.pk).status_code == 403

    def test_only_the_writer_writes(self, see, w):
        visit = happened(w)
        other = next(each.person for each in visit.going if each != visit.writer)
        assert see(other, "write-report", visit.pk, data={"well": "Mine"}).status_code == 403

    def test_it_says_what_went_well_and_what_would_be_better(self, see, w):
        visit = happened(w)
        answer = see(visit.writer.person, "write-report", visit.pk, data={"well": "", "better": "", "then": "send"})
        assert answer.status_code == 422
        assert "at least one thing that went well" in html(answer)
        assert not ReportVersion.objects.exists()

    def test_it_cannot_be_sent_before_the_day(self, w):
        visit = a_visit(w)
        with pytest.raises(operations.UnableToReport, match="has not been yet"):
            operations.send_report(actor=actor(visit.writer.person), at=NOW, visit=visit, lines=LINES)

    def test_it_can_be_sent_on_the_evening_of_the_day(self, w):
        visit = a_visit(w)
        operations.choose_day(actor=actor(w.head(0)), at=NOW, visit=visit, visits_on=visit.week_on)
        send(whole(visit), days=0)
        assert whole(visit).state == V.DRAFTED

    def test_too_many_points_are_said(self, w):
        visit = happened(w)
        lines = {**LINES, "well": [f"Point {number}" for number in range(13)]}
        with pytest.raises(operations.UnableToReport, match="Keep it to 12"):
            operations.draft_report(actor=actor(visit.writer.person), at=after(visit), visit=visit, lines=lines)


class TestTheFactualCheck:
    def test_the_host_reads_it_once_it_is_sent_and_is_told(self, see, w):
        visit = sent(w)
        assert mails("report_sent") == [w.head(0).name]
        assert LINES["well"][0] in html(see(w.head(0), "report", visit.pk))
        assert not any(LINES["well"][0] in each.text for each in Message.objects.all())

    def test_where_the_facts_are_right_it_is_agreed(self, see, w):
        visit = sent(w)
        assert see(w.head(0), "check-report", visit.pk, data={"then": "agree"}).status_code == 302
        assert whole(visit).state == V.AGREED
        assert mails("report_agreed") == sorted(each.person.name for each in visit.going)

    def test_a_wrong_fact_goes_back_is_put_right_and_agreed_with_its_trail(self, see, w):
        visit = sent(w)
        first = queries.report(actor=actor(w.head(0)), visit=visit).version.ordered[0]
        data = {f"line_{first.pk}": WRONG, "then": "back"}
        assert see(w.head(0), "check-report", visit.pk, data=data).status_code == 302
        assert whole(visit).state == V.CHECKED
        writer = visit.writer.person
        assert mails("report_back") == [writer.name]
        assert WRONG in html(see(writer, "write-report", visit.pk))
        assert LINES["well"][1] in html(see(writer, "write-report", visit.pk))
        better = first.text.replace("every class we saw", "three of the five classes we saw")
        data = {"well": f"{better}\n{LINES['well'][1]}", "better": LINES["better"][0], "practice": "", "then": "send"}
        assert see(writer, "write-report", visit.pk, data=data).status_code == 302
        assert see(w.head(0), "check-report", visit.pk, data={"then": "agree"}).status_code == 302
        page = html(see(w.head(0), "report", visit.pk))
        assert "three of the five" in page
        assert WRONG in page
        assert page.count("Taken out: ") >= 2

    def test_who_says_that_all_is_right_has_not_written_that_something_is_wrong(self, see, w):
        visit = sent(w)
        first = queries.report(actor=actor(w.head(0)), visit=visit).version.ordered[0]
        answer = see(w.head(0), "check-report", visit.pk, data={f"line_{first.pk}": WRONG, "then": "agree"})
        assert answer.status_code == 422
        assert WRONG in html(answer)
        assert whole(visit).state == V.DRAFTED

    def test_sending_it_back_says_what_is_wrong(self, see, w):
        visit = sent(w)
        answer = see(w.head(0), "check-report", visit.pk, data={"then": "back"})
        assert answer.status_code == 422
        assert "Say below a point what is not right" in html(answer)

    def test_visitors_do_not_check_and_the_host_does_not_write(self, see, w):
        visit = sent(w)
        assert see(visit.going[0].person, "check-report", visit.pk, data={"then": "agree"}).status_code == 403
        dispute(w, visit)
        assert see(w.head(0), "write-report", visit.pk).status_code == 403

    def test_what_was_sent_never_changes_and_a_draft_in_between_is_not_the_hosts(self, see, w):
        visit = sent(w)
        dispute(w, visit)
        visit = whole(visit)
        lines = {**LINES, "well": ["Something quite different"]}
        operations.draft_report(actor=actor(visit.writer.person), at=after(visit, 4), visit=visit, lines=lines)
        page = html(see(w.head(0), "report", visit.pk))
        assert LINES["well"][0] in page
        assert "Something quite different" not in page

    def test_of_two_answers_of_the_host_the_second_is_told(self, w):
        visit = sent(w)
        head = actor(w.head(0))
        version = queries.report(actor=head, visit=visit).version
        stale = whole(visit)
        agree(w, visit)
        with pytest.raises((operations.UnableToReport, Forbidden)):
            operations.dispute_report(
                actor=head, at=after(visit, 3), visit=stale, version=version, disputes={}, remark="No"
            )
        assert whole(visit).state == V.AGREED

    def test_nobody_agrees_a_version_that_a_newer_one_has_replaced(self, w):
        visit = sent(w)
        head = actor(w.head(0))
        read = queries.report(actor=head, visit=visit).version
        dispute(w, visit)
        send(whole(visit), days=4, well=["Something quite different"])
        with pytest.raises(operations.UnableToReport, match="look at the report again"):
            operations.agree_report(actor=head, at=after(visit, 5), visit=whole(visit), version=read)
        assert whole(visit).state == V.DRAFTED

    def test_it_can_be_taken_home_once_it_is_agreed(self, see, w):
        visit = sent(w)
        assert see(w.head(0), "report-file", visit.pk).status_code == 404
        agree(w, visit)
        for someone in (w.head(0), visit.going[0].person):
            assert see(someone, "report-file", visit.pk).content.startswith(b"%PDF")
        assert see(w.ivy, "report-file", visit.pk).status_code == 403


class TestWhoReadsIt:
    def test_nobody_but_the_host_and_its_visitors(self, see, w):
        visit = agreed(w)
        going = {each.person for each in visit.going}
        others = [each for each in w.heads if each not in going and each != w.head(0)]
        assert others
        for someone in (*others, w.ivy, w.farah, w.outsider):
            assert see(someone, "report", visit.pk).status_code in (403, 404)
            assert LINES["well"][0] not in html(see(someone, "visit", visit.pk))

    def test_who_gave_the_visit_back_reads_nothing_from_then_on(self, see, w):
        visit = happened(w)
        leaver = next(each for each in visit.going if each != visit.writer)
        leaver.status = "given_back"
        leaver.save()
        send(whole(visit))
        assert see(leaver.person, "report", visit.pk).status_code in (403, 404)

    def test_an_organiser_who_visits_reads_it_as_a_visitor_only(self, see, w):
        visit = agreed(w)
        with pytest.raises(NotFound):
            queries.visit(actor=actor(w.outsider), peer_visit_id=visit.pk)
        assert see(visit.going[0].person, "report", visit.pk).status_code == 200


class TestLateReports:
    def test_whoever_it_waits_for_is_reminded_twice_and_the_organiser_hears_of_the_second(self, w):
        visit = happened(w)
        since = visit.waits_since
        for days in range(1, 31):
            tick(w, since + timedelta(days=days))
        wanted = Message.objects.filter(template="peer_review.report_wanted", subject__contains=visit.host.name)
        late = Message.objects.filter(template="peer_review.report_late", subject__contains=visit.host.name)
        assert (wanted.count(), late.count()) == (3, 1)
        assert late.get().recipients[0]["name"] == w.ivy.name

    def test_the_host_is_reminded_of_the_check_also_after_the_round_is_over(self, w):
        visit = sent(w)
        Visit.objects.filter(pk=visit.pk).update(waits_since=after(visit, 2))
        operations.close(actor=actor(w.ivy), at=after(visit, 3), review_round=visit.round)
        tick(w, after(visit, 12))
        assert mails("report_sent").count(w.head(0).name) == 2

    def test_nobody_is_reminded_of_what_is_done(self, w):
        visit = agreed(w)
        tick(w, after(visit, 30))
        assert mails("report_sent") == [w.head(0).name]
