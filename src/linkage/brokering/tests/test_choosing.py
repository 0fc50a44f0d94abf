"""Choosing whom to introduce: the page, the decision, and everything that stands in its way."""

import re
import uuid
from importlib import import_module

import pytest
import time_machine
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.brokering import operations, queries
from linkage.brokering.models import Decision
from linkage.brokering.rules import Ranking
from linkage.database.tenancy import acting_in
from linkage.directory.models import Allowance, SchoolCeiling
from linkage.directory.operations import UnableToBook
from linkage.directory.tests.factories import area, entry
from linkage.kernel.errors import Forbidden
from linkage.links import operations as links
from linkage.links.models import Link
from linkage.links.tests.factories import introduced, world
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import AvoidedSchool, RequestArea

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        made = world(here)
        RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
        return made


def link(ours, **changes):
    given = {"actor": actor(ours.farah), "entry_id": ours.entry.pk, "knows_of_none": True, **changes}
    return operations.link(at=NOW, support_request=ours.request, **given)


def ranked(ours):
    return queries.choice(actor=actor(ours.farah), support_request=ours.request, at=NOW).ranking


class TestDecision:
    def test_one_link_one_place_one_mail_one_decision(self, here, ours):
        with acting_in(here.id):
            link(ours)
            ours.request.refresh_from_db()
            assert ours.request.status == RequestStatus.LINKED
            assert Allowance.objects.get(person=ours.priya).places_promised == 1
            assert Message.objects.filter(template="links.introduction").count() == 1
            assert Link.objects.count() == Decision.objects.count() == 1

    def test_the_snapshot_holds_what_was_known_and_nobody_s_name(self, here, ours):
        with acting_in(here.id):
            entry(here, ours.harrowgill, places=0)
            link(ours)
            snapshot = Decision.objects.get().snapshot
        [candidate], [refused] = snapshot["candidates"], snapshot["why_not"]
        assert candidate["entry"] == snapshot["chosen"] == str(ours.entry.pk)
        assert candidate["points"] == sum(candidate["terms"].values())
        assert refused["rules"] == ["all_places_promised"]
        assert snapshot["declared_none"] == ["family_ties", "same_pupils", "recent_inspector"]
        for name in ("Priya", "Raman", "Harrowgill", "Thistlebank", "boys"):
            assert name not in repr(snapshot)

    def test_the_words_of_the_coordinator_go_out(self, here, ours):
        with acting_in(here.id):
            link(ours, subject="Two people who read", greeting="Daniel asked about tutor reading.")
            mail = Message.objects.get(template="links.introduction")
        assert mail.subject == "Two people who read"
        assert "Daniel asked about tutor reading." in mail.text

    def test_nothing_without_the_word_that_nothing_speaks_against_it(self, here, ours):
        with acting_in(here.id), pytest.raises(operations.UnableToLink, match="Say that you know of nothing"):
            link(ours, knows_of_none=False)

    def test_the_rules_are_looked_at_again(self, here, ours):
        with acting_in(here.id):
            assert ranked(ours).candidate(str(ours.entry.pk))
            AvoidedSchool.objects.create(programme=here, support_request=ours.request, organisation=ours.harrowgill)
            with pytest.raises(operations.UnableToLink, match="School asked to leave out"):
                link(ours)
            assert Link.objects.count() == 0

    def test_a_full_person_is_refused_plainly_even_past_the_page(self, here, ours, monkeypatch):
        with acting_in(here.id):
            monkeypatch.setattr(Ranking, "in_the_way", lambda *_: [])
            ours.entry.places = 0
            ours.entry.save()
            with pytest.raises(UnableToBook):
                link(ours)
            assert Message.objects.filter(template="links.introduction").count() == 0

    def test_a_request_is_introduced_once(self, here, ours):
        with acting_in(here.id):
            link(ours)
            with pytest.raises(operations.UnableToLink, match="Introduced"):
                link(ours)

    def test_after_undoing_it_can_be_chosen_again(self, here):
        with acting_in(here.id):
            made = introduced(here)
            RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
            links.undo(actor=actor(made.farah), at=NOW, link=made.link)
            made.request.refresh_from_db()
            assert link(made).status == "introduced"

    @pytest.mark.parametrize("who", ["daniel", "grace", "priya", "helen"])
    def test_the_schools_do_not_introduce_themselves(self, here, ours, who):
        with acting_in(here.id), pytest.raises(Forbidden):
            link(ours, actor=actor(getattr(ours, who)))


class TestFacts:
    def test_reasons_come_from_the_database(self, here, ours):
        with acting_in(here.id):
            [candidate] = ranked(ours).candidates
        assert {term.name: term.words for term in candidate.terms} == {
            "knows_this": "Reading and literacy; mentions “read”",
            "how_far": "8 miles",
            "free": "2 places left this half-term",
            "asked_so_far": "Not yet this half-term",
            "new_connection": "The two schools have never been linked",
            "a_school_like_theirs": "910 pupils, 31% free school meals",
            "entry": "Confirmed in November",
        }

    def test_why_not_comes_from_the_database(self, here, ours):
        with acting_in(here.id):
            SchoolCeiling.objects.create(programme=here, organisation=ours.harrowgill, is_stopped=True)
            ProgrammeSettings.objects.update(is_same_trust_excluded=True)
            for one in (ours.thistlebank, ours.harrowgill):
                one.trust_uid = "5143"
            entry(here, ours.thistlebank)
            found = ranked(ours)
        assert found.candidates == ()
        rules = {refusal.helper.school.name: [o.rule for o in refusal.obstacles] for refusal in found.why_not}
        assert rules == {
            "Harrowgill High School": ["home_head_stopped"],
            "Thistlebank School": ["same_school"],
        }

    def test_without_areas_the_asker_s_own_words_suggest_them(self, here):
        with acting_in(here.id):
            made = world(here, words="Our Year 9 boys need help with reading.")
            assert ranked(made).candidate(str(made.entry.pk))

    def test_a_link_of_the_two_schools_shows_in_the_reasons(self, here):
        with acting_in(here.id):
            made = introduced(here)
            second = world(here)
            second.request.organisation = made.thistlebank
            second.request.save()
            RequestArea.objects.create(programme=here, support_request=second.request, area=area(here))
            found = ranked(second).candidate(str(made.entry.pk))
        said = {term.name: term.words for term in found.terms}
        assert said["new_connection"] == "Linked before, in 2026"
        assert said["asked_so_far"] == "Once this half-term"
        assert said["free"] == "1 place left this half-term"


def at(name, *args):
    return reverse(f"brokering:{name}", args=["ribble", *args])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def farah(client, ours):
    client.force_login(ours.farah.account)
    return client


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
        with django_assert_num_queries(29) as one:
            farah.get(at("choose", ours.request.pk))
        with acting_in(here.id):
            for _ in range(2):
                entry(here, school())
        with django_assert_num_queries(len(one.captured_queries)):
            farah.get(at("choose", ours.request.pk))


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
            ({"status": "paused"}, "Priya Raman cannot be introduced now: taking a break. They say when they are back"),
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
            link(ours)
        page = self.send(farah, ours)
        assert page.status_code == 422
        assert "There is nobody to choose now" in text(page)


def test_whoever_writes_of_the_very_thing_is_found_though_the_asker_ticked_another_area(ours, here):
    with acting_in(here.id):
        ours.request.words = "Our tutor reading routine never gets going with the boys"
        ours.request.save(update_fields=["words"])
        ours.request.request_areas.all().delete()
        RequestArea.objects.create(programme=here, support_request=ours.request, area=area(here, code="music"))
        ours.entry.words = "A tutor reading routine that boys chose themselves"
        ours.entry.save(update_fields=["words"])
        assert [found.helper.entry_id for found in ranked(ours).candidates] == [str(ours.entry.pk)]
