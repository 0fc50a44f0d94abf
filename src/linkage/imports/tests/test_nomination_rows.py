"""What one row of heads' answers means, and what is asked where it does not say."""

from datetime import date

from linkage.directory.enums import NominationStatus
from linkage.directory.models import Nomination
from linkage.imports.rules import State
from linkage.imports.tests.workbooks import AMA, HELEN, JOY, OMAR, changed, form
from linkage.messaging.models import Message
from linkage.people.enums import Role
from linkage.people.tests import factories as people


def states(trial):
    return [(row.number, row.state) for row in trial.rows]


def question(trial, number):
    [asked] = next(row for row in trial.rows if row.number == number).questions
    return asked


class TestSchools:
    def test_a_common_name_is_told_by_the_address_of_who_filled_the_form_in(self, ribble):
        [row] = ribble.trial(ribble.bring(form(JOY))).rows
        assert row.values["school"] == str(ribble.josephs.pk)
        assert row.notes == (
            "School: St Joseph's Catholic Primary School, by the address at st-josephs-preston.lancs.sch.uk",
        )

    def test_without_an_address_of_its_own_it_is_asked_once_for_all_rows(self, ribble):
        rows = [
            changed(JOY, nominator="peter@mail.example", email=f"colleague{n}@mail.example", name=f"Colleague {n}")
            for n in range(3)
        ]
        found = ribble.bring(form(*rows))
        trial = ribble.trial(found)
        assert [state for _, state in states(trial)] == [State.DECIDE] * 3
        asked = question(trial, 2)
        assert "2 schools may be meant" in asked.wrong
        assert {choice.value for choice in asked.choices} >= {str(ribble.josephs.pk), str(ribble.other_josephs.pk)}
        trial = ribble.decide(found, **{asked.key: str(ribble.josephs.pk)})
        assert [state for _, state in states(trial)] == [State.NEW] * 3

    def test_a_misspelt_name_is_asked_and_never_guessed(self, ribble):
        found = ribble.bring(form(changed(AMA, school="Harowgill Hgh School")))
        asked = question(ribble.trial(found), 2)
        assert asked.wrong == "No school has this name. Did you mean Harrowgill High School?"

    def test_an_unknown_school_is_written(self, ribble):
        found = ribble.bring(form(changed(AMA, school="Zzz", nominator="a@mail.example", email="b@mail.example")))
        asked = question(ribble.trial(found), 2)
        assert (asked.choices, asked.value) == ((), "Zzz")
        trial = ribble.decide(found, **{asked.key: str(ribble.harrowgill.urn)})
        assert states(trial) == [(2, State.NEW)]

    def test_an_address_at_another_school_is_asked_about(self, ribble):
        found = ribble.bring(form(changed(OMAR, nominator=HELEN, email="o@harrowgill.lancs.sch.uk")))
        asked = question(ribble.trial(found), 2)
        assert [choice.value for choice in asked.choices][:2] == [str(ribble.tarnmoor.pk), str(ribble.harrowgill.pk)]


class TestPeople:
    def test_two_people_with_one_address(self, ribble):
        found = ribble.bring(form(AMA, changed(AMA, name="Kofi Sarpong"), JOY))
        trial = ribble.trial(found)
        assert states(trial) == [(2, State.DECIDE), (3, State.DECIDE), (4, State.NEW)]
        asked = question(trial, 2)
        assert asked.key == question(trial, 3).key
        assert states(ribble.decide(found, **{asked.key: "Kofi Sarpong"})) == [
            (2, State.OUT),
            (3, State.NEW),
            (4, State.NEW),
        ]

    def test_the_same_person_twice_comes_in_once(self, ribble):
        trial = ribble.trial(ribble.bring(form(AMA, changed(AMA, name="AMA SARPONG", areas="Maths"))))
        assert states(trial) == [(2, State.NEW), (3, State.KNOWN)]
        assert trial.rows[1].notes == ("The same as row 2",)

    def test_an_incomplete_address_is_put_right(self, ribble):
        found = ribble.bring(form(AMA, JOY, changed(OMAR, email="o.haddad@tarnmoor")))
        asked = question(ribble.trial(found), 4)
        assert (asked.written, asked.wrong, asked.kind) == (
            "o.haddad@tarnmoor",
            "The e-mail address is not complete",
            "email",
        )
        still = ribble.decide(found, **{asked.key: "o.haddad@"})
        assert (question(still, 4).key, question(still, 4).value) == (asked.key, "o.haddad@")
        trial = ribble.decide(found, **{asked.key: OMAR[3]})
        assert trial.rows[2].values["email"] == OMAR[3]

    def test_a_row_without_a_name_can_be_left_out(self, ribble):
        found = ribble.bring(form(AMA, changed(JOY, name="")))
        assert question(ribble.trial(found), 3).wrong == "We need to know who this is"
        assert states(ribble.decide(found, **{"row:3": "out"})) == [(2, State.NEW), (3, State.OUT)]

    def test_nobody_nominates_themselves(self, ribble):
        [row] = ribble.trial(ribble.bring(form(changed(AMA, email=HELEN)))).rows
        assert row.state == State.WRONG
        assert "Nobody can nominate themselves" in row.wrong[0]

    def test_nor_by_an_address_that_was_written_on_the_page(self, ribble):
        found = ribble.bring(form(changed(AMA, email="")))
        [row] = ribble.decide(found, **{"email:2": HELEN}).rows
        assert row.state == State.WRONG
        assert "Nobody can nominate themselves" in row.wrong[0]

    def test_one_address_is_seen_however_it_is_written(self, ribble):
        written = f"Kofi Sarpong <{AMA[3].upper()}>"
        trial = ribble.trial(ribble.bring(form(AMA, changed(AMA, name="Kofi Sarpong", email=written))))
        assert states(trial) == [(2, State.DECIDE), (3, State.DECIDE)]
        assert question(trial, 2).key == question(trial, 3).key


class TestWhoNominates:
    def test_what_a_colleague_filled_in_waits_for_the_head(self, ribble):
        found = ribble.add(ribble.bring(form(changed(AMA, nominator="office@harrowgill.lancs.sch.uk"))))
        draft = Nomination.objects.get()
        assert (draft.status, draft.nominated_by, draft.nominee) == (NominationStatus.DRAFT, ribble.helen, None)
        assert (found.counts["drafts"], found.counts["sent"]) == (1, 0)
        [mail] = Message.objects.all()
        assert "Nobody is asked unless you send the nomination" in " ".join(mail.text.split())

    def test_a_deputy_nominates_as_the_head_does(self, ribble):
        deputy = people.staff(ribble.programme, ribble.harrowgill, email="deputy@harrowgill.lancs.sch.uk")
        grant = people.grant(deputy, Role.HEAD, ribble.harrowgill)
        grant.deputy_of = ribble.helen
        grant.save()
        ribble.add(ribble.bring(form(changed(AMA, nominator=deputy.email))))
        assert Nomination.objects.get().nominated_by == deputy

    def test_a_chair_nominates_the_head_alone(self, ribble):
        chair = people.person(ribble.programme, email="chair@harrowgill.lancs.sch.uk")
        people.grant(chair, Role.CHAIR, ribble.harrowgill)
        rows = changed(AMA, nominator=chair.email), changed(AMA, nominator=chair.email, email=HELEN, name="Helen Brook")
        assert states(ribble.trial(ribble.bring(form(*rows)))) == [(2, State.WRONG), (3, State.NEW)]

    def test_where_nobody_is_proved_nobody_nominates(self, ribble):
        row = changed(JOY, nominator="h@st-josephs-lancaster.lancs.sch.uk", email="j@st-josephs-lancaster.lancs.sch.uk")
        [planned] = ribble.trial(ribble.bring(form(row))).rows
        assert planned.wrong == (
            "Nobody is confirmed as head of St Joseph’s RC Primary School yet. Invite the head first, then check again",
        )


class TestAreas:
    def test_everyday_words_are_read_and_said_so(self, ribble):
        [row] = ribble.trial(ribble.bring(form(changed(AMA, areas="our reading scheme")))).rows
        assert row.values["areas"] == ["literacy"]
        assert row.notes == ("“our reading scheme” read as Reading and literacy",)

    def test_an_unknown_area_is_chosen_once(self, ribble):
        rows = changed(AMA, areas="Zumba;Maths"), changed(OMAR, areas="zumba")
        found = ribble.bring(form(*rows))
        asked = question(ribble.trial(found), 2)
        trial = ribble.decide(found, **{asked.key: "none"})
        assert trial.rows[0].values["areas"] == ["maths"]

    def test_areas_parted_by_a_bar_are_read_each_for_itself(self, ribble):
        [row] = ribble.trial(ribble.bring(form(changed(AMA, areas="Maths|our reading scheme")))).rows
        assert row.values["areas"] == ["maths", "literacy"]

    def test_where_none_is_named_one_of_those_there_are_is_chosen(self, ribble):
        found = ribble.bring(form(changed(AMA, areas="")))
        asked = question(ribble.trial(found), 2)
        assert question(ribble.decide(found, **{asked.key: "no-such-area"}), 2) == asked
        [row] = ribble.decide(found, **{asked.key: "maths"}).rows
        assert (row.state, row.values["areas"]) == (State.NEW, ["maths"])

    def test_an_area_chosen_for_a_row_that_is_left_out_afterwards_does_no_harm(self, ribble):
        found = ribble.bring(form(AMA, changed(AMA, name="Kofi Sarpong", areas="")))
        [whose] = [each for each in ribble.trial(found).rows[1].questions if each.heading == "E-mail"]
        trial = ribble.decide(found, **{"areas:3": "maths", whose.key: "Ama Sarpong"})
        assert states(trial) == [(2, State.NEW), (3, State.OUT)]

    def test_more_than_three_are_cut_and_said_so(self, ribble):
        [row] = ribble.trial(ribble.bring(form(changed(AMA, areas="Maths;Phonics;Reading;EYFS")))).rows
        assert row.values["areas"] == ["maths", "phonics", "literacy"]
        assert row.notes == ("The first 3 of 4 areas are kept",)


class TestDates:
    def test_a_day_that_proves_the_order_settles_the_column(self, ribble):
        trial = ribble.trial(ribble.bring(form(AMA, JOY, days=("03/04/2026", "25/04/2026"))))
        assert [row.values["written_on"] for row in trial.rows] == [date(2026, 4, 3), date(2026, 4, 25)]

    def test_where_nothing_proves_it_it_is_asked_once(self, ribble):
        found = ribble.bring(form(AMA, JOY, days=("03/04/2026", "05/04/2026")))
        asked = question(ribble.trial(found), 2)
        assert asked.key == "dates"
        assert "Friday 3 April 2026" in asked.wrong
        assert "Wednesday 4 March 2026" in asked.wrong
        trial = ribble.decide(found, dates="month")
        assert [row.values["written_on"] for row in trial.rows] == [date(2026, 3, 4), date(2026, 5, 4)]

    def test_a_column_of_both_orders_is_asked_only_about_what_can_be_read_both_ways(self, ribble):
        found = ribble.bring(form(AMA, JOY, OMAR, days=("25/04/2026", "04/25/2026", "03/04/2026")))
        assert states(ribble.trial(found)) == [(2, State.NEW), (3, State.NEW), (4, State.DECIDE)]
