"""Whoever has something waiting is sent the list of it: once a week, every school day, or never."""

import importlib
from datetime import UTC, date, datetime, timedelta
from email import policy as email_policy
from email.parser import BytesParser

import pytest
import time_machine
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.access import links
from linkage.access.actor import Actor
from linkage.kernel.errors import Forbidden
from linkage.kernel.working_days import SchoolCalendar
from linkage.messaging import gateway
from linkage.people import operations, policy, queries, tasks
from linkage.people.enums import DigestRhythm
from linkage.people.models import Affiliation, Digest, Person, RoleGrant
from linkage.people.rules import digests as rules
from linkage.people.tests import factories
from linkage.programmes.models import Closure, ProgrammeSettings
from linkage.ui import registry
from linkage.ui.next_actions import NextAction
from linkage.ui.sources import Source

MONDAY = datetime(2026, 11, 2, 8, 5, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
HALF_TERM = frozenset(date(2026, 10, 26) + timedelta(days=n) for n in range(5))
CALENDAR = SchoolCalendar(closed=HALF_TERM | {date(2026, 11, 2), date(2026, 11, 3)})


def action(number=1, **fields):
    return NextAction(
        **{
            "title": f"May Priya help another school with reading {number}?",
            "text": "A call and one visit, before Christmas.",
            "url": f"/ribble/links/{number}/",
            "button": "Answer",
            "since": MONDAY - timedelta(days=number),
            "working_days_left": 2,
            **fields,
        }
    )


@pytest.fixture
def waiting(monkeypatch):
    """What waits for whom, by first name; nothing for anybody else."""
    found = {}
    monkeypatch.setattr(registry, "next_actions", [Source(lambda actor, at: found.get(actor.name.split()[0], []))])
    return found


@pytest.fixture
def ruth(head, waiting):
    waiting["Ruth"] = [action(1), action(2), action(3, waiting_for="Owen Pritchard, head at Millrace")]
    return head


def system(programme):
    return Actor.system("digests", programme.pk)


def run(programme, at=MONDAY):
    """What the clock does at this moment, to the last job; the number of people looked at."""
    with time_machine.travel(at, tick=False):
        number = operations.begin_digests(actor=system(programme), at=at)
        for job in ProcrastinateJob.objects.filter(task_name="people.digest-of-person", status="todo"):
            tasks.digest_of_person(**job.args)
        ProcrastinateJob.objects.filter(task_name="people.digest-of-person").update(status="succeeded")
    return number


def lists(mails):
    return [(mail.recipients[0]["email"], mail.subject) for mail in mails("people.digest")]


def test_the_list_of_a_head_has_a_button_for_each_thing(programme, ruth, mails):
    run(programme)
    [mail] = mails("people.digest")
    assert mail.subject == "Two things wait for you in Ribble Linkage"
    assert mail.recipients[0]["email"] == "ruth@hope.lancs.sch.uk"
    for part in (mail.text, mail.html):
        assert "http://linkage.test/ribble/links/2/" in part
        assert "http://linkage.test/ribble/links/1/" in part
        assert "A call and one visit, before Christmas." in part
        assert "2 days left" in part
        assert "Owen Pritchard, head at Millrace" in part
        assert "/ribble/links/3/" not in part
        assert "Change how often" in part
    assert mail.text.index("reading 2?") < mail.text.index("reading 1?"), "the oldest first"
    assert mail.html.count("<h1") == 1
    assert mail.html.count("<h2") == 2


def test_whoever_has_nothing_waiting_gets_no_mail(programme, ruth, coordinator, waiting, mails):
    waiting["Farah"] = [action(4, waiting_for="Sian Probert")]
    assert run(programme) == 2
    assert lists(mails) == [("ruth@hope.lancs.sch.uk", "Two things wait for you in Ribble Linkage")]


def test_one_list_a_week_however_often_the_job_runs(programme, ruth, mails):
    assert [run(programme), run(programme), run(programme, MONDAY + timedelta(hours=2))] == [1, 0, 0]
    operations.send_digest(actor=system(programme), at=MONDAY, person=ruth)
    assert len(lists(mails)) == 1
    # The control: without the row that remembers it, a second one goes out.
    Digest.objects.all().delete()
    run(programme)
    assert len(lists(mails)) == 2
    run(programme, MONDAY + timedelta(weeks=1))
    assert len(lists(mails)) == 3


def test_the_database_keeps_a_second_list_of_the_same_week_out(programme, ruth):
    row = {"programme": programme, "person": ruth, "for_on": MONDAY.date(), "made_at": MONDAY}
    Digest.objects.create(**row)
    with pytest.raises(IntegrityError, match="people_digest_once"), transaction.atomic():
        Digest.objects.create(**row)
    assert operations.send_digest(actor=system(programme), at=MONDAY, person=ruth) is None


def test_a_job_that_breaks_leaves_nothing_and_is_done_by_its_repeat(programme, ruth, mails, monkeypatch):
    def broken(**_):
        raise RuntimeError

    with monkeypatch.context() as now:
        now.setattr(importlib.import_module("linkage.people.operations.digests").messaging, "send", broken)
        with pytest.raises(RuntimeError):
            operations.send_digest(actor=system(programme), at=MONDAY, person=ruth)
    assert not Digest.objects.exists()
    assert operations.send_digest(actor=system(programme), at=MONDAY, person=ruth).actions == 2
    assert len(lists(mails)) == 1


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        (MONDAY - timedelta(hours=1), False),
        (MONDAY + timedelta(hours=5), True),
        (MONDAY - timedelta(days=1), False),
        (MONDAY - timedelta(weeks=1), False),
    ],
    ids=["before the morning", "the same day still", "on a Sunday", "in the holidays"],
)
def test_it_goes_on_a_school_morning(programme, ruth, mails, at, goes):
    Closure.objects.create(programme=programme, name="Half-term", starts_on="2026-10-26", ends_on="2026-10-30")
    run(programme, at)
    assert bool(lists(mails)) is goes


def test_a_week_in_which_nothing_ran_is_caught_up_on_the_next_day_but_a_newcomer_waits(programme, ruth, mails):
    run(programme, TUESDAY)
    assert len(lists(mails)) == 1
    late = factories.coordinator(programme, name="Farah Siddiqui", email="farah@ribble.example")
    assert run(programme, TUESDAY) == 0
    assert run(programme, MONDAY + timedelta(weeks=1)) == 2
    assert Digest.objects.filter(person=late).count() == 1


def test_a_paused_programme_sends_none(programme, ruth, mails):
    programme.paused_at = MONDAY - timedelta(days=3)
    programme.save()
    assert run(programme) == 0
    # Nor does a job that had been waiting when it was paused.
    assert operations.send_digest(actor=system(programme), at=MONDAY, person=ruth) is None
    assert lists(mails) == []


def test_whoever_has_left_gets_none(programme, ruth, waiting, mails):
    Affiliation.objects.filter(person=ruth).update(status="ended")
    RoleGrant.objects.filter(person=ruth).update(ended_at=MONDAY - timedelta(days=1))
    typed = factories.person(programme, name="Owen Typed")
    waiting["Owen"] = [action(5)]
    assert run(programme) == 0
    assert not queries.takes_part(actor=system(programme), person=typed, on=MONDAY.date())
    assert operations.send_digest(actor=system(programme), at=MONDAY, person=ruth) is None
    assert lists(mails) == []


def test_whoever_is_erased_between_the_job_and_its_turn_gets_none(programme, ruth, mails):
    operations.begin_digests(actor=system(programme), at=MONDAY)
    [job] = ProcrastinateJob.objects.filter(task_name="people.digest-of-person")
    RoleGrant.objects.all().delete()
    Affiliation.objects.all().delete()
    Person.objects.filter(pk=ruth.pk).delete()
    tasks.digest_of_person(**job.args)
    assert lists(mails) == []


def test_every_school_day_means_every_school_day(programme, ruth, mails):
    operations.choose_digest(actor=queries.of_person(ruth), at=MONDAY, person=ruth, rhythm="daily")
    for at in (MONDAY, MONDAY, TUESDAY, MONDAY + timedelta(days=5)):
        run(programme, at)
    assert len(lists(mails)) == 2


def test_never_means_never(programme, ruth, mails):
    operations.choose_digest(actor=queries.of_person(ruth), at=MONDAY, person=ruth, rhythm="never")
    assert run(programme) == 0
    assert operations.send_digest(actor=system(programme), at=MONDAY, person=ruth) is None
    assert lists(mails) == []


def test_the_programme_chooses_the_weekday(programme, ruth, mails):
    ProgrammeSettings.objects.update(digest_weekday=2)
    for day in range(5):
        run(programme, MONDAY + timedelta(days=day))
        assert len(lists(mails)) == (day >= 2)


@pytest.mark.parametrize(
    ("week", "weekday", "goes"),
    [
        (date(2026, 10, 26), 0, None),
        (date(2026, 11, 2), 0, date(2026, 11, 4)),
        (date(2026, 11, 9), 0, date(2026, 11, 9)),
        (date(2026, 11, 9), 4, date(2026, 11, 13)),
    ],
    ids=["holidays", "two closed days", "an ordinary week", "on Fridays"],
)
def test_on_a_closed_day_it_goes_on_the_next_school_day_of_the_week(week, weekday, goes):
    assert rules.goes_on(week, weekday, CALENDAR) == goes


def token(person):
    return links.make(
        policy.DIGEST_LINK, programme_id=person.programme_id, record_id=person.pk, person_id=person.pk, state="list"
    )


def rhythm(person):
    person.refresh_from_db()
    return person.digest_rhythm


def test_a_head_changes_how_often_from_the_mail_without_an_account(client, programme, ruth):
    address = f"/ribble/people/how-often/{token(ruth)}/"
    page = client.get(address)
    assert "Once a week" in page.text
    assert rhythm(ruth) == DigestRhythm.WEEKLY, "opening the link changes nothing: scanners do that"
    answer = client.post(address, {"rhythm": "daily"}, follow=True)
    assert "Your list: every school day" in answer.text
    assert rhythm(ruth) == DigestRhythm.DAILY
    assert "Choose how often you would like it" in client.post(address, {}).text


def test_the_same_is_on_a_page_for_who_is_signed_in(sign_in, programme, ruth):
    client = sign_in(ruth)
    assert "/ribble/people/me/how-often/" in client.get("/ribble/people/me/").text
    client.post("/ribble/people/me/how-often/", {"rhythm": "never"})
    assert rhythm(ruth) == DigestRhythm.NEVER


def test_one_click_in_a_mail_reader_stops_it_and_needs_no_cookie(programme, ruth, mails, client):
    run(programme)
    [mail] = mails("people.digest")
    read = BytesParser(policy=email_policy.default).parsebytes(gateway.composed(mail, MONDAY))
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = str(read["List-Unsubscribe"]).replace(" ", "").strip("<>").removeprefix("http://linkage.test")
    strict = type(client)(enforce_csrf_checks=True)
    shown = strict.get(address)
    assert (shown.status_code, rhythm(ruth)) == (302, DigestRhythm.WEEKLY)
    assert strict.post(address).status_code == 302
    assert rhythm(ruth) == DigestRhythm.WEEKLY, "only what the standard says is one click"
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert rhythm(ruth) == DigestRhythm.NEVER


def test_the_link_of_one_is_no_key_for_another_nor_for_another_question(client, programme, ruth):
    other = factories.coordinator(programme, name="Farah Siddiqui")
    with pytest.raises(Forbidden, match="choose_digest"):
        operations.choose_digest(actor=queries.of_person(other), at=MONDAY, person=ruth, rhythm="never")
    wrong = links.make("invitation", programme_id=programme.pk, record_id=ruth.pk, person_id=ruth.pk, state="list")
    assert client.post(f"/ribble/people/how-often/{wrong}/", {"rhythm": "never"}).status_code == 404
    assert rhythm(ruth) == DigestRhythm.WEEKLY
