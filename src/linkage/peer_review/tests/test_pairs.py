"""What whoever runs a round knows of two schools: apart, ruled out, kept; before a plan and beside one."""

import pytest

from linkage.kernel import words
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.peer_review import operations
from linkage.peer_review.enums import Says
from linkage.peer_review.models import KeptApart, RotaRuling
from linkage.peer_review.tests.factories import (
    answered,
    journeys,
    latest,
    meet,
    opened,
    organiser,
    place,
    prepared,
    proposed,
    publish,
    shuns,
    solved,
)
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


def html(response):
    return response.content.decode()


class TestOrganisersSay:
    def test_two_are_kept_apart_before_a_plan_and_both_named_either_way_round(self, w):
        made = answered(w)
        both = {"one_id": w.schools[0].pk, "other_id": w.schools[1].pk}
        operations.keep_apart(**organiser(w, made, **both))
        with pytest.raises(operations.UnableToPair):
            operations.keep_apart(**organiser(w, made, one_id=both["other_id"], other_id=both["one_id"]))
        assert not meet(latest(w, solved(w, made)), w.schools[0], w.schools[1])
        operations.let_meet(**organiser(w, made, **both))
        assert not KeptApart.objects.exists()
        assert not Message.objects.filter(template="peer_review.let_meet").exists()

    def test_beside_a_plan_it_is_changed_for_it(self, w):
        made = proposed(w)
        host = latest(w, made).visits[0]
        one, other = host["host"], host["visitors"][0]
        operations.keep_apart(**organiser(w, made, one_id=_school(w, one).pk, other_id=_school(w, other).pk))
        assert latest(w, made).number == 2
        assert not meet(latest(w, made), _school(w, one), _school(w, other))

    def test_what_leaves_no_rota_is_refused_and_not_kept(self, w):
        made = proposed(w)
        for other in w.schools[1:]:
            try:
                operations.keep_apart(**organiser(w, made, one_id=w.schools[0].pk, other_id=other.pk))
            except operations.UnableToAdjust as error:
                refused = str(error)
                break
        else:
            pytest.fail("a school that meets nobody was planned")
        assert "Schools that should not meet are kept apart" in refused
        assert KeptApart.objects.count() == latest(w, made).number - 1

    def test_a_pair_is_ruled_out_or_kept_before_the_first_plan_and_taken_back(self, w):
        made = answered(w)
        free = journeys(latest(w, solved(w, made)))
        again = answered(w, name="Again")
        out = next(iter(sorted(free)))
        into = next(
            (str(a.pk), str(b.pk))
            for a in w.schools
            for b in w.schools
            if a != b and (str(a.pk), str(b.pk)) not in free
        )
        operations.rule_out_pair(**organiser(w, again, visitor_id=_school(w, out[0]).pk, host_id=_school(w, out[1]).pk))
        operations.keep_pair(**organiser(w, again, visitor_id=_school(w, into[0]).pk, host_id=_school(w, into[1]).pk))
        made_now = journeys(latest(w, solved(w, again)))
        assert out not in made_now
        assert into in made_now
        operations.take_back(**organiser(w, again, visitor_id=_school(w, into[0]).pk, host_id=_school(w, into[1]).pk))
        assert [each.says for each in RotaRuling.objects.all()] == [Says.RULE_OUT]

    def test_what_breaks_a_rule_by_itself_is_not_kept(self, w):
        made = answered(w)
        shuns(w, made, 0, 1)
        with pytest.raises(operations.UnableToPair, match="the two should not meet"):
            operations.keep_pair(**organiser(w, made, visitor_id=w.schools[0].pk, host_id=w.schools[1].pk))
        assert not RotaRuling.objects.exists()

    @pytest.mark.parametrize("deed", [operations.keep_apart])
    def test_a_head_says_nothing_of_two_schools(self, w, deed):
        made = answered(w)
        with pytest.raises(Forbidden):
            deed(actor=actor(w.head(0)), at=NOW, review_round=made, one_id=w.schools[0].pk, other_id=w.schools[1].pk)

    def test_neither_a_stranger_nor_the_same_school_twice(self, w):
        made = answered(w)
        for other in (w.schools[0], w.outsider.affiliations.first().organisation):
            with pytest.raises(operations.UnableToPair):
                operations.keep_apart(**organiser(w, made, one_id=w.schools[0].pk, other_id=other.pk))

    def test_the_next_round_keeps_apart_whom_organisers_kept_apart(self, w):
        made = answered(w)
        shuns(w, made, 2, 3)
        operations.keep_apart(**organiser(w, made, one_id=w.schools[0].pk, other_id=w.schools[1].pk))
        publish(w, solved(w, made))
        operations.close(actor=actor(w.ivy), at=NOW, review_round=made)
        kept = KeptApart.objects.exclude(round=made)
        assert [each.pair for each in kept] == [frozenset((str(w.schools[0].pk), str(w.schools[1].pk)))]

    def test_the_page_says_it_and_takes_it_back(self, see, w):
        made = answered(w)
        one, other = w.schools[0], w.schools[1]
        for says, sentence in (("apart", "should not visit each other."), ("keep", f"visits {other.name}.")):
            data = {"one": one.pk, "other": other.pk, "says": says}
            assert see(w.ivy, "two-schools", made.pk, data=data).status_code == 302
            assert sentence in html(see(w.ivy, "rules", made.pk))
            back = "meet" if says == "apart" else "back"
            see(w.ivy, "say-of-two", made.pk, data={"one": one.pk, "other": other.pk, "says": back})
            assert sentence not in html(see(w.ivy, "rules", made.pk))
        wrong = see(w.ivy, "two-schools", made.pk, data={"one": one.pk, "other": one.pk, "says": "apart"})
        assert wrong.status_code == 422
        assert "Choose two different schools" in html(wrong)
        assert see(w.ivy, "say-of-two", made.pk, data={"one": "x", "other": "y"}).status_code == 302

    def test_only_two_who_were_let_meet_are_kept_apart_again(self, see, w):
        """The button stands beside those two alone: whatever else is sent keeps nobody apart."""
        made = answered(w)
        forged = {"one": w.schools[0].pk, "other": w.schools[1].pk, "says": "apart"}
        see(w.ivy, "say-of-two", made.pk, data=forged)
        assert not KeptApart.objects.exists()


class TestARoundInTheWay:
    def impossible(self, w):
        """A school shuns all but two: three visitors cannot be found for it."""
        made = answered(w)
        shuns(w, made, 0, *range(1, 6))
        return solved(w, made)

    def test_the_page_names_it_and_a_button_lets_them_meet(self, see, w):
        made = self.impossible(w)
        plan = latest(w, made)
        assert not plan.is_possible
        [pair, *_] = plan.outcome["meet"]
        one, other = sorted((_school(w, key) for key in pair), key=lambda each: each.name)
        page = html(see(w.ivy, "round", made.pk))
        assert "Schools that should not meet are kept apart" in page
        assert f"Let {one.name} and {other.name} meet" in page
        for pair in plan.outcome["meet"]:
            data = {"one": pair[0], "other": pair[1], "says": "meet", "from": "round"}
            assert see(w.ivy, "say-of-two", made.pk, data=data).status_code == 302
        assert latest(w, solved(w, made)).is_possible
        passed = {each.other.name for each in KeptApart.objects.exclude(let_meet_at=None)}
        page = html(see(w.head(0), "answer", place(made, w.schools[0]).pk))
        assert f"you may meet {words.listing(sorted(passed))} all the same" in page

    def test_what_was_let_pass_holds_again_where_an_organiser_says_so(self, w):
        made = opened(w)
        shuns(w, made, 0, 1)
        both = {"one_id": w.schools[0].pk, "other_id": w.schools[1].pk}
        operations.let_meet(**organiser(w, made, **both))
        with pytest.raises(operations.UnableToPair):
            operations.let_meet(**organiser(w, made, **both))
        operations.keep_apart(**organiser(w, made, **both))
        [said] = KeptApart.objects.all()
        assert (said.by_organiser, said.let_meet_at) == (False, None)

    def test_nobody_is_asked_to_let_others_meet_but_who_runs_it(self, see, w):
        made = self.impossible(w)
        assert see(w.head(1), "round", made.pk).status_code in (403, 404)
        assert see(w.head(1), "say-of-two", made.pk, data={"says": "meet"}).status_code in (403, 404)


def test_a_round_that_is_prepared_says_that_no_schools_are_asked(see, w):
    made = prepared(w)
    assert "No schools are asked yet" in html(see(w.ivy, "two-schools", made.pk))


def _school(w, key):
    return next(each for each in w.schools if str(each.pk) == str(key))
