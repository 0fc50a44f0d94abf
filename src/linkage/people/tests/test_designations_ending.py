"""What is held is asked about before it ends, and runs out where everybody sees it; and the list of what there is."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from linkage.messaging.models import Message
from linkage.people import operations, tasks
from linkage.people.enums import DesignationStatus
from linkage.people.models import Designation, DesignationTitle
from linkage.people.rules import designations as rules
from linkage.people.tests import factories
from linkage.people.tests.designating import ASKED_ON, LAST_DAY, TODAY, link_of, stand, tick
from linkage.programmes.tests.factories import NOW
from linkage.ui import registry


class TestBeforeItEnds:
    def test_asked_once_sixty_days_before_and_never_again(self, programme, priya, held, mails):
        assert tick(programme, ASKED_ON - timedelta(days=1)) == 0
        assert tick(programme, ASKED_ON) == 1
        assert tick(programme, ASKED_ON + timedelta(days=1)) == 0
        (asked,) = mails("people.designation_ending")
        assert asked.recipients[0]["email"] == priya.email
        assert "ends on Tuesday 31 August 2027" in asked.subject

    def test_one_click_renews_it_without_an_account(self, client, programme, held, mails):
        tick(programme, ASKED_ON)
        link = link_of(mails("people.designation_ending")[0])
        assert b"Is it renewed?" in client.get(link).content
        renewed = {"answer": "until", "until-day": "31", "until-month": "8", "until-year": "2030"}
        done = client.post(link, renewed, follow=True)
        assert b"Schools see that it holds until Saturday 31 August 2030" in done.content
        held.refresh_from_db()
        assert (held.to_on, held.asked_at) == (date(2030, 8, 31), None)
        # The link answered its question and no later one.
        client.post(link, {"answer": "ended"})
        assert stand(held) == DesignationStatus.HELD

    def test_a_renewal_until_a_day_needs_the_day(self, client, programme, held, mails):
        tick(programme, ASKED_ON)
        page = client.post(link_of(mails("people.designation_ending")[0]), {"answer": "until"})
        assert page.status_code == 422
        assert b"Enter the last day" in page.content

    def test_it_ends_as_planned_without_a_second_question(self, act, programme, priya, held, mails):
        tick(programme, ASKED_ON)
        held.refresh_from_db()
        operations.let_designation_end(actor=act(priya), at=NOW, designation=held)
        assert tick(programme, LAST_DAY) == 0
        assert tick(programme, LAST_DAY + timedelta(days=1)) == 1
        assert (stand(held), held.ended_on) == (DesignationStatus.ENDED, LAST_DAY)
        assert mails("people.designation_ran_out") == []

    def test_without_an_answer_it_runs_out_and_one_click_brings_it_back(
        self, act, client, programme, coordinator, priya, held, mails
    ):
        tick(programme, ASKED_ON)
        first = link_of(mails("people.designation_ending")[0])
        tick(programme, LAST_DAY + timedelta(days=1))
        assert stand(held) == DesignationStatus.LAPSED
        assert tick(programme, LAST_DAY + timedelta(days=2)) == 0
        assert b"A newer e-mail from us asks the same" in client.get(first).content
        titles = [one.title for one in registry.waiting_for(act(coordinator), NOW)]
        assert "Priya Raman: Specialist Leader of Education" in titles
        assert "Is Specialist Leader of Education renewed?" in [
            one.title for one in registry.waiting_for(act(priya), NOW)
        ]
        client.post(link_of(mails("people.designation_ran_out")[0]), {"answer": "open"})
        assert (stand(held), held.to_on) == (DesignationStatus.HELD, None)

    def test_several_stand_on_one_line_of_the_coordinators_list(self, act, programme, coordinator, priya, leader):
        for each in ("Phonics", "Writing"):
            factories.designation(programme, priya, specialism=each, to_on=TODAY, asked_at=NOW)
        (line,) = [one for one in registry.waiting_for(act(coordinator), NOW) if "designation" in one.title]
        assert (line.title, line.url) == (
            "2 designations end soon or ran out",
            "/ribble/people/designations/?state=ending",
        )

    def test_a_school_is_asked_by_its_head_and_without_one_by_nobody(self, programme, school, hub, mails):
        factories.designation(programme, school, to_on=LAST_DAY)
        assert tick(programme, ASKED_ON) == 1
        assert mails() == []
        Designation.objects.update(asked_at=None)
        ruth = factories.head(programme, school)
        tick(programme, ASKED_ON)
        assert mails("people.designation_ending")[0].recipients[0]["email"] == ruth.email

    def test_a_paused_programme_asks_nobody(self, programme, held):
        type(programme).objects.filter(pk=programme.pk).update(paused_at=NOW)
        tick(programme, ASKED_ON)
        assert Message.objects.count() == 0

    @pytest.mark.parametrize(
        ("to_on", "is_asked", "is_to_end", "due"),
        [
            (None, False, False, ""),
            (TODAY + timedelta(days=61), False, False, ""),
            (TODAY + timedelta(days=60), False, False, "ask"),
            (TODAY, True, False, ""),
            (TODAY, False, True, ""),
            (TODAY - timedelta(days=1), True, False, "lapse"),
            (TODAY - timedelta(days=1), False, True, "end"),
        ],
    )
    def test_what_is_due(self, to_on, is_asked, is_to_end, due):
        assert rules.due(to_on=to_on, today=TODAY, is_asked=is_asked, is_to_end=is_to_end) == due

    def test_the_job_of_each_morning_does_it(self, programme, held):
        Designation.objects.update(to_on=date(2025, 8, 31))
        tasks.designations_in_programme(programme_id=str(programme.pk))
        assert stand(held) == DesignationStatus.LAPSED


class TestTheList:
    def test_a_programme_from_before_gets_the_usual_ones_once(self, programme):
        """The migration, over a programme that was founded before there were designations."""
        give = import_module("linkage.people.migrations.0006_titles_of_programmes").give
        give(apps, connection.schema_editor())
        number = DesignationTitle.objects.count()
        assert number == len(rules.SHIPPED)
        give(apps, connection.schema_editor())
        assert DesignationTitle.objects.count() == number

    def test_one_is_added_renamed_and_taken_out_of_use(self, sign_in, coordinator, priya, held):
        client = sign_in(coordinator)
        new = {"name": "Coventry Leader", "awarded_by": "", "holder": "person"}
        client.post("/ribble/people/designations/list/add/", new)
        assert b"Coventry Leader" in client.get("/ribble/people/designations/list/").content
        twice = client.post("/ribble/people/designations/list/add/", {**new, "name": "coventry leader"})
        assert (twice.status_code, b"The list has this one already" in twice.content) == (422, True)
        client.post(f"/ribble/people/designations/list/{held.title_id}/", {"name": "Specialist leader"})
        held.title.refresh_from_db()
        assert (held.title.name, held.title.is_in_use) == ("Specialist leader", False)
        assert b"Specialist leader" in client.get("/ribble/people/designations/list/").content
        offered = client.get(f"/ribble/people/{priya.pk}/designations/add/").content
        assert b"Specialist leader" not in offered
        # Whoever holds it keeps it.
        assert b"Specialist leader" in client.get(f"/ribble/people/designations/{held.pk}/change/").content
