"""What people and schools hold: noted, checked, and seen only while it holds."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from linkage.kernel.errors import Forbidden
from linkage.people import operations, queries
from linkage.people.enums import DesignationStatus
from linkage.people.models import Designation
from linkage.people.tests import factories
from linkage.people.tests.designating import GIVEN, LAST_DAY, TODAY, award, holds, stand
from linkage.programmes.tests.factories import NOW
from linkage.ui import registry


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
        assert waits.title == "Does Priya Raman hold Specialist Leader of Education?"
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

    def test_who_usually_gives_it_need_not_be_named(self, act, coordinator, priya, leader):
        said = {"actor": act(coordinator), "at": NOW, "holder": priya, "award": award(leader, awarded_by=" ")}
        with pytest.raises(operations.UnableToNoteDesignation, match="Enter who gave it"):
            operations.note_designation(**said)
        leader.awarded_by = "Department for Education"
        assert operations.note_designation(**said).awarded_by == "Department for Education"

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


class TestGoing:
    def test_it_stays_with_somebody_who_leaves_a_school(self, act, head, priya, held):
        work = priya.affiliations.get()
        operations.end_affiliation(actor=act(head), at=NOW, affiliation=work)
        assert holds(act, head, priya) == ["Specialist Leader of Education (Phonics)"]

    def test_it_is_handed_out_and_goes_with_who_leaves_the_programme(self, act, coordinator, priya, held):
        held.evidence = "Ask Priya Raman"
        held.said_by = priya
        held.save()
        (told,) = queries.everything_about(actor=act(coordinator), person=priya)["You"]["Designations"]
        assert (told["Title"], told["Given by"]) == ("Specialist Leader of Education", "Wyre Teaching School Hub")
        operations.leave(actor=act(priya), at=NOW, person=priya)
        assert not Designation.objects.exists()

    def test_what_it_says_of_others_loses_their_name(self, act, programme, priya, school, hub):
        named = factories.designation(programme, school, evidence="Priya Raman has the certificate", said_by=priya)
        operations.leave(actor=act(priya), at=NOW, person=priya)
        named.refresh_from_db()
        assert (named.evidence, named.said_by) == ("somebody has the certificate", None)

    def test_alone_it_keeps_nobody_who_never_answered(self, act, programme, coordinator):
        silent = factories.person(programme)
        factories.designation(programme, silent)
        assert queries.is_unneeded(actor=act(coordinator), person=silent)
