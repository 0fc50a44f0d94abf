"""A programme with a head who is signed in, and the statements of the pages they open."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.search.world import Maker

PEOPLE = 1_000
# What the database is told of where a transaction begins and ends, which asks it nothing.
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True)
class World:
    """Where the pages are, who looks (the session's cookie), and what each asks of the database."""

    cookie: str
    search: str
    record: str
    search_statements: list[str]
    record_statements: list[str]


def make(seed: int) -> World:
    """Make people and a head among them, and open both pages twice: once to warm them, once to write down."""
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    chance = random.Random(seed)
    made = Maker(PEOPLE, chance, date(2026, 11, 1)).make()
    account, entry_id = _head(made.programme_id)
    client = Client(headers={"host": "localhost"})
    client.force_login(account)
    words = " ".join(made.questions[0].words)
    search = f"{reverse('directory:directory', args=['benchmark'])}?q={words}&stage=primary".replace(" ", "+")
    record = reverse("directory:entry", args=["benchmark", entry_id])
    return World(
        client.cookies[settings.SESSION_COOKIE_NAME].value,
        search,
        record,
        _statements(client, search),
        _statements(client, record),
    )


def _head(programme_id: Any) -> tuple[Any, Any]:
    from django.utils import timezone  # noqa: PLC0415

    from linkage.accounts.models import Account  # noqa: PLC0415
    from linkage.database.tenancy import acting_in  # noqa: PLC0415
    from linkage.directory.models import Entry  # noqa: PLC0415
    from linkage.people.enums import AffiliationRole, AffiliationStatus, Role, ScopeKind  # noqa: PLC0415
    from linkage.people.models import Affiliation, RoleGrant  # noqa: PLC0415
    from linkage.programmes.models import ProgrammeSettings  # noqa: PLC0415

    now = timezone.now()
    account = Account.objects.create_user("head@school.example", created_at=now)
    with acting_in(programme_id):
        ProgrammeSettings.objects.create(programme_id=programme_id)
        own, other = Entry.objects.select_related("person").order_by("pk")[:2]
        own.person.account = account
        own.person.save()
        mine = {"programme_id": programme_id, "person": own.person, "organisation_id": own.organisation_id}
        Affiliation.objects.create(**mine, role=AffiliationRole.HEAD, status=AffiliationStatus.CONFIRMED)
        RoleGrant.objects.create(**mine, role=Role.HEAD, scope_kind=ScopeKind.ORGANISATION, from_on=now.date())
        return account, other.pk


def _statements(client: Any, address: str) -> list[str]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    first = client.get(address)
    assert first.status_code == 200, (address, first.status_code, first.content[:2000])
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return [each["sql"] for each in asked.captured_queries if each["sql"] not in BRACKETS]
