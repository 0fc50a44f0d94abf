"""What is said of designations, and how they stand."""

import re
from datetime import date, datetime, timedelta

from linkage.access.actor import Actor
from linkage.people import operations, queries
from linkage.programmes.tests.factories import NOW

TODAY = NOW.date()
LAST_DAY = date(2027, 8, 31)
ASKED_ON = LAST_DAY - timedelta(days=60)
GIVEN = {
    "specialism": "Phonics",
    "awarded_by": "Wyre Teaching School Hub",
    "from_on-day": "1", "from_on-month": "9", "from_on-year": "2024",
    "to_on-day": "31", "to_on-month": "8", "to_on-year": "2027",
    "evidence": "Certificate 4711",
}  # fmt: skip


def link_of(mail):
    return re.search(r"http://linkage\.test(/ribble/people/designations/answer/\S+)", mail.text)[1]


def award(leader, **fields):
    return operations.Award(
        **{"title": leader, "awarded_by": "Wyre Hub", "from_on": date(2024, 9, 1), "to_on": LAST_DAY, **fields}
    )


def tick(programme, on):
    at = datetime.combine(on, NOW.timetz())
    return operations.tick_designations(actor=Actor.system("designations", programme.pk), at=at)


def stand(designation):
    designation.refresh_from_db()
    return designation.status


def holds(act, person, holder, on=TODAY):
    return [each.called for each in queries.holdings(actor=act(person), on=on) if each.holder_id == holder.pk]
