"""The pages of support that is bought, as who prepares it, who approves it and the school meet them."""

import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from linkage.access import links as action_links
from linkage.database.tenancy import acting_in
from linkage.links import operations, policy
from linkage.links.enums import CommissionStatus
from linkage.links.models import Commission, FundingSource
from linkage.links.tests import buying as made
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, grant
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = CommissionStatus
ANSWERS = {
    "need": "Two teachers learn to lead reading",
    "provider_kind": "open",
    "starts_on-day": "12",
    "starts_on-month": "1",
    "starts_on-year": "2027",
    "ends_on-day": "26",
    "ends_on-month": "3",
    "ends_on-year": "2027",
    "days": "3.5",
    "day_price_pence": "£1,000.50",
    "other_pence": "25",
    "other_for": "Travel",
    "outcome_1": "Tutors read daily",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def b(here):
    with acting_in(here.id):
        found = made.buying(here)
        found.world.request.owner = found.world.farah
        found.world.request.save()
        return found


def at(name, *args):
    return reverse(f"commissions:{name}", args=["ribble", *args])


def as_(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def inside(b, make, **changes):
    with acting_in(b.world.programme.id):
        return make(b, **changes)


def the_one(b):
    with acting_in(b.world.programme.id):
        return Commission.objects.get()


def link_for(b, found, someone):
    token = action_links.make(
        policy.DECIDE_LINK,
        programme_id=found.programme_id,
        record_id=found.pk,
        person_id=someone.pk,
        state=found.link_state,
    )
    return at("decide-by-link", token)


class TestPreparing:
    def test_the_request_offers_it_beside_introducing_somebody(self, client, b):
        page = as_(client, b.world.farah).get(f"/ribble/requests/{b.world.request.pk}/")
        assert f'href="{at("begin", b.world.request.pk)}"' in page.text
        assert "Buy days of support" not in as_(client, b.world.grace).get(page.request["PATH_INFO"]).text

    def test_a_draft_is_kept_checked_and_sent(self, client, b):
        as_(client, b.world.farah)
        kept = client.post(at("begin", b.world.request.pk), {**ANSWERS, "funding": str(b.fund.pk)})
        found = the_one(b)
        assert (kept.status_code, kept["Location"]) == (302, at("check", found.pk))
        assert (found.half_days, found.day_price_pence, found.other_pence) == (7, 100_050, 2_500)
        assert found.amount_pence == 352_675
        words = text(client.get(at("check", found.pk)))
        for said in ("3 and a half days at £1,000.50", "£3,501.75", "Travel", "£3,526.75", "Alan Fielding can approve"):
            assert said in words
        assert client.post(at("check", found.pk)).status_code == 302
        assert the_one(b).state == S.AWAITING_APPROVAL
        assert "Waiting for approval" in text(client.get(at("commission", found.pk)))

    def test_what_is_being_bought_already_is_shown_instead(self, client, b):
        found = inside(b, made.draft)
        page = as_(client, b.world.farah).get(at("begin", b.world.request.pk))
        assert page["Location"] == at("commission", found.pk)

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"days": "2.25"}, "Enter whole days or a half, like 3 or 2.5"),
            ({"days": "0"}, "Enter at least half a day"),
            ({"days": ""}, "Enter how many days"),
            ({"day_price_pence": "much"}, "Enter an amount in pounds, like 350 or 350.50"),
            ({"day_price_pence": "1.001"}, "Enter an amount in pounds, like 350 or 350.50"),
            ({"day_price_pence": "-1"}, "Enter an amount that is not below nothing"),
            ({"day_price_pence": "1000.01"}, "Half a day has to cost whole pence"),
            ({"provider_kind": "entry"}, "Choose who in the directory gives the support"),
            ({"ends_on-year": "2026"}, "The last day cannot be before the first day"),
            ({"starts_on-year": "2028", "ends_on-year": "2028"}, "Choose other money, or other dates"),
            ({"outcome_1": ""}, "Say what should be different afterwards"),
            ({"measure_2": "We look in"}, "Say what should be different afterwards"),
            ({"funding": str(uuid.uuid4())}, "Select a valid choice"),
            ({"need": "Tom Baker in Year 9 cannot read"}, "Take out what could name a pupil"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_question(self, client, b, wrong, said):
        answers = {**ANSWERS, "funding": str(b.fund.pk), **wrong}
        page = as_(client, b.world.farah).post(at("begin", b.world.request.pk), answers)
        assert page.status_code == 422
        assert said in text(page)

    def test_the_words_of_a_long_request_begin_it_and_are_not_refused(self, client, b):
        with acting_in(b.world.programme.id):
            b.world.request.words = "Our Year 9 boys do not read in tutor time. " * 46
            b.world.request.outcomes = b.world.request.measures = "Every tutor group reads three times a week. " * 20
            b.world.request.save()
        begun = as_(client, b.world.farah).get(at("begin", b.world.request.pk)).context_data["form"].initial
        assert begun["need"].endswith("tutor time.")
        sent = {**ANSWERS, **{name: begun[name] for name in ("need", "outcome_1", "measure_1")}}
        kept = client.post(at("begin", b.world.request.pk), {**sent, "funding": str(b.fund.pk)})
        assert (kept.status_code, the_one(b).need) == (302, begun["need"])

    def test_without_money_it_says_where_to_add_some(self, client, b):
        with acting_in(b.world.programme.id):
            FundingSource.objects.all().delete()
        page = as_(client, b.world.farah).get(at("begin", b.world.request.pk))
        assert f'href="{at("add-money")}"' in page.text

    def test_a_change_shows_what_was_kept(self, client, b):
        found = inside(b, made.draft)
        page = as_(client, b.world.farah).get(at("change", found.pk)).text
        for kept in ('value="3.5"', 'value="500.00"', 'value="Tutors read daily"', 'value="8 of 8"'):
            assert kept in page


class TestDeciding:
    def test_a_commissioner_approves_from_the_mail_without_signing_in(self, client, b):
        found = inside(b, made.sent)
        address = link_for(b, found, b.alan)
        words = text(client.get(address))
        for said in (
            "£5,000.00 is left of School improvement fund",
            "£1,750.00",
            "Two teachers learn",
            "Farah Siddiqui",
        ):
            assert said in words
        assert the_one(b).state == S.AWAITING_APPROVAL  # a scanner that opens the link decides nothing
        assert client.post(address, {"decision": "approve"}, follow=True).status_code == 200
        assert the_one(b).state == S.APPROVED
        assert "The money is approved" in text(client.get(address))

    def test_a_refusal_without_a_reason_asks_for_one(self, client, b):
        found = inside(b, made.sent)
        page = as_(client, b.alan).post(at("decide", found.pk), {"decision": "refuse"})
        assert page.status_code == 422
        assert "Say why, so that whoever prepared it can change it" in text(page)
        client.post(at("decide", found.pk), {"decision": "refuse", "reason": "Too much"})
        assert "Too much" in text(as_(client, b.world.farah).get(at("commission", found.pk)))

    def test_an_old_link_says_that_there_is_nothing_to_decide(self, client, b):
        found = inside(b, made.sent)
        address = link_for(b, found, b.alan)
        with acting_in(b.world.programme.id):
            made.decided(b, found, is_approved=False, reason="No")
        assert "The money was refused" in text(client.get(address))
        assert client.post(address, {"decision": "approve"}).status_code == 200
        assert the_one(b).state == S.REFUSED

    def test_who_prepared_it_is_told_that_somebody_else_decides(self, client, b):
        found = inside(b, made.sent)
        with acting_in(b.world.programme.id):
            grant(b.world.farah, Role.COMMISSIONER)
        assert "so somebody else decides" in text(as_(client, b.world.farah).get(at("commission", found.pk)))
        assert client.post(at("decide", found.pk), {"decision": "approve"}).status_code == 403
        assert client.get(link_for(b, found, b.world.farah)).status_code == 403
        assert the_one(b).state == S.AWAITING_APPROVAL

    def test_a_link_of_who_is_no_commissioner_any_more_opens_nothing(self, client, b):
        found = inside(b, made.sent)
        address = link_for(b, found, b.alan)
        assert client.get(address).status_code == 200
        with acting_in(b.world.programme.id):
            RoleGrant.objects.filter(person=b.alan).update(ended_at=NOW)
        assert client.get(address).status_code == 404

    def test_more_than_is_left_is_refused_with_what_to_do(self, client, b):
        found = inside(b, made.sent, half_days=22)
        page = as_(client, b.alan).post(at("decide", found.pk), {"decision": "approve"})
        assert page.status_code == 422
        assert "This takes £5,500.00, and £5,000.00 is left" in text(page)


class TestAfterwards:
    def test_it_is_ordered_paid_and_cancelled_on_its_page(self, client, b):
        found = inside(b, made.approved)
        as_(client, b.world.farah)
        assert "Enter the purchase reference" in text(client.post(at("order", found.pk), {"purchase_reference": ""}))
        client.post(at("order", found.pk), {"purchase_reference": "PO 10438"})
        assert the_one(b).state == S.ORDERED
        assert client.post(at("paid", found.pk), {"paid_pence": "9999"}).status_code == 422
        client.post(at("paid", found.pk), {"paid_pence": "250"})
        words = text(client.get(at("commission", found.pk)))
        assert "Paid so far £250.00" in words
        assert "PO 10438" in words
        assert client.post(at("cancel", found.pk), {"reason": ""}).status_code == 422
        client.post(at("cancel", found.pk), {"reason": "Our own lead is back"})
        assert "“Our own lead is back”" in text(client.get(at("commission", found.pk)))

    def test_the_school_reads_what_comes_and_no_money(self, client, b):
        found = inside(b, made.approved, note="The head is new")
        page = at("commission", found.pk)
        assert as_(client, b.world.daniel).get(page).status_code == 404
        with acting_in(b.world.programme.id):
            operations.order(actor=actor(b.world.farah), at=NOW, commission=found, purchase_reference="PO 1")
        for someone in (b.world.daniel, b.world.grace):
            words = text(as_(client, someone).get(page))
            assert "3 and a half days" in words
            for hidden in ("£", "PO 1", "The head is new", "Alan Fielding", made.FUND, "not bought after all"):
                assert hidden not in words
        request = as_(client, b.world.daniel).get(f"/ribble/requests/{b.world.request.pk}/")
        assert f'href="{page}"' in request.text


class TestWalls:
    @pytest.mark.parametrize("page", ["commission", "change", "check", "decide", "order", "paid", "cancel"])
    def test_it_is_nobody_elses(self, client, b, page):
        found = inside(b, made.draft)
        assert as_(client, b.world.farah).get(at(page, found.pk)).status_code == (403 if page == "decide" else 200)
        for stranger in (b.world.helen, b.world.priya):
            assert as_(client, stranger).get(at(page, found.pk)).status_code in (403, 404)
        assert as_(client, b.world.farah).get(at(page, uuid.uuid4())).status_code in (403, 404)

    def test_a_draft_is_not_the_commissioners_yet(self, client, b):
        found = inside(b, made.draft)
        assert as_(client, b.alan).get(at("commission", found.pk)).status_code == 404
        with acting_in(b.world.programme.id):
            Commission.objects.update(status=S.AWAITING_APPROVAL, sent_at=NOW)
        assert as_(client, b.alan).get(at("commission", found.pk)).status_code == 200

    def test_another_programme_finds_nothing(self, client, b):
        found = inside(b, made.sent)
        other = programme(slug="other")
        with acting_in(other.id):
            theirs = made.buying(other)
        as_(client, theirs.world.farah)
        assert client.get(reverse("commissions:commission", args=["other", found.pk])).status_code == 404
        assert client.get(reverse("commissions:change-money", args=["other", b.fund.pk])).status_code == 404
        assert client.get(reverse("commissions:change-money", args=["other", theirs.fund.pk])).status_code == 200

    @pytest.mark.parametrize("page", ["commissions", "money", "add-money"])
    def test_the_money_is_the_programmes(self, client, b, page):
        for someone, status in ((b.world.farah, 200), (b.alan, 200), (b.world.grace, 403), (b.world.priya, 403)):
            assert as_(client, someone).get(at(page)).status_code == status
