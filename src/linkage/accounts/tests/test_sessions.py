import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from linkage.access.actor import Actor
from linkage.accounts import middleware, operations
from linkage.accounts.tests import factories
from linkage.accounts.tests.signing import ask, is_signed_in, sent_code, sign_in, type_code
from linkage.kernel.errors import Forbidden

pytestmark = pytest.mark.django_db
WRONG = "wrong-code"


class TestNext:
    @pytest.mark.parametrize(
        "target",
        [
            "https://evil.example/",
            "//evil.example/",
            "http://testserver/account/",
            "javascript:alert(1)",
            "/\\evil.example",
        ],
    )
    def test_other_hosts_are_never_led_to(self, client, holder, target):
        ask(client, query=f"?next={target}")
        assert type_code(client, sent_code(), query=f"?next={target}").url == "/"

    def test_a_page_of_ours_is(self, client, holder):
        there = ask(client, query="?next=/account/").url
        assert there == "/sign-in/code/?next=%2Faccount%2F"
        assert client.post(there, {"code": sent_code()}).url == "/account/"


class TestSessions:
    def shift(self, client, key, seconds):
        session = client.session
        session[key] -= seconds
        session.save()

    def test_a_new_key_at_sign_in(self, client, holder):
        ask(client)
        before = client.cookies["linkage_session"].value
        type_code(client, sent_code())
        assert client.cookies["linkage_session"].value != before
        assert not Session.objects.filter(pk=before).exists()

    @pytest.mark.parametrize(
        ("key", "seconds", "lives"),
        [
            (middleware.SEEN, 59 * 60, True),
            (middleware.SEEN, 61 * 60, False),
            (middleware.STARTED, 11 * 3600, True),
            (middleware.STARTED, 12 * 3600 + 60, False),
        ],
    )
    def test_it_ends_when_it_is_old_or_left_alone(self, client, holder, key, seconds, lives):
        sign_in(client)
        self.shift(client, key, seconds)
        assert is_signed_in(client) is lives

    def test_using_it_keeps_it_alive(self, client, holder):
        sign_in(client)
        for _ in range(3):
            self.shift(client, middleware.SEEN, 50 * 60)
            assert is_signed_in(client)

    def test_signing_out_everywhere_ends_all(self, client, holder):
        other = Client()
        for browser in (client, other):
            sign_in(browser)
        assert client.post("/account/sign-out-everywhere/").url == "/sign-in/"
        assert (is_signed_in(client), is_signed_in(other)) == (False, False)

    def test_nobody_ends_the_sessions_of_another(self, holder):
        stranger = Actor(kind="account", name="x", account_id=factories.account().pk)
        with pytest.raises(Forbidden):
            operations.end_all_sessions(actor=stranger, at=holder.created_at, account=holder)

    def test_a_link_does_not_sign_out(self, client, holder):
        sign_in(client)
        assert client.get("/sign-out/").status_code == 200
        assert is_signed_in(client)
        assert client.post("/sign-out/").url == "/"
        assert not is_signed_in(client)
