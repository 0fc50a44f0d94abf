"""The mailbox of whoever runs the installation, and the page of a mail for a coordinator."""

import uuid
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import operations, queries
from linkage.messaging.backends import OutboxBackend
from linkage.messaging.enums import MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.tests.mails import AT, as_coordinator
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble():
    return programmes.programme(slug="ribble", name="Ribble Linkage")


def a_mail(programme=None, *, status=MessageStatus.SENT, **fields):
    with acting_in(programme and programme.id):
        return Message.objects.create(
            **{
                "programme_id": programme and programme.id,
                "status": status,
                "template": "tests.mail",
                "recipients": [{"name": "Priya Raman", "email": "priya@school.example", "person_id": None}],
                "from_name": "Ribble Linkage",
                "subject": "Daniel, meet Priya",
                "text": "Ribble Linkage\n\nYou may talk now: http://linkage.test/ribble/links/",
                "html": "<html lang='en'><head><title>x</title></head><body><h1>Hello</h1></body></html>",
                "message_id": f"<{uuid.uuid4()}@linkage.test>",
                "created_at": AT,
                "due_at": AT,
                "attempted_at": AT,
                "settled_at": AT,
                **fields,
            }
        )


OPERATOR = Actor(kind="account", name="Sam", is_operator=True)


def test_the_operator_reads_every_mail_the_newest_first(visit, ribble):
    a_mail(subject="Your code", created_at=AT + timedelta(hours=1))
    a_mail(ribble)
    text = visit(OPERATOR, reverse("messaging:mailbox")).text
    assert text.index("Your code") < text.index("Daniel, meet Priya")


def test_an_empty_mailbox_says_when_it_fills(visit):
    assert "No e-mail yet" in visit(OPERATOR, reverse("messaging:mailbox")).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_mailbox_asks_as_often_for_one_mail_as_for_three(ribble, count, django_assert_num_queries):
    for _ in range(count):
        a_mail(ribble)
    with django_assert_num_queries(11):
        assert len(queries.mailbox(actor=OPERATOR)) == count


def test_a_mail_is_shown_as_sent_and_sealed(visit, ribble):
    found = a_mail(ribble)
    page = visit(OPERATOR, reverse("messaging:mailbox-message", args=[found.id]))
    assert page.status_code == 200
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    sealed = visit(OPERATOR, reverse("messaging:mailbox-as-sent", args=[found.id]))
    policy = sealed["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert '<base target="_top">' in sealed.text


def test_nobody_else_reads_the_mailbox(visit, ribble):
    found = a_mail()
    for actor in (as_coordinator(ribble), Actor(kind="account", name="Somebody")):
        assert visit(actor, reverse("messaging:mailbox")).status_code == 403
        assert visit(actor, reverse("messaging:mailbox-message", args=[found.id])).status_code == 403
        assert visit(actor, reverse("messaging:mailbox-as-sent", args=[found.id])).status_code == 403
    assert visit(Actor.nobody(), reverse("messaging:mailbox")).status_code == 302


def test_with_a_relay_there_is_no_mailbox(visit, settings):
    found = a_mail()
    settings.SMTP_URL = "smtp://relay.test"
    assert visit(OPERATOR, reverse("messaging:mailbox")).status_code == 404
    assert visit(OPERATOR, reverse("messaging:mailbox-message", args=[found.id])).status_code == 404


def test_a_mail_that_is_not_there_is_not_found(visit):
    assert visit(OPERATOR, reverse("messaging:mailbox-message", args=[uuid.uuid4()])).status_code == 404


def at(message, name="message", slug="ribble"):
    return reverse(f"mail:{name}", args=[slug, message.id])


@pytest.mark.parametrize(
    ("status", "address", "after", "says"),
    [
        ("uncertain", "arrived", "sent", "Noted: the e-mail arrived"),
        ("uncertain", "send-again", "queued", "on its way again"),
        ("failed", "send-again", "queued", "on its way again"),
        ("sent", "came-back", "bounced", "Noted: the e-mail came back"),
        ("failed", "dealt-with", "failed", "off your list"),
    ],
)
def test_a_coordinator_settles_it(visit, ribble, status, address, after, says):
    found = a_mail(ribble, status=status)
    farah = as_coordinator(ribble)
    assert visit(farah, at(found)).status_code == 200
    answer = visit(farah, at(found, address), "post")
    assert answer.status_code == 302
    assert says in visit(farah, answer["Location"]).text
    with acting_in(ribble.id):
        assert Message.objects.get().status == after


@pytest.mark.parametrize("address", ["arrived", "send-again", "dealt-with"])
def test_a_mail_that_arrived_is_not_settled_again(visit, ribble, address):
    found = a_mail(ribble)
    answer = visit(as_coordinator(ribble), at(found, address), "post")
    assert answer.status_code == 409
    with acting_in(ribble.id):
        assert Message.objects.get().status == MessageStatus.SENT


def test_a_coordinator_reads_a_mail_without_the_links_of_its_readers(visit, ribble, settings):
    settings.BASE_URL = "https://linkage.example"
    token = "/ribble/people/agree/bm9taW5hdGlvbg~c2lnbmVk/"
    text = f"Ribble Linkage\n\nPlease answer:\nhttps://linkage.example{token}\n\nhttp://localhost:8000{token}\n\nThanks"
    mail = a_mail(ribble, text=text, status=MessageStatus.FAILED)
    for method, address, status in (("get", "message", 200), ("post", "arrived", 409)):
        where = reverse(f"mail:{address}", kwargs={"programme": "ribble", "message_id": mail.id})
        page = visit(as_coordinator(ribble), where, method)
        assert page.status_code == status
        assert (page.text.count("[their link]"), "c2lnbmVk" in page.text) == (2, False)
        assert "Thanks" in page.text
    read = visit(OPERATOR, reverse("messaging:mailbox-message", kwargs={"message_id": mail.id})).text
    assert "their link" not in read


def test_the_words_between_two_schools_and_of_somebodys_list_are_for_their_readers_alone(visit, ribble):
    """The control: of any other kind the words are read by whoever sees to it that it arrives."""
    for template, is_read in (("engagements.paused", False), ("people.digest", False), ("people.merged", True)):
        mail = a_mail(ribble, template=template, text="Ribble Linkage\n\nOur lead is away", status=MessageStatus.FAILED)
        where = reverse("mail:message", kwargs={"programme": "ribble", "message_id": mail.id})
        page = visit(as_coordinator(ribble), where).text
        assert ("Our lead is away" in page) is is_read
        assert ("for its readers alone" in page) is not is_read


def test_another_programmes_mail_is_not_there_and_others_may_not_look(visit, ribble):
    theirs = a_mail(programmes.programme(slug="mersewater"))
    assert visit(as_coordinator(ribble), at(theirs)).status_code == 404
    assert visit(as_coordinator(ribble), at(theirs, "arrived"), "post").status_code == 404
    mine = a_mail(ribble)
    head = Actor(kind="person", name="Ruth", programme_id=ribble.id, person_id=uuid.uuid4())
    assert visit(head, at(mine)).status_code == 403
    assert visit(head, at(mine, "send-again"), "post").status_code == 403


def test_mails_that_went_wrong_wait_for_the_coordinator_until_dealt_with(ribble):
    farah = as_coordinator(ribble)
    for status in ("sent", "queued", "uncertain", "failed", "bounced"):
        a_mail(ribble, status=status)
    with acting_in(ribble.id):
        titles = {action.title for action in queries.next_actions(actor=farah, at=AT + timedelta(hours=1))}
        assert titles == {
            "We do not know whether our e-mail to Priya Raman arrived",
            "Our e-mail to Priya Raman could not be sent",
            "Our e-mail to Priya Raman came back",
        }
        for message in Message.objects.filter(status__in=["failed", "bounced"]):
            operations.mark_dealt_with(actor=farah, at=AT, message=message)
        assert len(queries.next_actions(actor=farah, at=AT + timedelta(hours=1))) == 1
        assert queries.next_actions(actor=Actor.nobody(ribble.id), at=AT + timedelta(hours=1)) == []


def test_an_uncertain_mail_is_nobodys_business_while_the_log_may_settle_it(ribble):
    a_mail(ribble, status="uncertain")
    with acting_in(ribble.id):
        assert queries.next_actions(actor=as_coordinator(ribble), at=AT + timedelta(minutes=1)) == []


def test_a_records_page_tells_what_became_of_its_mails(ribble):
    about = uuid.uuid4()
    a_mail(ribble, about_id=about)
    a_mail(ribble, about_id=about, status="failed", created_at=AT + timedelta(hours=1))
    a_mail(ribble)
    with acting_in(ribble.id):
        found = queries.delivery(actor=as_coordinator(ribble), about_id=about)
    assert [(one.status, one.is_trouble, one.names) for one in found] == [
        ("failed", True, "Priya Raman"),
        ("sent", False, "Priya Raman"),
    ]


def test_a_mail_of_sign_in_goes_through_the_outbox():
    body = "Hello,\n\nHere is your code:\n\nAB12-CD34\n\nIt works for ten minutes."
    OutboxBackend().send_messages([EmailMessage("Your code", body, to=["Priya <priya@school.example>"])])
    with acting_in(None):
        [found] = Message.objects.all()
    assert (found.template, found.is_urgent, found.programme_id) == ("accounts.code", True, None)
    assert found.recipients[0]["email"] == "priya@school.example"
    assert "\n    AB12-CD34\n" in found.text
    assert "font-size:32px" in found.html
