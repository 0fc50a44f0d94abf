import re
from dataclasses import replace

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory.enums import Visibility
from linkage.directory.tests.factories import entry
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db


def begun(here, daniel, thistlebank, **fields):
    with acting_in(here.id):
        return draft(here, daniel, thistlebank, **fields)


def at(name, *args):
    return reverse(f"support_requests:{name}", args=["ribble", *args])


def kept(here, found):
    with acting_in(here.id):
        return SupportRequest.objects.get(pk=found.pk)


def test_a_school_is_left_out_and_taken_back(here, signed_in, daniel, thistlebank):
    with acting_in(here.id):
        other = school(name="Cloughmoor High School", search_text="cloughmoor high school preston")
        member(here, other)
    found = begun(here, daniel, thistlebank)
    page = signed_in.post(
        at("leave-out", found.pk), {"school": "cloughmoor", "name_shown": "show", "then": "add"}, follow=True
    )
    assert "We leave out" in page.text
    assert "Cloughmoor High School" in page.text
    gone = signed_in.post(
        at("leave-out", found.pk), {"school": "", "name_shown": "show", "remove": str(other.pk)}, follow=True
    )
    assert "We leave out" not in gone.text
    assert "Schools to leave out, and your name" in gone.text


def test_who_chooses_one_of_the_schools_found_stays_to_add_another(here, signed_in, daniel, thistlebank):
    with acting_in(here.id):
        other = member(here).organisation
    found = begun(here, daniel, thistlebank)
    page = signed_in.post(
        at("leave-out", found.pk), {"school": "st marys", "name_shown": "show", "leave_out": str(other.pk)}, follow=True
    )
    assert "We leave out" in page.text
    assert "Schools to leave out, and your name" in page.text


def test_an_officer_asks_for_a_school_found_by_its_name(here, client, thistlebank):
    with acting_in(here.id):
        officer = person(here, account=account())
        grant(officer, Role.OFFICER)
        thistlebank.search_text = "thistlebank school burnley"
        found = draft(here, officer)
    client.force_login(officer.account)
    page = client.get(at("school", found.pk), {"q": "Invented"})
    assert page.status_code == 200
    assert "No school of this programme fits" in page.text


def namesakes(here):
    """Two schools of one name, as the register has many."""
    for town, phases in (("Burnley", ["primary"]), ("Preston", ["secondary"])):
        text = f"st marys school {town.lower()}"
        member(here, school(name="St Mary’s School", town=town, phases=phases, search_text=text))


def test_schools_of_one_name_are_told_apart_by_town_stage_and_authority(here, client, daniel):
    with acting_in(here.id):
        namesakes(here)
        officer = person(here, account=account())
        grant(officer, Role.OFFICER)
        found = draft(here, officer)
    client.force_login(officer.account)
    page = client.get(at("school", found.pk), {"q": "st marys"}).text
    assert re.search(r'aria-current="\w+"[^>]*>\s*Requests', page)
    assert "St Mary’s School, Burnley. Primary, Lancashire. URN\N{NO-BREAK SPACE}" in page
    assert "St Mary’s School, Preston. Secondary, Lancashire. URN\N{NO-BREAK SPACE}" in page


def test_a_school_to_leave_out_is_told_from_others_of_its_name(here, signed_in, daniel, thistlebank):
    with acting_in(here.id):
        namesakes(here)
    found = begun(here, daniel, thistlebank)
    page = signed_in.post(at("leave-out", found.pk), {"school": "st marys", "name_shown": "show", "then": "add"})
    assert page.status_code == 422
    assert "Choose which of these schools you mean" in page.text
    assert "St Mary’s School, Preston. Secondary, Lancashire. URN\N{NO-BREAK SPACE}" in page.text


def test_ones_own_school_cannot_be_left_out(here, signed_in, daniel, thistlebank):
    found = begun(here, daniel, thistlebank)
    refused = signed_in.post(
        at("leave-out", found.pk), {"school": "", "name_shown": "show", "leave_out": str(thistlebank.pk)}
    )
    assert refused.status_code == 422
    assert refused.text.count("That is the school you are asking for") == 2


def test_a_school_that_left_the_programme_asks_no_more_and_its_people_are_told(here, signed_in, daniel, thistlebank):
    with acting_in(here.id):
        Member.objects.filter(organisation=thistlebank).update(status=MemberStatus.LEFT)
    page = signed_in.get(at("start"))
    assert "Your school no longer takes part, so nobody there can ask." in page.text
    signed_in.post(at("start"))
    with acting_in(here.id):
        assert not SupportRequest.objects.exists()


def test_nobody_is_asked_for_by_name_at_a_school_that_left(here, daniel):
    with acting_in(here.id):
        home = member(here).organisation
        ana = entry(here, home)
        assert queries.entries_to_ask(actor=actor(daniel), entry_ids=[ana.pk]) == [ana]
        Member.objects.filter(organisation=home).update(status=MemberStatus.LEFT)
        assert queries.entries_to_ask(actor=actor(daniel), entry_ids=[ana.pk]) == []


def test_only_who_may_see_an_entry_asks_for_its_person(here, daniel):
    with acting_in(here.id):
        ana = entry(here, member(here).organisation, visibility=Visibility.BROKERS)
        officer = person(here)
        grant(officer, Role.OFFICER)
        assert queries.entries_to_ask(actor=actor(daniel), entry_ids=[ana.pk]) == []
        assert queries.entries_to_ask(actor=actor(officer), entry_ids=[ana.pk]) == [ana]
        assert queries.entries_to_ask(actor=actor(ana.person), entry_ids=[ana.pk]) == [ana]


def test_a_draft_of_a_school_that_left_is_not_sent(here, signed_in, daniel, thistlebank):
    found = begun(
        here, daniel, thistlebank, words="Reading", ways=["call"], window="soon", who_for="The head of English"
    )
    with acting_in(here.id):
        Member.objects.filter(organisation=thistlebank).update(status=MemberStatus.LEFT)
    refused = signed_in.post(at("check", found.pk), {"has_consent": "on"})
    assert refused.status_code == 422
    assert "You cannot ask for this school any more. Choose another" in refused.text
    assert kept(here, found).status == RequestStatus.DRAFT
    assert "Delete this draft" in signed_in.get(at("resume", found.pk), follow=True).text


def test_who_left_a_school_does_not_ask_for_it_again_from_their_last_request(here, daniel, thistlebank):
    with acting_in(here.id):
        last = support_request(here, thistlebank, asked_by=daniel)
        assert operations.start(actor=actor(daniel), at=NOW, last=last).organisation == thistlebank
        staff_elsewhere = replace(actor(daniel), staff_of=frozenset({member(here).organisation.pk}))
        assert operations.start(actor=staff_elsewhere, at=NOW, last=last).organisation is None


def test_an_officer_cannot_ask_for_a_school_that_left(here, thistlebank):
    with acting_in(here.id):
        officer = person(here)
        grant(officer, Role.OFFICER)
        found = draft(here, officer)
        Member.objects.filter(organisation=thistlebank).update(status=MemberStatus.LEFT)
        with pytest.raises(operations.UnableToSaveDraft):
            operations.choose_school(actor=actor(officer), at=NOW, draft=found, organisation=thistlebank)
