"""R1 and R2: whatever is killed when, each mail arrives once; and a mail is there when, and only when, its request is.

The oracle is the relay's own log. "Twice" means that the relay took the same Message-ID twice.
"""

import os
import random
import smtplib
import time

import pytest

from tests.trust.outbox.stage import migrated, stage, wait_for

OPEN = ("queued", "sending", "uncertain")
SIZE = int(os.environ.get("LINKAGE_OUTBOX_MAILS", "500"))
KILLS, RESTARTS = SIZE // 15, max(2, SIZE // 250)
WORKERS = 3
FAULTS = {"refuse": 0.10, "cut-before": 0.05, "cut-after": 0.05, "slow": 0.05}


@pytest.fixture
def seed():
    return int(os.environ.get("LINKAGE_SEED") or random.randrange(10**6))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A home with a migrated database and nothing in it, copied by each test."""
    with migrated(tmp_path_factory.mktemp("outbox") / "home") as home:
        yield home


@pytest.fixture
def theatre(tmp_path, monkeypatch, seed, empty):
    monkeypatch.delenv("LINKAGE_PG_FAST", raising=False)  # or a restart would lose what was committed
    with stage(tmp_path / "home", seed, as_in=empty) as made:
        yield made


def play(theatre, nursery, chance):
    """Kill workers and restart the database at random while mails are written; then let them finish in peace."""
    writer = nursery(f"write {SIZE}")
    planned = ["kill"] * KILLS + ["restart"] * RESTARTS
    chance.shuffle(planned)
    for deed in planned:
        while len(theatre.workers) < WORKERS:
            theatre.workers.append(int(nursery("worker")))
        time.sleep(chance.uniform(0.1, 0.6))
        theatre.kill_one(chance) if deed == "kill" else theatre.restart_database()
    theatre.workers.append(int(nursery("worker")))
    # It writes ten at a time: without waiting for it, its last ones could be written after all the others had settled.
    nursery(f"wait {writer}")
    wait_for(
        lambda: theatre.statuses().total() >= SIZE and not still_open(theatre), seconds=120 + SIZE // 10, pause=0.5
    )


def still_open(theatre):
    return sum(theatre.statuses()[status] for status in OPEN)


def test_each_mail_arrives_once_whatever_is_killed(theatre, seed, capsys):
    began = time.monotonic()
    play(theatre, theatre.nursery(theatre.relay(**FAULTS)), random.Random(seed))
    taken, found = theatre.taken(), dict(theatre.ask("select message_id, status from messaging_message"))
    twice = [name for name, times in taken.items() if times > 1]
    lost = [name for name, status in found.items() if status == "sent" and name not in taken]
    told_wrong = [name for name, status in found.items() if status == "failed" and name in taken]
    with capsys.disabled():
        print(  # noqa: T201 - whoever looks into a failure needs the seed
            f"\nLINKAGE_SEED={seed}: {len(found)} mails, {theatre.kills} kills, {theatre.restarts} restarts, "
            f"{time.monotonic() - began:.0f} s: {dict(theatre.statuses())}, {len(lost)} lost, {len(twice)} twice"
        )
    assert (lost, twice, told_wrong) == ([], [], [])
    assert len(found) >= SIZE
    assert set(found.values()) == {"sent", "failed"}
    assert set(taken) <= set(found)


def test_a_lost_answer_is_settled_by_the_relays_log(theatre):
    """Each mail's first answer is lost after the relay took it: ours asks, and none is sent again."""
    nursery = theatre.nursery(theatre.relay(first="cut-after"))
    nursery("write 10")
    nursery("worker")
    wait_for(lambda: theatre.statuses().total() >= 10 and not still_open(theatre))
    assert dict(theatre.statuses()) == {"sent": 9, "failed": 1}
    assert list(theatre.taken().values()) == [1] * 9


def test_the_same_mails_arrive_twice_when_a_lost_answer_is_taken_for_a_no(theatre):
    """The control: lease and retry, which is what most outboxes do, under the fault of the test above."""
    port = theatre.relay(first="cut-after")
    for number in range(10):
        content = f"Message-ID: <{number}@linkage.test>\r\n\r\nYou may talk now."
        wait_for(lambda: sent_naively(port, content))  # noqa: B023 - called before the next number
    assert set(theatre.taken().values()) == {2}


def sent_naively(port, content):
    try:
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            smtp.sendmail("linkage@linkage.test", ["priya@school.example"], content)
    except (OSError, smtplib.SMTPException):
        return False
    return True


def test_request_and_mail_are_both_there_or_neither(theatre):
    """Killed before each statement in turn, until one run gets through; then at the commit, and just after it."""
    nursery = theatre.nursery(port=25)
    number = 1
    while nursery(f"break {number}") == "killed":
        assert kept(theatre) == (0, 0, 0, 0), f"killed before statement {number}"
        number += 1
    assert number > 6, "the statements were not counted"
    assert kept(theatre) == (1, 1, 1, 1)
    assert nursery("break -1") == "killed"
    assert kept(theatre) == (1, 1, 1, 1)
    assert nursery("break -2") == "killed"
    assert kept(theatre) == (2, 2, 2, 2)


def kept(theatre):
    """How many requests, mails, jobs and audit entries there are."""
    [found] = theatre.ask(
        "select (select count(*) from programmes_closure), (select count(*) from messaging_message),"
        " (select count(*) from procrastinate_jobs where task_name = 'messaging.deliver'),"
        " (select count(*) from access_auditentry where action = 'tests.ask')"
    )
    return found
