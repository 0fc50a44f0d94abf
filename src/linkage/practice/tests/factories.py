"""Schools that do something well, as several tests need them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from linkage.accounts.tests.factories import account
from linkage.directory.tests.factories import area
from linkage.kernel.days import day_of
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import member, school
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.people.tests.factories import actor
from linkage.practice import operations
from linkage.practice.models import Practice
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW

TODAY = day_of(NOW)
IN_A_YEAR = TODAY + timedelta(days=365)


@dataclass
class World:
    """Harrowgill, whose head is Helen and where Priya teaches; Thistlebank, whose head is Grace; and Farah."""

    programme: Programme
    harrowgill: Organisation
    thistlebank: Organisation
    helen: Person
    priya: Person
    grace: Person
    daniel: Person
    farah: Person


def world(programme: Programme) -> World:
    """Two schools with their people. The tenancy block is the caller's."""
    area(programme)
    area(programme, "attendance", "Attendance", ("often late", "absence"))
    here = {"easting": 373000, "northing": 436000}
    harrowgill = member(programme, school(name="Harrowgill High School", **here)).organisation
    thistlebank = member(programme, school(name="Thistlebank School", easting=384000, northing=432000)).organisation
    return World(
        programme=programme,
        harrowgill=harrowgill,
        thistlebank=thistlebank,
        helen=people.head(programme, harrowgill, name="Helen Brook", account=account()),
        priya=people.staff(programme, harrowgill, name="Priya Raman", account=account()),
        grace=people.head(programme, thistlebank, name="Grace Okafor", account=account()),
        daniel=people.staff(programme, thistlebank, name="Daniel Whitlow", account=account()),
        farah=people.coordinator(programme, name="Farah Siddiqui", account=account()),
    )


def written(owner: Person | None, **fields: Any) -> operations.Written:
    return operations.Written(
        **{
            "title": "Daily reading in every tutor group",
            "what": "Every tutor group reads the same book aloud for fifteen minutes on four days of the week.",
            "evidence": "Reading ages in Year 9 rose by fourteen months in a year.",
            "area_codes": ["literacy"],
            "phases": ["secondary"],
            "ways": ["visit_us", "call"],
            "owner_id": owner.pk if owner else None,
            "review_on": IN_A_YEAR,
            **fields,
        }
    )


def sent(w: World, writer: Person | None = None, *, at=NOW, **fields: Any) -> Practice:
    """Written by Priya, without another writer, and sent: a head's own word is the yes."""
    who = writer or w.priya
    owner = fields.pop("owner", w.priya)
    return operations.write(
        actor=actor(who), at=at, organisation=w.harrowgill, written=written(owner, **fields), sends=True
    )


def shared(w: World, *, at=NOW, **fields: Any) -> Practice:
    """Shared by Helen, shown by Priya."""
    return sent(w, w.helen, at=at, **fields)


def set_to(made: Practice, status: str, **fields: Any) -> Practice:
    """Put it where a test begins."""
    Practice.objects.filter(pk=made.pk).update(status=status, **fields)
    made.hold()
    return made
