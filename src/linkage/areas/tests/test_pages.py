import pytest

from linkage.accounts.tests import factories as accounts
from linkage.areas.models import Area
from linkage.areas.tests import factories
from linkage.database.tenancy import acting_in
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme as a_programme
from linkage.ui import registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return a_programme(slug="ribble")


@pytest.fixture
def area(programme):
    with acting_in(programme.id):
        return factories.area(programme, name="Phonics", synonyms=["decode"])


@pytest.fixture
def coordinator(programme, client):
    account = accounts.account()
    with acting_in(programme.id):
        people.coordinator(programme, email=account.email, account=account)
    client.force_login(account)


@pytest.fixture
def teacher(programme, client):
    account = accounts.account()
    with acting_in(programme.id):
        people.person(programme, email=account.email, account=account)
    client.force_login(account)


def text(response):
    return response.content.decode()


def saved(programme):
    with acting_in(programme.id):
        return [(a.name, a.synonyms, a.is_in_use) for a in Area.objects.order_by("name")]


def test_a_coordinator_adds_an_area_with_its_words(client, programme, area, coordinator):
    done = client.post("/ribble/areas/add/", {"name": "Forest school", "synonyms": "bushcraft, den\nwoods"})
    assert "Forest school can be asked for from now on" in text(client.get(done["Location"]))
    assert saved(programme)[0] == ("Forest school", ["bushcraft", "den", "woods"], True)


def test_a_name_in_use_comes_back_filled(client, programme, area, coordinator):
    page = client.post("/ribble/areas/add/", {"name": "phonics", "synonyms": "sounds"})
    assert page.status_code == 422
    assert text(page).count("There is already an area called phonics") == 2
    assert "sounds" in text(page)
    assert len(saved(programme)) == 1


def test_an_area_is_renamed_retired_and_brought_back(client, programme, area, coordinator):
    client.post(f"/ribble/areas/{area.id}/", {"name": "Early reading", "synonyms": ""})
    assert saved(programme) == [("Early reading", [], True)]
    assert client.post(f"/ribble/areas/{area.id}/retire/").status_code == 302
    assert saved(programme) == [("Early reading", [], False)]
    assert "Out of use" in text(client.get("/ribble/areas/"))
    assert client.post(f"/ribble/areas/{area.id}/restore/").status_code == 302
    assert saved(programme) == [("Early reading", [], True)]


def test_words_can_be_tried(client, area, coordinator):
    assert "because of “decode”" in text(client.get("/ribble/areas/?try=they+cannot+decode"))
    assert "No area has these words" in text(client.get("/ribble/areas/?try=elephants"))


@pytest.mark.parametrize("path", ["", "add/", "{area}/"])
def test_areas_are_kept_by_coordinators(client, area, teacher, path):
    assert client.get(f"/ribble/areas/{path.format(area=area.id)}").status_code == 403


def test_an_area_of_another_programme_is_not_found(client, programme, coordinator):
    other = a_programme(slug="avon")
    with acting_in(other.id):
        theirs = factories.area(other)
    assert client.get(f"/ribble/areas/{theirs.id}/").status_code == 404
    assert client.post(f"/ribble/areas/{theirs.id}/retire/").status_code == 404
    assert saved(other)[0][2] is True
    assert client.get("/ribble/areas/nonsense/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_as_often_for_one_area_as_for_three(
    client, programme, coordinator, rows, django_assert_num_queries, monkeypatch
):
    for around in ("navigation", "accounts", "notices"):
        monkeypatch.setattr(registry, around, [])
    with acting_in(programme.id):
        for _ in range(rows):
            factories.area(programme)
    client.get("/ribble/areas/")
    with django_assert_num_queries(15):
        client.get("/ribble/areas/")
