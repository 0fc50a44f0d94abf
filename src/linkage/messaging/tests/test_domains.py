"""The gateway to the domain name system, against a real server that speaks UDP on this computer."""

import pytest

from linkage.messaging.gateway import domains
from linkage.messaging.tests.name_servers import name_server

LONG = "v=DKIM1; k=rsa; p=" + "A" * 300
ZONE = {
    ("ribble.example", "MX"): ["10 mail.ribble.example."],
    ("ribble.example", "TXT"): ['"v=spf1 include:spf.relay.example ~all"', '"other=1"'],
    ("_dmarc.ribble.example", "TXT"): ['"v=DMARC1; p=quarantine"'],
    ("s1._domainkey.ribble.example", "TXT"): [f'"{LONG[:200]}" "{LONG[200:]}"'],
}


@pytest.fixture
def zone(settings):
    with name_server(ZONE) as settings.DNS_SERVER:
        yield


def test_what_is_there_is_found(zone):
    found = domains.look_up("ribble.example", selector="s1")
    assert found.mx.records == ("mail.ribble.example",)
    assert found.texts.beginning("v=spf1") == ("v=spf1 include:spf.relay.example ~all",)
    assert [each.records for each in found.dmarc] == [("v=DMARC1; p=quarantine",)]
    assert found.dkim.records == (LONG,), "a long key comes in pieces"


def test_what_is_not_there_is_told_apart_from_what_nobody_answered(zone):
    found = domains.look_up("nobody.example")
    assert (found.mx.records, found.texts.records, found.dkim) == ((), (), None)
    part = domains.look_up("mail.ribble.example")
    assert [each.name for each in part.dmarc] == ["_dmarc.mail.ribble.example", "_dmarc.ribble.example"]
    assert [each.records for each in part.dmarc] == [(), ("v=DMARC1; p=quarantine",)]


def test_without_an_answer_nothing_breaks_and_nobody_waits_long(settings, monkeypatch):
    monkeypatch.setattr(domains, "PATIENCE_SECONDS", 0.3)
    with name_server(ZONE, is_silent=True) as settings.DNS_SERVER:
        found = domains.look_up("ribble.example", selector="s1")
    assert not any(each.is_known for each in (found.mx, found.texts, *found.dmarc, found.dkim))


@pytest.mark.parametrize("name", ["", "a..b", "x" * 64 + ".example", "localhost"])
def test_a_name_that_is_none_breaks_nothing(zone, name):
    found = domains.look_up(name)
    assert not found.mx.records
