"""A few people shared with the school: what it reads, what it says, and what follows."""

import uuid
from datetime import timedelta

import pytest

from linkage.brokering import operations, queries
from linkage.brokering.models import SharedPerson, SharedShortlist
from linkage.brokering.presenters import shortlists as presenters
from linkage.brokering.rules import sharing
from linkage.brokering.rules.terms import TERMS, Term
from linkage.brokering.tests.sharing import S, answer, mails, share, waiting
from linkage.kernel.errors import Forbidden
from linkage.links import operations as links
from linkage.people.tests.factories import actor
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations as requests
from linkage.support_requests import queries as request_queries

pytestmark = pytest.mark.django_db


class TestSharing:
    def test_the_school_is_told_and_the_clock_stands(self, inside, other):
        share(inside, inside.entry, other, note="Ten minutes from you")
        inside.request.refresh_from_db()
        assert (inside.request.state, inside.request.waiting_since) == (S.WAITING_FOR_SCHOOL, NOW)
        [mail] = mails("shortlist")
        assert mail.recipients[0]["name"] == "Daniel Whitlow"
        assert "Two people could help" in mail.text

    def test_what_is_kept_are_words_and_never_points(self, inside):
        share(inside, inside.entry)
        kept = SharedPerson.objects.get()
        assert kept.role == "Reading lead"
        labels = [line.partition(": ")[0] for line in kept.reasons.splitlines()]
        assert labels[:2] == ["Knows this", "How far"]
        assert "Asked so far" not in labels
        assert "A school like yours" in labels, "it is read by the school itself"
        assert "points" not in {each.name for each in SharedPerson._meta.fields}

    def test_what_nobody_knows_is_no_reason(self):
        known = [Term("how_far", "How far", 5, said, "plain") for said in ("Not known", "8 miles")]
        assert sharing.reasons_for_school(known) == "How far: 8 miles"

    def test_every_reason_a_school_reads_is_one_of_the_cards(self):
        assert set(sharing.FOR_SCHOOL) < {term.__name__ for term in TERMS}

    @pytest.mark.parametrize("number", [0, 6])
    def test_from_one_to_five(self, inside, number):
        people = {uuid.uuid4(): "" for _ in range(number)}
        with pytest.raises(operations.UnableToShare, match="Tick"):
            operations.share(actor=actor(inside.farah), at=NOW, support_request=inside.request, people=people)

    def test_who_cannot_be_introduced_is_not_shared(self, inside):
        inside.entry.places = 0
        inside.entry.save()
        with pytest.raises(operations.UnableToShare, match="Priya Raman cannot be introduced now"):
            share(inside, inside.entry)

    def test_a_programme_that_chooses_itself_shares_nobody(self, inside):
        ProgrammeSettings.objects.update(who_chooses="programme")
        with pytest.raises(operations.UnableToShare, match="In this programme we choose"):
            share(inside, inside.entry)
        assert not SharedShortlist.objects.exists()

    def test_not_while_the_school_has_something_to_answer(self, inside, other):
        share(inside, inside.entry)
        with pytest.raises(operations.UnableToShare, match="something to answer first"):
            share(inside, other)

    def test_not_by_the_school(self, inside):
        with pytest.raises(Forbidden):
            operations.share(
                actor=actor(inside.daniel), at=NOW, support_request=inside.request, people={inside.entry.pk: ""}
            )


class TestAnswering:
    def test_this_one_please_comes_back_as_a_next_action(self, inside, other):
        made = share(inside, inside.entry, other)
        later = NOW + timedelta(days=2)
        answer(inside, made, inside.entry, "She is close by.", at=later)
        inside.request.refresh_from_db()
        assert (inside.request.state, inside.request.waited_days) == (S.MATCHING, 2)
        [action] = [each for each in waiting(inside.farah, later) if "Thistlebank" in each.title]
        assert action.title.startswith("Thistlebank School chose Priya Raman")
        assert (action.button, action.text) == ("Introduce", "“She is close by.”")
        assert len(waiting(inside.farah, later)) == 1
        [mail] = mails("shortlist_answered")
        assert "would like to meet Priya Raman" in mail.text
        assert mail.recipients[0]["name"] == "Farah Siddiqui"

    def test_none_of_these_says_why(self, inside):
        made = share(inside, inside.entry)
        with pytest.raises(operations.UnableToAnswerShortlist, match="why none of them fits"):
            answer(inside, made)
        answer(inside, made, words="We know them all.")
        [action] = waiting(inside.farah)
        assert action.title.startswith("None of them fits")
        assert action.text == "“We know them all.”"

    def test_nobody_but_who_was_shared(self, inside, other):
        made = share(inside, inside.entry)
        with pytest.raises(operations.UnableToAnswerShortlist, match="one of the people we shared"):
            answer(inside, made, other)

    def test_the_second_answer_is_refused(self, inside, other):
        made = share(inside, inside.entry, other)
        again = SharedShortlist.objects.select_related("support_request").get()
        answer(inside, made, inside.entry)
        with pytest.raises(operations.UnableToAnswerShortlist, match="has been answered"):
            answer(inside, again, other, by=inside.grace)
        assert SharedShortlist.objects.get().chosen_entry == inside.entry

    def test_not_by_us_for_the_school(self, inside):
        made = share(inside, inside.entry)
        with pytest.raises(Forbidden):
            answer(inside, made, inside.entry, by=inside.farah)

    def test_a_request_that_has_gone_on_is_not_answered(self, inside):
        made = share(inside, inside.entry)
        requests.withdraw(actor=actor(inside.daniel), at=NOW, support_request=inside.request)
        with pytest.raises(operations.UnableToAnswerShortlist):
            answer(inside, made, inside.entry)

    def test_after_an_answer_others_can_be_shared(self, inside, other):
        answer(inside, share(inside, inside.entry), words="Too far")
        inside.request.refresh_from_db()
        again = share(inside, other, at=NOW + timedelta(hours=1))
        assert again.is_waiting
        assert waiting(inside.daniel)[0].title.startswith("Say who you would like to meet")

    def test_whom_the_school_chose_is_introduced_and_nothing_is_left_to_do(self, inside):
        answer(inside, share(inside, inside.entry), inside.entry)
        operations.link(
            actor=actor(inside.farah),
            at=NOW,
            support_request=inside.request,
            entry_id=inside.entry.pk,
            knows_of_none=True,
        )
        assert not [each for each in waiting(inside.farah) if "chose" in each.title]


class TestWaiting:
    """Shared on Tuesday 3 November: the school has until Tuesday 17, the tenth working day."""

    LAST = NOW + timedelta(days=14)

    def test_each_side_reads_it_once_with_an_age_limit(self, inside):
        share(inside, inside.entry)
        [school] = waiting(inside.daniel)
        assert (school.button, school.working_days_left) == ("Choose", 10)
        [ours] = waiting(inside.farah)
        assert (ours.waiting_for, ours.happens_next) == (
            "Thistlebank School",
            "You decide from Tuesday 17 November 2026",
        )

    def test_after_its_time_whoever_shared_decides(self, inside):
        share(inside, inside.entry)
        [ours] = waiting(inside.farah, self.LAST)
        assert (ours.button, ours.waiting_for) == ("Decide", "")
        steps = request_queries.Steps(actor(inside.farah), self.LAST, [inside.request])
        assert steps.waits_for(inside.request).what == "to choose without the school, or to ring it"

    def test_going_on_without_ends_it(self, inside):
        made = share(inside, inside.entry)
        operations.go_on_without_choice(actor=actor(inside.farah), at=self.LAST, shortlist=made)
        inside.request.refresh_from_db()
        assert (inside.request.state, inside.request.waited_days) == (S.MATCHING, 10)
        assert waiting(inside.daniel)[0].waiting_for == "Farah Siddiqui"
        with pytest.raises(operations.UnableToAnswerShortlist):
            answer(inside, made, inside.entry)


class TestOvertaken:
    """Something else came of the request while the school could choose: nothing is left to choose, then or later."""

    def again(self, inside, at=NOW):
        inside.request.refresh_from_db()
        requests.start_choosing(actor=actor(inside.farah), at=at, support_request=inside.request)
        requests.ask_question(actor=actor(inside.farah), at=at, support_request=inside.request, words="Which year?")

    def lead(self, inside, by):
        found = queries.shortlist_of(actor=actor(by), request_id=inside.request.pk)
        return presenters.shared_page(actor(by), found, found.people.all())

    def test_it_does_not_come_back_with_the_request(self, inside):
        made = share(inside, inside.entry)
        requests.record_cannot_help(
            actor=actor(inside.farah), at=NOW, support_request=inside.request, reason="Everybody is full"
        )
        self.again(inside)
        assert not [each for each in waiting(inside.daniel) if "would like to meet" in each.title]
        with pytest.raises(operations.UnableToAnswerShortlist):
            answer(inside, made, inside.entry)

    def test_nor_when_it_was_withdrawn(self, inside):
        share(inside, inside.entry)
        requests.withdraw(actor=actor(inside.daniel), at=NOW, support_request=inside.request)
        assert SharedShortlist.objects.get().ended_because == "over"

    def test_who_is_introduced_another_way_ends_it(self, inside, other):
        share(inside, inside.entry)
        inside.request.refresh_from_db()
        made = operations.link(
            actor=actor(inside.farah),
            at=NOW,
            support_request=inside.request,
            entry_id=other.pk,
            knows_of_none=True,
        )
        links.undo(actor=actor(inside.farah), at=NOW, link=made)
        self.again(inside)
        assert not [each for each in waiting(inside.daniel) if "would like to meet" in each.title]
        for reader in (inside.daniel, inside.farah):
            shown = self.lead(inside, reader)
            assert (shown.can_answer, shown.can_go_on, shown.cards) == (False, False, ())
            assert shown.lead == (
                "Nothing is left to choose: somebody was chosen in another way on Tuesday 3 November 2026."
            )

    def test_what_the_school_chose_is_not_proposed_again_once_somebody_was_chosen(self, inside, other):
        answer(inside, share(inside, inside.entry), inside.entry)
        inside.request.refresh_from_db()
        made = operations.link(
            actor=actor(inside.farah), at=NOW, support_request=inside.request, entry_id=other.pk, knows_of_none=True
        )
        links.undo(actor=actor(inside.farah), at=NOW, link=made)
        assert not [each for each in waiting(inside.farah) if "chose Priya" in each.title]
        shown = self.lead(inside, inside.daniel)
        assert shown.lead == "Daniel Whitlow chose on Tuesday 3 November 2026."
        assert [card.is_chosen for card in shown.cards] == [True]

    @pytest.mark.parametrize(
        ("end", "said"),
        [
            (
                lambda inside, made: operations.go_on_without_choice(actor=actor(inside.farah), at=NOW, shortlist=made),
                "we went on without your choice",
            ),
            (
                lambda inside, made: requests.withdraw(
                    actor=actor(inside.daniel), at=NOW, support_request=inside.request
                ),
                "something else came of your request",
            ),
        ],
        ids=["went on", "withdrawn"],
    )
    def test_its_page_says_what_happened(self, inside, end, said):
        end(inside, share(inside, inside.entry))
        shown = self.lead(inside, inside.daniel)
        assert shown.heading == "People we shared with you"
        assert shown.lead == f"Nothing is left to choose: {said} on Tuesday 3 November 2026."
        assert self.lead(inside, inside.farah).heading == "People shared with the school"
