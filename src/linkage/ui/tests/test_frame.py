from uuid import UUID

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import NoReverseMatch

from linkage.access.actor import Actor
from linkage.ui import frame, registry
from linkage.ui.tests.gallery import RIBBLE, request_for

ENTRY = UUID("6a2f41a3-c54c-4ce8-b1b4-0d3b4fcf2e11")


def draw(source, request):
    return engines["jinja2"].from_string(source).render({"entry": ENTRY}, request)


def test_url_puts_the_programme_in():
    assert draw("{{ url('directory:entry', entry) }}", request_for()) == f"/ribble/directory/{ENTRY}/"
    assert draw("{{ url('directory:entry', entry=entry) }}", request_for()) == f"/ribble/directory/{ENTRY}/"
    assert draw("{{ url('directory:entries') }}", request_for()) == "/ribble/directory/"


def test_url_of_the_installation_stays_outside_the_programme():
    assert draw("{{ url('accounts:sign-in') }}", request_for()) == "/sign-in/"


def test_an_unknown_name_is_an_error():
    with pytest.raises(NoReverseMatch):
        draw("{{ url('directory:nothing') }}", request_for())


def test_a_programme_has_its_own_style_sheet_and_home():
    here = frame.frame_of(request_for())
    assert (here.style_url, here.home_url) == ("/ribble/brand-css/", "/ribble/public/")


def test_the_installation_has_the_name_of_the_house():
    here = frame.frame_of(RequestFactory().get("/"))
    assert (here.brand.name, here.style_url, here.home_url) == ("Linkage", "", "/")


def test_somebody_signed_in_goes_home_and_can_sign_out():
    request = request_for()
    request.actor = Actor(kind="person", name="Grace Okafor")
    here = frame.frame_of(request)
    assert here.home_url == "/ribble/home/"
    assert here.account == registry.Account("Grace Okafor", sign_out_url="/sign-out/")


@pytest.mark.parametrize("kind", ["nobody", "link", "system"])
def test_nobody_is_not_named(kind):
    request = request_for()
    request.actor = Actor(kind=kind, name="Someone")
    assert frame.frame_of(request).account is None


def test_links_at_the_foot_stay_in_the_programme():
    assert [link.url for link in frame.frame_of(None, RIBBLE).footer] == [
        "/ribble/help/",
        "/ribble/privacy/",
        "/ribble/accessibility/",
        "/ribble/safeguarding/",
    ]
