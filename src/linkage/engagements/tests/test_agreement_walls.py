"""Who opens an agreement and the clauses of the programme, and who finds nothing there."""

import re

import pytest
import time_machine
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import AgreementStatus
from linkage.engagements.models import Agreement, ClauseLibrary
from linkage.engagements.tests import agreements as made
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, head, staff
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = AgreementStatus
OWN = "We begin in tutor time."


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


READ = ("agreement", "agreement-paper", "agreement-version", "agreement-version-paper")


class TestWalls:
    @pytest.mark.parametrize("name", READ)
    @pytest.mark.parametrize("who", ["other head", "colleague", "another programme"])
    def test_for_everybody_else_it_is_not_there(self, w, here, see, name, who):
        with acting_in(here.id):
            made.signed(w)
            found = school(name="Millrace School")
            member(here, found)
            others = {
                "other head": head(here, found, account=account()),
                "colleague": staff(here, w.thistlebank, account=account()),
            }
        if who == "another programme":
            there = programme(slug="elsewhere")
            with acting_in(there.id):
                others[who] = head(there, w.thistlebank, account=account())
        args = [w.engagement.pk, *([1] if "version" in name else [])]
        assert see(others[who], name, *args).status_code in ((403, 404) if who == "another programme" else (404,))
        assert see(w.daniel, name, *args).status_code == 200  # the control

    @pytest.mark.parametrize("name", READ)
    def test_whoever_runs_the_programme_reads_when_it_was_signed_and_no_word_of_it(self, w, here, see, name):
        in_programme(here, lambda: made.signed(w, words={"purpose": OWN}))
        args = [w.engagement.pk, *([1] if "version" in name else [])]
        answer = see(w.farah, name, *args)
        assert answer.status_code == (200 if name == "agreement" else 403)
        assert OWN not in text_of(answer)
        if name == "agreement":
            assert "Everybody had signed it on Tuesday 3 November 2026." in text_of(answer)
        if name in ("agreement", "agreement-version"):
            assert OWN in text_of(see(w.priya, name, *args))  # the control

    def test_where_days_were_bought_who_works_on_it_reads_and_signs_and_sees_no_other_part(self, here, see):
        with acting_in(here.id):
            w = made.bought(here)
            made.offered(w, words={"purpose": OWN})
        shown = see(w.farah, "agreement", w.engagement.pk)
        assert OWN in text_of(shown)
        assert "for Ribble Linkage" in text_of(shown)
        assert reverse("engagements:plan", args=["ribble", w.engagement.pk]) not in shown.content.decode()

    @pytest.mark.parametrize(
        "name", ["agreement-change", "agreement-offer", "agreement-take-back", "agreement-amend", "agreement-drop"]
    )
    def test_only_who_leads_has_the_pages_that_change_it(self, w, here, see, name):
        in_programme(here, lambda: made.written(w))
        assert see(w.farah, name, w.engagement.pk, data={}).status_code == 404
        assert see(w.daniel, name, w.engagement.pk, data={}).status_code in (200, 302, 422)  # the control


class TestClauses:
    def test_a_coordinator_changes_a_clause_and_what_was_begun_keeps_its_text(self, w, here, see):
        in_programme(here, lambda: made.written(w))
        assert "What it is for" in text_of(see(w.farah, "clauses"))
        answer = {"heading": "Why", "text": "{client} wants it.", "use": "required"}
        assert see(w.farah, "change-clause", "purpose", data=answer).status_code == 302
        with acting_in(here.id):
            assert list(ClauseLibrary.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
            draft = Agreement.objects.get()
            clauses = queries.clauses_for(actor=actor(w.daniel), agreement=draft)
            assert clauses[0].heading == "What it is for"
            assert queries.clause_texts(actor=actor(w.daniel))[0].heading == "Why"
        assert "Version 2" in text_of(see(w.farah, "clauses"))

    def test_a_clause_is_added_left_out_and_a_slot_we_cannot_fill_is_told(self, w, here, see):
        new = {"heading": "Travel", "text": "{home} pays {trains}.", "use": "optional"}
        wrong = see(w.farah, "add-clause", data=new)
        assert wrong.status_code == 422
        assert "We cannot fill {trains}" in text_of(wrong)
        assert see(w.farah, "add-clause", data=new | {"text": "{home} pays."}).status_code == 302
        again = see(w.farah, "add-clause", data=new | {"text": "{home} pays."})
        assert (again.status_code, "already" in text_of(again)) == (422, True)
        see(w.farah, "change-clause", "insurance", data={"heading": "Insurance", "text": "None", "use": "unused"})
        page = text_of(see(w.daniel, "agreement", w.engagement.pk))
        assert "16. Travel" not in page
        assert "15. Travel Harrowgill High School pays." in page
        assert "Insurance" not in page

    @pytest.mark.parametrize("name", ["clauses", "add-clause"])
    def test_nobody_but_coordinators_opens_them(self, w, see, name):
        for someone in (w.grace, w.daniel, w.priya):
            assert see(someone, name).status_code == 403
        assert see(w.farah, name).status_code == 200  # the control

    def test_a_clause_that_is_not_there(self, w, see):
        assert see(w.farah, "change-clause", "nothing").status_code == 404

    def test_the_operation_keeps_slots_right_too(self, w, here):
        with acting_in(here.id), pytest.raises(operations.UnableToSaveClause):
            operations.save_clause(
                actor=actor(w.farah),
                at=NOW,
                clause=queries.clause_text(actor=actor(w.farah), code="purpose")._replace(text="{x}"),
            )
