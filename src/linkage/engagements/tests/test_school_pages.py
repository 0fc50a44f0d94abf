"""The pages on which whoever runs the programme says what becomes of support whose school has closed."""

import pytest

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.closing import academy, closes, find
from linkage.people.enums import Role
from linkage.people.tests.factories import grant, head

pytestmark = pytest.mark.django_db


def test_the_coordinator_says_it_on_a_page(here, see):
    with acting_in(here.id):
        w = made.at_work(here)
        new = academy(here, "Ribble Academy", w.daniel)
        una = head(here, new, name="Nadia Hart", account=account())
        closes(w.thistlebank, new)
        find(here)
        grant(una, Role.CHAIR, new)
    page = see(w.farah, "school", w.engagement.pk).content.decode()
    assert "Daniel Whitlow goes on taking part" in page
    assert see(w.grace, "school", w.engagement.pk).status_code == 403
    assert see(w.farah, "school", w.engagement.pk, data={"school": ""}).status_code == 422
    done = see(w.farah, "school", w.engagement.pk, data={"school": str(new.pk)}, follow=True).content.decode()
    assert "Ribble Academy took the place of Thistlebank School here on" in done
    assert see(w.farah, "school", w.engagement.pk).status_code == 404
    assert see(una, "engagement", w.engagement.pk).status_code == 200
    assert see(w.grace, "engagement", w.engagement.pk).status_code == 404


def test_without_a_school_that_followed_it_is_stopped_on_a_page(here, see):
    with acting_in(here.id):
        w = made.at_work(here)
        closes(w.thistlebank)
        find(here)
    assert "names no school that took its place" in see(w.farah, "school", w.engagement.pk).content.decode()
    assert "Nothing was bought" in see(w.farah, "school-stop", w.engagement.pk).content.decode()
    done = see(w.farah, "school-stop", w.engagement.pk, data={}, follow=True).content.decode()
    assert "has closed, and no school took its place" in done
