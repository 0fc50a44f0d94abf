"""The round as the coordinator walks it."""

import re
import uuid

import pytest
from django.urls import reverse

from linkage.brokering.models import Plan, Ruling
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import area, entry
from linkage.links.models import Link
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import staff
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"brokering:{name}", args=["ribble", *args])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def said(client, response):
    return text(client.get(response.headers["Location"]))


@pytest.fixture
def both(here, ours):
    """Weirside asks as well, and only Priya, who has one place, could help it; Marcus could help Thistlebank too."""
    with acting_in(here.id):
        ours.entry.places = 1
        ours.entry.save()
        weirside = school(name="Weirside School", easting=384_000, northing=440_000)
        millrace = school(name="Millrace Academy", easting=402_000, northing=432_000)
        member(here, weirside)
        member(here, millrace)
        writing = area(here, "writing", "Writing", ("writing",))
        ours.second = support_request(
            here,
            weirside,
            status=RequestStatus.MATCHING,
            title="Writing in Year 5",
            words="Our writers write too little.",
        )
        RequestArea.objects.create(programme=here, support_request=ours.second, area=writing)
        ours.marcus = entry(here, millrace, places=1)
        ours.name = (helper := staff(here, ours.harrowgill, name="Sian Probert")).name
        ours.both_areas = entry(
            here, ours.harrowgill, person=helper, areas=[area(here), writing], places=1, words="Nothing to add."
        )
    return ours


class TestRoundPage:
    def test_before_the_first_plan_it_says_what_will_happen(self, farah, both):
        words = text(farah.get(at("round")))
        assert "2 open requests and 3 people" in words
        assert "Nobody is asked until you say so" in words

    def test_with_nothing_open_it_says_so_and_where_to_go(self, farah, here, both):
        with acting_in(here.id):
            for each in (both.request, both.second):
                each.status = RequestStatus.WITHDRAWN
                each.save()
        words = text(farah.get(at("round")))
        assert "Nothing to plan" in words
        assert "nothing to plan" in said(farah, farah.post(at("plan"), follow=False))

    def test_the_plan_stands_beside_first_come_with_the_proof(self, farah, both):
        farah.post(at("plan"))
        words = text(farah.get(at("round")))
        for expected in (
            "Check and send 2",
            "Requests placed 2 of 2",
            "Usual distance",
            "Schools linked for the first time",
            "Most asked of one school",
            "No better plan exists under these rules.",
            "Thistlebank School",
            "Weirside School Writing in Year 5",
        ):
            assert expected in words

    def test_who_is_ruled_out_is_named_with_what_it_changed_and_can_be_let_in_again(self, farah, both):
        farah.post(at("plan"))
        farah.post(at("rule", both.second.pk, both.both_areas.pk), {"says": "rule_out"})
        words = text(farah.get(at("round")))
        name = both.name
        assert (
            f"{name} is ruled out for Weirside School. Nobody is left for Weirside School. 1 placed, 2 before." in words
        )
        assert "Nobody yet Changed Nobody else is listed. Counts as unmet need" in words
        assert "One more nominee for Writing would place a request that goes without. Ask heads to nominate" in words
        farah.post(at("rule", both.second.pk, both.both_areas.pk), {"says": ""})
        assert f"{name} may be asked for Weirside School again" in text(farah.get(at("round")))

    def test_who_is_kept_is_marked_and_pressing_again_lets_them_go(self, farah, both):
        farah.post(at("plan"))
        farah.post(at("rule", both.second.pk, both.both_areas.pk), {"says": "keep"})
        page = farah.get(at("round"))
        assert 'aria-pressed="true"' in page.content.decode()
        assert "Nobody else was weighed: you keep" in text(farah.get(at("why", both.second.pk)))
        farah.post(at("rule", both.second.pk, both.both_areas.pk), {"says": ""})
        assert 'aria-pressed="true"' not in farah.get(at("round")).content.decode()

    def test_going_back_takes_the_saying_back(self, farah, here, both):
        farah.post(at("plan"))
        farah.post(at("rule", both.second.pk, both.both_areas.pk), {"says": "rule_out"})
        farah.post(at("go-back"))
        assert "You went back to the plan before" in text(farah.get(at("round")))
        with acting_in(here.id):
            assert not Ruling.objects.exists()

    def test_what_matters_most_is_kept_in_the_form(self, farah, both):
        farah.post(at("plan"))
        farah.post(at("weigh"), {"knows": "some", "near": "a_lot", "fair": "some", "new": "not_at_all"})
        page = farah.get(at("round")).content.decode()
        assert '<option value="a_lot" selected>' in page
        assert "What matters most was changed" in page

    def test_an_answer_that_is_none_of_the_four_changes_nothing(self, farah, here, both):
        farah.post(at("plan"))
        words = said(farah, farah.post(at("weigh"), {"near": "enormously"}))
        assert "Choose how much each thing matters" in words
        with acting_in(here.id):
            assert Plan.objects.count() == 1

    def test_a_request_that_came_since_is_told_of(self, farah, here, both):
        farah.post(at("plan"))
        with acting_in(here.id):
            support_request(here, both.harrowgill)
        assert "1 request came in since this plan was made" in text(farah.get(at("round")))

    def test_the_proof_and_the_reasons_can_be_read(self, farah, both):
        farah.post(at("plan"))
        assert "points no plan can go below" in text(farah.get(at("proof")))
        words = text(farah.get(at("why", both.request.pk)))
        assert "Knows this" in words
        assert "Who would be next" in words
        assert "If you rule them out." in words
        assert "would be asked instead" in words

    def test_one_and_many_requests_cost_the_same(self, farah, here, both, django_assert_num_queries):
        farah.post(at("plan"))
        farah.get(at("round"))
        with django_assert_num_queries(14):
            farah.get(at("round"))
        with acting_in(here.id):
            for _ in range(2):
                support_request(here, both.thistlebank, status=RequestStatus.MATCHING)
        farah.post(at("plan"))
        farah.get(at("round"))
        # Two more, however many go without: the areas in which one more would help, and what heads were asked lately.
        with django_assert_num_queries(16):
            farah.get(at("round"))


class TestSending:
    def test_all_ticked_go_and_the_page_says_what_is_left(self, farah, here, both):
        farah.post(at("plan"))
        words = text(farah.get(at("send-round")))
        assert "Weirside School: Writing in Year 5" in words
        answer = farah.post(
            at("send-round"), {"requests": [str(both.request.pk), str(both.second.pk)], "knows_of_none": "on"}
        )
        words = said(farah, answer)
        assert "2 requests introduced" in words
        assert "2 requests sent at" in words
        with acting_in(here.id):
            assert Link.objects.count() == 2

    def test_without_the_tick_nothing_goes_and_nothing_is_lost(self, farah, here, both):
        farah.post(at("plan"))
        answer = farah.post(at("send-round"), {"requests": [str(both.second.pk)]})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Tick to say that you know of nothing that speaks against it" in page
        assert len(re.findall(r"<input[^>]* checked", page)) == 1
        with acting_in(here.id):
            assert not Link.objects.exists()

    def test_who_was_taken_meanwhile_is_told_by_name_of_the_school(self, farah, here, both):
        farah.post(at("plan"))
        with acting_in(here.id):
            both.both_areas.status = "paused"
            both.both_areas.save()
        answer = farah.post(
            at("send-round"), {"requests": [str(both.request.pk), str(both.second.pk)], "knows_of_none": "on"}
        )
        assert "Not for Weirside School: Taking a break. It stays open" in said(farah, answer)

    def test_without_a_plan_one_is_led_to_the_round(self, farah, both):
        assert farah.get(at("send-round")).headers["Location"] == at("round")


class TestWhoMay:
    def test_a_head_and_a_stranger_are_shown_nothing(self, client, here, both):
        for person in (both.helen, both.grace):
            client.force_login(person.account)
            assert client.get(at("round")).status_code == 403
            assert client.post(at("plan")).status_code == 403

    @pytest.mark.parametrize("name", ["why"])
    def test_a_request_that_is_not_there_is_not_found(self, farah, both, name):
        farah.post(at("plan"))
        assert farah.get(at(name, uuid.uuid4())).status_code == 404
        assert farah.post(at("rule", both.request.pk, uuid.uuid4()), {"says": "keep"}).status_code == 404
        assert farah.post(at("rule", uuid.uuid4(), both.entry.pk), {"says": "keep"}).status_code == 404
