"""The form of what a school or body offers: what a price needs is asked below it, and online is one of the ways."""

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import forms
from linkage.directory.models import Entry
from linkage.directory.presenters import offers
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db
GIVEN = {
    "title": "Library at the centre",
    "words": "Library lessons.",
    "first_area": "literacy",
    "phases": ["secondary"],
    "ways": ["visit_us", "online"],
    "places": "3",
    "contact_name": "Tom Hale",
    "contact_email": "tom@harrowgill.example",
}
PRICES = {
    "free": ({"price": "free", "price_note": "left over"}, (None, "")),
    "cost": ({"price": "cost", "price_pounds": "350", "price_note": "for a day"}, (35000, "for a day")),
    "agreed": ({"price": "agreed", "agreed_note": "by number", "price_note": "left over"}, (None, "by number")),
}


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made)
        yield made


@pytest.fixture
def home(ours):
    return member(ours, school(name="Harrowgill High School")).organisation


@pytest.fixture
def ruth(ours, home, client):
    client.force_login(people.head(ours, home, account=account()).account)
    return client


def address(ours, home):
    return reverse("directory:add-offer", args=[ours.slug, home.pk])


@pytest.mark.parametrize("price", PRICES)
def test_a_note_belongs_to_its_price(ours, home, ruth, price):
    given, kept = PRICES[price]
    assert ruth.post(address(ours, home), GIVEN | given).status_code == 302
    made = Entry.objects.get()
    assert (made.price_pence, made.price_note) == kept
    assert (made.ways, made.is_online) == (["visit_us"], True)
    again = offers.answers(made, ["literacy"])
    assert again["ways"] == ["visit_us", "online"]
    assert again.get("agreed_note", "") == (kept[1] if price == "agreed" else "")


def test_online_alone_is_no_way(ours, home, ruth):
    answer = ruth.post(address(ours, home), GIVEN | {"ways": ["online"], "price": "free"})
    assert answer.status_code == 422
    assert "Choose at least one way" in answer.text


def test_what_a_price_needs_stands_below_it_and_nowhere_else(ours, home, ruth):
    page = ruth.get(address(ours, home)).text
    for name in ("price_pounds", "price_note", "agreed_note"):
        assert page.count(f'name="{name}"') == 1
        before = page[: page.index(f'name="{name}"')]
        assert before.rindex("govuk-radios__conditional") > before.rindex('name="price"')


def test_none_of_the_questions_below_a_choice_is_required():
    fields = forms.NewBodyOfferForm.base_fields
    assert not any(fields[name].required for asked in fields["price"].reveals.values() for name in asked)
