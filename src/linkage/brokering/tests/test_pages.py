"""The pages of choosing, as the coordinator walks them."""

import re
import uuid
from importlib import import_module

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.brokering import operations
from linkage.brokering.rules import Ranking
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import entry
from linkage.links.models import Link
from linkage.organisations.tests.factories import school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"brokering:{name}", args=["ribble", *args])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestPages:
    def test_who_stands_out_with_reasons(self, farah, ours):
        words = text(farah.get(at("choose", ours.request.pk)))
        for expected in (
            "One who could help",
            "Suggested first",
            "Priya Raman",
            "8 miles",
            "Introduce Priya",
            "The order is for this request only. People are never ranked.",
        ):
            assert expected in words

    def test_three_of_five_and_why_not_the_others(self, farah, here, ours):
        with acting_in(here.id):
            for _ in range(4):
                entry(here, school())
            entry(here, ours.thistlebank)
        words = text(farah.get(at("choose", ours.request.pk)))
        for expected in ("Three who stand out, of five", "Who else could help", "Why not the others"):
            assert expected in words
        assert "Works at this school" in words

    def test_when_nobody_fits_it_says_what_to_do(self, farah, here, ours):
        with acting_in(here.id):
            ours.entry.places = 0
            ours.entry.save()
        words = text(farah.get(at("choose", ours.request.pk)))
        assert "Nobody on the list fits this yet" in words
        assert "Nobody yet: say why" in words
        assert "All places promised" in words

    def test_the_mail_is_shown_before_it_is_sent(self, farah, ours):
        words = text(farah.get(at("introduce", ours.request.pk, ours.entry.pk)))
        assert "Subject: Daniel, meet Priya: reading in Year 9" in words
        assert "I know of none of these between the two schools" in words

    def test_own_words_can_be_looked_at_first(self, farah, here, ours):
        answers = {"subject": "Read together", "greeting": "A word.", "preview": "1"}
        page = farah.post(at("introduce", ours.request.pk, ours.entry.pk), answers)
        assert page.status_code == 200
        assert "Subject: Read together" in text(page)
        with acting_in(here.id):
            assert Link.objects.count() == 0

    def test_introducing(self, farah, here, ours):
        answers = {"subject": "Read together", "greeting": "A word.", "knows_of_none": "on"}
        page = farah.post(at("introduce", ours.request.pk, ours.entry.pk), answers, follow=True)
        assert "Daniel Whitlow and Priya Raman have been introduced" in text(page)
        assert "There is nobody to choose now" in text(farah.get(at("choose", ours.request.pk)))

    def test_without_the_tick_it_comes_back_filled(self, farah, ours):
        answers = {"subject": "Read together", "greeting": "A word."}
        page = farah.post(at("introduce", ours.request.pk, ours.entry.pk), answers)
        assert page.status_code == 422
        assert "Tick to say that you know of nothing" in text(page)
        assert 'value="Read together"' in page.content.decode()

    def test_somebody_who_cannot_be_introduced_leads_back_with_the_reason(self, farah, here, ours):
        with acting_in(here.id):
            blocked = entry(here, ours.thistlebank)
        page = farah.get(at("introduce", ours.request.pk, blocked.pk))
        assert page.status_code == 200
        assert "cannot be introduced now: works at this school" in text(page)
        assert "Suggested first" in text(page)

    def test_a_bad_id_finds_nothing(self, farah, ours):
        assert farah.get(at("introduce", ours.request.pk, uuid.uuid4())).status_code == 404
        assert farah.get(at("choose", uuid.uuid4())).status_code == 404

    @pytest.mark.parametrize("who", ["daniel", "grace", "priya"])
    def test_not_for_the_schools(self, client, ours, who):
        client.force_login(getattr(ours, who).account)
        assert client.get(at("choose", ours.request.pk)).status_code == 403

    def test_another_programme_finds_nothing(self, client, ours):
        other = programme(slug="other")
        with acting_in(other.id):
            someone = coordinator(other, account=account())
        client.force_login(someone.account)
        assert client.get(reverse("brokering:choose", args=["other", ours.request.pk])).status_code == 404

    def test_one_and_many_candidates_cost_the_same(self, farah, here, ours, django_assert_num_queries):
        farah.get(at("choose", ours.request.pk))
        with django_assert_num_queries(26) as one:
            farah.get(at("choose", ours.request.pk))
        with acting_in(here.id):
            for _ in range(2):
                entry(here, school())
        with django_assert_num_queries(len(one.captured_queries)):
            farah.get(at("choose", ours.request.pk))


def test_two_are_wanted_where_people_are_introduced_at_once(farah, here, ours):
    with acting_in(here.id):
        ours.request.people_wanted = 2
        ours.request.save()
        other = entry(here, school())
    answers = {"subject": "Meet", "greeting": "A word.", "knows_of_none": "on"}
    page = text(farah.post(at("introduce", ours.request.pk, ours.entry.pk), answers, follow=True))
    assert "Another person is wanted" in page
    assert "Introduce" in text(farah.get(at("choose", ours.request.pk)))
    page = text(farah.post(at("introduce", ours.request.pk, other.pk), answers, follow=True))
    assert "Another person is wanted" not in page
    with acting_in(here.id):
        assert Link.objects.count() == 2


def test_a_colleague_of_who_was_introduced_stands_under_why_not_where_different_schools_are_wanted(farah, here, ours):
    with acting_in(here.id):
        ours.request.people_wanted, ours.request.from_different_schools = 2, True
        ours.request.save()
        entry(here, ours.harrowgill)
    answers = {"subject": "Meet", "greeting": "A word.", "knows_of_none": "on"}
    before = text(farah.get(at("choose", ours.request.pk)))
    assert "Somebody of their school helps already" not in before
    farah.post(at("introduce", ours.request.pk, ours.entry.pk), answers)
    assert "Somebody of their school helps already" in text(farah.get(at("choose", ours.request.pk)))


class TestTakenMeanwhile:
    """Between the page and the click somebody was quicker; what was written comes along to the next choice."""

    WORDS = {"subject": "Read together", "greeting": "A word of mine.", "knows_of_none": "on"}

    def send(self, farah, ours, **changes):
        return farah.post(at("introduce", ours.request.pk, ours.entry.pk), {**self.WORDS, **changes})

    def change(self, here, ours, **fields):
        with acting_in(here.id):
            for name, value in fields.items():
                setattr(ours.entry, name, value)
            ours.entry.save()

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"places": 0}, "Priya Raman cannot be introduced now: all places promised."),
            (
                {"status": "paused"},
                "cannot be introduced now: taking a break. What would change it: they say when they are back",
            ),
            ({"status": "withdrawn"}, "cannot be introduced now: not listed any more for what the school asks"),
            ({"status": "hidden"}, "cannot be introduced now: not listed any more for what the school asks"),
        ],
    )
    def test_the_page_of_choosing_says_why(self, farah, here, ours, fields, said):
        self.change(here, ours, **fields)
        page = self.send(farah, ours)
        assert page.status_code == 422
        words = text(page)
        for expected in ("One thing to put right", said, "What you had written is kept", "“A word of mine.”"):
            assert expected in words
        with acting_in(here.id):
            assert Link.objects.count() == 0

    def test_the_words_come_along_to_whoever_is_chosen_next(self, farah, here, ours):
        with acting_in(here.id):
            other = entry(here, school())
        self.change(here, ours, places=0)
        page = self.send(farah, ours).content.decode()
        assert '<input type="hidden" name="greeting" value="A word of mine.">' in page
        kept = {"subject": "Read together", "greeting": "A word of mine.", "preview": "1"}
        following = farah.post(at("introduce", ours.request.pk, other.pk), kept)
        assert following.status_code == 200
        assert 'value="Read together"' in following.content.decode()

    def test_our_own_words_are_made_anew_for_the_next(self, farah, here, ours):
        with acting_in(here.id):
            other = entry(here, school())
            name = other.person.first_name
        shown = farah.get(at("introduce", ours.request.pk, ours.entry.pk)).content.decode()
        subject = re.search(r'name="subject"[^>]*value="([^"]+)"', shown)[1]
        self.change(here, ours, places=0)
        page = self.send(farah, ours, subject=subject).content.decode()
        assert 'name="subject"' not in page
        following = text(farah.post(at("introduce", ours.request.pk, other.pk), {"greeting": "Mine", "preview": "1"}))
        assert f"Daniel, meet {name}" in following

    def test_the_last_place_taken_in_the_same_moment(self, farah, here, ours, monkeypatch):
        self.change(here, ours, places=0)
        monkeypatch.setattr(Ranking, "in_the_way", lambda *_: [])
        monkeypatch.setattr(import_module("linkage.brokering.rules.obstacles"), "ELIGIBILITY", ())
        page = self.send(farah, ours)
        assert page.status_code == 422
        assert "Priya Raman cannot be introduced now:" in text(page)
        assert "“A word of mine.”" in text(page)

    def test_the_request_was_taken_by_a_colleague(self, farah, here, ours):
        with acting_in(here.id):
            operations.link(
                actor=actor(ours.farah),
                at=NOW,
                support_request=ours.request,
                entry_id=ours.entry.pk,
                knows_of_none=True,
            )
        page = self.send(farah, ours)
        assert page.status_code == 422
        assert "There is nobody to choose now" in text(page)
