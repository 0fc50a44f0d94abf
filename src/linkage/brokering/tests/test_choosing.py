"""Choosing whom to introduce: the page, the decision, and everything that stands in its way."""

from datetime import timedelta

import pytest

from linkage.brokering import operations, problem, queries
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
from linkage.people.tests.factories import actor
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import AvoidedSchool, RequestArea

pytestmark = pytest.mark.django_db


def link(ours, **changes):
    given = {"actor": actor(ours.farah), "entry_id": ours.entry.pk, "knows_of_none": True, **changes}
    return operations.link(at=NOW, support_request=ours.request, **given)


def ranked(ours):
    return queries.choice(actor=actor(ours.farah), support_request=ours.request, at=NOW).ranking


def test_what_a_school_said_of_travelling_and_of_online_help_is_weighed(here, ours):
    ours.request.travel_miles, ours.request.is_online_ok = 12, False
    with acting_in(here.id):
        need = problem.assemble(actor=actor(ours.farah), support_request=ours.request, at=NOW).need
    assert (need.travel_miles, need.is_online_ok) == (12, False)


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

    def test_whoever_was_introduced_for_it_and_did_not_meet_is_not_introduced_again(self, here):
        with acting_in(here.id):
            made = introduced(here)
            RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
            later = NOW + timedelta(days=2)
            links.fail(actor=actor(made.daniel), at=later, link=made.link)
            links.choose_again(actor=actor(made.farah), at=later, link=made.link)
            made.request.refresh_from_db()
            with pytest.raises(operations.UnableToLink, match="Introduced for this request before"):
                link(made)

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


def test_whoever_writes_of_the_very_thing_is_found_though_the_asker_ticked_another_area(ours, here):
    with acting_in(here.id):
        ours.request.words = "Our tutor reading routine never gets going with the boys"
        ours.request.save(update_fields=["words"])
        ours.request.request_areas.all().delete()
        RequestArea.objects.create(programme=here, support_request=ours.request, area=area(here, code="music"))
        ours.entry.words = "A tutor reading routine that boys chose themselves"
        ours.entry.save(update_fields=["words"])
        assert [found.helper.entry_id for found in ranked(ours).candidates] == [str(ours.entry.pk)]
