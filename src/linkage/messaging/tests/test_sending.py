"""Whether our mails are believed: what was found, in plain words, and what to ask for."""

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.messaging.gateway import Domain, Found
from linkage.messaging.models import Message
from linkage.messaging.presenters import Words, kinds
from linkage.messaging.presenters.mails import Recipient
from linkage.messaging.presenters.sending import Sending, checks
from linkage.messaging.tests.mails import AT, as_coordinator
from linkage.messaging.tests.name_servers import name_server
from linkage.programmes.tests import factories as programmes

SENDING = Sending("linkage@ribble.example", "smtp.office365.com", "s1", "hello@ribble.example", None)
SPF = "v=spf1 include:spf.protection.outlook.com ~all"
DMARC = "v=DMARC1; p=quarantine"
KEY = "v=DKIM1; k=rsa; p=MIIB"


def domain(*, texts=(SPF,), dmarc=(DMARC,), dkim=(KEY,), mx=("mail.ribble.example",)):
    return Domain(
        "ribble.example",
        Found("ribble.example", mx),
        Found("ribble.example", texts),
        (Found("_dmarc.ribble.example", dmarc),),
        None if dkim == "no selector" else Found("s1._domainkey.ribble.example", dkim),
    )


def found(sending=SENDING, **records):
    return {check.title.rpartition("(")[2].rstrip(")"): check for check in checks(sending, domain(**records))}


def test_when_all_is_in_order_nothing_is_asked_for():
    assert {check.status for check in found().values()} == {("good", "In order")}
    assert not any(check.record for check in found().values())


@pytest.mark.parametrize(
    ("about", "records", "status", "asks"),
    [
        ("SPF", {"texts": ()}, "Missing", SPF),
        ("SPF", {"texts": (SPF, "v=spf1 mx -all")}, "More than one", ""),
        (
            "SPF",
            {"texts": ("v=spf1 mx -all",)},
            "Please check",
            "v=spf1 include:spf.protection.outlook.com mx -all",
        ),
        ("SPF", {"texts": None}, "We do not know", SPF),
        ("DMARC", {"dmarc": ()}, "Missing", "v=DMARC1; p=none; rua=mailto:hello@ribble.example"),
        ("DMARC", {"dmarc": None}, "We do not know", "v=DMARC1; p=none; rua=mailto:hello@ribble.example"),
        ("DKIM", {"dkim": ()}, "Missing", ""),
        ("DKIM", {"dkim": ("v=DKIM1; p=",)}, "Taken back", ""),
        ("DKIM", {"dkim": None}, "We do not know", ""),
        ("DKIM", {"dkim": "no selector"}, "Not looked at", ""),
        ("MX", {"mx": ()}, "Please check", ""),
        ("MX", {"mx": ("",)}, "Please check", ""),
        ("MX", {"mx": None}, "We do not know", ""),
    ],
)
def test_each_fault_says_what_it_is_and_what_to_ask_for(about, records, status, asks):
    check = found(**records)[about]
    assert check.status[1] == status
    assert check.record == asks
    assert check.words.endswith(".")


@pytest.mark.parametrize(
    ("relay", "asks"),
    [
        ("smtp-relay.gmail.com", "v=spf1 include:_spf.google.com ~all"),
        ("mail.ribble.example", "v=spf1 a:mail.ribble.example ~all"),
        ("notgmail.com", "v=spf1 a:notgmail.com ~all"),
        ("", "v=spf1 mx ~all"),
    ],
)
def test_the_record_asked_for_is_that_of_the_mail_server(relay, asks):
    sending = Sending("linkage@ribble.example", relay, "", "", None)
    assert found(sending, texts=())["SPF"].record == asks


@pytest.fixture
def ribble(db):
    programme = programmes.programme(slug="ribble", name="Ribble Linkage", contact_email="hello@ribble.example")
    with acting_in(programme.id):
        yield programme


@pytest.fixture
def out_there(settings):
    settings.MAIL_FROM, settings.SMTP_URL = "linkage@ribble.example", "smtp://mail.ribble.example:587"
    zone = {("ribble.example", "TXT"): ['"v=spf1 a:mail.ribble.example ~all"']}
    with name_server(zone) as settings.DNS_SERVER:
        yield


ADDRESS = reverse("mail:sending", args=["ribble"])


def test_nothing_is_looked_up_until_somebody_asks(visit, ribble, out_there):
    page = visit(as_coordinator(ribble), ADDRESS)
    assert "linkage@ribble.example" in page.text
    assert "Look it up now" in page.text
    assert "SPF" not in page.text


def test_what_is_found_is_shown_with_what_to_ask_for(visit, ribble, out_there):
    page = visit(as_coordinator(ribble), ADDRESS, "post")
    assert "The record names the server that sends our e-mails (mail.ribble.example)." in page.text
    assert "v=DMARC1; p=none; rua=mailto:hello@ribble.example" in page.text
    assert "Look again" in page.text


def test_without_a_way_out_the_page_says_so_and_nothing_breaks(visit, ribble, settings):
    settings.DNS_SERVER = "127.0.0.1:1"
    page = visit(as_coordinator(ribble), ADDRESS, "post")
    assert page.status_code == 200
    assert "Nobody answered when we looked." in page.text


def test_what_became_of_the_last_test_stands_beside_it(visit, ribble, out_there):
    farah = as_coordinator(ribble)
    assert "Nobody has sent one" in visit(farah, ADDRESS).text
    to = Recipient("Farah", "farah@ribble.example", farah.person_id)
    operations.send_test(actor=farah, at=AT, kind=kinds.registered[0], words=Words(), to=to)
    Message.objects.filter(template="messaging.test").update(status="failed", problem="550 5.7.1 SPF fail")
    shown = visit(farah, ADDRESS).text
    assert "Could not be sent" in shown
    assert "550 5.7.1 SPF fail" in shown


def test_the_operator_may_look_and_nobody_else(visit, ribble):
    operator = Actor(kind="account", name="Sam", programme_id=ribble.pk, is_operator=True)
    assert visit(operator, ADDRESS).status_code == 200
    stranger = Actor(kind="person", name="Sam", programme_id=ribble.pk)
    assert visit(stranger, ADDRESS).status_code == 403
