import pytest

from linkage.accounts.tests import factories as accounts
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests import factories
from linkage.ui import registry
from linkage.ui.registry import PublicFacts

pytestmark = pytest.mark.django_db
HELP_PAGES = ["help/", "help/privacy/", "help/accessibility/", "help/safeguarding/"]


def text(response):
    return response.content.decode()


def post(client, path, **answers):
    return client.post(f"/ribble/{path}", {"form_key": "", **answers})


def test_anybody_sees_the_public_page(client, programme):
    page = client.get("/ribble/")
    assert page.status_code == 200
    assert "Another school has already solved this" in text(page)
    assert "hello@ribble.example" in text(page)
    assert "We answer within 1 working day." in text(page)


def test_figures_below_five_are_not_told(client, programme, monkeypatch):
    facts = PublicFacts(figures=((62, "colleagues ready to help"), (4, "schools taking part")), areas=("Maths",))
    monkeypatch.setattr(registry, "public_facts", [lambda _actor: facts])
    page = text(client.get("/ribble/"))
    assert "colleagues ready to help" in page
    assert "schools taking part" not in page
    assert "Maths" in page


def test_a_newcomer_finds_the_way_to_join_and_staff_need_none(client, programme):
    join = 'href="/ribble/people/join/"'
    assert join in text(client.get("/ribble/"))
    account = accounts.account(email="sam@school.example")
    client.force_login(account)
    assert join in text(client.get("/ribble/home/"))
    with acting_in(programme.id):
        people.staff(programme, school(name="Hope High School"), name="Sam Hope", account=account)
    assert join not in text(client.get("/ribble/"))


def test_the_art_shows_the_districts_of_the_member_schools(client, programme, monkeypatch):
    assert 'class="district"' not in text(client.get("/ribble/"))
    monkeypatch.setattr(registry, "public_facts", [lambda _actor: PublicFacts(authority_codes=("888",))])
    page = text(client.get("/ribble/"))
    assert page.count('class="district"') == 12
    assert page.count('class="arc"') == 8
    assert "Office for National Statistics" in page


def test_a_programme_that_is_not_there(client, programme):
    assert client.get("/nowhere/").status_code == 404
    assert client.get("/nowhere/brand.css").status_code == 404


def test_the_style_sheet_is_kept_and_asked_for_again_by_its_mark(client, programme, coordinator):
    first = client.get("/ribble/brand.css")
    assert first["Content-Type"] == "text/css; charset=utf-8"
    assert "--lk-accent: #0b5d66" in text(first)
    assert first["Cache-Control"] == "public, max-age=300"
    assert client.get("/ribble/brand.css", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    post(client, "settings/colour/", colour="#5a2a6b")
    assert client.get("/ribble/brand.css", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_the_first_page_says_where_to_go(client):
    assert "ready to be set up" in text(client.get("/"))
    factories.programme(slug="ribble", name="Ribble Linkage")
    assert client.get("/")["Location"] == "/ribble/"
    factories.programme(slug="avon", name="Avon together")
    page = text(client.get("/"))
    assert page.index("/avon/") < page.index("/ribble/")


@pytest.mark.parametrize("path", HELP_PAGES)
def test_help_is_there_for_anybody_in_and_outside_of_a_programme(client, programme, path):
    for address in (f"/{path}", f"/ribble/{path}"):
        page = client.get(address)
        assert page.status_code == 200
        assert text(page).count("<h1") == 1


def test_the_privacy_page_carries_the_programmes_own_words(client, programme, coordinator):
    assert "part of our public task" in text(client.get("/ribble/help/privacy/"))
    done = post(
        client, "settings/lawful-basis/", lawful_basis="legitimate_interests", lawful_text="Our words <b>here</b>."
    )
    assert done.status_code == 302
    assert "Our words &lt;b&gt;here&lt;/b&gt;." in text(client.get("/ribble/help/privacy/"))


def test_help_names_the_six_questions_that_are_asked_and_no_other(client, programme):
    page = text(client.get("/ribble/help/"))
    assert "for whom, and which schools to leave out: there you can hide your school\u2019s name too" in page
    assert "When you are introduced to somebody, both headteachers are told" in page
    assert "headteacher may know" not in page
