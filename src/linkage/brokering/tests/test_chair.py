"""The head who is chosen is asked as the person: whoever stands for the head agrees, where somebody is known to."""

import re

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.brokering import operations, queries
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.presenters.mails import WHO_RELEASES
from linkage.brokering.rules import approaches
from linkage.brokering.tests.factories import ask, mails, question_to, say, settings_of, to
from linkage.directory.tests.factories import entry
from linkage.kernel.errors import Forbidden
from linkage.links.models import Link
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
ORDERS = ("head_person", "person_head", "head", "person")


@pytest.fixture
def helens(here_in, asking):
    """Helen, who is the head of Harrowgill, is listed herself."""
    return entry(here_in, asking.harrowgill, person=asking.helen, nominated_by=asking.helen, places=2)


@pytest.fixture
def ruth(here_in, asking):
    made = person(here_in, name="Ruth Hale", account=account())
    grant(made, Role.CHAIR, asking.harrowgill)
    return made


@pytest.fixture
def parts():
    return lambda: list(AskedPerson.objects.order_by("number").values_list("part", "person__name"))


@pytest.mark.parametrize(
    ("order", "with_chair", "without"),
    [
        ("head_person", ("chair", "person"), ("person",)),
        ("person_head", ("person", "chair"), ("person",)),
        # The head alone would decide; where it is about themselves, both are asked.
        ("head", ("chair", "person"), ("person",)),
        ("person", ("person",), ("person",)),
    ],
)
def test_as_what_people_are_asked_where_the_head_is_chosen(order, with_chair, without):
    for has_chair, expected in ((True, with_chair), (False, without)):
        known = {"has_head": True, "is_head_themselves": True, "has_chair": has_chair}
        assert approaches.parts(order, **known) == expected


def test_the_chair_is_asked_and_then_the_head(here_in, asking, helens, ruth, parts):
    ask(asking, entry=helens)
    assert parts() == [("chair", "Ruth Hale"), ("person", "Helen Brook")]
    [mail] = mails("ask_chair")
    assert to(mail) == ["Ruth Hale"]
    assert "Helen is the head, and nobody releases themselves" in " ".join(mail.text.split())
    assert mails("ask_head") == mails("ask_person") == []
    say(here_in, ruth)
    [next_mail] = mails("ask_person")
    assert to(next_mail) == ["Helen Brook"]
    assert "Whoever stands for you as head has agreed." in " ".join(next_mail.text.split())
    say(here_in, asking.helen)
    assert Link.objects.get().helper == asking.helen


def test_the_chair_may_say_no(here_in, asking, helens, ruth):
    made = ask(asking, entry=helens)
    say(here_in, ruth, "no", reason="cannot_release")
    made.refresh_from_db()
    assert (made.status, mails("ask_person")) == ("declined", [])
    [told] = mails("fell_out")
    assert WHO_RELEASES["chair"] in told.text


def test_the_head_does_not_answer_for_whoever_stands_for_them(here_in, asking, helens, ruth):
    ask(asking, entry=helens)
    with pytest.raises(Forbidden):
        operations.answer(actor=actor(asking.helen), at=NOW, asked=question_to(ruth), said=operations.Said("yes"))


def test_the_trusts_officer_where_no_chair_is_known(here_in, asking, helens, parts):
    officer = person(here_in, name="Adrienne Lowe", account=account())
    grant(officer, Role.TRUST_OFFICER, asking.harrowgill)
    ask(asking, entry=helens)
    assert parts() == [("chair", "Adrienne Lowe"), ("person", "Helen Brook")]


def test_a_chair_who_is_chosen_does_not_agree_for_themselves(here_in, asking, helens, parts):
    grant(asking.helen, Role.CHAIR, asking.harrowgill)
    ask(asking, entry=helens)
    assert parts() == [("person", "Helen Brook")]


class TestNobodyKnown:
    def shown(self, client, *address):
        return " ".join(re.sub(r"<[^>]+>", " ", client.get(reverse(*address)).content.decode()).split())

    def test_it_is_skipped_and_said_before_and_after(self, here_in, asking, helens, client, parts):
        client.force_login(asking.farah.account)
        at = ["ribble", asking.request.pk, helens.pk]
        before = self.shown(client, "brokering:ask", None, at)
        assert "Helen Brook is the head of Harrowgill High School, and we know nobody who stands for the head" in before
        ask(asking, entry=helens)
        assert parts() == [("person", "Helen Brook")]
        after = self.shown(client, "support_requests:request", None, ["ribble", asking.request.pk])
        assert "They are the head, and we know nobody who stands for the head there" in after
        # Whoever was passed over is no step of the way.
        assert "Asking the person" in after
        assert "Asking the head" not in after

    def test_where_nobody_has_to_agree_nothing_is_said(self, here_in, asking, helens):
        settings_of(here_in, asking_order="person")
        ask(asking, entry=helens)
        assert not Approach.objects.get().agrees_alone

    def test_whose_head_is_somebody_else_is_asked_as_ever(self, here_in, asking, ruth, parts):
        """The control."""
        ask(asking)
        assert parts() == [("head", "Helen Brook"), ("person", "Priya Raman")]
        assert not Approach.objects.get().agrees_alone


def test_the_pages_say_who_agrees(here_in, asking, helens, ruth, client):
    client.force_login(asking.farah.account)
    at = ["ribble", asking.request.pk, helens.pk]
    before = TestNobodyKnown().shown(client, "brokering:ask", None, at)
    assert "The mail to Ruth Hale" in before
    assert "Only when Ruth Hale agrees is Helen asked." in before
    ask(asking, entry=helens)
    record = TestNobodyKnown().shown(client, "support_requests:request", None, ["ribble", asking.request.pk])
    assert "We wait for Ruth Hale, who stands for their head, asked" in record
    assert "Asking the head" in record
    client.force_login(ruth.account)
    page = TestNobodyKnown().shown(client, "brokering:answer", None, ["ribble", question_to(ruth).pk])
    assert "They are the head of Harrowgill High School, and nobody releases themselves" in page
    assert "Yes, they may" in page
    [action] = queries.next_actions(actor=actor(ruth), at=NOW)
    assert action.title == "May Helen Brook help Thistlebank School?"
