"""What the demo holds: every state of every record, nothing of a real school, and a past that is over."""

import csv
import gzip
from collections.abc import Iterator
from datetime import timedelta
from importlib import resources

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction

from linkage.access.models import AuditEntry
from linkage.accounts.models import Account
from linkage.database.tenancy import acting_in
from linkage.demo import filling
from linkage.demo.tests.conftest import NOW
from linkage.messaging.models import Message
from linkage.organisations.models import Organisation
from linkage.organisations.rules import shipped
from linkage.people.models import Person
from linkage.programmes.models import Programme

# What no user and no job can bring about yet; what one of them can must be shown.
NOT_YET = {
    "brokering": set(),
    "directory": {
        "Commitment.kind engagement",
        "Commitment.kind visit",
        "SchoolMove.status withdrawn",
    },
    "organisations": {
        "Organisation.kind trust",
        "Organisation.kind authority",
        "Organisation.kind diocese",
        "Member.status proposed",
        "MembershipRule.phases *",
    },
    "people": {
        "Affiliation.role officer",
        *(
            f"RoleGrant.role {role}"
            for role in (
                "commissioner", "nominee", "network_lead", "co_lead", "facilitator", "banker", "clerk",
                "round_organiser", "reviewer", "auditor",
            )
        ),
        *(
            f"Invitation.role {role}"
            for role in (
                "coordinator", "officer", "commissioner", "nominee", "network_lead", "co_lead", "facilitator",
                "banker", "clerk", "round_organiser", "reviewer", "auditor",
            )
        ),
    },
    "support_requests": {
        f"SupportRequest.status {status}" for status in ("approaching", "signposted", "commissioned", "joined")
    },
}  # fmt: skip
# What lasts for seconds while the worker runs: a demo that is looked at a minute later cannot show it.
PASSING = {
    "messaging": {"Message.status queued", "Message.status sending"},
    "organisations": {"RegisterImport.status waiting", "RegisterImport.status running"},
}


# A choice and no state: three programmes cannot choose five days, nor few who look in vain look for every stage.
CHOSEN = {
    "programmes": {"ProgrammeSettings.digest_weekday *"},
    "directory": {"UnmetNeed.phases *", "UnmetNeed.ways *"},
    "imports": {"ColumnMemory.kind *"},
}


def excepted(app: str) -> set[str]:
    return NOT_YET.get(app, set()) | PASSING.get(app, set()) | CHOSEN.get(app, set())


def choices() -> Iterator[tuple[type[models.Model], models.Field, list[str]]]:
    """Every field of ours that takes one of a list, or several of them."""
    for model in apps.get_models():
        if not model.__module__.startswith("linkage."):
            continue
        for field in model._meta.concrete_fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            if inner.choices:
                yield model, field, [value for value, _ in inner.choices if value != ""]


def shown() -> dict[str, set[str]]:
    """What is there, by app, as "Model.field value"."""
    found: dict[str, set[str]] = {}
    for programme in [None, *Programme.objects.all()]:
        with acting_in(programme.pk if programme else None):
            for model, field, _ in choices():
                held = model.objects.values_list(field.name, flat=True).distinct()
                values = {one for each in held for one in (each if isinstance(each, list) else [each]) if one}
                names = {f"{model.__name__}.{field.name} {value}" for value in values}
                found.setdefault(model._meta.app_label, set()).update(names)
    return found


def wanted() -> dict[str, set[str]]:
    """What there can be."""
    found: dict[str, set[str]] = {}
    for model, field, values in choices():
        names = {f"{model.__name__}.{field.name} {value}" for value in values}
        found.setdefault(model._meta.app_label, set()).update(names)
    return found


def without(names: set[str], excepted: set[str]) -> set[str]:
    stars = tuple(name.rstrip("*") for name in excepted if name.endswith("*"))
    return {name for name in names - excepted if not (stars and name.startswith(stars))}


def test_every_state_there_can_be_is_shown(demo):
    there = shown()
    missing = {
        app: left for app, names in wanted().items() if (left := without(names - there.get(app, set()), excepted(app)))
    }
    assert missing == {}


def test_what_is_said_to_be_impossible_is_not_there(demo):
    """The list above stays honest: whoever builds one of these takes it off."""
    there = shown()
    assert {app: names & there.get(app, set()) for app, names in NOT_YET.items() if names & there.get(app, set())} == {}


def test_a_state_that_is_missing_is_seen(demo):
    """The control."""
    with acting_in(Programme.objects.get(slug="ribble").pk):
        Organisation.objects.filter(status="closing").update(status="open")
    with acting_in(None):
        Organisation.objects.filter(status="closing").update(status="open")
    assert "Organisation.status closing" in wanted()["organisations"] - shown()["organisations"]


def invented() -> list[dict[str, str]]:
    text = resources.files("linkage.demo").joinpath("data", "schools.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def real_names() -> set[str]:
    with gzip.open(shipped.REGISTER, "rt", encoding="utf-8", newline="") as file:
        return {plain(row["EstablishmentName"]) for row in csv.DictReader(file)}


def plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def test_no_invented_school_has_the_name_of_a_real_one():
    assert {row["EstablishmentName"] for row in invented() if plain(row["EstablishmentName"]) in real_names()} == set()


def test_a_real_name_would_be_seen():
    assert plain("The Aldgate  School") in real_names()


def test_numbers_and_postcodes_are_no_schools():
    rows = invented()
    assert min(int(row["URN"]) for row in rows) == 900_000
    assert len({row["URN"] for row in rows}) == len({row["EstablishmentName"] for row in rows}) == len(rows)
    # No postcode ends in letters that Royal Mail leaves out, so none of these is anybody's.
    assert all(set(row["Postcode"][-2:]) <= set("CIKMOV") for row in rows)
    assert all(row["SchoolWebsite"].endswith(".example") for row in rows)


def test_nobody_has_an_address_that_could_be_real(demo):
    assert [each.email for each in Account.objects.all() if not each.email.endswith(".example")] == []
    for programme in Programme.objects.all():
        with acting_in(programme.pk):
            assert Person.objects.count() > 5
            assert not Person.objects.exclude(email__endswith=".example").exists()


def test_the_past_is_over_and_began_long_ago(demo):
    for programme in Programme.objects.all():
        with acting_in(programme.pk):
            moments = AuditEntry.objects.aggregate(first=models.Min("at"), last=models.Max("at"))
            assert moments["last"] <= NOW
            assert moments["first"] < NOW - timedelta(days=150)
            assert not Message.objects.filter(status="queued").exists()


def test_filling_again_adds_nothing(demo):
    before = counted()
    assert filling.fill(now=NOW) == 0
    assert counted() == before
    assert before["people_person"] > 100


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        found: dict[str, int] = {}
        for programme in [None, *Programme.objects.all()]:
            with acting_in(programme.pk if programme else None):
                for model in apps.get_models():
                    if model.__module__.startswith("linkage."):
                        name = model._meta.db_table
                        found[name] = found.get(name, 0) + model.objects.count()
        return found | {"jobs": jobs_in(cursor)}


def jobs_in(cursor) -> int:
    cursor.execute("select count(*) from procrastinate_jobs")
    return cursor.fetchone()[0]


def test_where_there_is_anything_else_nothing_is_added(demo):
    Programme.objects.create(slug="avon", name="Avon Together", created_at=NOW)
    with pytest.raises(filling.UnableToFill), transaction.atomic():
        filling.fill(now=NOW)


def test_it_says_how_far_it_is(demo):
    assert demo == ["the register of schools", "Ribble Linkage", "Mersewater Schools Together", "Four Corners"]
