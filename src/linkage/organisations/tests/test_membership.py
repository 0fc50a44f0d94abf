"""Which schools take part: by rule, one by one, in groups, and no longer."""

import uuid

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.organisations import operations, queries
from linkage.organisations.enums import MemberStatus, Phase, SchoolStatus
from linkage.organisations.models import Member, Organisation
from linkage.organisations.tests import factories
from linkage.organisations.tests.conftest import holder
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


def names(members):
    return sorted(member.organisation.name for member in members)


def where(name, *args):
    return reverse(f"organisations:{name}", args=["ribble", *args])


def test_nobody_writes_a_body_of_another_programme_or_of_none_there_is(coordinator):
    """No key in the database says so: the wall does."""
    elsewhere = programmes.programme(slug="elsewhere")
    for programme_id in (elsewhere.pk, uuid.uuid4()):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Organisation.objects.create(programme_id=programme_id, kind="charity", name="Somebody's own")


class TestRule:
    def test_answers_widen_and_questions_narrow(self, coordinator):
        factories.school(name="A", authority_code="888", religious_character="Roman Catholic")
        factories.school(name="B", authority_code="350", religious_character="Catholic")
        factories.school(name="C", authority_code="888", religious_character="None")
        factories.school(name="D", authority_code="888", religious_character="Catholic", phases=[Phase.PRIMARY])
        factories.school(name="E", authority_code="888", religious_character="Catholic", status=SchoolStatus.CLOSED)
        operations.change_rule(
            actor=coordinator, at=NOW, authority_codes=["888", "350"], phases=["secondary"],
            religious_characters=["Catholic", "Roman Catholic"],
        )  # fmt: skip
        assert sorted(school.name for school in queries.proposals(actor=coordinator)) == ["A", "B"]

    def test_a_rule_that_says_nothing_is_refused_and_proposes_nobody(self, coordinator):
        factories.school()
        assert not queries.proposals(actor=coordinator).exists()
        with pytest.raises(operations.UnableToChangeRule, match="Choose at least one"):
            operations.change_rule(actor=coordinator, at=NOW)

    def test_nobody_takes_part_before_it_is_confirmed_and_then_all_do_with_one_entry(self, coordinator):
        for name in ("A", "B", "C"):
            factories.school(name=name)
        operations.change_rule(actor=coordinator, at=NOW, authority_codes=["888"])
        assert not queries.members(actor=coordinator).exists()
        made = operations.confirm_members(actor=coordinator, at=NOW)
        assert names(queries.members(actor=coordinator)) == ["A", "B", "C"]
        [entry] = AuditEntry.objects.filter(action="organisations.confirm_members")
        assert set(entry.target_ids) == {str(member.pk) for member in made}
        with pytest.raises(operations.UnableToConfirmMembers):
            operations.confirm_members(actor=coordinator, at=NOW)

    def test_a_school_that_left_is_not_proposed_again(self, programme, coordinator):
        factories.member(programme, status=MemberStatus.LEFT)
        operations.change_rule(actor=coordinator, at=NOW, authority_codes=["888"])
        assert not queries.proposals(actor=coordinator).exists()

    def test_the_rule_of_another_programme_is_its_own(self, coordinator):
        factories.school()
        operations.change_rule(actor=coordinator, at=NOW, authority_codes=["888"])
        other = programmes.programme()
        with acting_in(other.id):
            stranger = Actor(kind="person", name="x", programme_id=other.id)
            assert queries.rule(actor=stranger).authority_codes == []

    def test_coordinators_are_told_of_new_schools_that_fit(self, coordinator, officer):
        operations.change_rule(actor=coordinator, at=NOW, authority_codes=["888"])
        assert list(queries.next_actions(actor=coordinator, at=NOW)) == []
        factories.school()
        [action] = queries.next_actions(actor=coordinator, at=NOW)
        assert action.title == "1 school that fits your rule"
        assert list(queries.next_actions(actor=officer, at=NOW)) == []

    def test_the_page_fills_the_rule_and_leads_to_the_schools_that_fit(self, visit, coordinator):
        factories.school(name="Alder School", trust_uid="17101", trust_name="5 DIMENSIONS TRUST")
        factories.school(name="Birch School")
        answer = visit(coordinator, where("rule"), "post", {"authority_codes": "888", "trusts": "5 Dimensions Trust"})
        assert answer.status_code == 302
        text = visit(coordinator, where("confirm")).text
        assert "1 open school fits" in text
        assert "Alder School" in text
        assert "Birch School" not in text
        assert "5 DIMENSIONS TRUST" in visit(coordinator, where("rule")).text
        assert visit(coordinator, where("confirm"), "post").url == where("schools")
        assert "Alder School" in visit(coordinator, where("schools")).text

    def test_a_trust_nobody_knows_is_refused_at_its_field_and_nothing_is_lost(self, visit, coordinator):
        factories.school()
        answer = visit(coordinator, where("rule"), "post", {"authority_codes": "888", "trusts": "Nowhere"})
        assert answer.status_code == 422
        assert "no open school in a trust called “Nowhere”" in answer.text
        assert 'value="888" checked' in answer.text
        assert visit(coordinator, where("rule"), "post", {}).status_code == 422


class TestOneSchool:
    def test_is_added_leaves_and_comes_back(self, coordinator):
        school = factories.school()
        member = operations.add_member(actor=coordinator, at=NOW, organisation_id=school.pk)
        assert queries.is_member(actor=coordinator, organisation_id=school.pk)
        operations.mark_left(actor=coordinator, at=NOW, member=member)
        assert not queries.is_member(actor=coordinator, organisation_id=school.pk)
        assert queries.member_of(actor=coordinator, organisation_id=school.pk).member.left_on == NOW.date()
        again = operations.add_member(actor=coordinator, at=NOW, organisation_id=school.pk)
        assert (again.pk, again.left_on) == (member.pk, None)

    def test_is_not_added_twice_nor_when_closed(self, programme, coordinator):
        school = factories.member(programme).organisation
        with pytest.raises(operations.UnableToAddMember, match="takes part already"):
            operations.add_member(actor=coordinator, at=NOW, organisation_id=school.pk)
        closed = factories.school(status=SchoolStatus.CLOSED)
        with pytest.raises(operations.UnableToAddMember, match="has closed"):
            operations.add_member(actor=coordinator, at=NOW, organisation_id=closed.pk)
        with pytest.raises(NotFound):
            operations.add_member(actor=coordinator, at=NOW, organisation_id=uuid.uuid4())

    def test_is_found_and_added_on_the_page_without_script(self, visit, coordinator):
        school = factories.school(name="Alder School")
        page = visit(coordinator, where("add"), data={"q": "alder"}).text
        assert str(school.pk) in page
        assert visit(coordinator, where("add"), "post", {"school": school.pk}).url == where("school", school.pk)
        assert visit(coordinator, where("add"), "post", {"school": school.pk}).status_code == 422
        assert visit(coordinator, where("add"), "post", {"school": "nonsense"}).status_code == 422

    def test_its_page_shows_facts_and_the_school_that_followed(self, programme, visit, auditor):
        factories.school(name="New Academy", urn=910_100)
        old = factories.school(
            name="Old School", status=SchoolStatus.CLOSED, successor_urns=[910_100], pupils=1204, website="http://x.org"
        )
        factories.member(programme, old)
        text = visit(auditor, where("school", old.pk)).text
        for words in ("Old School", "New Academy (URN 910100)", "1,204", "Closed", "Open Government Licence"):
            assert words in text
        assert "no longer takes part" not in text

    def test_of_nobody_of_another_programme_and_for_the_wrong_role(self, programme, visit, coordinator):
        other = programmes.programme()
        with acting_in(other.id):
            theirs = factories.member(other).organisation
        assert visit(coordinator, where("school", theirs.pk)).status_code == 404
        assert visit(coordinator, where("school", uuid.uuid4())).status_code == 404
        mine = factories.member(programme).organisation
        assert visit(holder(programme, "head"), where("school", mine.pk)).status_code == 403
        assert visit(coordinator, where("school", mine.pk)).status_code == 200

    def test_leaving_is_asked_once_more(self, programme, visit, coordinator):
        member = factories.member(programme)
        assert "no longer take part?" in visit(coordinator, where("left", member.organisation_id)).text
        assert Member.objects.get().status == MemberStatus.MEMBER
        visit(coordinator, where("left", member.organisation_id), "post")
        assert Member.objects.get().status == MemberStatus.LEFT


class TestList:
    def test_filters_counts_and_spreadsheet(self, programme, visit, auditor):
        factories.member(programme, factories.school(name="Alder", district="Preston"))
        factories.member(programme, factories.school(name="Birch", district="Chorley", phases=[Phase.PRIMARY]))
        factories.member(programme, factories.school(name="Cedar", status=SchoolStatus.CLOSED))
        text = visit(auditor, where("schools"), data={"phase": "primary"}).text
        assert "Birch" in text
        assert "Alder" not in text
        searched = visit(auditor, where("schools"), data={"q": "ald"}).text
        assert "Alder" in searched
        assert "Birch" not in searched
        sheet = visit(auditor, where("schools"), data={"export": "csv"}).content.decode("utf-8-sig")
        assert sheet.splitlines()[0].startswith("School,URN,Phase,Authority,District")
        assert len(sheet.splitlines()) == 4
        assert "Add one school" not in text

    def test_an_empty_list_says_what_to_do(self, visit, coordinator):
        text = visit(coordinator, where("schools")).text
        assert "No schools yet" in text
        assert "Say which schools belong" in text

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_asks_as_often_for_one_school_as_for_three(
        self, programme, coordinator, number, django_assert_num_queries
    ):
        made = [factories.member(programme) for _ in range(number)]
        group = operations.create_group(actor=coordinator, at=NOW, name="East")
        operations.add_to_group(actor=coordinator, at=NOW, group=group, member_ids=[m.pk for m in made])
        with django_assert_num_queries(2):
            rows = queries.member_rows(actor=coordinator)
            assert [row.groups for row in rows] == [("East",)] * number
            assert all(row.school.name for row in rows)

    def test_officers_look_and_change_nothing(self, programme, visit, officer):
        member = factories.member(programme)
        assert "Add one school" not in visit(officer, where("schools")).text
        assert "Invite its head" not in visit(officer, where("school", member.organisation_id)).text
        assert visit(officer, where("rule")).status_code == 403
        assert visit(officer, where("left", member.organisation_id), "post").status_code == 403
        assert Member.objects.get().status == MemberStatus.MEMBER

    @pytest.mark.parametrize("role", ["head", "teacher", "nominee"])
    def test_nobody_else_may_look(self, programme, visit, role):
        member = factories.member(programme)
        stranger = holder(programme, role)
        for address in (where("schools"), where("groups"), where("school", member.organisation_id)):
            assert visit(stranger, address).status_code == 403


class TestGroups:
    def test_are_made_renamed_filled_and_emptied(self, programme, visit, coordinator):
        member = factories.member(programme)
        group_url = visit(coordinator, where("groups"), "post", {"name": "East Lancashire"}).url
        assert visit(coordinator, group_url, "post", {"members": str(member.pk)}).status_code == 302
        assert member.organisation.name in visit(coordinator, group_url).text
        visit(coordinator, f"{group_url}rename/", "post", {"name": "West Lancashire"})
        assert "West Lancashire" in visit(coordinator, where("groups")).text
        visit(coordinator, f"{group_url}remove/{member.pk}/", "post")
        assert "No schools in this group" in visit(coordinator, group_url).text

    def test_two_groups_never_bear_one_name(self, visit, coordinator):
        visit(coordinator, where("groups"), "post", {"name": "East"})
        again = visit(coordinator, where("groups"), "post", {"name": " east "})
        assert again.status_code == 422
        assert "There is a group called east already" in again.text
        assert visit(coordinator, where("groups"), "post", {"name": ""}).status_code == 422

    def test_only_members_of_this_programme_go_in(self, programme, coordinator):
        group = operations.create_group(actor=coordinator, at=NOW, name="East")
        left = factories.member(programme, status=MemberStatus.LEFT)
        with pytest.raises(operations.UnableToChangeGroup):
            operations.add_to_group(actor=coordinator, at=NOW, group=group, member_ids=[left.pk, uuid.uuid4()])

    def test_auditors_read_and_change_nothing(self, programme, visit, coordinator, auditor):
        group = operations.create_group(actor=coordinator, at=NOW, name="East")
        assert "Make a group" not in visit(auditor, where("groups")).text
        assert visit(auditor, where("groups"), "post", {"name": "New"}).status_code == 403
        member = factories.member(programme)
        posted = visit(auditor, where("group", group.pk), "post", {"members": str(member.pk)})
        assert posted.status_code == 403
        with pytest.raises(Forbidden):
            operations.rename_group(actor=auditor, at=NOW, group=group, name="New")

    def test_a_group_of_another_programme_does_not_exist_here(self, visit, coordinator):
        other = programmes.programme()
        with acting_in(other.id):
            theirs = operations.create_group(
                actor=holder(other, "coordinator"),
                at=NOW,
                name="Theirs",
            )
        assert visit(coordinator, where("group", theirs.pk)).status_code == 404
        assert "Theirs" not in visit(coordinator, where("groups")).text
