"""A register file comes in whole or not at all, whatever it is packed and written in, and in any order."""

import csv
import io
from datetime import date
from itertools import permutations

import pytest
from django.db import transaction

from linkage.access.actor import Actor
from linkage.kernel.errors import Forbidden
from linkage.organisations import operations
from linkage.organisations.enums import Phase, SchoolStatus
from linkage.organisations.models import Organisation
from linkage.organisations.rules import folded
from linkage.organisations.tests.register_files import (
    ALL,
    DATA,
    FULL,
    LINKS,
    MAIN,
    TRUSTS,
    bring_in,
    counts,
    row,
    school,
    written,
)
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_true_main_file_comes_in_with_its_letters():
    done = bring_in(DATA / MAIN)
    assert counts(done) == (36, 0, 0, 0)
    assert done.register_date == date(2025, 7, 17)
    assert Organisation.objects.filter(name__contains="à Becket").count() == 1
    assert Organisation.objects.filter(name__contains="180°").count() == 1
    assert not Organisation.objects.filter(name__contains="  ").exists()
    assert Organisation.objects.filter(status=SchoolStatus.CLOSING).count() == 2
    assert {o.authority_code for o in Organisation.objects.filter(authority_name="St. Helens")} == {"342"}


def test_what_a_school_teaches_is_told_by_type_and_ages_where_the_phase_is_silent():
    bring_in(DATA / MAIN)
    for type_name, first in (
        ("Community special school", Phase.SPECIAL),
        ("Pupil referral unit", Phase.ALTERNATIVE),
        ("Local authority nursery school", Phase.NURSERY),
    ):
        found = Organisation.objects.filter(type_name=type_name)
        assert found
        assert {o.phases[0] for o in found} == {first}
    assert all(o.phases for o in Organisation.objects.all())


def test_the_three_ways_of_having_no_religious_character_stay_apart():
    bring_in(DATA / MAIN)
    kinds = set(Organisation.objects.values_list("religious_character", flat=True))
    assert {"", "None", "Does not apply", "Catholic", "Roman Catholic", "Church of England/Roman Catholic"} <= kinds


def test_a_website_without_its_beginning_gets_one_and_no_slash_ends_it():
    bring_in(DATA / MAIN)
    sites = [site for site in Organisation.objects.values_list("website", flat=True) if site]
    assert all(site.startswith(("http://", "https://")) and not site.endswith("/") for site in sites)


def test_schools_without_a_place_get_that_of_their_postcode_and_a_district():
    bring_in(DATA / MAIN)
    lancashire = Organisation.objects.filter(authority_name="Lancashire").first()
    assert 330_000 < lancashire.easting < 400_000
    assert 400_000 < lancashire.northing < 480_000
    assert lancashire.district
    assert lancashire.place_on is None


def test_a_file_with_places_replaces_those_of_postcodes_and_tells_pupils():
    bring_in(DATA / MAIN)
    before = Organisation.objects.count()
    done = bring_in(DATA / ALL)
    placed = Organisation.objects.filter(place_on=date(2023, 11, 16))
    assert done.changed > 20
    assert placed.filter(pupils__gt=0, register_date=date(2025, 7, 17)).exists()
    assert Organisation.objects.count() == before + done.imported
    assert done.closed == Organisation.objects.filter(status=SchoolStatus.CLOSED).count() == 4
    # Close dates can lie in the future: such a school is still open.
    assert Organisation.objects.filter(closed_on__gt=date(2023, 12, 1)).exclude(status=SchoolStatus.CLOSED).exists()


def test_the_full_file_tells_diocese_trust_and_district_and_is_known_by_its_newest_change():
    done = bring_in(DATA / FULL)
    assert done.file_kind == "Schools, all columns"
    assert done.register_date.year == 2021
    assert Organisation.objects.filter(diocese="Diocese of Portsmouth (rc)").exists()
    assert Organisation.objects.filter(trust_name="GLF SCHOOLS").count() == 2
    assert not Organisation.objects.filter(diocese="Not applicable").exists()
    assert Organisation.objects.exclude(easting=None).filter(place_on=done.register_date).exists()


def test_an_older_or_poorer_file_never_blanks_or_overwrites_a_newer_fact(tmp_path):
    bring_in(written(tmp_path, row(name="New Name"), name="a-20260901.csv"))
    done = bring_in(written(tmp_path, row(name="Old Name", town="", opened=""), name="b-20240901.csv"))
    assert (done.changed, done.renamed) == (0, 0)
    assert school(900001).name == "New Name"
    bring_in(written(tmp_path, row(name="Newest", town="", opened=""), name="c-20260902.csv"))
    newest = school(900001)
    assert (newest.name, newest.town, newest.opened_on) == ("Newest", "Preston", date(2005, 9, 1))


def facts():
    left_out = {"id", "search_text"}
    names = [f.attname for f in Organisation._meta.concrete_fields if f.name not in left_out]
    return sorted(Organisation.objects.values_list(*names))


@pytest.mark.parametrize(
    "order", permutations([MAIN, FULL, ALL, LINKS, TRUSTS], 5), ids=lambda o: "-".join(n[:2] for n in o)
)
def test_the_order_of_the_files_does_not_matter(order, expected_facts):
    for name in order:
        bring_in(DATA / name)
    assert facts() == expected_facts


@pytest.fixture(scope="module")
def expected_facts(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        for name in (MAIN, FULL, ALL, LINKS, TRUSTS):
            bring_in(DATA / name)
        found = facts()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", [MAIN, FULL, ALL, LINKS, TRUSTS])
def test_the_same_file_twice_changes_nothing(name):
    bring_in(DATA / name)
    before = facts()
    assert counts(bring_in(DATA / name)) == (0, 0, 0, 0)
    assert facts() == before


def test_links_are_kept_for_schools_that_come_in_afterwards():
    done = bring_in(DATA / LINKS)
    assert (done.imported, done.rejected) == (16, 0) or done.imported > 10
    bring_in(DATA / ALL)
    assert Organisation.objects.exclude(successor_urns=[]).exists()


def test_an_academy_is_in_its_trust_by_number_and_name():
    bring_in(DATA / MAIN)
    done = bring_in(DATA / TRUSTS)
    assert done.register_date == date(2025, 9, 30)
    academy = Organisation.objects.exclude(trust_uid="").filter(register_date=date(2025, 7, 17)).first()
    assert academy.trust_name
    assert academy.town  # the trust file has no addresses and took none away


def test_a_school_that_is_not_in_the_file_is_not_closed(tmp_path):
    bring_in(written(tmp_path, row("900001"), row("900002"), name="a-20260901.csv"))
    done = bring_in(written(tmp_path, row("900002"), name="b-20260902.csv"))
    assert counts(done) == (0, 0, 0, 0)
    assert school(900001).status == SchoolStatus.OPEN


def test_opened_closed_moved_and_renamed_schools_are_reported(tmp_path):
    bring_in(written(tmp_path, row("900001"), row("900002"), row("900003"), name="a-20260901.csv"))
    done = bring_in(
        written(
            tmp_path,
            row("900001", status="Closed"),
            row("900002", name="Birch School"),
            row("900003", postcode="PR2 2BB"),
            row("900004", name="Cedar School"),
            name="b-20260902.csv",
        )
    )
    assert counts(done) == (1, 3, 1, 0)
    assert (done.opened, done.moved, done.renamed) == (1, 1, 1)
    assert done.report["closed"] == [{"urn": 900001, "name": "Alder School"}]
    assert done.report["renamed"] == [
        {"urn": 900002, "name": "Birch School", "was": "Alder School", "is": "Birch School"}
    ]
    assert done.report["moved"][0]["is"] == "PR2 2BB"
    assert done.report["opened"] == [{"urn": 900004, "name": "Cedar School"}]


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(tmp_path):
    path = written(tmp_path, row("900001"), row("none"))
    done = bring_in(path, is_dry_run=True)
    assert counts(done) == (1, 0, 0, 1)
    assert not Organisation.objects.exists()
    assert counts(bring_in(path)) == (1, 0, 0, 1)


def test_only_the_operator_and_jobs_import():
    with pytest.raises(Forbidden):
        operations.import_register(actor=Actor.nobody(), at=NOW, path=DATA / MAIN, file_name=MAIN)


def test_the_shipped_register_loads_once_and_only_into_an_empty_one():
    done = operations.load_shipped_register(actor=Actor.system("first-run"), at=NOW)
    assert done.imported > 19_000
    assert done.rejected == 0
    assert Organisation.objects.filter(easting=None, status=SchoolStatus.OPEN).count() < 60
    assert Organisation.objects.filter(name="St Joseph's Catholic Primary School", status="open").count() == 52
    lancashire = Organisation.objects.filter(authority_name="Lancashire", status__in=["open", "closing"])
    assert lancashire.count() == 627
    assert operations.load_shipped_register(actor=Actor.system("first-run"), at=NOW) is None


def test_the_database_folds_names_as_the_code_does():
    bring_in(DATA / MAIN)
    for made in Organisation.objects.all():
        assert (
            made.search_text.split()
            == folded(f"{made.name} {made.town} {made.postcode} {made.postcode.replace(' ', '')} {made.urn}").split()
        )


def test_nothing_in_the_excerpts_names_a_person():
    for path in DATA.glob("*.csv"):
        for one in csv.DictReader(io.StringIO(path.read_bytes().decode("cp1252"))):
            assert not any(one.get(name) for name in ("HeadFirstName", "HeadLastName", "TelephoneNum", "PropsName"))
