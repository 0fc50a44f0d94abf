import re
from collections import Counter

import pytest

from linkage.ui import registry
from linkage.ui.tests import gallery

ENV = None


def env():
    global ENV  # noqa: PLW0603
    ENV = ENV or gallery.environment_with_gallery()
    return ENV


@pytest.fixture(autouse=True)
def _somebody_signed_in(monkeypatch):
    monkeypatch.setattr(registry, "navigation", [gallery.stand_in_navigation])
    monkeypatch.setattr(registry, "accounts", [gallery.stand_in_account])
    monkeypatch.setattr(registry, "notices", [lambda request: ["This is a demo."]])


@pytest.mark.parametrize("name", gallery.pages())
def test_page_is_drawn_without_a_query(name):
    html = gallery.draw(name, env())
    assert html.count("<h1") == 1
    assert html.count("<main") == 1


@pytest.mark.parametrize("name", gallery.pages())
def test_page_keeps_the_content_security_policy(name):
    html = gallery.draw(name, env())
    assert re.findall(r"\sstyle=|<style|\son\w+=|javascript:|hx-on|<script(?![^>]*src=)", html) == []


@pytest.mark.parametrize("name", gallery.pages())
def test_ids_are_given_once_and_references_lead_somewhere(name):
    html = gallery.draw(name, env())
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert [found for found, times in Counter(ids).items() if times > 1] == []
    told = " ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', html)).split()
    assert set(told) - set(ids) == set()
    assert set(re.findall(r'<label[^>]*for="([^"]+)"', html)) - set(ids) == set()


def test_title_names_the_page_then_the_programme():
    assert "<title>Home \u2013 Ribble Linkage</title>" in gallery.draw("home", env())


def test_title_and_summary_tell_of_errors():
    html = gallery.draw("form_with_errors", env())
    assert "<title>Error: Write the visit note \u2013 Ribble Linkage</title>" in html
    assert "Two things to put right" in html
    assert '<a href="#id_visited-month">The date of the visit must include a month</a>' in html
    assert '<a href="#id_done">Say what you did, in a sentence or two</a>' in html
    assert html.index("govuk-error-summary") < html.index("<h1")


def test_nothing_is_an_error_before_anything_was_sent():
    assert "Error" not in gallery.draw("form", env())


def test_section_of_the_template_is_lit():
    html = gallery.draw("request", env())
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["/ribble/requests/"]


def test_a_list_hides_what_leads_to_nothing_and_says_so():
    html = gallery.draw("list", env())
    assert "Gone" not in html
    assert "1 choice that would find nothing is hidden." in html


def test_demo_notice_is_shown():
    assert "This is a demo." in gallery.draw("home", env())
