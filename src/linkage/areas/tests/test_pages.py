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


def test_an_own_area_is_put_under_another_and_a_shipped_one_stays_where_it_is(client, programme, area, coordinator):
    with acting_in(programme.id):
        own = factories.area(programme, name="Blending", is_own=True)
    address = f"/ribble/areas/{own.id}/"
    assert f'<option value="{area.id}">Phonics</option>' in text(client.get(address))
    client.post(address, {"name": "Blending", "synonyms": "", "parent": str(area.id)})
    with acting_in(programme.id):
        assert Area.objects.get(pk=own.pk).parent_id == area.pk
    assert 'name="parent"' not in text(client.get(f"/ribble/areas/{area.id}/"))


def test_words_can_be_tried(client, area, coordinator):
    assert "because of “decode”" in text(client.get("/ribble/areas/?try=they+cannot+decode"))
    assert "No area has these words" in text(client.get("/ribble/areas/?try=things+are+not+great+at+the+moment"))
    worry = "A+girl+told+me+that+her+stepfather+hits+her+and+she+has+bruises+on+her+arms"
    assert "It would be stopped" in text(client.get(f"/ribble/areas/?try={worry}"))


def test_the_list_is_two_levels_in_groups_that_are_closed(client, programme, area, coordinator):
    with acting_in(programme.id):
        Area.objects.filter(pk=area.pk).update(ofsted_area="Curriculum and teaching")
        factories.area(programme, name="Blending", parent=area)
        factories.area(programme, name="Car parks")
    page = text(client.get("/ribble/areas/"))
    assert page.index("Curriculum and teaching (1)") < page.index("Phonics") < page.index("Blending")
    assert page.index("Blending") < page.index("Other areas (1)") < page.index("Car parks")
    assert "<details open" not in page
    assert "1 finer area" in page
    assert "3 areas in use" in page


def test_an_area_is_found_by_its_name_or_any_word_it_has(client, programme, area, coordinator):
    for sought in ("phon", "DECODE", "dec"):
        page = text(client.get(f"/ribble/areas/?q={sought}"))
        assert f"1 area with “{sought}”" in page
        assert f'href="/ribble/areas/{area.id}/"' in page
    assert "No area is called so or found by that word" in text(client.get("/ribble/areas/?q=elephants"))


def test_priorities_of_the_year_are_marked_and_shown_first(client, programme, area, coordinator):
    answers = {"name": "Phonics", "synonyms": "decode", "priority": "Reading for all", "sle_area": "phonics"}
    assert client.post(f"/ribble/areas/{area.id}/", answers).status_code == 302
    page = text(client.get("/ribble/areas/"))
    assert page.index("Your priorities this year") < page.index("Reading for all") < page.index("area in use")
    with acting_in(programme.id):
        kept = Area.objects.get(pk=area.pk)
    assert (kept.priority, kept.sle_area, kept.ofsted_area) == ("Reading for all", "phonics", "")


class TestAreasOfItsOwn:
    @pytest.fixture
    def own(self, client, programme, area, coordinator):
        page = text(client.get(f"/ribble/areas/add/?under={area.id}"))
        assert f'value="{area.id}" selected' in page
        client.post("/ribble/areas/add/", {"name": "Our phonics", "synonyms": "ours", "parent": str(area.id)})
        with acting_in(programme.id):
            return Area.objects.get(name="Our phonics")

    def test_one_is_added_under_another_and_moved_to_stand_on_its_own(self, client, programme, area, own):
        assert (own.parent_id, own.is_own) == (area.pk, True)
        assert "Part of" in text(client.get(f"/ribble/areas/{own.id}/"))
        client.post(f"/ribble/areas/{own.id}/", {"name": "Our phonics", "synonyms": "ours", "parent": ""})
        with acting_in(programme.id):
            assert Area.objects.get(pk=own.pk).parent_id is None

    def test_what_linkage_ships_stays_where_it_is(self, client, programme, area, own):
        assert "Which area is it part of?" not in text(client.get(f"/ribble/areas/{area.id}/"))
        client.post(f"/ribble/areas/{area.id}/", {"name": "Phonics", "synonyms": "", "parent": str(own.id)})
        with acting_in(programme.id):
            assert Area.objects.get(pk=area.pk).parent_id is None

    def test_nothing_stands_under_itself_nor_on_a_third_level(self, client, programme, area, own):
        client.post(f"/ribble/areas/{own.id}/", {"name": "Our phonics", "synonyms": "", "parent": ""})
        answers = {"name": "Our phonics", "synonyms": "", "parent": str(own.id)}
        refused = client.post(f"/ribble/areas/{own.id}/", answers)
        assert refused.status_code == 422
        client.post("/ribble/areas/add/", {"name": "Finer still", "synonyms": "", "parent": str(own.id)})
        refused = client.post(f"/ribble/areas/{own.id}/", {**answers, "parent": str(area.id)})
        assert refused.status_code == 422
        assert "Other areas stand under this one" in text(refused)


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
    with django_assert_num_queries(9):
        client.get("/ribble/areas/")
