"""After a plan is there: what organisers know better, who cannot, and who hears of a change."""

import base64
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from icalendar import Calendar

from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.organisations.models import Organisation
from linkage.peer_review import operations, queries
from linkage.peer_review.enums import Answer, Says, VisitingStatus
from linkage.peer_review.models import RotaRuling, Visit, Visiting
from linkage.peer_review.rules.weeks import monday_of
from linkage.peer_review.tests.factories import (
    latest,
    place,
    proposed,
    publish,
    published,
    solved,
)
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


def visitors_of(plan, host):
    return next(each["visitors"] for each in plan.visits if each["host"] == str(host.pk))


def mails(kind):
    found = Message.objects.filter(template=f"peer_review.{kind}")
    return sorted(one["name"] for each in found for one in each.recipients)


def events(mail):
    """The events in the files of a mail."""
    for file in mail.attachments:
        content = Calendar.from_ical(base64.b64decode(file["base64"]))
        yield content, next(iter(content.walk("VEVENT")))


class TestWhatOrganisersKnowBetter:
    def test_what_is_kept_stays_in_the_next_plan(self, w):
        made = proposed(w)
        host, before = w.schools[0], latest(w, made)
        operations.keep(actor=actor(w.ivy), at=NOW, review_round=made, host_id=host.pk)
        solved(w, made)
        assert visitors_of(latest(w, made), host) == visitors_of(before, host)
        assert latest(w, made).number == 2

    def test_let_go_keeps_nothing(self, w):
        made = proposed(w)
        operations.keep(actor=actor(w.ivy), at=NOW, review_round=made, host_id=w.schools[0].pk)
        assert RotaRuling.objects.count() == 4
        operations.let_go(actor=actor(w.ivy), at=NOW, review_round=made, host_id=w.schools[0].pk)
        assert RotaRuling.objects.count() == 0

    def test_who_is_ruled_out_does_not_go_there(self, w):
        made = proposed(w)
        host = w.schools[0]
        visitor = visitors_of(latest(w, made), host)[0]
        plan = operations.rule_out(
            actor=actor(w.ivy), at=NOW, review_round=made, host_id=host.pk, visitor_id=UUID(visitor)
        )
        assert visitor not in visitors_of(plan, host)
        assert (plan.cause, plan.planned_by) == ("ruled_out", w.ivy)
        assert str(host.pk) in plan.changed
        operations.let_in(actor=actor(w.ivy), at=NOW, review_round=made, host_id=host.pk, visitor_id=UUID(visitor))
        assert not RotaRuling.objects.filter(says=Says.RULE_OUT).exists()

    def test_another_week_is_kept(self, w):
        made = proposed(w)
        wanted = queries.weeks_of(actor=actor(w.ivy), review_round=made)[-1]
        operations.move_week(actor=actor(w.ivy), at=NOW, review_round=made, host_id=w.schools[0].pk, week=wanted)
        publish(w, made)
        assert Visit.objects.get(host=w.schools[0]).week_on == wanted

    def test_a_head_changes_nothing_of_a_plan(self, w):
        made = proposed(w)
        with pytest.raises(Forbidden):
            operations.keep(actor=actor(w.head(0)), at=NOW, review_round=made, host_id=w.schools[0].pk)

    def test_before_a_plan_there_is_nothing_to_keep(self, w):
        made = published(w)
        with pytest.raises(operations.UnableToAdjust):
            operations.keep(actor=actor(w.ivy), at=NOW, review_round=made, host_id=w.programme.pk)

    def swaps(self, w, made):
        """Every two who could change places, as (visitor, host) each."""
        rows = [(UUID(each["host"]), [UUID(one) for one in each["visitors"]]) for each in latest(w, made).visits]
        return [
            ((mine, one), (theirs, other))
            for one, here in rows
            for other, there in rows
            if one < other
            for mine in here
            for theirs in there
            if mine not in (other, *there) and theirs not in (one, *here)
        ]

    def test_of_all_swaps_some_are_done_and_the_others_refused_in_the_words_of_the_rules(self, w):
        made = proposed(w)
        stands, refused, done = latest(w, made), [], None
        for one, other in self.swaps(w, made):
            try:
                done = (
                    operations.swap(actor=actor(w.ivy), at=NOW, review_round=made, one=one, other=other),
                    one,
                    other,
                )
                break
            except operations.UnableToAdjust as error:
                refused.append(str(error))
        assert all(refused)
        assert latest(w, made) == stands or done is not None
        if done is not None:
            plan, (mine, here), (theirs, there) = done
            hosts = {UUID(each["host"]): [UUID(one) for one in each["visitors"]] for each in plan.visits}
            assert theirs in hosts[here]
            assert mine in hosts[there]

    def test_a_school_that_is_not_in_the_plan_is_not_ruled_out(self, w):
        made = proposed(w)
        stranger = Organisation.objects.get(name="Faraway School")
        with pytest.raises(operations.UnableToAdjust):
            operations.rule_out(
                actor=actor(w.ivy), at=NOW, review_round=made, host_id=w.schools[0].pk, visitor_id=stranger.pk
            )
        assert not RotaRuling.objects.exists()

    def test_nobody_is_swapped_to_their_own_school(self, w):
        made = proposed(w)
        plan = latest(w, made)
        one = plan.visits[0]
        mine = one["visitors"][0]
        theirs = visitors_of(plan, Organisation.objects.get(pk=mine))[0]
        with pytest.raises(operations.UnableToAdjust, match="Nobody visits their own school"):
            operations.swap(
                actor=actor(w.ivy),
                at=NOW,
                review_round=made,
                one=(UUID(mine), UUID(one["host"])),
                other=(UUID(theirs), UUID(mine)),
            )
        assert latest(w, made) == plan
        assert not RotaRuling.objects.exists()


class TestWhoCannot:
    def goes(self, w, made, number=0):
        return Visiting.objects.filter(visit__round=made, person=w.head(number)).order_by("visit__week_on").first()

    def test_one_click_says_that_all_suit(self, w):
        made = published(w)
        assert operations.accept(actor=actor(w.head(0)), at=NOW, school=place(made, w.schools[0])) > 1
        assert operations.accept(actor=actor(w.head(0)), at=NOW, school=place(made, w.schools[0])) == 0

    def test_nobody_says_so_for_another(self, w):
        made = published(w)
        with pytest.raises(Forbidden):
            operations.accept(actor=actor(w.head(1)), at=NOW, school=place(made, w.schools[0]))

    def test_who_cannot_go_is_replaced_and_only_those_concerned_are_told(self, w):
        made = published(w)
        mine = self.goes(w, made)
        host = mine.visit.host
        operations.give_back(actor=actor(w.head(0)), at=NOW, visiting=mine)
        assert mine.status == VisitingStatus.GIVEN_BACK
        assert mails("given_back") == ["Ivy Sandys"]
        plan = latest(w, made)
        assert (plan.cause, plan.published_at) == ("mended", None)
        assert str(w.schools[0].pk) not in visitors_of(plan, host)
        assert mails("changed") == [w.head(0).name]
        publish(w, made)
        standing = {
            str(visit.host_id): sorted(str(each.organisation_id) for each in visit.going)
            for visit in queries.visits(actor=actor(w.ivy), review_round=made)
        }
        assert standing == {each["host"]: sorted(each["visitors"]) for each in plan.visits}
        assert len(set(mails("changed"))) < len(w.heads)

    def test_a_visit_that_has_been_is_not_given_back(self, w):
        made = published(w)
        mine = self.goes(w, made)
        Visit.objects.filter(pk=mine.visit_id).update(status="happened")
        mine.visit.refresh_from_db()
        with pytest.raises(Forbidden):
            operations.give_back(actor=actor(w.head(0)), at=NOW, visiting=mine)

    def test_a_school_that_drops_out_is_visited_no_more_and_its_head_goes_nowhere(self, w):
        made = published(w)
        school = place(made, w.schools[0])
        operations.drop_out(actor=actor(w.head(0)), at=NOW, school=school)
        assert (school.answer, mails("dropped_out")) == (Answer.OUT, ["Ivy Sandys"])
        assert Visit.objects.standing().count() == 8
        publish(w, made)
        assert Visit.objects.standing().count() == 7
        assert not Visiting.objects.filter(
            organisation=w.schools[0], status__in=("asked", "accepted"), visit__status="planned"
        ).exists()


class TestCalendars:
    def test_the_week_then_the_day_then_out_are_one_event(self, w):
        made = published(w)
        visit = Visit.objects.whole().get(host=w.schools[0])
        goer = visit.going[0].person
        mail = Message.objects.get(template="peer_review.published", recipients__0__name=goer.name)
        uid = f"peer-visit-{visit.pk}@linkage"
        [event] = [event for _, event in events(mail) if str(event["UID"]) == uid]
        assert (event.decoded("dtstart"), int(event["SEQUENCE"])) == (visit.week_on, 0)
        operations.choose_day(actor=actor(w.head(0)), at=NOW, visit=visit, visits_on=visit.week_on)
        mail = Message.objects.get(template="peer_review.day_chosen", recipients__0__name=goer.name)
        [(_, event)] = events(mail)
        assert (str(event["UID"]), int(event["SEQUENCE"])) == (uid, 1)
        operations.close(actor=actor(w.ivy), at=NOW, review_round=made)
        mail = Message.objects.filter(template="peer_review.cancelled", recipients__0__name=goer.name)
        [(file, event)] = [found for each in mail for found in events(each) if str(found[1]["UID"]) == uid]
        assert (file["METHOD"], event["STATUS"], int(event["SEQUENCE"])) == ("CANCEL", "CANCELLED", 2)

    def test_nothing_of_the_focus_stands_in_a_calendar_or_a_mail(self, w):
        published(w)
        for mail in Message.objects.all():
            assert "reading lessons" not in mail.text + mail.html
            for content, event in events(mail):
                assert b"reading" not in content.to_ical()
                assert str(event["SUMMARY"]).startswith("School visit")

    @pytest.mark.parametrize(
        ("day", "begins"),
        [(date(2027, 3, 25), 9), (date(2027, 4, 13), 8)],
    )
    def test_the_hour_is_right_on_both_sides_of_the_clock_change(self, w, day, begins):
        made = published(w, last_week_on=date(2027, 4, 12))
        visit = Visit.objects.whole().get(host=w.schools[0])
        Visit.objects.filter(pk=visit.pk).update(week_on=monday_of(day))
        visit = Visit.objects.whole().get(pk=visit.pk)
        operations.choose_day(actor=actor(w.head(0)), at=NOW, visit=visit, visits_on=day)
        mail = Message.objects.filter(template="peer_review.day_chosen").first()
        [(_, event)] = events(mail)
        assert event.decoded("dtstart").astimezone(UTC) == datetime(2027, day.month, day.day, begins, 0, tzinfo=UTC)
        assert made.state == "published"

    def test_only_the_host_chooses_and_only_a_day_of_that_week(self, w):
        published(w)
        visit = Visit.objects.whole().get(host=w.schools[0])
        with pytest.raises(Forbidden):
            operations.choose_day(actor=actor(w.ivy), at=NOW, visit=visit, visits_on=visit.week_on)
        with pytest.raises(operations.UnableToChooseDay):
            operations.choose_day(actor=actor(w.head(0)), at=NOW, visit=visit, visits_on=date(2027, 7, 5))
