import re
from datetime import date

import pytest

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.enquiries import operations, queries
from linkage.enquiries.models import Enquiry, UnableToMoveEnquiry
from linkage.enquiries.tests import factories
from linkage.kernel.errors import Forbidden
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests import factories as people
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW
from linkage.ui import registry

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


@pytest.fixture
def asked(programme, farah, harrowgill):
    """A question that Farah should look after."""
    with acting_in(programme.id):
        sender = people.person(programme, name="Zoe Quill", email="zoe@quill.example", answered_at=NOW)
        return factories.enquiry(
            programme, kind="question", words="May a nursery take part?", sender=sender, owner=farah, job_title=""
        )


@pytest.fixture
def record(asked):
    return f"/ribble/enquiries/{asked.pk}/"


def test_taking_it_on_tells_the_sender_who_has_it_and_by_when(client, sign_in, farah, asked, record, kept, mails):
    client = sign_in(farah)
    assert "Take it on by Wednesday" in text(client.get(record))
    assert client.post(f"{record}take/").status_code == 302
    [found] = kept()
    assert (found.status, found.owner) == ("owned", farah)
    assert "Farah Siddiqui has what you wrote" in mails("zoe@quill.example")[0].subject
    assert "Thursday 5 November 2026" in mails("zoe@quill.example")[0].text
    assert "Answer by Thursday" in text(client.get(record))


def test_an_answer_goes_by_mail_and_the_sender_writes_back(client, sign_in, farah, asked, record, kept, mails, clock):
    client = sign_in(farah)
    assert client.post(f"{record}answer/", {"words": ""}).status_code == 422
    assert client.post(f"{record}answer/", {"words": "Yes, from <age> three."}).status_code == 302
    [mail] = mails("zoe@quill.example")
    assert "Yes, from <age> three." in mail.text
    assert kept()[0].status == "answered"
    client.logout()

    clock.shift(60)
    link = re.search(r"http://linkage\.test(/ribble/enquiries/back/\S+)", mail.text)[1]
    assert "Yes, from &lt;age&gt; three." in text(client.get(link))
    assert client.post(link, {"words": "Then we come."})["Location"] == link
    assert "Then we come." in text(client.get(link))
    assert kept()[0].status == "owned"
    assert "Zoe Quill wrote back" in mails("farah@ribble.example")[-1].subject
    shown = text(sign_in(farah).get(record))
    assert shown.index("Yes, from") < shown.index("Then we come.")
    assert "Zoe Quill wrote back" in shown


def test_a_worry_about_a_person_that_is_written_back_is_stopped_and_not_kept(
    client, farah, asked, record, sign_in, kept, mails
):
    sign_in(farah).post(f"{record}answer/", {"words": "Yes, from three."})
    client.logout()
    link = re.search(r"http://linkage\.test(/ribble/enquiries/back/\S+)", mails("zoe@quill.example")[0].text)[1]
    stopped = text(client.post(link, {"words": "A girl told me that her stepfather hits her"}))
    assert "Tell your safeguarding lead, not us" in stopped
    with acting_in(asked.programme_id):
        assert [each.words for each in asked.replies.all()] == ["Yes, from three."]
    assert kept()[0].status == "answered"
    assert client.post(link, {"words": "Then we come."})["Location"] == link


def test_closing_needs_a_reason_and_tells_only_who_should_know(sign_in, farah, asked, record, kept, mails):
    client = sign_in(farah)
    assert client.post(f"{record}close/", {"reason": "", "is_told": "no"}).status_code == 422
    assert client.post(f"{record}close/", {"reason": "Advertising", "is_told": "no"}).status_code == 302
    assert (kept()[0].status, kept()[0].closing_reason) == ("closed", "Advertising")
    assert "“Advertising”" in text(client.get(record))
    assert mails("zoe@quill.example") == []
    assert client.post(f"{record}answer/", {"words": "After all"}).status_code == 422


def test_a_closed_one_takes_no_more_words_of_its_sender(farah, asked, mails):
    with acting_in(asked.programme_id):
        operations.close(
            actor=people.actor(farah), at=NOW, enquiry=asked, reason="Settled on the telephone", is_told=True
        )
        with pytest.raises(operations.UnableToWriteBack):
            operations.write_back(actor=people.actor(asked.sender), at=NOW, enquiry=asked, words="More")
    assert "Settled on the telephone" in mails("zoe@quill.example")[0].text


def test_of_two_who_deal_with_it_at_once_the_second_is_told(programme, farah, asked):
    with acting_in(programme.id):
        operations.close(actor=people.actor(farah), at=NOW, enquiry=asked, reason="Settled", is_told=False)
        with pytest.raises(UnableToMoveEnquiry, match="Somebody else was quicker"):
            operations.reply(actor=people.actor(farah), at=NOW, enquiry=asked, words="Too late")


class TestWhoLooksAfterIt:
    def test_the_coordinator_with_the_fewest_gets_a_new_one(self, programme, farah, asked):
        with acting_in(programme.id):
            omar = people.coordinator(programme, name="Omar Khan")
            assert queries.owner_for(actor=people.actor(farah), at=NOW) == omar

    def test_it_is_given_to_an_officer_but_to_no_stranger(self, programme, sign_in, farah, helen, asked, record, kept):
        with acting_in(programme.id):
            officer = people.person(programme, name="Owen Officer")
            people.grant(officer, Role.OFFICER)
            with pytest.raises(operations.UnableToReassign):
                operations.reassign(actor=people.actor(farah), at=NOW, enquiry=asked, owner=helen)
        client = sign_in(farah)
        assert client.post(f"{record}owner/", {"owner": str(helen.pk)}).status_code == 422
        assert client.post(f"{record}owner/", {"owner": str(officer.pk)}).status_code == 302
        assert kept()[0].owner == officer

    def test_when_its_owner_leaves_it_is_offered_to_whoever_is_there(
        self, programme, sign_in, farah, asked, record, kept
    ):
        with acting_in(programme.id):
            omar = people.coordinator(programme, name="Omar Khan", account=account())
            Enquiry.objects.update(status="owned")
            RoleGrant.objects.filter(person=farah).update(ended_at=NOW)
            assert queries.owner_of(actor=people.actor(omar), enquiry=asked, at=NOW) is None
        client = sign_in(omar)
        assert "Nobody looks after this one any more" in text(client.get(record))
        [action] = [each for each in actions(programme, omar) if "asks you something" in each.title]
        assert action.button == "Take it on"
        client.post(f"{record}take/")
        assert kept()[0].owner == omar

    def test_who_does_not_deal_with_enquiries_sees_none(self, client, programme, helen, sign_in, asked, record):
        client = sign_in(helen)
        assert client.get("/ribble/enquiries/").status_code == 403
        assert client.get(record).status_code == 403
        assert client.post(f"{record}take/").status_code == 403
        with acting_in(programme.id), pytest.raises(Forbidden):
            operations.take(actor=people.actor(helen), at=NOW, enquiry=asked)

    def test_nor_does_the_coordinator_of_another_programme(self, client, asked, record):
        other = programmes.programme(slug="avon")
        with acting_in(other.id):
            theirs = people.coordinator(other, account=account())
        client.force_login(theirs.account)
        assert client.get(record.replace("ribble", "avon")).status_code == 404
        assert client.get(record).status_code == 403


def actions(programme, person, at=NOW):
    with acting_in(programme.id):
        return queries.next_actions(actor=people.actor(person), at=at)


def test_what_waits_stands_on_the_home_page_and_is_late_in_time(programme, farah, asked, clock):
    [action] = actions(programme, farah)
    assert (action.title, action.due_on) == ("Zoe Quill asks you something", date(2026, 11, 4))
    later = NOW.replace(day=10)
    [late] = actions(programme, farah, later)
    assert late.working_days_left == -4
    with acting_in(programme.id):
        Enquiry.objects.update(status="answered", ended_at=NOW)
    assert actions(programme, farah, later) == []


def test_the_list_is_narrowed_and_taken_home(programme, sign_in, farah, asked, harrowgill):
    with acting_in(programme.id):
        factories.enquiry(programme, organisation=harrowgill, words="=1+1", owner=farah)
        factories.unconfirmed(programme, name="Nobody Yet")
    client = sign_in(farah)
    everything = text(client.get("/ribble/enquiries/"))
    assert "Priya Raman" in everything
    assert "Zoe Quill" in everything
    assert "Nobody Yet" not in everything
    assert "Zoe Quill" not in text(client.get("/ribble/enquiries/?what=interest"))
    file = text(client.get("/ribble/enquiries/?export=csv"))
    assert "Harrowgill High School" in file
    assert "'=1+1" in file
    assert "Nobody Yet" not in file


@pytest.mark.parametrize("more", [0, 6])
def test_the_list_asks_as_often_for_one_as_for_many(
    programme, sign_in, farah, asked, harrowgill, more, django_assert_max_num_queries, monkeypatch
):
    for around in ("navigation", "accounts", "notices"):
        monkeypatch.setattr(registry, around, [])
    with acting_in(programme.id):
        for _ in range(more):
            factories.enquiry(programme, sender=people.person(programme), organisation=harrowgill, owner=farah)
    client = sign_in(farah)
    client.get("/ribble/enquiries/")
    with django_assert_max_num_queries(14):
        client.get("/ribble/enquiries/")
