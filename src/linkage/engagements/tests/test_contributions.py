"""What somebody, or a school, has given: for their appraisal and for governors, in facts that add up."""

import csv
import io
import re
from datetime import date, timedelta

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries, rules
from linkage.engagements.models import Visit
from linkage.engagements.presenters import contributions as presenters
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.visits import DAY, OTHER_DAY, agreed, booked, written
from linkage.kernel.errors import NotFound
from linkage.people.enums import AffiliationStatus, Role
from linkage.people.models import Affiliation
from linkage.people.tests.factories import actor, designation, grant, staff
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import SupportRequest

TODAY = date(2026, 12, 31)
THIS = rules.period("this", TODAY)
NOTE_WORDS = tuple(made.NOTE.__dict__.values())


class TestSchoolYears:
    def test_this_one_begins_in_august_and_last_one_ends_before_it(self):
        assert (THIS.starts_on, THIS.ends_on) == (date(2026, 8, 1), TODAY)
        last = rules.period("last", TODAY)
        assert (last.starts_on, last.ends_on) == (date(2025, 8, 1), date(2026, 7, 31))
        assert rules.period("all", TODAY).starts_on is None
        assert rules.period("nonsense", TODAY) == THIS

    def test_what_goes_over_the_end_of_a_year_is_in_both(self):
        last = rules.period("last", TODAY)
        assert THIS.meets(date(2026, 6, 1), None)
        assert last.meets(date(2026, 6, 1), None)
        assert not last.meets(date(2026, 8, 1), None)
        assert not THIS.meets(date(2026, 6, 1), date(2026, 7, 31))


people = st.sampled_from([("Ann", "1"), ("Ben", "2"), ("Ann", "3")])
lines = st.lists(
    st.builds(
        lambda sort, who, half_days: rules.RecordLine(
            sort, "x", TODAY, who=who[0], who_id=who[1], half_days=half_days if sort == rules.Sort.VISIT else 0
        ),
        st.sampled_from(list(rules.Sort)),
        people,
        st.integers(1, 2),
    )
)


@given(lines)
def test_totals_are_the_sum_of_their_lines_whichever_way_they_are_counted(found):
    whole, parts = rules.totals(found), [sums for _, sums in rules.by_person(found)]
    for name in ("introductions", "support", "visits", "half_days"):
        assert sum(getattr(each, name) for each in parts) == getattr(whole, name)
    assert whole.half_days == sum(each.half_days for each in found)


@pytest.fixture
def w(here):
    with acting_in(here.id):
        found = made.at_work(here)
        agreed(found)
        yield found


def own(who, period=THIS):
    return presenters.person_record(queries.own_record(actor=actor(who), period=period), name=who.name)


def of_staff(head, affiliation, period=THIS):
    found = queries.staff_record(actor=actor(head), affiliation=affiliation, period=period)
    return presenters.person_record(found, name=affiliation.person.name, school=affiliation.organisation.name)


def of_school(head, school, period=THIS):
    found = queries.school_record(actor=actor(head), organisation=school, period=period)
    return presenters.school_record(found, school=school)


def tiles(record):
    return [each["n"] for each in record.tiles]


def rows(record, title):
    return next((list(each.rows) for each in record.tables if each.title.startswith(title)), [])


def affiliation(who):
    return Affiliation.objects.select_related("person", "organisation").get(person=who)


@pytest.mark.django_db
class TestOfAPerson:
    def test_what_was_given_comes_first_and_what_one_took_part_in_second(self, here, w):
        designation(here, w.priya, specialism="phonics")
        found = own(w.priya)
        assert tiles(found) == [1, "1", 1, 1]
        assert [each.title for each in found.tables] == [
            "Designations",
            "Introductions in which I helped",
            "Support over time",
            "Visits, each agreed by the school",
        ]
        assert rows(found, "Support") == [
            ("Reading at Thistlebank", "Thistlebank School", "Leads", "Tuesday 3 November 2026", "Goes on")
        ]
        assert rows(found, "Visits") == [
            ("Thursday 12 November 2026", "Reading at Thistlebank", "Thistlebank School", "1 day")
        ]
        asked = own(w.daniel)
        assert tiles(asked) == [0, "0", 0, 0]
        assert [each.title for each in asked.tables] == ["What I took part in, when my school was helped"]

    def test_only_notes_that_were_agreed_count(self, w):
        written(w, booked(w, day=OTHER_DAY))
        late = booked(w, day=date(2026, 12, 10))
        visit = queries.visit(actor=actor(w.daniel), engagement_id=w.engagement.pk, visit_id=late.pk)
        operations.cancel_visit(actor=actor(w.daniel), at=made.on(date(2026, 12, 9)), visit=visit, reason="x")
        assert Visit.objects.get(pk=late.pk).counts_as_given
        assert tiles(own(w.priya)) == [1, "1", 1, 1]

    def test_another_year_has_nothing_of_this_one(self, w):
        assert own(w.priya, rules.period("last", TODAY)).is_empty
        assert not own(w.priya, rules.period("all", TODAY)).is_empty

    def test_nothing_that_was_written_is_in_it(self, w):
        said = str(own(w.priya))
        assert not [each for each in NOTE_WORDS if each in said]

    def test_a_school_that_asked_not_to_be_named_is_not(self, w):
        SupportRequest.objects.update(is_name_hidden=True)
        said = str(own(w.priya).taken) + str(of_school(w.helen, w.harrowgill).tables)
        assert "Thistlebank" not in said
        assert "A secondary school in Burnley (name hidden)" in said
        assert "Reading at" not in said
        # The control: the school itself knows whose record it is.
        assert "Harrowgill High School" in str(own(w.daniel).taken)


@pytest.mark.django_db
class TestOfStaff:
    def test_their_head_reads_what_they_did_for_the_school_and_for_no_other(self, here, w):
        found = of_staff(w.helen, affiliation(w.priya))
        assert tiles(found) == tiles(own(w.priya))
        assert found.tables[0].title == "Introductions in which they helped"
        other = Affiliation.objects.create(
            programme=here,
            person=w.priya,
            organisation=w.thistlebank,
            role="teacher",
            status=AffiliationStatus.CONFIRMED,
        )
        assert of_staff(w.grace, other).is_empty

    def test_nobody_else_does(self, here, w):
        mine = affiliation(w.priya)
        chair = staff(here, w.harrowgill)
        grant(chair, Role.CHAIR, w.harrowgill)
        for someone in (w.farah, w.grace, w.daniel, w.priya, chair):
            with pytest.raises(NotFound):
                queries.colleague(actor=actor(someone), affiliation_id=mine.pk, today=TODAY)
        assert queries.colleague(actor=actor(w.helen), affiliation_id=mine.pk, today=TODAY) == mine

    def test_who_has_left_is_no_staff_any_more(self, w):
        Affiliation.objects.filter(person=w.priya).update(status=AffiliationStatus.ENDED, to_on=NOW.date())
        with pytest.raises(NotFound):
            queries.colleague(actor=actor(w.helen), affiliation_id=affiliation(w.priya).pk, today=TODAY)


@pytest.mark.django_db
class TestOfASchool:
    def test_what_one_gave_the_other_received(self, w):
        gave, had = of_school(w.helen, w.harrowgill), of_school(w.grace, w.thistlebank)
        assert rows(gave, "Both ways") == [
            ("Introductions", "1", "0"),
            ("Support over time", "1", "0"),
            ("Visits", "1", "0"),
            ("Days", "1", "0"),
            ("Other schools", "1", "0"),
        ]
        assert rows(had, "Both ways") == [(name, out, given) for name, given, out in rows(gave, "Both ways")]
        assert rows(gave, "Support over time, by kind") == [("Days of support", "1", "0")]
        assert rows(gave, "People of ours") == [("Priya Raman", "1", "1", "1", "1")]
        assert rows(had, "People of ours") == []

    def test_an_engagement_counts_once_however_many_take_part(self, here, w):
        una = staff(here, w.harrowgill, name="Una Marsh")
        operations.add_person(actor=actor(w.helen), at=NOW, engagement=w.engagement, person_id=una.pk)
        found = of_school(w.helen, w.harrowgill)
        assert rows(found, "Both ways")[1] == ("Support over time", "1", "0")
        assert [each[0] for each in rows(found, "People of ours")] == ["Priya Raman", "Una Marsh"]

    def test_only_its_head_and_its_chair_read_it(self, here, w):
        chair = staff(here, w.harrowgill)
        grant(chair, Role.CHAIR, w.harrowgill)
        for someone in (w.farah, w.grace, w.priya):
            with pytest.raises(NotFound):
                queries.governed_school(actor=actor(someone), organisation_id=w.harrowgill.pk)
        for someone in (w.helen, chair):
            assert queries.governed_school(actor=actor(someone), organisation_id=w.harrowgill.pk) == w.harrowgill
        assert queries.colleagues_of(actor=actor(chair), organisation=w.harrowgill, today=TODAY) == []


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def w(self, here, time_machine):
        with acting_in(here.id):
            found = made.at_work(here)
            agreed(found)
            found.priya.name = "=Priya Raman"
            found.priya.save()
        time_machine.move_to(made.on(DAY + timedelta(days=4), 10))
        return found

    def test_one_reads_and_takes_home_ones_own(self, here, w, see):
        assert "Thursday 12 November 2026" in words(see(w.priya, "own-record"))
        paper = see(w.priya, "own-record", data=None, QUERY_STRING="as=pdf")
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.content)).pages)
        text = " ".join(text.split())
        assert "What I have given" in text
        assert "Reading at Thistlebank" in text
        sheet = see(w.priya, "own-record", QUERY_STRING="as=csv").content.decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(sheet)))
        assert [each["Days"] for each in found if each["What it is"] == "Visit"] == ["1.0"]
        with acting_in(here.id):
            assert not AuditEntry.objects.filter(action__contains="record").exists()

    def test_who_gave_nothing_is_told_kindly(self, w, see):
        assert "Nobody has to keep a list" in words(see(w.grace, "own-record"))

    def test_a_head_takes_home_and_it_is_noted(self, here, w, see):
        with acting_in(here.id):
            mine = affiliation(w.priya)
        assert "We note who takes it home" in words(see(w.helen, "staff-record", mine.pk))
        assert see(w.helen, "staff-record", mine.pk, data={"as": "pdf"}).content.startswith(b"%PDF")
        sheet = see(w.helen, "school-record", w.harrowgill.pk, data={"as": "csv"}).content.decode("utf-8-sig")
        # A name that begins as a formula does is text in a spreadsheet.
        assert "'=Priya Raman" in sheet
        with acting_in(here.id):
            taken = AuditEntry.objects.filter(action__contains="_record").values_list("action", flat=True)
            assert sorted(taken) == ["engagements.take_school_record", "engagements.take_staff_record"]

    def test_a_coordinator_and_the_other_head_find_nothing(self, here, w, see):
        with acting_in(here.id):
            mine = affiliation(w.priya)
        whose = {w.farah: 403, w.grace: 404, w.priya: 403}
        assert {each: see(each, "staff-record", mine.pk).status_code for each in whose} == whose
        assert {each: see(each, "school-record", w.harrowgill.pk).status_code for each in whose} == whose

    def test_a_school_record_leads_to_its_staff(self, w, see):
        page = see(w.helen, "school-record", w.harrowgill.pk).content.decode()
        assert "/record/colleague/" in page
        assert "People of ours who helped" in page
