"""Who comes to nominate by the button of the public page, and may not: a plain page says who may."""

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    return programme(slug="ribble")


NOMINATE, JOIN = "/ribble/directory/nominate/", "/ribble/people/join/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_teacher_is_told_who_nominates(ours, client, method):
    with acting_in(ours.id):
        teacher = people.staff(ours, school(name="Thistlebank School"), name="Daniel Whitlow", account=account())
    client.force_login(teacher.account)
    told = getattr(client, method)(NOMINATE)
    assert told.status_code == 403
    assert "Heads nominate colleagues" in told.text
    assert "Ask your headteacher to nominate you" in told.text
    assert JOIN not in told.text


def test_who_is_new_is_told_how_to_join_too(ours, client):
    assert client.get(NOMINATE).url.startswith(reverse("accounts:sign-in"))
    client.force_login(account())
    told = client.get(NOMINATE)
    assert told.status_code == 403
    assert f'href="{JOIN}"' in told.text
