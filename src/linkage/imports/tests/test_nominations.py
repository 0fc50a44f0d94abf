"""Heads' answers from a form become nominations: tried first, added once, in the head's name, and undone."""

from datetime import date, timedelta

import pytest

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.directory import operations as directory
from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination
from linkage.documents.tests.sheets import xlsx
from linkage.imports import operations
from linkage.imports.models import ColumnMemory, SheetImport
from linkage.imports.rules import State
from linkage.imports.tests import workbooks
from linkage.imports.tests.conftest import NOW
from linkage.imports.tests.workbooks import AMA, FORM, HELEN, JOY, form
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.people import queries as persons
from linkage.people.models import Person

AFTER_MAILS = NOW + timedelta(hours=2)


def states(trial):
    return [(row.number, row.state) for row in trial.rows]


def test_the_microsoft_export_is_read_as_it_comes(ribble):
    found = ribble.bring(workbooks.microsoft_forms())
    assert dict(zip(FORM, found.mapping, strict=True)) == {
        "ID": "",
        "Start time": "",
        "Completion time": "written_on",
        "Email": "nominator_email",
        "Name": "nominator_name",
        FORM[5]: "school",
        FORM[6]: "name",
        "Their email address": "email",
        "Job title": "job_title",
        FORM[9]: "areas",
        "Phase": "phases",
        FORM[11]: "evidence",
        FORM[12]: "days",
        "Any other comments": "",
    }
    trial = ribble.trial(found)
    assert states(trial) == [(2, State.NEW), (3, State.NEW), (4, State.NEW)]
    ama, joy, omar = (row.values for row in trial.rows)
    assert (ama["name"], ama["email"], ama["areas"]) == ("Ama Sarpong", AMA[3], ["literacy"])
    assert (ama["days"], ama["phases"], ama["written_on"]) == (2, ["secondary"], date(2026, 9, 14))
    assert (joy["school"], joy["areas"], joy["days"]) == (str(ribble.josephs.pk), ["phonics", "early-years"], 1)
    assert (omar["phases"], omar["written_on"]) == (["primary", "secondary"], date(2026, 9, 21))


def test_trying_changes_nothing(ribble):
    ribble.trial(ribble.bring(workbooks.microsoft_forms()))
    assert (Nomination.objects.count(), Message.objects.count(), ColumnMemory.objects.count()) == (0, 0, 0)
    assert not Person.objects.filter(email=AMA[3]).exists()


def test_what_is_added_is_each_heads_own_nomination(ribble):
    found = ribble.add(ribble.bring(workbooks.microsoft_forms()))
    made = {each.nominee.email: each for each in Nomination.objects.select_related("nominee")}
    ama = made[AMA[3]]
    assert (ama.status, ama.nominated_by, ama.recorded_by) == (
        NominationStatus.AWAITING_AGREEMENT,
        ribble.helen,
        ribble.farah,
    )
    assert (ama.evidence, ama.area_codes, ama.organisation) == (AMA[7], ["literacy"], ribble.harrowgill)
    assert (found.counts["sent"], found.counts["drafts"], found.rows) == (3, 0, [])
    assert AuditEntry.objects.filter(action="imports.confirm", target_id=found.pk).count() == 1


def test_colleagues_are_asked_one_after_the_other_and_told_who_entered_it(ribble):
    ribble.add(ribble.bring(workbooks.microsoft_forms()))
    asked = Message.objects.filter(template="directory.asked").order_by("due_at")
    assert [each.due_at - NOW for each in asked] == [timedelta(seconds=900 + 20 * n) for n in range(3)]
    assert "Helen Brook" in asked[0].subject
    assert "Farah Siddiqui entered what Helen Brook wrote on a form" in " ".join(asked[0].text.split())
    told = Message.objects.filter(template="directory.recorded")
    assert {each.recipients[0]["email"] for each in told} == {HELEN, workbooks.PETER, workbooks.RUTH}
    assert "Ama Sarpong" in told.get(recipients__0__email=HELEN).text


def test_the_head_can_withdraw_what_was_entered_in_their_name(ribble):
    ribble.add(ribble.bring(form(AMA)))
    directory.withdraw_nomination(actor=persons.of_person(ribble.helen), at=NOW, nomination=Nomination.objects.get())
    assert Nomination.objects.get().status == NominationStatus.WITHDRAWN


def test_the_same_file_adds_nothing_a_second_time(ribble):
    ribble.add(ribble.bring(workbooks.microsoft_forms()))
    again = ribble.bring(workbooks.microsoft_forms())
    assert {state for _, state in states(ribble.trial(again))} == {State.KNOWN}
    with pytest.raises(operations.UnableToAdd):
        ribble.add(again)
    assert Nomination.objects.count() == 3


def test_nobody_who_said_no_is_asked_again_by_the_same_file(ribble):
    ribble.add(ribble.bring(form(AMA)))
    nomination = Nomination.objects.get()
    directory.decline(actor=persons.of_person(nomination.nominee), at=NOW, nomination=nomination)
    Nomination.objects.all().delete()
    assert states(ribble.trial(ribble.bring(form(AMA)))) == [(2, State.KNOWN)]


def test_all_rows_come_in_or_none(ribble, monkeypatch):
    record, calls = directory.record_on_behalf, []

    def killed(**told):
        calls.append(told)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return record(**told)

    monkeypatch.setattr(directory, "record_on_behalf", killed)
    found = ribble.bring(workbooks.microsoft_forms())
    with pytest.raises(KeyboardInterrupt):
        ribble.add(found)
    assert (Nomination.objects.count(), Message.objects.count()) == (0, 0)
    monkeypatch.undo()
    found = SheetImport.objects.get(pk=found.pk)
    ribble.add(found)
    assert Nomination.objects.count() == 3


def test_a_tidied_file_is_read_too(ribble):
    """Other headings in another order below a merged title; blank rows, dittos, a total."""
    found = ribble.bring(workbooks.renamed())
    assert found.mapping == [
        "name",
        "email",
        "school",
        "job_title",
        "areas",
        "evidence",
        "nominator_email",
        "written_on",
    ]
    trial = ribble.trial(found)
    assert states(trial) == [(4, State.NEW), (6, State.NEW), (7, State.NEW)]
    assert trial.rows[2].values["school"] == str(ribble.tarnmoor.pk)
    assert found.skipped == [[8, "A total, not a row"]]


def test_how_columns_were_matched_is_remembered_for_files_of_the_same_headings(ribble):
    found = ribble.bring(workbooks.microsoft_forms())
    mapping = list(found.mapping)
    mapping[13] = "job_title"
    mapping[8] = ""
    ribble.decide(found, mapping)
    assert ribble.bring(form(JOY)).mapping == mapping
    assert ribble.bring(workbooks.renamed()).mapping != mapping


def test_two_columns_cannot_go_to_the_same_field(ribble):
    found = ribble.bring(workbooks.microsoft_forms())
    with pytest.raises(operations.UnableToDecide, match="Two columns go to “School”"):
        ribble.decide(found, ["school", "school", *found.mapping[2:]])


def test_windows_letters_and_semicolons(ribble):
    found = ribble.bring(workbooks.windows_csv(), "Nominations.csv")
    [row] = ribble.trial(found).rows
    assert (row.state, row.values["name"]) == (State.NEW, "Zoë O’Brien")
    assert row.values["evidence"] == "She has built – from nothing – a café of ideas."


class TestUndo:
    def test_before_the_mails_nobody_hears_of_it(self, ribble):
        found = ribble.add(ribble.bring(workbooks.microsoft_forms()))
        ribble.undo(found)
        assert (Nomination.objects.count(), Message.objects.count()) == (0, 0)
        assert not Person.objects.filter(email=AMA[3]).exists()
        assert (found.counts["undone"], found.counts["kept"]) == (3, 0)
        assert len(ribble.trial(ribble.bring(workbooks.microsoft_forms())).new) == 3

    def test_whoever_was_written_to_is_told_that_they_need_not_answer(self, ribble):
        found = ribble.add(ribble.bring(form(AMA)))
        Message.objects.update(status="sent", attempts=1)
        ribble.undo(found, AFTER_MAILS)
        assert Nomination.objects.get().status == NominationStatus.WITHDRAWN
        assert "You need not answer any more" in {each.subject for each in Message.objects.all()}

    def test_whoever_has_answered_stays(self, ribble):
        found = ribble.add(ribble.bring(workbooks.microsoft_forms()))
        Message.objects.update(status="sent", attempts=1)
        ama = Nomination.objects.get(nominee__email=AMA[3])
        offered = directory.Offered("Head of English", "I can help", ["call"], 2, 1, None, "everybody")
        directory.agree(actor=persons.of_person(ama.nominee), at=NOW, nomination=ama, offered=offered)
        ribble.undo(found, AFTER_MAILS)
        assert (found.counts["undone"], found.counts["kept"]) == (2, 1)
        ama.refresh_from_db()
        assert ama.status == NominationStatus.LISTED

    def test_its_time_ends(self, ribble):
        found = ribble.add(ribble.bring(form(AMA)))
        with pytest.raises(operations.UnableToUndo, match="30 days"):
            ribble.undo(found, NOW + timedelta(days=31))

    def test_it_is_undone_once(self, ribble):
        found = ribble.add(ribble.bring(form(AMA)))
        ribble.undo(found)
        with pytest.raises(operations.UnableToUndo, match="already"):
            ribble.undo(found)


class TestKeeping:
    def test_what_nobody_went_on_with_is_forgotten(self, ribble):
        ribble.bring(workbooks.microsoft_forms())
        actor = Actor.system("imports.tidy", ribble.programme.pk)
        assert operations.tidy(actor=actor, at=NOW + timedelta(days=13)) == 0
        assert operations.tidy(actor=actor, at=NOW + timedelta(days=15)) == 1
        assert not SheetImport.objects.exists()

    def test_only_a_few_files_wait(self, ribble):
        for _ in range(7):
            ribble.bring(form(AMA))
        assert SheetImport.objects.count() <= 6

    def test_only_who_runs_the_programme_brings_a_file(self, ribble):
        with pytest.raises(Forbidden):
            operations.bring(
                actor=persons.of_person(ribble.helen), at=NOW, kind="nominations", name="a.xlsx", content=form(AMA)
            )

    @pytest.mark.parametrize("content", [xlsx([["Only a title"]]), xlsx([FORM]), b""])
    def test_a_file_without_a_table_is_refused(self, ribble, content):
        with pytest.raises(operations.UnableToBring):
            ribble.bring(content)

    def test_too_many_rows_are_refused(self, ribble):
        with pytest.raises(operations.UnableToBring, match="Split it"):
            ribble.bring(form(*[AMA] * 1_001))

    def test_nobody_adds_other_than_they_saw(self, ribble):
        found = ribble.bring(workbooks.microsoft_forms())
        decisions = operations.Decisions(tuple(found.mapping), {"row:2": "out"})
        kept = operations.confirm(actor=ribble.actor, at=NOW, sheet_import=found, decisions=decisions, shown=3)
        assert (kept.status, kept.answers, Nomination.objects.count()) == ("checking", {"row:2": "out"}, 0)
