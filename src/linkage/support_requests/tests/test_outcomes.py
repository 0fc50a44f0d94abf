"""What a request comes to beside an introduction: nobody yet and why, a network or event that the school joins."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.people.tests.factories import coordinator
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import JoinedKind, RequestStatus, UnmetReason
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
JOINS = {
    "kind": "network",
    "name": "The phonics network",
    "joins_on-day": "12",
    "joins_on-month": "1",
    "joins_on-year": "2027",
    "note": "You are welcome from the first meeting",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(here, thistlebank, daniel):
    with acting_in(here.id):
        return support_request(here, thistlebank, asked_by=daniel, status=RequestStatus.MATCHING)


@pytest.fixture
def farah(here, client):
    with acting_in(here.id):
        found = coordinator(here, name="Farah Siddiqui", account=account())
    client.force_login(found.account)
    return client


def at(name, asked):
    return reverse(f"support_requests:{name}", args=["ribble", asked.pk])


def kept(here):
    with acting_in(here.id):
        return SupportRequest.objects.get()


def mails(here, kind):
    with acting_in(here.id):
        return list(Message.objects.filter(template=f"support_requests.{kind}"))


@pytest.mark.parametrize("reason", UnmetReason.values)
def test_why_nobody_can_help_is_counted_beside_the_words_for_the_school(here, asked, farah, reason):
    given = {"unmet_reason": reason, "reason": "Nobody near you does this yet"}
    assert farah.post(at("cannot-help", asked), given).status_code == 302
    found = kept(here)
    assert (found.state, found.unmet_reason) == (RequestStatus.CANNOT_HELP_YET, reason)
    assert found.closing_reason == "Nobody near you does this yet"


def test_a_reason_is_chosen_and_not_only_written(here, asked, farah):
    page = farah.post(at("cannot-help", asked), {"reason": "Nobody"})
    assert (page.status_code, "Choose why nobody can help yet" in page.text) == (422, True)
    assert kept(here).state == RequestStatus.MATCHING


def test_as_soon_as_somebody_is_looked_for_again_it_counts_no_more(here, asked, farah):
    farah.post(at("cannot-help", asked), {"unmet_reason": "nobody_near", "reason": "Nobody near"})
    assert kept(here).unmet_reason == UnmetReason.NOBODY_NEAR
    farah.post(at("choose", asked))
    assert (kept(here).state, kept(here).unmet_reason) == (RequestStatus.MATCHING, "")


def test_the_school_hears_what_it_joins_and_when(here, asked, farah, daniel):
    assert farah.post(at("joins", asked), JOINS).status_code == 302
    found = kept(here)
    assert (found.state, found.joined_kind, found.joined_on) == (
        RequestStatus.JOINED,
        JoinedKind.NETWORK,
        date(2027, 1, 12),
    )
    [mail] = mails(here, "joined")
    assert mail.recipients[0]["email"] == daniel.email
    for said in ("The phonics network", "Tuesday 12 January 2027", "You are welcome from the first meeting"):
        assert said in mail.text
    page = farah.get(at("request", asked)).text
    assert "The phonics network, from Tuesday 12 January 2027" in page
    assert "Farah Siddiqui said that the school joins something instead" in page
    assert "Joined something" in page, "what came of it is the last step"
    assert "Introduced" not in page


def test_what_it_joins_needs_a_name_and_may_be_without_a_day(here, asked, farah):
    page = farah.post(at("joins", asked), {"kind": "event"})
    assert (page.status_code, "Say what it is called" in page.text) == (422, True)
    assert farah.post(at("joins", asked), {"kind": "event", "name": "A launch day"}).status_code == 302
    assert "It begins on" not in mails(here, "joined")[0].text


def test_when_it_does_not_suit_somebody_is_looked_for_after_all(here, asked, farah):
    farah.post(at("joins", asked), JOINS)
    assert "Look for somebody after all" in farah.get(at("request", asked)).text
    farah.post(at("choose", asked))
    found = kept(here)
    assert (found.state, found.joined_name, found.joined_on) == (RequestStatus.MATCHING, "", None)


def test_the_school_itself_says_neither(here, asked, farah, client, daniel):
    assert client.get(at("joins", asked)).status_code == 200
    client.force_login(daniel.account)
    assert client.get(at("joins", asked)).status_code == 403
    assert "They join something instead" not in client.get(at("request", asked)).text


def test_the_figures_say_why_nobody_could_help_and_what_was_joined_instead(here, thistlebank, daniel, asked, farah):
    def another(**fields):
        with acting_in(here.id):
            return support_request(here, thistlebank, asked_by=daniel, status=RequestStatus.MATCHING, **fields)

    def needs():
        page = farah.get(reverse("directory:needs", args=["ribble"])).text
        return " ".join(re.sub(r"<[^>]+>", " ", page).split())

    assert "Why nobody could help" not in needs()
    far, near, ended = asked, another(), another()
    for one in (far, near, ended):
        farah.post(at("cannot-help", one), {"unmet_reason": "nobody_near", "reason": "Nobody near"})
    farah.post(at("close", ended))
    assert "Nobody is near enough 2 1" in needs()
    farah.post(at("choose", near))
    farah.post(at("joins", near), JOINS)
    farah.post(at("joins", another()), JOINS | {"kind": "event"})
    shown = needs()
    assert "Nobody is near enough 1 1" in shown
    assert "A network or group of schools 1 Training or an event 1" in shown
