"""A process that asks a programme again and again while others write, for the tests of what it keeps."""

import uuid
from datetime import date

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Commitment, Entry, SchoolCeiling
from linkage.directory.queries import gathering
from linkage.directory.queries.index import Asked
from linkage.directory.rules.facts import ROOM_NEXT, ROOM_NOW
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW

READING, BEEKEEPING = Asked(words=("reading",)), Asked(words=("beekeeping",))
THIS, NEXT, LAST = date(2026, 11, 1), date(2027, 1, 1), date(2027, 2, 16)
BOTH = ROOM_NOW | ROOM_NEXT


class Process:
    """Asks a programme, each time in a transaction of its own, and counts how often all is read, and told, anew."""

    def __init__(self, monkeypatch):
        self.anew = self.told = 0
        gathering._kept.clear()
        self._ask = gathering._ask
        monkeypatch.setattr(gathering, "_ask", self._counting)

    def _counting(self, asked, since, promised_in, half_terms):
        told = self._ask(asked, since, promised_in, half_terms)
        self.anew += since == 0
        self.told += told.promised is not None
        return told

    def finds(self, ours, asked=READING):
        with acting_in(ours and ours.pk):
            found = gathering.gather(actor=Actor.system("test", ours and ours.pk), asked=asked)
            return {found.entry(n)[0] for n in range(len(found))}

    def has_room(self, ours, half_terms=(THIS, NEXT)):
        with acting_in(ours.pk):
            actor = Actor.system("test", ours.pk)
            found = gathering.gather(actor=actor, asked=Asked(), half_terms=half_terms)
            return {found.entry(n)[0]: int(found.room[n]) for n in range(len(found))}

    def forgets(self):
        gathering._kept.clear()


def listed(ours, **fields):
    with acting_in(ours.pk):
        return factories.entry(ours, school(), person=people.staff(ours, school()), **fields)


def write(ours, entry, words):
    with acting_in(ours.pk):
        Entry.objects.filter(pk=entry.pk).update(words=words, job_title="")


def move(ours, entry):
    with acting_in(ours.pk):
        entry = Entry.objects.get(pk=entry.pk)
        entry.move(EntryStatus.PAUSED if entry.status == EntryStatus.LISTED else EntryStatus.LISTED)
        entry.save()


def delete(ours, entry):
    with acting_in(ours.pk):
        Entry.objects.get(pk=entry.pk).delete()


def promise(entry, on=THIS):
    with acting_in(entry.programme_id):
        return Commitment.objects.create(
            programme_id=entry.programme_id,
            person_id=entry.person_id,
            organisation_id=entry.organisation_id,
            period_starts_on=on,
            kind="link",
            places=1,
            source_id=uuid.uuid4(),
            made_at=NOW,
        )


def release(ours, promised):
    with acting_in(ours.pk):
        Commitment.objects.filter(pk=promised.pk).update(released_at=NOW)


def stop(entry):
    with acting_in(entry.programme_id):
        SchoolCeiling.objects.create(
            programme_id=entry.programme_id, organisation_id=entry.organisation_id, is_stopped=True
        )
