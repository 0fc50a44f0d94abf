"""What is hard to find, beside a coordinator's list: what searches found nobody for, and no head was asked about."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import NeedSource
from linkage.directory.models import NominationDrive, UnmetNeed
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made, "phonics", "Phonics", ("letters and sounds",))
        yield made


@pytest.fixture
def home(ours):
    made = school(name="Thistlebank School", district="Burnley")
    member(ours, made)
    return made


@pytest.fixture
def grace(ours):
    return people.coordinator(ours, name="Grace Obi", account=account())


@pytest.fixture
def looked(ours, home):
    def look(times, text="phonics", days_ago=0):
        for _ in range(times):
            actor = people.actor(people.staff(ours, home))
            noted = operations.record_unmet(actor=actor, at=NOW, source=NeedSource.SEARCH, text=text, organisation=home)
            UnmetNeed.objects.filter(pk=noted.pk).update(noted_on=NOW.date() - timedelta(days=days_ago))

    return look


def hardest(someone):
    found = queries.hardest_to_find(actor=people.actor(someone), on=NOW.date())
    return next(iter(found), None)


def words_on(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_it_is_what_searches_found_nobody_for_most_often_this_month(ours, grace, looked):
    factories.area(ours, "finance", "Finance", ())
    looked(2)
    looked(4, days_ago=31)
    assert hardest(grace) is None
    looked(1)
    assert hardest(grace) == {"code": "phonics", "name": "Phonics", "times": 3}
    looked(5, "Finance")
    assert hardest(grace)["name"] == "Finance"


def test_what_heads_were_asked_about_this_month_is_not_asked_again(ours, grace, looked):
    looked(3)
    drive = NominationDrive.objects.create(
        programme=ours, area=factories.area(ours, "phonics"), started_by=grace, started_at=NOW
    )
    assert hardest(grace) is None
    NominationDrive.objects.filter(pk=drive.pk).update(started_at=NOW - timedelta(days=40))
    assert hardest(grace)["times"] == 3


def test_a_school_is_not_told_what_others_looked_for(ours, home, looked):
    looked(3)
    assert hardest(people.head(ours, home)) is None


def test_the_block_beside_the_list_leads_to_asking_heads(ours, grace, looked, client):
    with time_machine.travel(NOW, tick=False):
        client.force_login(grace.account)
        looked(2)
        assert "Hard to find" not in words_on(client.get(f"/{ours.slug}/home/"))
        looked(1)
        page = client.get(f"/{ours.slug}/home/")
        assert "3 searches for Phonics found nobody in the last 30 days." in words_on(page)
        address = f"{reverse('directory:drive-new', args=[ours.slug])}?area=phonics"
        assert f'href="{address}"' in page.content.decode()
        assert client.get(address).status_code == 200
