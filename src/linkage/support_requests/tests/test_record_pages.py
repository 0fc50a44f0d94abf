import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linkage.access import links
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, coordinator, grant, head, person, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, policy, presenters, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters import listing
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def inside(here):
    with acting_in(here.id):
        yield here


@pytest.fixture
def thistlebank(inside):
    made = school(name="Thistlebank School", town="Burnley")
    member(inside, made)
    return made


@pytest.fixture
def farah(inside):
    return coordinator(inside, name="Farah Siddiqui", account=account())


@pytest.fixture
def daniel(inside, thistlebank):
    return staff(inside, thistlebank, name="Daniel Whitlow", account=account())


@pytest.fixture
def asked(inside, thistlebank, daniel, farah):
    return support_request(inside, thistlebank, asked_by=daniel, owner=farah, title="Reading in Year 9")


def as_(someone):
    client = Client()
    client.force_login(someone.account)
    return client


def at(name, *args):
    return reverse(f"support_requests:{name}", args=["ribble", *args])


def state(found):
    return SupportRequest.objects.get(pk=found.pk).state


def test_the_school_reads_what_happens_next_and_the_coordinator_the_clock(asked, daniel, farah):
    school_page, working = as_(daniel).get(at("request", asked.pk)).text, as_(farah).get(at("request", asked.pk)).text
    assert "What happens next." in school_page
    assert "Farah Siddiqui says that we have it" in school_page
    assert "lk-clock" not in school_page
    assert "Withdraw this request" in school_page
    assert "lk-clock" in working
    assert "We have it" in working
    assert "Withdraw this request" not in working


def test_the_coordinator_takes_it_and_it_stands_in_the_timeline(asked, daniel, farah):
    page = as_(farah).post(at("take", asked.pk), follow=True).text
    assert "The school knows that you have it" in page
    assert "Farah Siddiqui said that we have it" in page
    assert state(asked) == RequestStatus.ACKNOWLEDGED


def test_a_question_is_asked_and_answered(asked, daniel, farah):
    desk, staffroom = as_(farah), as_(daniel)
    assert desk.get(at("question", asked.pk)).status_code == 200
    refused = desk.post(at("question", asked.pk), {"words": ""})
    assert (refused.status_code, "What do you want to know?" in refused.text) == (422, True)
    assert desk.post(at("question", asked.pk), {"words": "Which year?"}).status_code == 302
    assert "We have a question for you" in staffroom.get(at("request", asked.pk)).text
    assert staffroom.post(at("answer", asked.pk), {"words": ""}).status_code == 422
    page = staffroom.post(at("answer", asked.pk), {"words": "Year 9"}, follow=True).text
    assert "“Year 9”" in page
    assert staffroom.get(at("answer", asked.pk)).status_code == 404


def test_a_question_is_answered_from_the_mail_without_an_account(asked, daniel, farah, client):
    operations.ask_question(actor=actor(farah), at=NOW, support_request=asked, words="Which year?")
    [letter] = Message.objects.filter(template="support_requests.question")
    path = next(word for word in letter.text.split() if "/requests/answer/" in word).split("8000")[-1]
    assert "Which year?" in client.get(path).text
    assert state(asked) == RequestStatus.WAITING_FOR_SCHOOL
    assert client.post(path, {"words": "Year 9"}).status_code == 302
    assert "This question has been answered" in client.get(path).text
    assert state(asked) == RequestStatus.IN_TRIAGE


def test_the_link_of_the_mail_says_kindly_that_the_answer_is_no_longer_needed(asked, daniel, farah, client):
    operations.ask_question(actor=actor(farah), at=NOW, support_request=asked, words="Which year?")
    [letter] = Message.objects.filter(template="support_requests.question")
    path = next(word for word in letter.text.split() if "/requests/answer/" in word).split("8000")[-1]
    operations.record_cannot_help(actor=actor(farah), at=NOW, support_request=asked, reason="Nobody is listed")
    page = client.get(path)
    assert page.status_code == 200
    assert "This question no longer needs an answer" in page.text
    assert "Thank you for coming to answer" in page.text
    assert client.post(path, {"words": "Year 9"}).status_code == 200
    shown = as_(daniel).get(at("request", asked.pk)).text
    assert "We have a question for you" not in shown
    assert "Our question no longer needs an answer" in shown
    assert "Answer a question" not in " ".join(title for title, _ in titles(daniel))


def stop_path(found, someone):
    token = links.make(
        policy.STOP_LINK,
        programme_id=found.programme_id,
        record_id=found.pk,
        person_id=someone.pk,
        state="open",
    )
    return at("stop-by-link", token)


def test_a_head_stops_it_from_the_mail_after_a_page_that_asks(asked, inside, thistlebank, client):
    path = stop_path(asked, head(inside, thistlebank))
    assert "Withdraw this request?" in client.get(path).text
    assert state(asked) == RequestStatus.SUBMITTED
    client.post(path, {"reason": ""})
    assert state(asked) == RequestStatus.WITHDRAWN
    assert "This request is withdrawn" in client.get(path).text


def test_the_link_of_the_mail_is_over_once_we_have_introduced_somebody(asked, inside, thistlebank, client):
    path = stop_path(asked, head(inside, thistlebank))
    SupportRequest.objects.filter(pk=asked.pk).update(status=RequestStatus.LINKED)
    assert "This request has been answered" in client.get(path).text
    client.post(path, {"reason": ""})
    assert state(asked) == RequestStatus.LINKED


def test_a_link_of_somebody_without_a_part_in_it_stops_nothing(asked, inside, client):
    assert client.post(stop_path(asked, person(inside)), {"reason": ""}).status_code == 404
    assert client.get(at("stop-by-link", "made-up")).status_code == 404
    assert state(asked) == RequestStatus.SUBMITTED


def test_the_asker_withdraws_after_a_page_that_asks(asked, daniel):
    client = as_(daniel)
    assert client.get(at("withdraw", asked.pk)).status_code == 200
    assert client.post(at("withdraw", asked.pk), {"reason": "We found somebody"}).status_code == 302
    assert state(asked) == RequestStatus.WITHDRAWN


def test_nobody_yet_needs_a_reason(asked, farah):
    client = as_(farah)
    client.post(at("take", asked.pk))
    refused = client.post(at("cannot-help", asked.pk), {"reason": ""})
    assert (refused.status_code, "Why can nobody help yet?" in refused.text) == (422, True)
    said = {"unmet_reason": "nobody_listed", "reason": "Nobody offers Latin"}
    assert client.post(at("cannot-help", asked.pk), said).status_code == 302
    assert "Nobody offers Latin" in client.get(at("request", asked.pk)).text
    assert client.post(at("close", asked.pk)).status_code == 302
    assert state(asked) == RequestStatus.CLOSED


def test_it_is_given_to_somebody_else(asked, inside, farah):
    amy = coordinator(inside, name="Amy Lund")
    page = as_(farah).post(at("reassign", asked.pk), {"owner": str(amy.pk)}, follow=True).text
    assert "Owner: Amy Lund" in page


def test_what_comes_too_late_is_said_on_the_page(asked, daniel, farah):
    operations.withdraw(actor=actor(daniel), at=NOW, support_request=asked)
    page = as_(farah).post(at("take", asked.pk), follow=True).text
    assert "The request is now “Withdrawn”, so this cannot be done any more" in page


def test_the_work_is_not_for_the_school_nor_the_answers_for_others(asked, daniel, inside, farah):
    for page in ("take", "choose", "close"):
        assert as_(daniel).post(at(page, asked.pk)).status_code == 403
    for page in ("question", "cannot-help", "reassign"):
        assert as_(daniel).get(at(page, asked.pk)).status_code == 403
    assert as_(farah).get(at("withdraw", asked.pk)).status_code == 403


def test_another_school_another_programme_and_a_wrong_id_find_nothing(asked, inside, thistlebank):
    stranger = head(inside, school(), account=account())
    assert as_(stranger).get(at("request", asked.pk)).status_code == 404
    assert as_(stranger).get(at("request", uuid.uuid4())).status_code == 404
    elsewhere = programme(slug="mersewater")
    with acting_in(elsewhere.id):
        other = coordinator(elsewhere, account=account())
    address = reverse("support_requests:request", args=["mersewater", asked.pk])
    assert as_(other).get(address).status_code == 404


def test_the_queue_and_a_schools_own_list(asked, inside, daniel, farah):
    support_request(inside, school(), owner=farah, title="Phonics")
    queue, own = as_(farah).get(at("requests")).text, as_(daniel).get(at("requests")).text
    assert "Phonics" in queue
    assert "Reading in Year 9" in queue
    assert "Phonics" not in own
    assert "Reading in Year 9" in own
    assert as_(daniel).get(at("requests"), {"is": "ended"}).text.count("Nothing fits these choices") == 1


def test_the_queue_as_a_spreadsheet(asked, farah):
    sheet = as_(farah).get(at("requests"), {"export": "csv"})
    assert sheet["Content-Type"].startswith("text/csv")
    assert "Thistlebank School" in sheet.content.decode()


@pytest.mark.parametrize("more", [0, 2])
def test_the_queue_asks_the_database_as_often_for_one_as_for_three(
    asked, inside, thistlebank, farah, more, django_assert_num_queries
):
    for _ in range(more):
        support_request(inside, thistlebank, owner=farah)
    reader = actor(farah)
    # The requests with their schools and people, who works on requests and is away, the promises, and the calendar of
    # the one authority.
    with django_assert_num_queries(5):
        found = list(queries.visible(actor=reader))
        steps = queries.Steps(reader, NOW, found)
        rows = [listing.row(reader, each, steps=steps, at=NOW, slug="ribble") for each in found]
    assert len(rows) == 1 + more


def test_an_empty_list_leads_to_asking(inside, daniel):
    assert "You have not asked yet" in as_(daniel).get(at("requests")).text


@pytest.mark.parametrize(
    ("phases", "town", "words"),
    [
        (["secondary"], "Burnley", "A secondary school in Burnley (name hidden)"),
        (["alternative"], "", "An alternative provision school in Lancashire (name hidden)"),
        ([], "Burnley", "A school in Burnley (name hidden)"),
    ],
)
def test_a_hidden_name_in_words(inside, phases, town, words):
    assert presenters.hidden_name(school(phases=phases, town=town)) == words


def test_a_name_is_hidden_from_all_but_the_school_and_who_works_on_it(asked, inside, thistlebank, daniel, farah):
    asked.is_name_hidden = True
    named = person(inside)
    grant(named, Role.OFFICER, thistlebank)
    stranger, other_officer = staff(inside, school()), person(inside)
    grant(other_officer, Role.OFFICER)
    for knows in (daniel, farah, named, head(inside, thistlebank), staff(inside, thistlebank)):
        assert presenters.shown_name(actor(knows), asked) == "Thistlebank School"
    for blind in (stranger, other_officer):
        assert presenters.shown_name(actor(blind), asked) == "A secondary school in Burnley (name hidden)"
        assert presenters.shown_asker(actor(blind), asked) == ""


def titles(someone, at=NOW):
    return [(action.title, action.waiting_for) for action in queries.next_actions(actor=actor(someone), at=at)]


def test_what_waits_for_whom(asked, inside, thistlebank, daniel, farah):
    draft(inside, daniel, thistlebank)
    assert titles(daniel) == [("Finish your request for support", ""), ("Reading in Year 9", "Farah Siddiqui")]
    assert titles(farah) == [("A school asked: Reading in Year 9", "")]
    [late] = queries.next_actions(actor=actor(farah), at=NOW + timedelta(days=3))
    assert late.working_days_left == -2
    operations.ask_question(actor=actor(farah), at=NOW, support_request=asked, words="Which year?")
    assert titles(farah) == [("Reading in Year 9", "Thistlebank School")]
    assert ("Answer a question about your request: Reading in Year 9", "") in titles(daniel)


def test_another_coordinator_is_not_asked_to_do_the_owners_work(asked, inside):
    assert titles(coordinator(inside)) == []
