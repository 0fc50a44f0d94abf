"""What the pages of the schools add for those who run a programme: count first, choose a line, delete, come back."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.models import AuditEntry
from linkage.config import wiring
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.organisations import operations, queries
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member, MembershipRule, SchoolGroup, SchoolGroupPlace
from linkage.organisations.presenters import members as presenters
from linkage.organisations.tests import factories
from linkage.organisations.tests.conftest import holder
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW
from linkage.ui import registry

pytestmark = pytest.mark.django_db


def where(name, *args):
    return reverse(f"organisations:{name}", args=["ribble", *args])


class TestCountingFirst:
    def test_says_how_many_a_rule_would_bring_and_keeps_nothing(self, programme, visit, coordinator):
        factories.member(programme, factories.school(name="In already"))
        factories.school(name="New one")
        factories.school(name="Elsewhere", authority_code="350")
        answer = visit(coordinator, where("rule"), "post", {"authority_codes": "888", "count": "1"})
        assert answer.status_code == 200
        assert "2 open schools fit; 1 of them would be new here. Nothing has been saved." in answer.text
        assert 'value="888" checked' in answer.text
        assert not MembershipRule.objects.exists()
        assert not AuditEntry.objects.exists()

    @pytest.mark.parametrize(
        ("schools", "new", "said"),
        [
            (111, 111, "111 open schools fit; all of them would be new here"),
            (3, 0, "3 open schools fit; all of them are known here"),
            (1, 1, "1 open school fits; it would be new here"),
            (1, 0, "1 open school fits; it is known here"),
        ],
    )
    def test_the_sentence_suits_its_numbers(self, schools, new, said):
        assert presenters.fitting_words(queries.Fitting(schools, new)).startswith(said)

    def test_a_rule_that_fits_nobody_says_what_to_do(self, visit, coordinator):
        factories.school(authority_code="888")
        answer = visit(
            coordinator, where("rule"), "post", {"authority_codes": "888", "phases": "nursery", "count": "1"}
        )
        assert "No open school fits. Take one of your answers away." in answer.text

    def test_it_counts_what_saving_then_proposes(self, programme, coordinator):
        for code in ("888", "888", "350"):
            factories.school(authority_code=code)
        factories.member(programme, factories.school(), status=MemberStatus.LEFT)
        found = queries.fitting(actor=coordinator, wanted={"authority_codes": ["888"]})
        operations.change_rule(actor=coordinator, at=NOW, authority_codes=["888"])
        assert (found.schools, found.new) == (3, queries.proposals(actor=coordinator).count()) == (3, 2)

    def test_members_of_another_programme_count_as_new(self, coordinator):
        other, school = programmes.programme(), factories.school()
        with acting_in(other.id):
            factories.member(other, school)
        assert queries.fitting(actor=coordinator, wanted={"authority_codes": ["888"]}).new == 1


class TestSuggestedLines:
    def test_each_line_finds_its_own_school_among_fifty_two_of_one_name(self, visit, officer):
        for number in range(52):
            factories.school(name="St Joseph's Catholic Primary School", town=f"Town {number}")
        lines = visit(officer, where("find"), data={"q": "st. josephs"}).json()
        assert len(lines) == len(set(lines)) == 8
        for line in lines:
            [found] = queries.find_schools(actor=officer, text=line)
            assert presenters.suggestion(found) == line

    def test_a_body_without_a_urn_has_a_line_too(self, programme, visit, officer):
        factories.school(name="Alder Trust", urn=None, programme=programme, phases=[])
        assert visit(officer, where("find"), data={"q": "alder"}).json() == ["Alder Trust, Preston, Lancashire"]

    def test_accents_and_marks_do_not_matter(self, officer):
        factories.school(name="École Saint‑Exupéry (Élysée)", urn=910_020)  # noqa: RUF001 - a hyphen as files have it
        for text in ("ecole", "EXUPERY", "élysee"):
            assert [one.urn for one in queries.find_schools(actor=officer, text=text)] == [910_020]


class TestDeletingAGroup:
    @pytest.fixture
    def group(self, programme, coordinator):
        member = factories.member(programme)
        made = operations.create_group(actor=coordinator, at=NOW, name="East")
        operations.add_to_group(actor=coordinator, at=NOW, group=made, member_ids=[member.pk])
        return made

    def test_is_asked_once_more_and_leaves_its_schools(self, group, visit, coordinator):
        assert "Its 1 school goes on taking part" in visit(coordinator, where("group-delete", group.pk)).text
        assert SchoolGroup.objects.exists()
        assert visit(coordinator, where("group-delete", group.pk), "post").url == where("groups")
        assert (SchoolGroup.objects.count(), SchoolGroupPlace.objects.count()) == (0, 0)
        assert Member.objects.get().status == MemberStatus.MEMBER
        assert AuditEntry.objects.filter(action="organisations.delete_group").count() == 1

    @pytest.mark.parametrize("role", ["officer", "auditor", "head"])
    def test_is_for_coordinators(self, group, programme, visit, role):
        assert visit(holder(programme, role), where("group-delete", group.pk), "post").status_code == 403
        with pytest.raises(Forbidden):
            operations.delete_group(actor=holder(programme, role), at=NOW, group=group)
        assert SchoolGroup.objects.exists()

    def test_of_another_programme_is_not_there(self, visit, coordinator):
        other = programmes.programme()
        with acting_in(other.id):
            theirs = operations.create_group(actor=holder(other, "coordinator"), at=NOW, name="Theirs")
        for group_id in (theirs.pk, uuid.uuid4()):
            assert visit(coordinator, where("group-delete", group_id), "post").status_code == 404
        with acting_in(other.id):
            assert SchoolGroup.objects.filter(pk=theirs.pk).exists()


class TestOneSchool:
    def test_a_member_leads_to_proving_its_head(self, programme, visit, coordinator, auditor):
        school = factories.member(programme).organisation
        address = reverse("people:prove-head", args=["ribble", school.pk])
        assert address in visit(coordinator, where("school", school.pk)).text
        assert address not in visit(auditor, where("school", school.pk)).text

    def test_one_that_left_comes_back_from_its_page(self, programme, visit, coordinator):
        member = factories.member(programme, status=MemberStatus.LEFT, left_on=NOW.date())
        text = visit(coordinator, where("school", member.organisation_id)).text
        assert "Add it again" in text
        assert "Invite its head" not in text
        visit(coordinator, where("add"), "post", {"school": member.organisation_id})
        assert Member.objects.get().status == MemberStatus.MEMBER


class TestAroundThePages:
    @pytest.mark.parametrize(("role", "is_shown"), [("coordinator", True), ("officer", True), ("head", False)])
    def test_the_bar_leads_whoever_may_to_the_schools(self, programme, visit, role, is_shown):
        text = visit(holder(programme, role), reverse("programmes:more", args=["ribble"])).text
        assert (f'href="{where("schools")}"' in text) == is_shown

    def test_the_public_page_is_told_how_many_and_where(self, programme):
        factories.member(programme, factories.school(authority_code="888"))
        factories.member(programme, factories.school(authority_code="350"))
        factories.member(programme, factories.school(authority_code="301"), status=MemberStatus.LEFT)
        wiring.wire()
        asker = Actor(kind="nobody", name="", programme_id=programme.id)
        told = [source(asker) for source in registry.public_facts]
        assert (2, "schools taking part") in [figure for each in told for figure in each.figures]
        assert ("350", "888") in [each.authority_codes for each in told]

    def test_the_list_asks_as_often_for_one_school_as_for_three(self, programme, visit, coordinator):
        counted = []
        factories.member(programme)
        visit(coordinator, where("schools"))
        for more in (0, 2):
            for _ in range(more):
                factories.member(programme)
            with CaptureQueriesContext(connection) as asked:
                visit(coordinator, where("schools"))
            counted.append(len(asked))
        assert counted[0] == counted[1]
