from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, coordinator, grant, person, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def thistlebank(here):
    made = school(name="Thistlebank School", town="Burnley")
    member(here, made)
    return made


@pytest.fixture
def ruth(here):
    return coordinator(here, name="Ruth Kay", account=account())


@pytest.fixture
def amy(here):
    return coordinator(here, name="Amy Lund", account=account())


@pytest.fixture
def daniel(here, thistlebank):
    return staff(here, thistlebank, name="Daniel Whitlow", account=account())


@pytest.fixture
def asked(here, thistlebank, daniel, ruth):
    return support_request(
        here, thistlebank, asked_by=daniel, owner=ruth, title="Reading", status=RequestStatus.MATCHING
    )


def stops_working(someone):
    RoleGrant.objects.filter(person=someone).update(ended_at=NOW - timedelta(hours=1))


def page(someone, name, *args, **posted):
    client = Client()
    client.force_login(someone.account)
    address = reverse(f"support_requests:{name}", args=["ribble", *args])
    return client.post(address, posted, follow=True) if posted else client.get(address)


def titles(someone):
    return [action.title for action in queries.next_actions(actor=actor(someone), at=NOW)]


def test_who_owned_a_request_and_no_longer_works_on_any_reads_it_no_more(asked, ruth):
    assert page(ruth, "request", asked.pk).status_code == 200
    stops_working(ruth)
    assert page(ruth, "request", asked.pk).status_code == 404
    assert list(queries.visible(actor=actor(ruth))) == []
    with pytest.raises(NotFound):
        queries.support_request(actor=actor(ruth), request_id=asked.pk)
    assert titles(ruth) == []


def test_an_officer_who_owns_it_and_is_an_officer_no_more_reads_it_no_more(here, asked):
    owen = person(here, name="Owen Pritchard")
    held = grant(owen, Role.OFFICER)
    asked.owner = owen
    asked.save()
    assert list(queries.visible(actor=actor(owen))) == [asked]
    held.ended_at = NOW
    held.save()
    assert list(queries.visible(actor=actor(owen))) == []


def test_an_officer_of_another_school_does_not_count_as_its_owner(here, asked):
    owen = person(here)
    grant(owen, Role.OFFICER, school())
    asked.owner = owen
    assert queries.owner_of(actor=actor(owen), support_request=asked, at=NOW) is None
    assert owen not in queries.possible_owners(actor=actor(owen), support_request=asked, at=NOW)


def test_the_other_coordinators_get_it_as_their_next_action(asked, ruth, amy, daniel):
    assert titles(amy) == []
    stops_working(ruth)
    assert titles(amy) == ["Nobody looks after this request: Reading"]
    [waiting] = queries.next_actions(actor=actor(daniel), at=NOW)
    assert waiting.waiting_for == "the programme"


def test_the_page_says_so_plainly_and_offers_to_take_it(asked, ruth, amy, daniel):
    assert "Look after it" not in page(amy, "request", asked.pk).text
    stops_working(ruth)
    shown = page(amy, "request", asked.pk).text
    assert "Ruth Kay no longer works on requests. Nobody looks after this one." in shown
    assert "Look after it" in shown
    at_school = page(daniel, "request", asked.pk).text
    assert "Ruth Kay no longer works on requests. The programme gives yours to somebody else." in at_school
    assert "Look after it" not in at_school
    taken = page(amy, "reassign", asked.pk, owner=str(amy.pk)).text
    assert "Amy Lund looks after it now" in taken
    assert "Owner: Amy Lund" in taken


def test_the_list_counts_it_as_nobodys(asked, ruth, amy):
    stops_working(ruth)
    shown = page(amy, "requests").text
    assert "Ruth Kay" not in shown


def test_mails_to_a_former_owner_go_to_the_coordinators(asked, ruth, amy, daniel):
    operations.ask_question(actor=actor(ruth), at=NOW, support_request=asked, words="Which year?")
    stops_working(ruth)
    question = queries.open_question(actor=actor(daniel), support_request=asked)
    operations.answer(actor=actor(daniel), at=NOW, question=question, words="Year 9")
    [letter] = Message.objects.filter(template="support_requests.answered")
    assert letter.recipients[0]["name"] == "Amy Lund"
    assert "Nobody looks after this request now" in letter.text


def test_mails_go_to_the_owner_alone_while_they_work_on_it(asked, ruth, amy, daniel):
    operations.withdraw(actor=actor(daniel), at=NOW, support_request=asked)
    told = [letter.recipients[0]["name"] for letter in Message.objects.filter(template="support_requests.withdrawn")]
    assert told == ["Ruth Kay"]
