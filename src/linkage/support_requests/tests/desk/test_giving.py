"""Giving several requests at once: one entry each, one mail about all, all or none; and who could take them."""

import re
import uuid

import pytest
from django.test import Client

from linkage.access.models import AuditEntry
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import school
from linkage.people import operations as people_operations
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, rules
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(here, thistlebank, farah, daniel):
    return [support_request(here, thistlebank, asked_by=daniel, owner=farah, title=f"Need {n}") for n in range(3)]


def give(by, given, owner):
    operations.give(actor=actor(by), at=NOW, support_requests=given, owner=owner)


def mails():
    return list(Message.objects.filter(template="support_requests.given"))


def test_each_has_its_own_entry_and_the_new_owner_one_mail(three, farah, amy):
    give(farah, three, amy)
    assert {each.owner for each in SupportRequest.objects.all()} == {amy}
    entries = AuditEntry.objects.filter(action="support_requests.reassign")
    assert sorted(each.target_id for each in entries) == sorted(each.pk for each in three)
    [mail] = mails()
    assert mail.recipients[0]["name"] == "Amy Lund"
    assert mail.subject == "3 requests for you to look after"
    assert all(each.title in mail.text for each in three)


def test_who_takes_them_on_themselves_is_not_written_to(three, farah, amy):
    give(amy, three, amy)
    assert mails() == []


def test_all_or_none(three, farah, amy):
    three[1].status, three[1].closed_at = RequestStatus.WITHDRAWN, NOW
    three[1].save()
    with pytest.raises(operations.UnableToGive, match=f"{three[1].reference} is withdrawn: take it off"):
        give(farah, three, amy)
    assert {each.owner for each in SupportRequest.objects.all()} == {farah}
    assert mails() == []


def test_an_officer_of_another_school_cannot_take_them(here, three, farah):
    owen = person(here, name="Owen Pritchard")
    grant(owen, Role.OFFICER, school())
    with pytest.raises(operations.UnableToGive, match="Owen Pritchard does not work with the school of"):
        give(farah, three, owen)


def test_none_is_refused(farah, amy):
    with pytest.raises(operations.UnableToGive, match="Tick at least one"):
        give(farah, [], amy)


def test_an_officer_gives_only_what_they_work_on(here, three, amy):
    ben = person(here, name="Ben Yarrow")
    grant(ben, Role.OFFICER)
    with pytest.raises(Forbidden):
        give(ben, three, amy)
    SupportRequest.objects.filter(pk=three[0].pk).update(owner=ben)
    three[0].refresh_from_db()
    give(ben, three[:1], amy)
    assert SupportRequest.objects.get(pk=three[0].pk).owner == amy


class TestFairLoad:
    def test_who_has_fewest_and_is_here_could_take_more(self):
        farah = rules.Load("1", "Farah", 3)
        amy = rules.Load("2", "Amy", 1)
        away = rules.Load("3", "Ben", 0, is_away=True)
        assert rules.lightest([farah, amy, away]) == amy
        assert rules.lightest([away]) is None
        # The control: back again, he is the one.
        assert rules.lightest([farah, amy, rules.Load("3", "Ben", 0)]).name == "Ben"

    def test_the_page_of_one_request_says_how_many_each_has(self, client, three, farah, amy):
        client.force_login(farah.account)
        page = text(client.get(f"/ribble/requests/{three[0].pk}/owner/"))
        assert "Amy Lund No open requests. Could take more" in page
        assert "Farah Siddiqui 3 open requests" in page

    def test_and_who_is_away(self, client, three, farah, amy):
        people_operations.arrange_cover(
            actor=actor(amy), at=NOW, person=amy, looks_after=farah, from_on=NOW.date(), to_on=NOW.date()
        )
        client.force_login(farah.account)
        assert "No open requests. Away now" in text(client.get(f"/ribble/requests/{three[0].pk}/owner/"))


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestPages:
    @pytest.fixture
    def signed_in(self, client, farah):
        client.force_login(farah.account)
        return client

    def test_what_is_ticked_in_the_list_stands_on_the_page(self, signed_in, three, amy):
        listed = signed_in.get("/ribble/requests/").content.decode()
        assert f'name="request" value="{three[0].pk}"' in listed
        page = signed_in.get("/ribble/requests/give/", {"request": [three[0].pk, three[2].pk]}).content.decode()
        assert page.count("checked") == 2
        assert str(three[1].pk) not in page

    def test_everything_somebody_has(self, signed_in, three, farah, amy):
        assert "Everything of Farah Siddiqui (3)" in text(signed_in.get("/ribble/requests/give/"))
        page = signed_in.get("/ribble/requests/give/", {"owner_of": farah.pk}).content.decode()
        assert page.count("checked") == 3

    def test_giving_says_so(self, signed_in, three, amy):
        answers = {"request": [each.pk for each in three[:2]], "owner": amy.pk}
        page = text(signed_in.post("/ribble/requests/give/", answers, follow=True))
        assert "Amy Lund looks after these two now" in page

    def test_nothing_ticked_or_nobody_chosen_is_said_at_its_question(self, signed_in, three, amy):
        page = signed_in.post("/ribble/requests/give/", {})
        assert page.status_code == 422
        assert "Tick at least one request" in text(page)
        assert "Choose who should look after it" in text(page)

    @pytest.mark.parametrize("key", [str(uuid.UUID(int=1)), "x"])
    def test_a_bad_id_is_no_request(self, signed_in, three, amy, key):
        assert signed_in.get("/ribble/requests/give/", {"request": key, "owner_of": key}).status_code == 200
        assert signed_in.post("/ribble/requests/give/", {"request": key, "owner": amy.pk}).status_code == 422

    def test_with_nothing_to_give_it_says_so(self, signed_in):
        assert "There is nothing to give" in text(signed_in.get("/ribble/requests/give/"))

    def test_not_for_a_school(self, client, three):
        client.force_login(three[0].asked_by.account)
        assert client.get("/ribble/requests/give/").status_code == 403
        assert 'name="request"' not in client.get("/ribble/requests/").content.decode()

    def test_requests_of_another_programme_are_none_of_ours(self, three):
        other = programme(slug="other")
        with acting_in(other.id):
            someone = coordinator(other, account=account())
        client = Client()
        client.force_login(someone.account)
        page = client.post("/other/requests/give/", {"request": [three[0].pk], "owner": someone.pk})
        assert page.status_code == 422
