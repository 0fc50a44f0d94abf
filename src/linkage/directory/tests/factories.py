from linkage.areas.models import Area
from linkage.directory.enums import EntryKind, NominationStatus, Way
from linkage.directory.models import Entry, EntryArea, Nomination
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW


def area(programme, code="literacy", name="Reading and literacy", synonyms=("reading", "phonics")) -> Area:
    made, _ = Area.objects.get_or_create(
        programme=programme, code=code, defaults={"name": name, "synonyms": list(synonyms)}
    )
    return made


def nomination(programme, organisation, nominated_by, **fields) -> Nomination:
    nominee = fields.pop("nominee", None) or people.staff(programme, organisation)
    return Nomination.objects.create(
        programme=programme,
        organisation=organisation,
        nominee=nominee,
        nominated_by=nominated_by,
        **{
            "status": NominationStatus.AWAITING_AGREEMENT,
            "job_title": "Reading lead",
            "words": "A reading routine that every tutor uses.",
            "evidence": "I have seen it work in every tutor group.",
            "area_codes": ["literacy"],
            "phases": ["secondary"],
            "ways": [Way.CALL, Way.VISIT_US],
            "created_at": NOW,
            "sent_at": NOW,
            "asked": 1,
            **fields,
        },
    )


def entry(programme, organisation, *, person=None, nominated_by=None, areas=(), **fields) -> Entry:
    """Somebody listed, who agreed; without `areas` they help with reading."""
    person = person or people.staff(programme, organisation)
    by = nominated_by or people.person(programme)
    made = Entry.objects.create(
        programme=programme,
        organisation=organisation,
        person=person,
        nomination=nomination(
            programme, organisation, by, nominee=person, status=NominationStatus.LISTED, listed_at=NOW
        ),
        **{
            "job_title": "Reading lead",
            "words": "I built a reading routine that every tutor uses.",
            "phases": ["secondary"],
            "ways": [Way.CALL, Way.VISIT_US],
            "listed_at": NOW,
            "confirmed_at": NOW,
            **fields,
        },
    )
    for one in areas or [area(programme)]:
        EntryArea.objects.create(programme=programme, entry=made, area=one)
    made.refresh_from_db()
    return made


def offer(programme, organisation, *, person=None, areas=(), **fields) -> Entry:
    """Something a school or body offers: a school strength, without `kind`; without `areas` it is about reading."""
    made = Entry.objects.create(
        programme=programme,
        organisation=organisation,
        person=person or people.staff(programme, organisation),
        **{
            "kind": EntryKind.STRENGTH,
            "title": "Library at the centre",
            "words": "Library lessons for Year 9, with a pupil reading council.",
            "phases": ["secondary"],
            "ways": [Way.VISIT_US],
            "listed_at": NOW,
            "confirmed_at": NOW,
            **fields,
        },
    )
    for one in areas or [area(programme)]:
        EntryArea.objects.create(programme=programme, entry=made, area=one)
    made.refresh_from_db()
    return made
