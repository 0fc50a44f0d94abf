"""All entries and all nominations: looked through and taken home by coordinators only, and never unnoticed."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.access.models import AuditEntry
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory.enums import EntryStatus, NominationStatus, Visibility
from linkage.directory.models import Entry, Nomination
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("https://bad.example","Look")'


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home(ours):
    return school(name="Harrowgill High School")


@pytest.fixture
def priya(ours, home):
    person = people.staff(ours, home, name="Priya Raman", email="priya@harrowgill.example")
    area = factories.area(ours)
    return factories.entry(ours, home, person=person, areas=[area], words=FORMULA, visibility=Visibility.BROKERS)


@pytest.fixture
def nominated(ours, home):
    head = people.head(ours, home, name="Ruth Hale")
    common = {"programme": ours, "organisation": home, "nominated_by": head, "created_at": NOW}
    Nomination.objects.create(**common, name="Not Sent", email="not@harrowgill.example", saved_at=NOW)
    return Nomination.objects.create(
        **common,
        nominee=people.staff(ours, home, name="Tom Hale", email="tom@harrowgill.example"),
        status=NominationStatus.AWAITING_AGREEMENT,
        evidence=FORMULA,
        sent_at=NOW,
    )


@pytest.fixture
def farah(ours, client):
    found = people.coordinator(ours, account=account())
    client.force_login(found.account)
    return client


def at(ours, name):
    return reverse(f"directory:{name}", args=[ours.slug])


def sheet(answer):
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    head = next(rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_entries_in_every_state_are_listed_narrowed_and_found(ours, home, priya, farah):
    lapsed = factories.entry(ours, home, person=people.staff(ours, home, name="Ann Lapsed"), words="Timetables")
    Entry.objects.filter(pk=lapsed.pk).update(status=EntryStatus.LAPSED)
    everything = farah.get(at(ours, "entries")).text
    assert "Priya Raman" in everything
    assert "Ann Lapsed" in everything
    narrowed = farah.get(f"{at(ours, 'entries')}?status=lapsed").text
    assert "Ann Lapsed" in narrowed
    assert "Priya Raman" not in narrowed
    assert "Ann Lapsed" not in farah.get(f"{at(ours, 'entries')}?q=priya+harrowgill").text


def test_the_file_has_the_rows_of_the_screen_and_no_formula(ours, home, priya, farah):
    factories.entry(ours, home, person=people.staff(ours, home, name="Ann Other"))
    answer = farah.post(f"{at(ours, 'entries')}?q=priya", {"export": "xlsx"})
    [row] = sheet(answer)
    assert (row["Entry"], row["E-mail"]) == ("Priya Raman", "priya@harrowgill.example")
    assert row["Words"] == f"'{FORMULA}"
    assert "entries.xlsx" in answer["Content-Disposition"]


def test_nominations_that_were_sent_are_taken_home_and_drafts_are_not(ours, nominated, farah):
    shown = farah.get(at(ours, "nominations")).text
    assert "Waiting for the colleague" in shown
    assert "Not Sent" not in shown
    [row] = sheet(farah.post(at(ours, "nominations"), {"export": "xlsx"}))
    assert (row["Colleague"], row["Nominated by"], row["Why them"]) == ("Tom Hale", "Ruth Hale", f"'{FORMULA}")
    plain = farah.post(at(ours, "nominations"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "\"'=HYPERLINK" in plain


@pytest.mark.parametrize("name", ["entries", "nominations"])
def test_who_takes_a_list_is_noted_and_who_looks_is_not(ours, priya, nominated, farah, name):
    assert "text/html" in farah.get(f"{at(ours, name)}?export=csv")["Content-Type"]
    assert not AuditEntry.objects.filter(action="directory.take-list").exists()
    farah.post(at(ours, name), {"export": "csv"})
    assert AuditEntry.objects.filter(action="directory.take-list").count() == 1


@pytest.mark.parametrize("name", ["entries", "nominations"])
def test_nobody_else_takes_it(ours, home, priya, nominated, client, name):
    client.force_login(people.head(ours, home, account=account()).account)
    assert client.post(at(ours, name), {"export": "csv"}).status_code == 403
    assert not AuditEntry.objects.filter(action="directory.take-list").exists()


@pytest.mark.parametrize("name", ["entries", "nominations"])
def test_ten_more_cost_no_query_more(ours, home, priya, nominated, farah, name):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert farah.get(at(ours, name)).status_code == 200
        return len(found)

    asked()
    before = asked()
    for number in range(10):
        person = people.staff(ours, home, name=f"Person {number}")
        made = factories.entry(ours, home, person=person)
        Nomination.objects.filter(pk=made.nomination_id).update(status=NominationStatus.DECLINED)
    assert asked() == before
