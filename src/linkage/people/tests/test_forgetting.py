"""P2, P3: everything about a person is handed out, nothing about anybody else; erased, not a word of them is left."""

import json
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg import sql
from typer import Typer
from typer.testing import CliRunner

from linkage.access import operation
from linkage.access.actor import Actor
from linkage.accounts.models import Account
from linkage.database.tenancy import acting_in
from linkage.messaging import operations as messaging
from linkage.messaging.models import Message
from linkage.messaging.presenters import Attachment, Mail, Recipient
from linkage.organisations.tests import factories as organisations
from linkage.people import cli, operations, queries, tasks
from linkage.people.models import Invitation, Person
from linkage.people.operations import Invite
from linkage.people.tests import factories
from linkage.programmes.models import Programme
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

CANARIES = ("zelda", "quibblethwaite", "01632 960 999", "01632960999")
HERS = {"name": "Zelda O’Quibblethwaite", "email": "zelda.q@hope.lancs.sch.uk", "phone": "01632 960 999"}
OTHER = {"name": "Ottoline Farnsbarns", "email": "ottoline@hope.lancs.sch.uk", "phone": "01632 960 111"}


@pytest.fixture
def everyday(programme, coordinator, school, act, client):
    """A person with a row of every kind: invited, proved, deputised, signed in, written to, written about."""
    [asked] = operations.invite(
        actor=act(coordinator), at=NOW, invites=[Invite(organisation=school, name=HERS["name"], email=HERS["email"])]
    )
    person = asked.person
    answering = Actor.system("tests", programme.id)
    with operation._inside("tests.act"):
        operations.note_answer(actor=answering, at=NOW, person=person)
        other = operations.find_or_add(actor=answering, at=NOW, name=OTHER["name"], email=OTHER["email"])
        Person.objects.filter(pk=other.pk).update(phone=OTHER["phone"])
        _write(answering, person, other)
        _name_elsewhere(programme, school, person, coordinator)
    operations.confirm_by_hand(
        actor=act(coordinator),
        at=NOW,
        one=Invite(organisation=school, name=HERS["name"], email=HERS["email"]),
        reason="Spoke to Zelda on the phone",
    )
    operations.change_details(actor=act(person), at=NOW, person=person, name=HERS["name"], phone=HERS["phone"])
    colleague = factories.staff(programme, school).affiliations.get()
    operations.name_deputy(actor=act(person), at=NOW, affiliation=colleague)
    _sign_in_and_ask_for_a_code(client, person.email)
    person.refresh_from_db()
    return person


def _write(actor, person, other):
    calendar = Attachment(
        "meet.ics", "text/calendar", b"ATTENDEE;CN=Zelda O'Quibblethw\r\n aite:mailto:zelda.q@hope.lancs.sch.uk"
    )
    both = [Recipient(person.name, person.email, person.pk), Recipient(other.name, other.email, other.pk)]
    mail = Mail("Ottoline, meet Zelda", "Meet Zelda", (f"{person.name} has done it. Ring Zelda on 01632 960 999.",))
    messaging.send(actor=actor, at=NOW, mail=mail, to=both, kind="tests.both", attachments=[calendar])
    about = Mail(
        "About a colleague", "A colleague", (f"{person.name} asked to be heard by {other.name}, {other.phone}.",)
    )
    messaging.send(actor=actor, at=NOW, mail=about, to=both[1:], kind="tests.about")


def _name_elsewhere(programme, school, person, coordinator):
    """Others write of her, each in their own way of spelling."""
    Programme.objects.filter(pk=programme.pk).update(
        contact_email=person.email, contact_phone="01632960999", paused_reason="Zelda O'Quibblethwaite is away"
    )
    Invitation.objects.create(
        programme=programme,
        organisation=organisations.school(),
        person=coordinator,
        method="by_hand",
        reason="zelda  o’quibblethwaite said so, Zelda knows. Ring (01632) 960999, or +44 1632 960 999",
        sent_at=NOW,
    )
    clerk = factories.staff(programme, school).affiliations.get()
    clerk.job_title = "Assistant to O'Quibblethwaite, Zelda"
    clerk.save()


def _sign_in_and_ask_for_a_code(client, email):
    with acting_in(None):
        client.force_login(Account.objects.get(email=email))
        client.get("/account/")
        client.cookies.clear()
        client.post("/sign-in/", {"email": email})


def dump():
    """Every row of every table as text, past the walls: what a full dump would hold."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by tablename")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            rows = sql.SQL("select coalesce(string_agg(t::text, chr(10)), '') from {} t").format(sql.Identifier(table))
            cursor.execute(rows)
            found[table] = cursor.fetchone()[0]
    return found


def everything():
    """The dump from inside every wall: with the programme's rows and with those of none. Sessions are decoded."""
    rows = [dump()]
    with acting_in(None):
        rows.append(dump())
    sessions = {"sessions": "\n".join(str(session.get_decoded()) for session in Session.objects.all())}
    return [*rows, sessions]


def traces(words):
    return sorted(
        {
            (table, word)
            for tables in everything()
            for table, text in tables.items()
            for word in words
            if word in text.lower()
        }
    )


def test_the_search_for_traces_can_find_them(everyday):
    tables = {table for table, _ in traces(CANARIES)}
    assert {"people_person", "accounts_account", "messaging_message", "people_invitation", "sessions"} <= tables


def test_erased_not_a_word_is_left(everyday, programme):
    operations.erase(actor=Actor.system("erase", programme.id), at=NOW, person=everyday)
    assert traces(CANARIES) == []


def test_what_others_need_stays_without_them(everyday, programme):
    operations.erase(actor=Actor.system("erase", programme.id), at=NOW, person=everyday)
    kept = Message.objects.get(template="tests.both")
    assert [one["email"] for one in kept.recipients] == [OTHER["email"]]
    assert "somebody has done it" in " ".join(kept.text.split())
    assert kept.attachments == []
    assert Person.objects.filter(email=OTHER["email"]).exists()


def test_the_export_holds_all_of_theirs_and_nobody_elses(everyday, programme):
    held = queries.everything_about(actor=Actor.system("subject-access", programme.id), person=everyday)
    said = json.dumps(held, ensure_ascii=False)
    for words in (
        *HERS.values(),
        "Hope High",
        "Headteacher",
        "Spoke to Zelda",
        "invites Hope High",
    ):
        assert words in said, words
    for words in (*OTHER.values(), "Farah Siddiqui", "farah@ribble.example"):
        assert words not in said, words


def test_what_is_left_of_others_words_can_be_read(everyday, programme):
    operations.erase(actor=Actor.system("erase", programme.id), at=NOW, person=everyday)
    [reason] = Invitation.objects.values_list("reason", flat=True)
    assert reason == "somebody said so, somebody knows. Ring (somebody, or somebody"
    programme.refresh_from_db()
    assert (programme.contact_email, programme.contact_phone) == ("", "")
    assert programme.paused_reason == "somebody is away"


def test_a_visitor_cannot_choose_the_words_that_erasing_takes_out(programme, coordinator, school, client):
    asked = Invitation.objects.create(
        programme=programme, organisation=school, person=coordinator, reason="Rang the school", sent_at=NOW
    )
    answers = {"name": "the school", "email": "mallory@evil.example", "role": "teacher"}
    client.post(f"/ribble/people/join/{school.pk}/", answers)
    operations.erase(actor=Actor.system("erase", programme.id), at=NOW, person=Person.objects.get(name="the school"))
    asked.refresh_from_db()
    assert asked.reason == "Rang the school"
    assert not Person.objects.filter(name="the school").exists()


def test_a_copy_signs_nobody_in_and_answers_for_nobody(everyday, programme):
    held = queries.everything_about(actor=Actor.system("subject-access", programme.id), person=everyday)
    mails = [mail["Text"] for part in held["E-mails"].values() for mail in part]
    assert any("[a code]" in text for text in mails)
    assert any("[an address]" in text for text in mails)
    assert not any("http" in text for text in mails)


def test_the_copy_says_what_the_person_did(everyday, programme):
    held = queries.everything_about(actor=Actor.system("subject-access", programme.id), person=everyday)
    done = {each["What"] for each in held["You"]["What you did here"]}
    assert done == {"Changed their own details", "Named a deputy"}


def test_another_programme_is_not_touched(everyday, programme):
    other = programmes.programme()
    account = everyday.account
    with acting_in(other.id):
        there = factories.person(other, **HERS, account=account)
    operations.erase(actor=Actor.system("erase", programme.id), at=NOW, person=everyday)
    assert not Person.objects.filter(pk=everyday.pk).exists()
    assert Account.objects.filter(pk=account.pk).exists()
    with acting_in(other.id):
        assert Person.objects.get(pk=there.pk).name == HERS["name"]


def test_the_only_coordinator_is_refused_with_the_reason(programme, coordinator):
    with pytest.raises(operations.UnableToErase, match="always has a coordinator"):
        operations.erase(actor=Actor.system("erase", programme.id), at=NOW, person=coordinator)
    assert Person.objects.filter(pk=coordinator.pk).exists()


class TestUnanswered:
    @pytest.mark.parametrize(("days", "is_kept"), [(29, True), (30, False), (31, False)])
    def test_who_never_answered_is_forgotten_on_the_day(self, programme, coordinator, school, act, days, is_kept):
        operations.invite(
            actor=act(coordinator),
            at=NOW,
            invites=[Invite(organisation=school, name="Ruth", email="ruth@hope.lancs.sch.uk")],
        )
        Person.objects.filter(pk=coordinator.pk).update(answered_at=NOW)
        later = NOW + timedelta(days=days)
        operations.forget_unanswered(actor=Actor.system("forget", programme.id), at=later)
        assert Person.objects.filter(email="ruth@hope.lancs.sch.uk").exists() is is_kept
        assert Person.objects.filter(pk=coordinator.pk).exists()

    def test_whoever_signed_in_or_answered_stays(self, programme, everyday):
        Person.objects.exclude(pk=everyday.pk).update(answered_at=NOW)
        everyday.answered_at = None
        everyday.save()
        operations.forget_unanswered(actor=Actor.system("forget", programme.id), at=NOW + timedelta(days=99))
        assert Person.objects.filter(pk=everyday.pk).exists()

    def test_the_coordinator_who_never_signed_in_is_passed_over(self, programme, coordinator):
        operations.forget_unanswered(actor=Actor.system("forget", programme.id), at=NOW + timedelta(days=99))
        assert Person.objects.filter(pk=coordinator.pk).exists()


def test_each_programme_has_a_job_of_its_own(programme):
    for _ in range(2):
        tasks.forget_unanswered()
    jobs = ProcrastinateJob.objects.filter(task_name="people.forget-in-programme")
    assert [job.args for job in jobs] == [{"programme_id": str(programme.pk)}]
    tasks.forget_in_programme(programme_id=str(programme.pk))


class TestCommands:
    @pytest.fixture
    def run(self):
        app = Typer()
        cli.register(app)

        def do(*arguments):
            return CliRunner().invoke(app, [str(argument) for argument in arguments])

        return do

    def test_erase_says_first_what_it_would_do(self, run, everyday):
        done = run("erase", everyday.email, "--programme", "ribble", "--dry-run")
        assert (done.exit_code, "This would be erased:" in done.output) == (0, True)
        assert Person.objects.filter(pk=everyday.pk).exists()
        assert run("erase", everyday.email, "--programme", "ribble").exit_code == 0
        assert not Person.objects.filter(pk=everyday.pk).exists()

    def test_subject_access_writes_both_files_for_the_owner_only(self, run, everyday, tmp_path):
        out = tmp_path / "zelda.json"
        assert run("subject-access", everyday.email, "--programme", "ribble", "--out", out).exit_code == 0
        assert json.loads(out.read_text())["You"]["Name"] == HERS["name"]
        readable = out.with_suffix(".html").read_text()
        assert "Hope High" in readable
        assert OTHER["name"] not in readable
        assert re.findall("<h2>(.*?)</h2>", readable)[:2] == ["You", "Signing in"]
        assert oct(out.stat().st_mode)[-3:] == "600"

    @pytest.mark.parametrize("arguments", [("nobody@x.example", "ribble"), ("zelda.q@hope.lancs.sch.uk", "elsewhere")])
    def test_what_is_not_there_is_said(self, run, everyday, arguments):
        email, slug = arguments
        done = run("erase", email, "--programme", slug)
        assert done.exit_code == 1
        assert slug in str(done.exception) or email in str(done.exception)
