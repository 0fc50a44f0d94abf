import re
from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.directory.models import Nomination
from linkage.directory.tests import factories as directory
from linkage.enquiries import operations, queries
from linkage.enquiries.models import Enquiry
from linkage.enquiries.tests import factories
from linkage.organisations import queries as organisations
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
PRIYA, HELEN = "p.raman@harrow.example", "helen@harrow.example"


def text(response):
    return response.content.decode()


@pytest.fixture
def offered(programme, farah, harrowgill):
    """Priya would like to help, and Farah looks after it."""
    with acting_in(programme.id):
        priya = people.person(programme, name="Priya Raman", email=PRIYA, answered_at=NOW)
        return factories.enquiry(programme, sender=priya, organisation=harrowgill, owner=farah)


@pytest.fixture
def record(offered):
    return f"/ribble/enquiries/{offered.pk}/"


def link_to_head(mail):
    return re.search(r"http://linkage\.test(/ribble/enquiries/head/\S+)", mail.text)[1]


def actions(programme, person, at=NOW):
    with acting_in(programme.id):
        return queries.next_actions(actor=people.actor(person), at=at)


class TestAskingTheHead:
    @pytest.fixture
    def passed_on(self, sign_in, farah, helen, record, client):
        client = sign_in(farah)
        assert "Ask Helen Brook" in text(client.get(record))
        assert client.post(f"{record}pass-on/").status_code == 302
        client.logout()

    def test_the_head_and_the_sender_are_told(self, passed_on, programme, farah, helen, mails, kept):
        assert "would you nominate Priya Raman?" in mails(HELEN)[0].text
        assert "A reading routine" in mails(HELEN)[0].text
        assert "We have asked your headteacher" in mails(PRIYA)[0].subject
        assert (kept()[0].status, kept()[0].passed_to) == ("owned", helen)
        [waiting] = actions(programme, farah)
        assert waiting.waiting_for == "Helen Brook"
        [asked] = actions(programme, helen)
        assert "Priya Raman would like to help other schools" in asked.title

    def test_nominating_begins_a_draft_with_what_they_said(self, passed_on, client, programme, helen, mails, kept):
        link = link_to_head(mails(HELEN)[0])
        assert "Would you nominate Priya Raman?" in text(client.get(link))
        done = client.post(link, {"answer": "yes"})
        with acting_in(programme.id):
            draft = Nomination.objects.get()
        assert done["Location"] == f"/ribble/directory/nominations/{draft.pk}/colleague/"
        assert (draft.name, draft.email, draft.words) == (
            "Priya Raman",
            PRIYA,
            "A reading routine that every tutor uses.",
        )
        assert (draft.status, draft.nominated_by_id) == ("draft", helen.pk)
        assert (kept()[0].status, kept()[0].nomination_id) == ("nomination", draft.pk)
        assert "You have begun to nominate" in text(client.get(link))
        assert client.post(link, {"answer": "no"}).status_code == 200
        assert kept()[0].status == "nomination"

    def test_a_draft_that_is_thrown_away_brings_it_back(
        self, passed_on, client, programme, farah, mails, sign_in, record
    ):
        client.post(link_to_head(mails(HELEN)[0]), {"answer": "yes"})
        with acting_in(programme.id):
            Nomination.objects.all().delete()
        [action] = actions(programme, farah)
        assert "was thrown away" in action.text
        client = sign_in(farah)
        assert "The draft was thrown away" in text(client.get(record))
        client.post(f"{record}take/")
        assert "Ask Helen Brook" in text(client.get(record))

    def test_not_now_is_told_to_the_sender_and_ends_it(self, passed_on, client, mails, kept):
        link = link_to_head(mails(HELEN)[0])
        assert client.post(link, {"answer": "no"}).status_code == 302
        assert (kept()[0].status, kept()[0].closing_reason) == ("closed", "The headteacher said: not now")
        assert "Your headteacher says: not now" in mails(PRIYA)[-1].subject
        assert "knows that this is not the time" in text(client.get(link))

    def test_the_head_answers_signed_in_too_and_nobody_else_does(
        self, passed_on, programme, harrowgill, record, sign_in, helen, farah, kept
    ):
        assert sign_in(farah).get(f"{record}head/").status_code == 404
        client = sign_in(helen)
        assert client.post(f"{record}head/", {"answer": "yes"}).status_code == 302
        assert kept()[0].status == "nomination"

    def test_who_is_listed_already_is_not_nominated_again(
        self, passed_on, client, programme, harrowgill, mails, offered
    ):
        with acting_in(programme.id):
            directory.entry(programme, harrowgill, person=offered.sender)
        refused = client.post(link_to_head(mails(HELEN)[0]), {"answer": "yes"})
        assert refused.status_code == 422
        with acting_in(programme.id):
            assert Nomination.objects.filter(status="draft").count() == 0

    def test_a_head_who_stays_silent_gives_it_back(self, passed_on, programme, farah, sign_in, record, clock):
        clock.shift(timedelta(days=14))
        [action] = actions(programme, farah, NOW + timedelta(days=14))
        assert "has not answered. Ring them" in action.text
        assert "Ask them again, or answer yourself" in text(sign_in(farah).get(record))

    def test_an_old_link_answers_no_new_asking(self, passed_on, programme, farah, client, mails, offered, clock, kept):
        first = link_to_head(mails(HELEN)[0])
        clock.shift(timedelta(days=15))
        with acting_in(programme.id):
            again = Enquiry.objects.get(pk=offered.pk)
            operations.pass_on(actor=people.actor(farah), at=NOW + timedelta(days=15), enquiry=again)
        assert "This has been answered" in text(client.get(first))
        client.post(first, {"answer": "yes"})
        assert kept()[0].status == "owned"


def test_without_a_proved_head_the_way_is_to_invite_one(sign_in, farah, offered, record, kept):
    client = sign_in(farah)
    assert "Make sure who the head is" in text(client.get(record))
    client.post(f"{record}pass-on/")
    assert kept()[0].status == "new"
    assert "Invite the head first" in text(client.get(record))


def test_a_question_becomes_a_request_with_its_words(programme, sign_in, farah, harrowgill, record, kept):
    with acting_in(programme.id):
        Enquiry.objects.update(kind="question", words="Who can help us with boys who will not read?")
    client = sign_in(farah)
    done = client.post(f"{record}request/")
    with acting_in(programme.id):
        draft = SupportRequest.objects.get()
    assert str(draft.pk) in done["Location"]
    assert draft.words == "Who can help us with boys who will not read?"
    assert (draft.contact_name, draft.contact_email, draft.organisation) == ("Priya Raman", PRIYA, harrowgill)
    assert (kept()[0].status, kept()[0].support_request_id) == ("request", draft.pk)
    with acting_in(programme.id):
        SupportRequest.objects.all().delete()
    assert kept()[0].is_lost


class TestASchoolThatWouldTakePart:
    @pytest.fixture
    def vale(self, programme, offered):
        made = school(name="Sedbergh Vale School")
        with acting_in(programme.id):
            Enquiry.objects.update(kind="school", organisation=made)
        return made

    def test_it_takes_part_and_its_head_is_next(self, programme, sign_in, farah, vale, record, kept, mails):
        client = sign_in(farah)
        assert "Let the school take part" in text(client.get(record))
        assert client.post(f"{record}school/")["Location"] == f"/ribble/people/heads/{vale.pk}/"
        with acting_in(programme.id):
            assert organisations.is_member(actor=people.actor(farah), organisation_id=vale.pk)
        assert kept()[0].status == "member"
        assert "Sedbergh Vale School takes part" in mails(PRIYA)[-1].subject

    def test_without_a_school_nothing_is_added(self, programme, sign_in, farah, vale, record, kept):
        with acting_in(programme.id):
            Enquiry.objects.update(organisation=None, organisation_name="Somewhere")
        client = sign_in(farah)
        client.post(f"{record}school/")
        assert kept()[0].status == "new"
        assert "Only a school of the register" in text(client.get(record))
