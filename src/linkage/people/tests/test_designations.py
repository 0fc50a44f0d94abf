"""What people and schools hold: noted, checked, asked about before it ends, and seen only while it holds."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from linkage.access.actor import Actor
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.people import operations, queries, tasks
from linkage.people.enums import DesignationStatus, Holder
from linkage.people.models import Designation, DesignationTitle
from linkage.people.rules import designations as rules
from linkage.people.tests import factories
from linkage.programmes.tests.factories import NOW
from linkage.ui import registry

TODAY = NOW.date()
LAST_DAY = date(2027, 8, 31)
ASKED_ON = LAST_DAY - timedelta(days=60)
GIVEN = {
    "specialism": "Phonics",
    "awarded_by": "Wyre Teaching School Hub",
    "from_on-day": "1", "from_on-month": "9", "from_on-year": "2024",
    "to_on-day": "31", "to_on-month": "8", "to_on-year": "2027",
    "evidence": "Certificate 4711",
}  # fmt: skip


@pytest.fixture
def priya(programme, school):
    return factories.staff(programme, school, name="Priya Raman", email="priya@hope.lancs.sch.uk", answered_at=NOW)


@pytest.fixture
def leader(programme):
    return factories.title(programme)


@pytest.fixture
def hub(programme):
    return factories.title(programme, "Maths Hub", Holder.ORGANISATION)


@pytest.fixture
def held(programme, priya):
    return factories.designation(programme, priya, specialism="Phonics", to_on=LAST_DAY)


def link_of(mail):
    return re.search(r"http://linkage\.test(/ribble/people/designations/answer/\S+)", mail.text)[1]


def award(leader, **fields):
    return operations.Award(
        **{"title": leader, "awarded_by": "Wyre Hub", "from_on": date(2024, 9, 1), "to_on": LAST_DAY, **fields}
    )


def tick(programme, on):
    at = datetime.combine(on, NOW.timetz())
    return operations.tick_designations(actor=Actor.system("designations", programme.pk), at=at)


def stand(designation):
    designation.refresh_from_db()
    return designation.status


def holds(act, person, holder, on=TODAY):
    found = queries.held_by(actor=act(person), holder_ids=[holder.pk], on=on)
    return [each.called for each in found.get(holder.pk, [])]


class TestNoting:
    def test_a_coordinators_word_counts_at_once_and_the_holder_is_told(self, act, coordinator, priya, leader, mails):
        made = operations.note_designation(
            actor=act(coordinator), at=NOW, holder=priya, award=award(leader, specialism=" Phonics ")
        )
        assert made.status == DesignationStatus.HELD
        assert holds(act, coordinator, priya) == ["Specialist Leader of Education (Phonics)"]
        (told,) = mails("people.designation_noted")
        assert told.recipients[0]["email"] == priya.email
        assert "Farah Siddiqui noted this" in told.text

    def test_what_somebody_notes_themselves_is_seen_once_a_coordinator_confirms_it(
        self, act, sign_in, coordinator, priya, leader, mails
    ):
        client = sign_in(priya)
        client.post("/ribble/people/me/designations/add/", {**GIVEN, "title": str(leader.pk)})
        made = Designation.objects.get(person=priya)
        assert (made.status, made.evidence) == (DesignationStatus.CLAIMED, "Certificate 4711")
        assert holds(act, priya, priya) == []
        (waits,) = [one for one in registry.waiting_for(act(coordinator), NOW) if "hold" in one.title]
        assert waits.title == "Does Priya Raman hold Specialist Leader of Education (Phonics)?"
        assert b"Yes, confirm it" not in client.get(waits.url).content
        page = sign_in(coordinator).get(waits.url)
        assert b"Yes, confirm it" in page.content
        client.post(f"/ribble/people/designations/{made.pk}/confirm/")
        assert holds(act, priya, priya) == ["Specialist Leader of Education (Phonics)"]
        assert len(mails("people.designation_confirmed")) == 1

    def test_who_cannot_be_confirmed_is_told_and_may_note_it_anew(self, act, coordinator, priya, leader, mails):
        made = operations.note_designation(actor=act(priya), at=NOW, holder=priya, award=award(leader))
        operations.end_designation(actor=act(coordinator), at=NOW, designation=made)
        assert "could not confirm" in mails("people.designation_ended")[0].text
        again = operations.note_designation(actor=act(priya), at=NOW, holder=priya, award=award(leader))
        assert again.status == DesignationStatus.CLAIMED

    def test_a_school_holds_what_its_head_noted(self, act, sign_in, coordinator, head, school, hub):
        client = sign_in(head)
        page = client.get(f"/ribble/people/staff/{school.pk}/designations/add/")
        assert b"Maths Hub" in page.content
        assert b"Specialist Leader" not in page.content
        client.post(f"/ribble/people/staff/{school.pk}/designations/add/", {**GIVEN, "title": str(hub.pk)})
        made = Designation.objects.get(organisation=school)
        operations.confirm_designation(actor=act(coordinator), at=NOW, designation=made)
        assert holds(act, head, school) == ["Maths Hub (Phonics)"]

    def test_nobody_notes_for_somebody_else(self, act, head, priya, leader):
        with pytest.raises(Forbidden):
            operations.note_designation(actor=act(head), at=NOW, holder=priya, award=award(leader))

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"from_on": TODAY + timedelta(days=1)}, "cannot be one that is still to come"),
            ({"to_on": TODAY - timedelta(days=1)}, "Enter a last day that is still to come"),
        ],
    )
    def test_days_that_cannot_be(self, act, coordinator, priya, leader, fields, sentence):
        with pytest.raises(operations.UnableToNoteDesignation, match=sentence):
            operations.note_designation(actor=act(coordinator), at=NOW, holder=priya, award=award(leader, **fields))

    def test_the_same_is_noted_once_and_another_subject_is_another(self, act, coordinator, priya, leader, held):
        with pytest.raises(operations.UnableToNoteDesignation, match="noted already"):
            operations.note_designation(
                actor=act(coordinator), at=NOW, holder=priya, award=award(leader, specialism="Phonics")
            )
        operations.note_designation(
            actor=act(coordinator), at=NOW, holder=priya, award=award(leader, specialism="Writing")
        )
        assert len(holds(act, coordinator, priya)) == 2

    def test_the_database_keeps_one_holder_and_days_in_order(self, programme, priya, school, leader):
        for wrong in ({"organisation": school}, {"to_on": date(2020, 1, 1)}):
            with pytest.raises(IntegrityError), transaction.atomic():
                factories.designation(programme, priya, title=leader, **wrong)

    def test_what_its_holder_changes_is_checked_again(self, act, coordinator, priya, leader, held):
        said = award(leader, awarded_by="Another Hub")
        operations.change_designation(actor=act(priya), at=NOW, designation=held, award=said)
        assert stand(held) == DesignationStatus.CLAIMED
        operations.change_designation(actor=act(coordinator), at=NOW, designation=held, award=said)
        assert stand(held) == DesignationStatus.HELD

    def test_bad_answers_lose_nothing(self, sign_in, priya, leader):
        wrong = {**GIVEN, "title": str(leader.pk), "from_on-month": "13"}
        page = sign_in(priya).post("/ribble/people/me/designations/add/", wrong)
        assert page.status_code == 422
        assert b"The day it began must be a real date" in page.content
        assert b"Certificate 4711" in page.content


class TestWhoSees:
    def test_a_stranger_does_not_get_to_the_record(self, sign_in, programme, school, held):
        client = sign_in(factories.staff(programme, school))
        for page in ("", "change/", "answer/"):
            assert client.get(f"/ribble/people/designations/{held.pk}/{page}").status_code == 404
        assert client.get("/ribble/people/designations/").status_code == 403

    def test_everybody_knows_what_holds_now_and_not_what_is_over(self, act, programme, priya, held):
        stranger = factories.person(programme)
        assert holds(act, stranger, priya, LAST_DAY) == ["Specialist Leader of Education (Phonics)"]
        # The control: the day after, also before the morning's job has been.
        assert holds(act, stranger, priya, LAST_DAY + timedelta(days=1)) == []

    def test_the_coordinator_finds_and_takes_home_the_list(self, sign_in, coordinator, held, priya):
        client = sign_in(coordinator)
        assert b"Priya Raman" in client.get("/ribble/people/designations/?q=phonics").content
        assert b"Priya Raman" not in client.get("/ribble/people/designations/?q=governance").content
        taken = client.post("/ribble/people/designations/", {"export": "csv"}).content.decode()
        assert "Priya Raman,Specialist Leader of Education,Phonics" in taken
        person = client.get(f"/ribble/people/{priya.pk}/")
        assert b"Specialist Leader of Education (Phonics)" in person.content

    def test_what_was_done_is_told_on_its_page(self, act, sign_in, coordinator, held):
        operations.renew_designation(actor=act(coordinator), at=NOW, designation=held, until=None)
        page = sign_in(coordinator).get(f"/ribble/people/designations/{held.pk}/")
        assert b"Farah Siddiqui said that it is renewed" in page.content


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
        assert "Priya Raman: Specialist Leader of Education (Phonics)" in titles
        assert "Is Specialist Leader of Education (Phonics) renewed?" in [
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
    def test_a_programme_without_one_gets_the_usual_ones_once(self, programme):
        tick(programme, TODAY)
        number = DesignationTitle.objects.count()
        assert number == len(rules.SHIPPED)
        tick(programme, TODAY)
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
