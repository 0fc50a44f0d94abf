"""The pages of papers: added, read, replaced and taken off in a browser; how a file is handed out; and milestones."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.documents.models import StoredFile
from linkage.documents.tests import papers as files
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus, Kind, Theme
from linkage.engagements.models import Paper, StepDay
from linkage.engagements.tests import ready
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.papers import added, checked
from linkage.kernel.days import day_of
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        return world(here, kind=Kind.SPONSORSHIP)


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def upload(kind="pdf", **fields):
    name, content = files.good()[kind]
    return {"file": SimpleUploadedFile(name, content), "title": "Due diligence", "code": "", **fields}


def made(ours, someone, title="Minutes", **fields):
    with acting_in(ours.programme.id):
        return added(ours, someone, title, **fields)


class TestAdding:
    def test_a_paper_is_added_to_a_step_and_stands_in_the_list_of_both_schools(self, see, ours):
        key = ours.engagement.pk
        assert "No papers yet" in text(see(ours.daniel, "papers", key))
        response = see(ours.daniel, "add-paper", key, data=upload(code="governors"), follow=True)
        assert "Due diligence PDF, 1 KB The governors decide" in text(response)
        assert "Due diligence" in text(see(ours.priya, "papers", key))
        assert "1 file of 100, less than 1 MB of 200 MB" in text(see(ours.priya, "papers", key))

    def test_the_room_that_evidence_takes_does_not_give_it_away(self, see, ours):
        key = ours.engagement.pk
        with acting_in(ours.programme.id):
            ready.begun(ours)
        made(ours, ours.daniel, "Cover plan", theme=Theme.TIME)
        assert "1 file of 100" in text(see(ours.grace, "papers", key))  # the control: their own side
        for other in (ours.priya, ours.helen):
            shown = text(see(other, "papers", key))
            assert ("No papers yet" in shown, "0 files of 100, 0 MB of 200 MB" in shown) == (True, True)

    @pytest.mark.parametrize("what", ["PDF with a script", "document with macros", "test virus", "nothing"])
    def test_a_refused_file_is_said_plainly_and_nothing_is_kept(self, see, ours, what):
        name, content = files.hostile()[what]
        response = see(
            ours.daniel, "add-paper", ours.engagement.pk, data={"file": SimpleUploadedFile(name, content), "title": "A"}
        )
        assert response.status_code == 422
        assert "Choose the file" in text(response)
        with acting_in(ours.programme.id):
            assert (Paper.objects.count(), StoredFile.objects.count()) == (0, 0)

    def test_a_file_and_a_name_are_asked_for(self, see, ours):
        response = see(ours.daniel, "add-paper", ours.engagement.pk, data={"title": ""})
        assert response.status_code == 422
        assert "Choose a file" in text(response)
        assert "Say what the paper is" in text(response)

    def test_the_page_of_a_step_shows_and_takes_its_papers(self, see, ours):
        key = ours.engagement.pk
        assert "Add a paper" in text(see(ours.priya, "mark", key, "diligence"))
        response = see(ours.priya, "add-step-paper", key, "diligence", data=upload(), follow=True)
        assert response.redirect_chain[-1][0] == reverse("engagements:mark", args=["ribble", key, "diligence"])
        assert "Due diligence" in text(response)

    def test_the_programme_adds_to_its_own_step_and_sees_nothing_else(self, see, ours):
        key = ours.engagement.pk
        made(ours, ours.daniel, "Secret budget", code="order")
        response = see(ours.farah, "add-step-paper", key, "order", data=upload(title="The order"), follow=True)
        assert "The order" in text(response)
        assert "Secret budget" not in text(response)
        assert see(ours.farah, "papers", key).status_code == 404
        assert see(ours.farah, "add-step-paper", key, "diligence", data=upload()).status_code == 404

    def test_evidence_goes_beside_the_answers_of_ones_own_side(self, see, ours):
        key = ours.engagement.pk
        with acting_in(ours.programme.id):
            ready.begun(ours)
        page = see(ours.daniel, "readiness", key)
        assert reverse("engagements:add-evidence", args=["ribble", key, Theme.TIME]) in page.content.decode()
        response = see(ours.daniel, "add-evidence", key, Theme.TIME, data=upload(title="Cover plan"), follow=True)
        assert "Cover plan" in text(response)
        assert "Only your side sees it" in text(response)
        assert "Cover plan" not in text(see(ours.priya, "readiness", key))
        assert see(ours.daniel, "add-evidence", key, "weather").status_code == 404

    def test_while_it_is_paused_there_is_no_button(self, see, ours):
        made(ours, ours.daniel)
        with acting_in(ours.programme.id):
            set_to(ours, S.PAUSED)
        shown = text(see(ours.daniel, "papers", ours.engagement.pk))
        assert "Minutes" in shown
        assert "Add a paper" not in shown
        assert "Change" not in shown


class TestReading:
    def test_a_file_is_handed_out_to_be_kept_and_never_shown(self, see, ours):
        paper = made(ours, ours.daniel, file=checked(name="Zoë’s minutes.txt"))
        response = see(ours.priya, "paper-file", ours.engagement.pk, paper.pk, 1)
        assert response.content == b"Minutes of the meeting"
        assert response["Content-Disposition"] == "attachment; filename*=utf-8''Zo%C3%AB%E2%80%99s%20minutes.txt"
        assert response["Content-Type"] == "text/plain"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert "no-store" in response["Cache-Control"]
        assert "public" not in response["Cache-Control"]

    @pytest.mark.parametrize("asked", ["bytes=0-4", "bytes=5-", "bytes=-1", "bytes=0-1,3-4", "bytes=99999-"])
    def test_who_asks_for_a_part_gets_all_of_it(self, see, ours, asked):
        paper = made(ours, ours.daniel)
        response = see(ours.priya, "paper-file", ours.engagement.pk, paper.pk, 1, headers={"range": asked})
        assert (response.status_code, response["Accept-Ranges"]) == (200, "none")
        assert response.content == b"Minutes of the meeting"

    def test_permission_is_asked_at_each_read(self, see, ours):
        paper = made(ours, ours.daniel)
        key = ours.engagement.pk
        assert see(ours.priya, "paper-file", key, paper.pk, 1).status_code == 200
        with acting_in(ours.programme.id):
            ours.engagement.participants.filter(person=ours.priya).update(left_at=NOW)
        for someone in (ours.priya, ours.farah):
            assert see(someone, "paper-file", key, paper.pk, 1, headers={"range": "bytes=0-"}).status_code == 404
        assert see(ours.daniel, "paper-file", key, paper.pk, 2).status_code == 404

    def test_what_is_held_or_harmful_is_not_handed_out_and_says_so(self, see, ours, settings):
        settings.CLAMD = "127.0.0.1:1"
        paper = made(ours, ours.daniel)
        key = ours.engagement.pk
        assert "Being checked" in text(see(ours.priya, "papers", key))
        assert see(ours.priya, "paper-file", key, paper.pk, 1).status_code == 404
        with acting_in(ours.programme.id):
            StoredFile.objects.update(state="refused")
        assert "Not kept: something harmful is in it" in text(see(ours.priya, "papers", key))
        assert see(ours.priya, "paper-file", key, paper.pk, 1).status_code == 404


class TestChanging:
    def test_a_newer_version_is_added_and_the_trail_read(self, see, ours):
        paper = made(ours, ours.daniel)
        key = ours.engagement.pk
        response = see(ours.daniel, "replace-paper", key, paper.pk, data=upload(based_on=1), follow=True)
        assert "Version 2, the newest" in text(response)
        assert "Minutes.txt" in text(response)
        assert "Take it off" not in text(see(ours.priya, "paper", key, paper.pk))
        again = see(ours.daniel, "replace-paper", key, paper.pk, data=upload("docx", based_on=1))
        assert again.status_code == 422
        assert "Somebody was quicker" in text(again)

    def test_it_is_taken_off(self, see, ours):
        paper = made(ours, ours.daniel)
        key = ours.engagement.pk
        assert see(ours.priya, "take-paper-off", key, paper.pk).status_code == 403
        assert "deleted for good" in text(see(ours.daniel, "take-paper-off", key, paper.pk))
        response = see(ours.daniel, "take-paper-off", key, paper.pk, data={}, follow=True)
        assert "No papers yet" in text(response)
        assert "took a paper off: Minutes" in text(see(ours.priya, "engagement", key))


class TestMilestones:
    def test_a_sponsorship_shows_its_milestones_with_days_and_papers(self, see, ours):
        key, today = ours.engagement.pk, day_of(NOW)
        with acting_in(ours.programme.id):
            operations.plan_step(
                actor=actor(ours.daniel), at=NOW, engagement=ours.engagement, code="board", planned_on=today
            )
        made(ours, ours.priya, "Board minutes", code="board")
        shown = text(see(ours.daniel, "engagement", key))
        assert "Milestones" in shown
        assert "Board minutes" in shown
        assert "Late" not in shown
        with acting_in(ours.programme.id):
            StepDay.objects.update(planned_on=today - timedelta(days=1))
        assert "Late" in text(see(ours.daniel, "engagement", key))
        fact = text(see(ours.farah, "engagement", key))
        assert "Late" in fact
        assert "Board minutes" not in fact

    def test_what_a_school_noted_of_its_milestone_is_for_the_two_schools(self, see, ours):
        with acting_in(ours.programme.id):
            said = {"done_on": day_of(NOW), "note": "In favour, 9 to 1"}
            operations.mark(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, code="board", **said)
        assert "In favour, 9 to 1" in text(see(ours.daniel, "engagement", ours.engagement.pk))
        assert "In favour, 9 to 1" not in text(see(ours.farah, "engagement", ours.engagement.pk))

    def test_who_leads_plans_the_day_of_a_step(self, see, ours):
        key = ours.engagement.pk
        day = {"planned_on-day": "12", "planned_on-month": "3", "planned_on-year": "2027"}
        response = see(ours.daniel, "plan-step", key, "order", data=day, follow=True)
        assert "12 March 2027" in text(response)
        see(ours.daniel, "plan-step", key, "order", data={})
        assert "12 March 2027" not in text(see(ours.daniel, "engagement", key))
        assert see(ours.farah, "plan-step", key, "order").status_code == 404
        assert see(ours.daniel, "plan-step", key, "no-such-step").status_code == 404

    def test_other_kinds_say_the_day_beside_the_step(self, see, here):
        with acting_in(here.id):
            w = world(here, kind=Kind.DEPLOYMENT)
            operations.plan_step(
                actor=actor(w.daniel), at=NOW, engagement=w.engagement, code="thanks", planned_on=day_of(NOW)
            )
        shown = text(see(w.daniel, "engagement", w.engagement.pk))
        assert "Planned for Tuesday 3 November 2026" in shown
        assert "Milestones" not in shown
