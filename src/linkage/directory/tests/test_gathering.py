"""A process keeps the listings, and nobody can tell: whatever is asked is answered as if all were read anew."""

import random
from contextlib import suppress
from dataclasses import replace

import pytest
from django.db import IntegrityError, connections, transaction

from linkage.database.snapshots import Snapshot
from linkage.directory.enums import Visibility
from linkage.directory.queries import gathering
from linkage.directory.queries.index import Asked
from linkage.directory.rules.facts import ROOM_NEXT
from linkage.directory.tests.asking import (
    BEEKEEPING,
    BOTH,
    NEXT,
    READING,
    THIS,
    delete,
    listed,
    move,
    promise,
    release,
    write,
)
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def ours():
    return programme()


def test_all_is_read_once_and_then_only_what_changed(ours, process):
    first, second = listed(ours), listed(ours)
    assert process.finds(ours) == {first.pk, second.pk}
    third = listed(ours)
    write(ours, first, "I teach beekeeping.")
    assert process.finds(ours, BEEKEEPING) == {first.pk}
    assert process.finds(ours, Asked()) == {first.pk, second.pk, third.pk}
    assert process.anew == 1


@pytest.mark.parametrize("go", [move, delete])
def test_who_leaves_the_directory_is_found_no_more_and_kept_no_more(ours, process, go):
    entry, other = listed(ours), listed(ours)
    assert process.finds(ours) == {entry.pk, other.pk}
    go(ours, entry)
    assert process.finds(ours) == {other.pk}
    kept = gathering._kept[ours.pk].listings
    assert [kept.entry_id(n) for n in range(len(kept))] == [other.pk]
    assert (process.finds(ours), process.anew) == ({other.pk}, 2)


def test_what_is_taken_back_was_never_kept(ours, process):
    entry = listed(ours)
    process.finds(ours)
    with transaction.atomic():
        never = listed(ours)
        delete(ours, entry)
        assert process.finds(ours) == {never.pk}
        process.forgets()
        assert process.finds(ours) == {never.pk}
        transaction.set_rollback(True)
    assert process.finds(ours) == {entry.pk}


def test_what_was_begun_before_and_ends_after_a_question_is_found(ours, process):
    """Whoever asks only for what is later than the last change they saw would never hear of it."""
    slow, quick = listed(ours), listed(ours)
    process.finds(ours)
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("update directory_entry set words = 'I teach beekeeping.' where id = %s", [slow.pk])
        write(ours, quick, "I teach beekeeping.")
        assert process.finds(ours, BEEKEEPING) == {quick.pk}
        process.forgets()
        assert process.finds(ours, BEEKEEPING) == {quick.pk}
        cursor.execute("commit")
    assert process.finds(ours, BEEKEEPING) == {slow.pk, quick.pk}


def test_a_long_transaction_elsewhere_keeps_nobody_from_keeping(ours, process):
    entry = listed(ours)
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("select pg_current_xact_id()")
        write(ours, entry, "I teach beekeeping.")
        for _ in range(3):
            assert process.finds(ours, BEEKEEPING) == {entry.pk}
            assert len(gathering._kept[ours.pk].listings) == 1
        cursor.execute("rollback")
    assert process.anew == 1


def test_programmes_are_kept_apart(ours, process):
    theirs = programme()
    entry, stranger = listed(ours), listed(theirs)
    for _ in range(2):
        assert process.finds(ours) == {entry.pk}
        assert process.finds(theirs) == {stranger.pk}
        assert process.finds(None) == set()


def test_who_may_be_seen_by_some_alone_is_kept_and_shown_to_those_alone(ours, process):
    entry = listed(ours, visibility=Visibility.BROKERS)
    for _ in range(2):
        assert process.finds(ours) == set()
        assert process.finds(ours, Asked(words=("reading",), seen=(Visibility.BROKERS,))) == {entry.pk}


def test_many_changes_are_kept_in_their_turn(ours, process, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_OVER", 2)
    entries = [listed(ours) for _ in range(4)]
    process.finds(ours)
    for number, each in enumerate(entries[:3], 1):
        write(ours, each, "I teach beekeeping.")
        assert len(process.finds(ours, BEEKEEPING)) == number
    assert (process.anew, len(process.finds(ours))) == (2, 4)


def test_a_process_keeps_no_more_than_it_may(ours, process, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_KEPT", 1)
    theirs = programme()
    entry, stranger = listed(ours), listed(theirs)
    assert (process.finds(ours), process.finds(theirs)) == ({entry.pk}, {stranger.pk})
    assert list(gathering._kept) == [theirs.pk]
    assert process.finds(ours) == {entry.pk}


def test_the_programme_not_asked_for_longest_goes_first(ours, process, monkeypatch):
    monkeypatch.setattr(gathering, "MOST_KEPT", 2)
    second, third = programme(), programme()
    for each in (ours, second, third):
        listed(each)
    for each in (ours, second, ours, third):
        process.finds(each)
    assert list(gathering._kept) == [ours.pk, third.pk]


def test_a_database_put_back_to_an_earlier_day_is_read_anew(ours, process):
    entry = listed(ours, places=1)
    process.has_room(ours)
    kept, later = gathering._kept[ours.pk], Snapshot(10**15, 10**15, frozenset())
    other = listed(ours)
    gathering._kept[ours.pk] = replace(kept, snapshot=later)
    assert process.finds(ours) == {entry.pk, other.pk}
    promise(entry)
    gathering._kept[ours.pk] = replace(kept, promises=replace(kept.promises, snapshot=later))
    assert process.has_room(ours) == {entry.pk: ROOM_NEXT, other.pk: BOTH}


def test_whatever_happens_is_answered_as_if_read_anew(ours, process):
    seed = random.randrange(10**6)
    chance, entries, promises = random.Random(seed), [listed(ours, places=2) for _ in range(5)], []
    asks = READING, BEEKEEPING, Asked()
    for _ in range(40):
        entry = chance.choice(entries)
        what = chance.random()
        if what < 0.3:
            move(ours, entry)
        elif what < 0.45 and promises:
            release(ours, promises.pop())
        elif what < 0.6 and entry.pk in process.finds(ours, Asked()):
            with suppress(IntegrityError):
                promises.append(promise(entry, on=chance.choice((THIS, NEXT))))
        else:
            write(ours, entry, chance.choice(["I teach beekeeping.", "Reading", "Nothing"]))
        kept = [process.finds(ours, asked) for asked in asks], process.has_room(ours)
        before = dict(gathering._kept)
        process.forgets()
        assert kept == ([process.finds(ours, asked) for asked in asks], process.has_room(ours)), f"seed {seed}"
        gathering._kept.update(before)
