"""Who may read what stands in `docs/access-oracle.csv`, written by hand; this is what the product really does.

The policies cannot judge themselves: each word is marked, every page is opened as everybody, and where a mark turns up
is compared with the table. Whoever changes the table changes what was promised: see "Who may" in the data model.
"""

import csv
from pathlib import Path

import pytest
from django.utils import timezone

from linkage.database.tenancy import acting_in
from linkage.directory.queries import entries
from linkage.people.models import Affiliation, RoleGrant
from tests.trust.matrix.reading import Seen, mark_each, more_roles, read_all, take_link_away
from tests.trust.matrix.visiting import ROLES, undone

ORACLE = Path(__file__).parents[2] / "docs" / "access-oracle.csv"
EXTRA = ("colleague of the asker", "officer of the school")
FACTS = ("record", "when", "told by")


def rows() -> list[dict[str, str]]:
    with ORACLE.open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reading(world):
    """The clients by role, the mark of each word, and what everybody saw before and after the introduction."""
    clients = world.clients | more_roles(world)
    marks = mark_each(world.ours)
    after = read_all(world.ours, clients)
    with undone():
        take_link_away(world.ours)
        before = read_all(world.ours, clients, after.opened)
    return clients, marks, {"before a link": before, "after a link": after, "always": after}


def truth(row: dict[str, str], role: str, marks: dict[str, str], seen: Seen) -> str:
    """What the product does, in the words of the table; KeyError for a word that the world does not have."""
    what, _, where = row["told by"].partition(" at ")
    if what.startswith("page "):
        return "reads" if what.removeprefix("page ") in seen.opened[role] else "none"
    pages = seen.words.get((role, marks[what]), set())
    return "reads" if (where in pages if where else pages) else "none"


def differences(marks, seen) -> list[str]:
    found = []
    for row in rows():
        for role in (*ROLES, *EXTRA):
            does = truth(row, role, marks, seen[row["when"]])
            if does != row[role]:
                pages = sorted(seen[row["when"]].words.get((role, marks.get(row["told by"], "")), ()))
                found.append(f"{row['record']} ({row['when']}): {role}: {row[role]} was promised, {does} {pages}")
    return found


def test_the_table_speaks_of_every_role_and_of_nothing_that_is_not_there(reading):
    _, marks, _ = reading
    for row in rows():
        assert set(row) == {*FACTS, *ROLES, *EXTRA}
        assert {row[role] for role in (*ROLES, *EXTRA)} <= {"reads", "none"}
        what = row["told by"].partition(" at ")[0]
        assert what.startswith("page ") or what in marks


def test_everybody_reads_what_the_table_says_and_no_more(reading):
    _, marks, seen = reading
    found = differences(marks, seen)
    assert found == [], "\n".join(found)


def test_who_was_let_go_reads_nothing_from_the_next_request_on(reading, world):
    """A former head and a former teacher are strangers: the next page they open knows it."""
    clients, marks, _ = reading
    words = marks["support_requests.SupportRequest.words of request_id"]
    gone = {role: clients[role] for role in ("client head", "officer of the school")}
    with undone():
        with acting_in(world.ours.programme.id):
            RoleGrant.objects.exclude(organisation=None).update(ended_at=timezone.now())
            Affiliation.objects.update(status="ended")
        seen = read_all(world.ours, gone)
    assert not [role for role in gone if (role, words) in seen.words]
    assert not {page for role in gone for page in seen.opened[role]} & {"people:staff", "directory:staff", "links:link"}


def test_a_wall_that_falls_is_told(reading, world, monkeypatch):
    """The control: if everybody counted as somebody who chooses, strangers would read addresses, and it shows."""
    clients, marks, seen = reading
    monkeypatch.setattr(entries, "is_broker", lambda *, actor: True)
    broken = read_all(world.ours, clients, {role: {"directory:entry"} for role in clients})
    found = differences(marks, {**seen, "before a link": broken})
    assert [line for line in found if line.startswith("Entry, contact details (before a link): stranger")]
