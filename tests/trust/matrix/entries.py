"""Who is listed and who was: a nomination, the entries, what is kept of them, and what was looked for."""

from typing import TYPE_CHECKING

from linkage.areas.models import Area
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import (
    DriveAsk,
    Entry,
    EntryArea,
    Nomination,
    NominationDrive,
    SavedSearch,
    SchoolMove,
    ShortlistPlace,
    UnmetNeed,
)
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


def add(side: "Side", schools: list) -> None:
    """Keep them; the tenancy block is the caller's."""
    programme, who = side.programme, side.people
    client, home, _ = schools
    own = {"programme": programme}
    area = Area.objects.filter(**own).first() or Area.objects.create(**own, code="phonics", name="Phonics")
    offer = {**own, "organisation": home, "phases": ["secondary"], "ways": ["call"], "words": "Words", "places": 3}
    nomination = Nomination.objects.create(
        **offer,
        nominee=who["nominee"],
        nominated_by=who["home head"],
        status=NominationStatus.AWAITING_AGREEMENT,
        area_codes=[area.code],
        created_at=NOW,
        sent_at=NOW,
    )
    half_written = Nomination.objects.create(
        **{**offer, "words": ""},
        name="Somebody",
        email="somebody@school.example",
        nominated_by=who["home head"],
        status=NominationStatus.DRAFT,
        created_at=NOW,
        saved_at=NOW,
    )
    entry = Entry.objects.create(**offer, person=who["nominee"], nomination=nomination, listed_at=NOW, confirmed_at=NOW)
    EntryArea.objects.create(**own, entry=entry, area=area)
    entry.asked_at = NOW
    entry.save(update_fields=["asked_at"])
    gone = Entry.objects.create(
        **offer,
        person=people.person(programme),
        nomination=nomination,
        listed_at=NOW,
        confirmed_at=NOW,
        status=EntryStatus.HIDDEN,
    )
    move = SchoolMove.objects.create(
        **own, entry=gone, from_organisation=home, to_organisation=client, said_by=gone.person, said_at=NOW
    )
    # Whoever was introduced for a request is not offered for it again: somebody else can still be.
    other = Entry.objects.create(
        **offer, person=people.staff(programme, home), nomination=nomination, listed_at=NOW, confirmed_at=NOW
    )
    EntryArea.objects.create(**own, entry=other, area=area)
    for kept in (entry, gone):
        ShortlistPlace.objects.create(**own, person=who["asker"], entry=kept, kept_at=NOW)
    saved = SavedSearch.objects.create(
        **own, person=who["asker"], name="Search", words="Phonics", kept_at=NOW, seen_at=NOW, new_ids=[entry.pk]
    )
    UnmetNeed.objects.create(
        **own,
        person=who["asker"],
        organisation=client,
        area_codes=[area.code],
        source="search",
        need=area.code,
        noted_on=NOW.date(),
    )
    drive = NominationDrive.objects.create(**own, area=area, started_by=who["coordinator"], started_at=NOW)
    drive_ask = DriveAsk.objects.create(**own, drive=drive, head=who["home head"], organisation=home, asked_at=NOW)
    side.records |= {
        "area_id": area.pk,
        "nomination_id": nomination.pk,
        "half_written_id": half_written.pk,
        "entry_id": entry.pk,
        "gone_id": gone.pk,
        "not_tried_id": other.pk,
        "move_id": move.pk,
        "saved_search_id": saved.pk,
        "drive_id": drive.pk,
        "drive_ask_id": drive_ask.pk,
    }
