"""Each step of a delivery, and what every answer of the relay leads to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import gateway, operations, queries, tasks
from linkage.messaging.enums import Answer, MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.presenters import Mail, Recipient
from linkage.messaging.tests.relays import Relay, running

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LONG = timedelta(hours=1)
WORKER = Actor.system("outbox")


@pytest.fixture
def relay(settings):
    handler = Relay()
    with running(handler) as port:
        settings.SMTP_URL = f"smtp://127.0.0.1:{port}?tls=none"
        yield handler


@pytest.fixture
def mail():
    """A sign-in mail that waits, of the installation: no programme is needed to deliver one."""
    with acting_in(None):
        yield operations.send_code(
            actor=Actor.nobody(),
            at=AT,
            mail=Mail("Your code", "Your code", code="ABCD"),
            to=[Recipient("", "p@s.example")],
        )


def deliver(message):
    tasks.deliver(programme_id=None, message_id=str(message.id))
    return fresh(message)


def fresh(message):
    return Message.objects.get(id=message.id)


def test_without_a_relay_a_mail_is_in_its_mailbox_at_once(mail):
    found = deliver(mail)
    assert (found.status, found.problem, found.attempts) == (MessageStatus.SENT, "", 1)


def test_the_relay_takes_it(mail, relay):
    found = deliver(mail)
    assert found.status == MessageStatus.SENT
    assert found.settled_at is not None
    assert len(relay.taken) == 1
    assert found.message_id.encode() in relay.taken[0].content


def test_a_job_that_runs_again_sends_nothing(mail, relay):
    deliver(mail)
    deliver(mail)
    assert len(relay.taken) == 1


def test_a_recipient_refused_for_now_is_tried_again_after_a_pause(mail, relay):
    relay.rcpt = "451 Later"
    found = deliver(mail)
    assert (found.status, found.attempts, found.problem) == (MessageStatus.QUEUED, 1, "p@s.example: 451 Later")
    assert found.due_at > AT
    relay.rcpt = "250 OK"
    assert deliver(mail).status == MessageStatus.QUEUED, "it is not due yet"
    Message.objects.update(due_at=AT)
    assert deliver(mail).status == MessageStatus.SENT


def test_a_recipient_refused_for_good_has_failed(mail, relay):
    relay.rcpt = "550 No such person"
    found = deliver(mail)
    assert (found.status, found.problem) == (MessageStatus.FAILED, "p@s.example: 550 No such person")


@pytest.mark.parametrize(("said", "status"), [("451 Later", "queued"), ("554 Never", "failed")])
def test_a_content_refused_is_as_certain(mail, relay, said, status):
    relay.data = said
    found = deliver(mail)
    assert (found.status, found.problem) == (status, said)


def test_an_answer_lost_after_the_content_leaves_it_uncertain(mail, relay):
    relay.is_cut = True
    found = deliver(mail)
    assert found.status == MessageStatus.UNCERTAIN
    deliver(mail)
    assert len(relay.taken) == 1


def test_a_relay_that_is_away_is_tried_again(mail, settings):
    settings.SMTP_URL = "smtp://127.0.0.1:1?tls=none"
    found = deliver(mail)
    assert (found.status, found.attempted_at) == (MessageStatus.QUEUED, None)
    assert "could not be used" in found.problem


def test_after_two_days_in_vain_it_has_failed(mail):
    at = AT
    while fresh(mail).status == MessageStatus.QUEUED:
        at = fresh(mail).due_at
        settle(mail, Answer.NOT_NOW, at)
    assert fresh(mail).status == MessageStatus.FAILED
    assert timedelta(days=1.5) < at - AT < timedelta(days=2.5)


def settle(mail, answer, at=AT):
    return operations.settle(actor=WORKER, at=at, message_id=mail.id, answer=answer)


def begin(mail, at=AT):
    return operations.begin(actor=WORKER, at=at, message_id=mail.id)


def reconcile(mail, at, *, is_accepted):
    return operations.reconcile(actor=WORKER, at=at, message_id=mail.id, is_accepted=is_accepted)


def test_only_one_of_two_workers_begins_a_mail(mail):
    assert begin(mail) is not None
    assert begin(mail) is None


def test_a_worker_that_died_leaves_it_uncertain_but_not_before_its_time(mail):
    begin(mail)
    assert reconcile(mail, AT + timedelta(seconds=30), is_accepted=None) is None
    assert reconcile(mail, AT + LONG, is_accepted=None).status == MessageStatus.UNCERTAIN
    assert reconcile(mail, AT + 2 * LONG, is_accepted=None) is None, "nobody guesses"


def test_the_relays_log_settles_it_as_sent(mail):
    begin(mail)
    settle(mail, Answer.UNKNOWN)
    assert reconcile(mail, AT + timedelta(seconds=1), is_accepted=True).status == MessageStatus.SENT


def test_a_silent_log_is_believed_after_a_while_and_the_mail_sent_again(mail):
    begin(mail)
    settle(mail, Answer.UNKNOWN)
    assert reconcile(mail, AT + timedelta(seconds=100), is_accepted=False) is None
    assert reconcile(mail, AT + LONG, is_accepted=False).status == MessageStatus.QUEUED
    assert begin(mail, AT + LONG) is not None


def test_an_answer_that_comes_late_is_still_the_answer(mail):
    begin(mail)
    reconcile(mail, AT + LONG, is_accepted=False)
    assert fresh(mail).status == MessageStatus.QUEUED
    assert settle(mail, Answer.ACCEPTED, AT + LONG).status == MessageStatus.SENT
    assert begin(mail, AT + LONG) is None


def test_the_sweep_finds_what_needs_looking_after(mail, settings, tmp_path):
    settings.SMTP_URL, settings.RELAY_LOG = "smtp://relay.test", str(tmp_path / "log")
    (tmp_path / "log").write_text(f"accepted message-id={mail.message_id}\n")
    begin(mail)
    tasks.sweep()
    assert fresh(mail).status == MessageStatus.SENT


def test_the_sweep_gives_a_mail_that_lost_its_job_a_new_one(mail):
    assert len(queries.open_cases(actor=WORKER, at=AT + LONG).jobless) == 0
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")
    assert [case.message_id for case in queries.open_cases(actor=WORKER, at=AT + LONG).jobless] == [mail.id]
    tasks.sweep()
    assert ProcrastinateJob.objects.filter(queueing_lock=mail.queueing_lock, status="todo").count() == 1


def test_nobody_but_a_job_looks_after_mails(mail):
    assert queries.due(actor=Actor.nobody(), at=AT, message_id=mail.id) is None
    assert queries.open_cases(actor=Actor.nobody(), at=AT + LONG).unanswered == ()


# As Postfix 3.7 wrote it: one mail taken, one whose connection was cut in the middle of its content.
POSTFIX = """\
Nov 23 20:59:39 relay postfix/smtpd[10308]: connect from unknown[127.0.0.1]
Nov 23 20:59:39 relay postfix/smtpd[10308]: 9914F1DC063: client=unknown[127.0.0.1]
Nov 23 20:59:39 relay postfix/cleanup[10311]: 9914F1DC063: message-id=<b@l.test>
Nov 23 20:59:39 relay postfix/qmgr[10241]: 9914F1DC063: from=<linkage@a.test>, size=420, nrcpt=1 (queue active)
Nov 23 20:59:39 relay postfix/smtpd[10308]: 9A6D31DC066: client=unknown[127.0.0.1]
Nov 23 20:59:39 relay postfix/cleanup[10311]: 9A6D31DC066: message-id=<c@l.test>
Nov 23 20:59:39 relay postfix/discard[10312]: 9914F1DC063: to=<x@b.test>, relay=none, dsn=2.0.0, status=sent (all)
Nov 23 20:59:39 relay postfix/qmgr[10241]: 9914F1DC063: removed
Nov 23 20:59:40 relay postfix/smtpd[10308]: lost connection after DATA (54217 bytes) from unknown[127.0.0.1]
Nov 23 20:59:41 relay postfix-out/submission/cleanup[77]: 4dFkQ12b3Xz9: message-id=<e@l.test>
Nov 23 20:59:41 relay postfix-out/qmgr[78]: 4dFkQ12b3Xz9: from=<linkage@a.test>, size=420, nrcpt=1 (queue active)
"""


def test_the_logs_of_postfix_and_others_are_understood(settings, tmp_path):
    settings.SMTP_URL, settings.RELAY_LOG = "smtp://relay.test", str(tmp_path / "mail.log")
    (tmp_path / "mail.log.1").write_text("taken <a@l.test>\n")
    (tmp_path / "mail.log").write_text(POSTFIX)
    asked = {f"<{letter}@l.test>" for letter in "abcde"}
    assert asked - gateway.accepted(asked) == {"<c@l.test>", "<d@l.test>"}


def test_a_log_that_cannot_be_read_says_nothing(settings, tmp_path):
    settings.SMTP_URL, settings.RELAY_LOG = "smtp://relay.test", str(tmp_path / "none")
    assert gateway.accepted(["<a@l.test>"]) is None
    settings.RELAY_LOG = ""
    assert gateway.accepted(["<a@l.test>"]) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://user:p%40ss@mail.example:587?tls=starttls", ("mail.example", 587, "user", "p@ss", "starttls")),
        ("smtps://mail.example", ("mail.example", 465, "", "", "ssl")),
        ("smtp://localhost", ("localhost", 25, "", "", "offered")),
    ],
)
def test_the_relays_address_is_read(settings, url, expected):
    settings.SMTP_URL = url
    found = gateway.relay()
    assert (found.host, found.port, found.user, found.password, found.tls) == expected


def test_a_relay_without_encryption_is_not_used_where_it_is_wanted(mail, relay, settings):
    settings.SMTP_URL = settings.SMTP_URL.replace("none", "starttls")
    found = deliver(mail)
    assert found.status == MessageStatus.QUEUED
    assert relay.taken == []
