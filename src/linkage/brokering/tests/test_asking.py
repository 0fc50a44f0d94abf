"""Asking first: whom, in which order, what a yes leads to, and what a hidden name stays."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from linkage.brokering import operations, problem
from linkage.brokering.models import Approach, AskedPerson, Decision
from linkage.brokering.operations import Said
from linkage.brokering.tests.factories import ask, by_link, mails, question_to, say, settings_of, to
from linkage.directory.models import Allowance, Commitment
from linkage.directory.tests.factories import entry
from linkage.kernel.errors import Forbidden
from linkage.links.models import Link
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


class TestAsking:
    def test_the_head_is_asked_and_nobody_else(self, here_in, asking):
        made = ask(asking, alternates=[asking.joys.pk])
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.APPROACHING
        assert [to(mail) for mail in mails("ask_head")] == [["Helen Brook"]]
        assert mails("ask_person") == []
        assert [(each.entry_id, each.status) for each in Approach.objects.order_by("place")] == [
            (asking.entry.pk, "sent"),
            (asking.joys.pk, "prepared"),
        ]
        assert made.decision.snapshot["chosen"] == str(asking.entry.pk)

    def test_the_place_is_held_while_they_are_asked(self, here_in, asking):
        made = ask(asking)
        assert Commitment.objects.get(source_id=made.pk, released_at=None).person_id == asking.priya.pk
        assert Allowance.objects.get(person=asking.priya).places_promised == 1

    def test_nothing_without_the_word_that_nothing_speaks_against_it(self, here_in, asking):
        with pytest.raises(operations.UnableToApproach, match="Say that you know of nothing"):
            ask(asking, knows_of_none=False)
        assert Approach.objects.count() == Decision.objects.count() == 0

    def test_the_hard_rules_are_looked_at_again(self, here_in, asking):
        asking.entry.places = 0
        asking.entry.save()
        with pytest.raises(operations.UnableToApproach, match="All places promised"):
            ask(asking)

    def test_a_school_without_a_known_head_is_not_asked_around_it(self, here_in, asking):
        alone = school(name="Fellhowe School")
        member(here_in, alone)
        sian = entry(here_in, alone, person=staff(here_in, alone, name="Sian Probert"))
        with pytest.raises(operations.UnableToApproach, match="Invite the head first"):
            ask(asking, entry=sian)

    def test_a_head_who_could_help_is_asked_once(self, here_in, asking):
        ruths = entry(here_in, asking.millrace, person=asking.owen)
        ask(asking, entry=ruths)
        assert [(each.part, each.person_id) for each in AskedPerson.objects.all()] == [("person", asking.owen.pk)]

    @pytest.mark.parametrize(
        ("order", "parts"),
        [
            ("head_person", ["head", "person"]),
            ("person_head", ["person", "head"]),
            ("head", ["head"]),
            ("person", ["person"]),
        ],
    )
    def test_who_is_asked_is_the_programme_s_setting(self, here_in, asking, order, parts):
        settings_of(here_in, asking_order=order)
        ask(asking)
        assert list(AskedPerson.objects.order_by("number").values_list("part", flat=True)) == parts
        for part in parts:
            say(here_in, asking.helen if part == "head" else asking.priya)
        assert Link.objects.get().helper_id == asking.priya.pk

    def test_in_a_programme_that_asks_first_nobody_is_introduced_at_once(self, here_in, asking):
        given = {"at": NOW, "support_request": asking.request, "entry_id": asking.entry.pk, "knows_of_none": True}
        with pytest.raises(operations.UnableToLink, match="asks first"):
            operations.link(actor=actor(asking.farah), **given)
        settings_of(here_in, introducing="at_once")
        assert operations.link(actor=actor(asking.farah), **given).pk

    def test_the_schools_and_strangers_ask_nobody(self, here_in, asking):
        for someone in (asking.daniel, asking.helen):
            with pytest.raises(Forbidden):
                operations.ask(
                    actor=actor(someone),
                    at=NOW,
                    support_request=asking.request,
                    entry_id=asking.entry.pk,
                    knows_of_none=True,
                )


class TestYes:
    def test_the_head_agrees_then_the_person_is_asked_with_days_of_their_own(self, here_in, asking):
        ask(asking)
        later = NOW + timedelta(days=5)
        say(here_in, asking.helen, at=later)
        assert [to(mail) for mail in mails("ask_person")] == [["Priya Raman"]]
        assert "Your head has agreed" in mails("ask_person")[0].text
        assert question_to(asking.priya).counts_from == later
        assert Link.objects.count() == 0

    def test_when_both_have_agreed_there_is_one_introduction_in_the_coordinator_s_name(self, here_in, asking):
        made = ask(asking, alternates=[asking.joys.pk])
        say(here_in, asking.helen)
        say(here_in, asking.priya)
        link = Link.objects.get()
        made.refresh_from_db()
        asking.request.refresh_from_db()
        assert (made.status, made.link_id, link.introduced_by_id) == ("accepted", link.pk, asking.farah.pk)
        assert asking.request.status == RequestStatus.LINKED
        assert Message.objects.filter(template="links.introduction").count() == 1
        # The head has said yes: they are not asked once more whether they agree.
        assert Message.objects.filter(template="links.release").count() == 0
        assert Approach.objects.get(entry=asking.joys).status == "released"

    def test_a_head_who_was_not_asked_hears_of_the_introduction(self, here_in, asking):
        settings_of(here_in, asking_order="person")
        ask(asking)
        say(here_in, asking.priya)
        assert Message.objects.filter(template="links.release").count() == 1

    def test_the_held_place_becomes_the_link_s_and_none_is_counted_twice(self, here_in, asking):
        asking.entry.places = 1
        asking.entry.save()
        ask(asking)
        say(here_in, asking.helen)
        say(here_in, asking.priya)
        kept = Commitment.objects.get(released_at=None)
        assert kept.source_id == Link.objects.get().pk
        assert Allowance.objects.get(person=asking.priya).places_promised == 1

    def test_answering_twice_changes_nothing_more(self, here_in, asking):
        ask(asking)
        asked = question_to(asking.helen)
        say(here_in, asking.helen)
        with pytest.raises(operations.UnableToAnswer, match="answered this already"):
            operations.answer(actor=by_link(here_in, asked), at=NOW, asked=asked, said=Said("no", "other", "Late"))
        assert Approach.objects.get().status == "sent"
        assert len(mails("ask_person")) == 1

    def test_a_deputy_of_the_head_answers_signed_in_and_a_colleague_does_not(self, here_in, asking):
        ask(asking)
        asked = question_to(asking.helen)
        with pytest.raises(Forbidden):
            operations.answer(actor=actor(asking.priya), at=NOW, asked=asked, said=Said("yes"))
        operations.answer(actor=actor(asking.helen), at=NOW, asked=asked, said=Said("yes"))
        assert question_to(asking.priya) is not None


class TestHiddenName:
    def test_the_mails_to_who_is_asked_never_name_a_hidden_school(self, here_in, asking):
        asking.request.is_name_hidden = True
        asking.request.words = "At Thistlebank School the boys do not read. Thistlebank needs a start."
        asking.request.save()
        ask(asking)
        say(here_in, asking.helen)
        for kind in ("ask_head", "ask_person"):
            [mail] = mails(kind)
            assert "Thistlebank" not in f"{mail.subject} {mail.text} {mail.html}"
            assert "Burnley" in mail.text
            assert "You learn the school\u2019s name when everybody has said yes" in mail.text
        say(here_in, asking.priya)
        assert "Thistlebank School" in Message.objects.get(template="links.introduction").text

    def test_the_control_another_school_is_named(self, here_in, asking):
        ask(asking)
        assert "Thistlebank School" in mails("ask_head")[0].text


def test_what_was_known_can_be_given_by_whoever_knows_more(here_in, asking):
    ask(asking, snapshot={"chosen": str(asking.entry.pk), "candidates": [], "round": "x"})
    assert Decision.objects.get().snapshot["round"] == "x"


def test_a_silent_one_is_known_to_the_problem(here_in, asking):
    ask(asking)
    found = problem.assemble(actor=actor(asking.farah), support_request=asking.request, at=NOW)
    assert found.need.asked == {str(asking.entry.pk)}
