from itertools import count

from linkage.database.tenancy import acting_in
from linkage.organisations.enums import MemberStatus, Phase
from linkage.organisations.models import Member, Organisation
from linkage.programmes.tests.factories import NOW

_numbers = count(1)


def school(**fields) -> Organisation:
    """An invented school of the register, URN from 900000; a programme's own body when `programme` is given."""
    number = next(_numbers)
    facts = {
        "urn": 900_000 + number,
        "name": f"Invented School {number}",
        "phases": [Phase.SECONDARY],
        "town": "Preston",
        "authority_code": "888",
        "authority_name": "Lancashire",
        "easting": 353_000 + 1000 * number,
        "northing": 429_000,
        **fields,
    }
    # The register is written outside of any programme, here as in the product.
    with acting_in(fields["programme"].id if "programme" in fields else None):
        return Organisation.objects.create(**facts)


def member(programme, organisation=None, **fields) -> Member:
    return Member.objects.create(
        programme=programme,
        organisation=organisation or school(),
        **{"status": MemberStatus.MEMBER, "since_on": NOW.date(), **fields},
    )
