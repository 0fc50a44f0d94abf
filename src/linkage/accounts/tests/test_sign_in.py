import re
from datetime import timedelta

import pytest
from allauth.account import forms as allauth_forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linkage.access.actor import Actor
from linkage.accounts import operations, queries
from linkage.accounts.tests.signing import ask, is_signed_in, mails, sent_code, sign_in, type_code

pytestmark = pytest.mark.django_db
WRONG = "wrong-code"


def test_a_code_by_e_mail_signs_in(client, holder):
    assert ask(client, " Ruth@Hope.example").url == "/sign-in/code/"
    assert [(m.subject, m.recipients[0]["email"], m.is_urgent) for m in mails()] == [
        ("Your sign-in code", "ruth@hope.example", True)
    ]
    assert b"ruth@hope.example" in client.get("/sign-in/code/").content
    assert type_code(client, sent_code()).url == "/"
    assert is_signed_in(client)


def test_the_mail_says_nothing_of_the_host_a_request_claims(client, holder):
    ask(client, headers={"host": "evil.example"})
    assert "evil" not in mails()[0].text + mails()[0].html


def test_a_code_works_once(client, holder):
    sign_in(client)
    code = sent_code()
    client.post("/sign-out/")
    assert not is_signed_in(client)
    assert type_code(client, code).url == "/sign-in/"
    assert not is_signed_in(client)


def test_a_code_is_bound_to_the_browser_that_asked(client, holder):
    ask(client)
    other = Client()
    assert type_code(other, sent_code()).url == "/sign-in/"
    assert not is_signed_in(other)


def test_a_code_is_too_old_after_ten_minutes(client, holder, monkeypatch):
    ask(client)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 601
    session.save()
    assert type_code(client, sent_code()).url == "/sign-in/"
    assert not is_signed_in(client)


def test_an_unknown_address_gets_the_same_answers(client, holder):
    known, unknown = Client(), Client()
    pages = []
    for browser, email in ((known, "ruth@hope.example"), (unknown, "nobody@hope.example")):
        answers = [ask(browser, email), browser.get("/sign-in/code/"), *(type_code(browser, WRONG) for _ in range(3))]
        bodies = [re.sub(rb'value="[^"]*"|ruth|nobody', b"", a.content) for a in answers]
        pages.append([(a.status_code, a.get("location"), body) for a, body in zip(answers, bodies, strict=True)])
    assert pages[0] == pages[1]
    assert [m.subject for m in mails()] == ["Your sign-in code", "Signing in to Linkage"]


def test_who_has_no_account_is_told_how_to_join(client):
    page = client.get("/sign-in/").text
    assert (
        '<a class="govuk-link" href="/">Open your programme\'s own page</a> and choose "Join for your school"' in page
    )
    ask(client, "nobody@hope.example")
    [mail] = mails()
    assert "\u201cJoin for your school\u201d" in " ".join(mail.text.split())
    assert "Open Linkage:" in mail.text


def test_known_and_unknown_addresses_cost_the_same(holder):
    counts = []
    for email in ("ruth@hope.example", "nobody@hope.example"):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            ask(Client(), email)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_nobody_can_make_an_account_by_asking(client):
    ask(client, "new@hope.example")
    type_code(client, "")
    type_code(client, WRONG)
    assert not is_signed_in(client)


def test_a_deactivated_account_is_an_unknown_one_and_its_sessions_end(client, holder):
    sign_in(client)
    holder.refresh_from_db()
    holder.is_active = False
    holder.save()
    assert not is_signed_in(client)
    ask(client)
    assert mails()[-1].subject == "Signing in to Linkage"


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Enter your e-mail address"),
        ("ruth@hö.example", "Enter an e-mail address, like"),
        ("ruth", "Enter an e-mail address, like name@example.sch.uk"),
    ],
)
def test_a_wrong_address_comes_back_with_a_sentence(client, email, sentence):
    answer = ask(client, email)
    assert answer.status_code == 422
    assert answer.content.decode().count(sentence) >= 2
    assert mails() == []


def test_a_wrong_code_comes_back_with_a_sentence_and_three_send_back(client, holder):
    ask(client)
    first = type_code(client, WRONG)
    assert (first.status_code, b"That is not the code we sent" in first.content) == (422, True)
    type_code(client, WRONG)
    assert type_code(client, WRONG).url == "/sign-in/"
    assert b"Ask for a new one" in client.get("/sign-in/").content
    assert type_code(client, sent_code()).url == "/sign-in/"


@pytest.fixture
def compared(monkeypatch):
    """Every code that was really compared with the one we sent."""
    seen = []
    original = allauth_forms.compare_user_code

    def compare(*, actual, expected):
        seen.append(actual)
        return original(actual=actual, expected=expected)

    monkeypatch.setattr(allauth_forms, "compare_user_code", compare)
    return seen


class TestLimits:
    """A1: the limits hold, and whoever wears them out elsewhere does not shut out the account's holder."""

    def wear_out(self, address, browsers, email="ruth@hope.example", **headers):
        for _ in range(browsers):
            browser = Client(REMOTE_ADDR=address, **headers)
            if ask(browser, email).status_code == 302:
                for _ in range(3):
                    type_code(browser, WRONG)

    def test_guesses_from_one_place_are_few(self, holder, compared):
        self.wear_out("10.0.0.1", 6)
        assert len(compared) == 6

    def test_guesses_at_one_account_are_at_most_ten_in_five_minutes(self, holder, compared):
        for n in range(1, 6):
            self.wear_out(f"10.0.0.{n}", 3)
        assert len(compared) == 10

    def test_its_holder_can_still_sign_in(self, holder):
        self.wear_out("10.0.0.1", 10)
        client = Client(REMOTE_ADDR="10.0.0.2")
        sign_in(client)
        assert is_signed_in(client)

    def test_right_codes_do_not_count(self, holder):
        for _ in range(5):
            client = Client(REMOTE_ADDR="10.0.0.1")
            sign_in(client)
            assert is_signed_in(client)

    def test_one_place_has_a_hundred_guesses_an_hour_over_all_accounts(self, holder, compared):
        for n in range(40):
            self.wear_out("10.0.0.9", 1, f"someone{n}@hope.example")
        assert len(compared) == 100

    def test_a_forged_forwarding_header_resets_nothing(self, holder, compared):
        for n in range(4):
            self.wear_out("10.0.0.1", 1, HTTP_X_FORWARDED_FOR=f"9.9.9.{n}")
        assert len(compared) == 6

    def test_a_guess_past_the_limit_is_told_so_even_when_it_is_right(self, client, holder, compared):
        self.wear_out("127.0.0.1", 2)
        ask(client)
        answer = type_code(client, sent_code())
        assert (answer.status_code, len(compared)) == (422, 6)
        assert "Wait five minutes" in answer.content.decode()

    def test_asking_again_and_again_is_refused_with_a_sentence(self, client, holder):
        answers = [ask(client) for _ in range(6)]
        assert [a.status_code for a in answers] == [302] * 5 + [422]
        assert "Wait five minutes" in answers[-1].content.decode()
        assert len(mails()) == 5


def test_none_of_allauths_other_pages_has_an_address(client):
    for path in ("/signup/", "/accounts/signup/", "/password/reset/", "/email/", "/login/", "/confirm-email/x/"):
        assert client.get(path).status_code == 404


def test_the_set_up_key_opens_once_and_for_an_hour(holder):
    system = Actor.system("first_run")
    at = holder.created_at
    first = operations.make_set_up_key(actor=system, at=at)
    token = operations.make_set_up_key(actor=system, at=at)
    assert queries.set_up_key(actor=system, token=first, at=at) is None
    assert queries.set_up_key(actor=system, token=token, at=at + timedelta(minutes=59))
    assert queries.set_up_key(actor=system, token=token, at=at + timedelta(minutes=61)) is None
