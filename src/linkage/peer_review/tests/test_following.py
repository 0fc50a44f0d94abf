"""What becomes of a report: lines others learn from, help that is asked for, how points stand, what numbers show."""

from datetime import timedelta
from uuid import uuid4

import pytest

from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.organisations.models import Member, SchoolGroup, SchoolGroupPlace
from linkage.organisations.tests import factories as organisations
from linkage.peer_review import operations, queries, rules
from linkage.peer_review.models import LineCheck, ReportLine, Round, RoundSchool, Visit
from linkage.peer_review.tests.factories import LINES, after, agree, agreed, job, prepared, send, sent, whole
from linkage.people.tests import factories as people
from linkage.people.tests.factories import actor
from linkage.practice import policy as practice_policy
from linkage.practice import queries as practices
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Practice
from linkage.programmes.models import Neighbour
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db

LATER = timedelta(days=91)


def html(response):
    return response.content.decode()


def line(visit, kind):
    return ReportLine.objects.get(version=visit.newest_report, kind=kind, place__gt=0, text=LINES[kind][0])


def tick(w, at):
    operations.tick(actor=job(w, "peer_review.tick"), at=at)


def share(see, w, visit, one, **more):
    form = {
        "title": "Reading aloud in tutor time",
        "what": "Every tutor reads to the group for ten minutes a day, from books they chose.",
        "evidence": "Visitors saw it in five groups.",
        "first_area": "literacy",
        "phases": ["secondary"],
        "ways": ["visit_us"],
        "owner": w.head(0).pk,
        "review_on-day": "1",
        "review_on-month": "9",
        "review_on-year": "2027",
        "then": "send",
        **more,
    }
    return see(w.head(0), "share-line", visit.pk, one.pk, data=form)


class TestSharing:
    def test_the_head_shares_one_line_with_the_schools_of_the_round_and_nobody_else_finds_it(self, see, w):
        visit = agreed(w)
        assert share(see, w, visit, line(visit, "practice"), audience="round").status_code == 302
        made = Practice.objects.get()
        assert made.state == PracticeStatus.SHARED
        for head in w.heads[1:]:
            assert practices.practice(actor=actor(head), practice_id=made.pk) == made
            assert made in [each.practice for each in practices.search(actor=actor(head)).found]
            assert see(head, "practice:practice", made.pk).status_code == 200
        for someone in (w.outsider, w.farah):
            assert see(someone, "practice:practice", made.pk).status_code == 404
            assert practices.search(actor=actor(someone)).found == ()
            assert practices.practice_to_ask(actor=actor(someone), practice_id=made.pk) is None

    def test_the_rule_says_so_by_itself_whoever_read_it(self, see, w):
        visit = agreed(w)
        share(see, w, visit, line(visit, "practice"), audience="round")
        made = Practice.objects.whole().get()
        for someone in (w.outsider, w.farah):
            assert not practice_policy.SEE.allows(actor(someone), made)

    def test_a_school_that_dropped_out_of_the_round_finds_it_no_more(self, see, w):
        visit = agreed(w)
        share(see, w, visit, line(visit, "practice"), audience="round")
        RoundSchool.objects.filter(organisation=w.schools[5]).update(answer="out")
        assert practices.search(actor=actor(w.head(5))).found == ()
        assert see(w.head(5), "practice:practice", Practice.objects.get().pk).status_code == 404

    def test_shared_with_the_programme_everybody_finds_it(self, see, w):
        visit = agreed(w)
        share(see, w, visit, line(visit, "well"), audience="programme")
        made = Practice.objects.get()
        for someone in (w.outsider, w.farah, w.head(3)):
            assert see(someone, "practice:practice", made.pk).status_code == 200

    def test_neighbouring_programmes_can_be_chosen_where_there_is_one(self, see, w):
        visit, beyond = agreed(w), programme(slug="mersewater", name="Mersewater Together")
        one = line(visit, "practice")
        assert share(see, w, visit, one, audience="neighbour").status_code == 422
        Neighbour.objects.create(programme=w.programme, other=beyond, since=NOW)
        with acting_in(beyond.pk):
            Neighbour.objects.create(programme=beyond, other=w.programme, since=NOW)
            reader = people.staff(beyond, organisations.member(beyond).organisation)
        assert "and of Mersewater Together" in html(see(w.head(0), "share-line", visit.pk, one.pk))
        assert share(see, w, visit, one, audience="neighbour").status_code == 302
        with acting_in(beyond.pk):
            (found,) = practices.search(actor=actor(reader)).found
        assert found.practice.title == "Reading aloud in tutor time"

    def test_a_group_can_be_chosen_where_the_round_is_of_one(self, see, w):
        visit = agreed(w)
        assert share(see, w, visit, line(visit, "practice"), audience="group").status_code == 422
        north = SchoolGroup.objects.create(programme=w.programme, name="Ribble North")
        for member in Member.objects.filter(organisation__in=w.schools[:2]):
            SchoolGroupPlace.objects.create(programme=w.programme, group=north, member=member)
        Round.objects.filter(pk=visit.round_id).update(group=north)
        assert share(see, w, whole(visit), line(visit, "practice"), audience="group").status_code == 302
        made = Practice.objects.get()
        assert see(w.head(1), "practice:practice", made.pk).status_code == 200
        assert see(w.head(4), "practice:practice", made.pk).status_code == 404

    def test_only_the_head_of_the_host_shares_and_only_from_an_agreed_report(self, see, w):
        visit = sent(w)
        one = line(visit, "practice")
        assert share(see, w, visit, one, audience="round").status_code == 404
        agree(w, visit)
        writer = visit.writer.person
        assert see(writer, "share-line", visit.pk, one.pk).status_code == 403
        assert not Practice.objects.exists()

    def test_what_would_be_better_is_never_shared(self, see, w):
        visit = agreed(w)
        assert share(see, w, visit, line(visit, "better"), audience="round").status_code == 403

    def test_a_line_is_shared_once(self, see, w):
        visit = agreed(w)
        share(see, w, visit, line(visit, "practice"), audience="round")
        answer = share(see, w, visit, line(visit, "practice"), audience="round")
        assert answer.status_code == 422
        assert Practice.objects.count() == 1


class TestAskingForHelp:
    def test_one_click_begins_a_request_with_its_words_and_without_the_name(self, see, w):
        visit = agreed(w)
        one = line(visit, "better")
        one.area_codes = ["literacy"]
        one.save()
        answer = see(w.head(0), "ask-for-help", visit.pk, one.pk, data={})
        assert answer.status_code == 302
        made = SupportRequest.objects.get()
        assert LINES["better"][0] in made.words
        assert (made.organisation, made.is_name_hidden, made.submitted_at) == (w.schools[0], True, None)
        assert [row.area.code for row in made.request_areas.all()] == ["literacy"]
        assert "You have begun a request for this" in html(see(w.head(0), "report", visit.pk))
        assert "You have begun a request for this" not in html(see(visit.going[0].person, "report", visit.pk))

    def test_twice_begins_one(self, see, w):
        visit = agreed(w)
        one = line(visit, "better")
        see(w.head(0), "ask-for-help", visit.pk, one.pk, data={})
        see(w.head(0), "ask-for-help", visit.pk, one.pk, data={})
        assert SupportRequest.objects.count() == 1

    def test_visitors_and_organisers_cannot(self, see, w):
        visit = agreed(w)
        one = line(visit, "better")
        for someone in (visit.going[0].person, w.ivy, w.farah):
            assert see(someone, "ask-for-help", visit.pk, one.pk, data={}).status_code in (403, 404)
        assert not SupportRequest.objects.exists()


def visited_again(w, visit, status):
    """The next round has a visit to the same school."""
    Round.objects.filter(follows=visit.round).delete()
    following = prepared(w, name="The next round")
    Round.objects.filter(pk=following.pk).update(follows=visit.round)
    Visit.objects.create(
        programme=w.programme,
        round=following,
        host=w.schools[0],
        status=status,
        week_on=following.first_week_on,
        made_at=visit.agreed_at,
        changed_at=visit.agreed_at,
    )


class TestHowItStands:
    def test_the_host_is_asked_after_ninety_days_says_it_and_visitors_read_it(self, see, w):
        visit = agreed(w)
        tick(w, visit.agreed_at + timedelta(days=89))
        assert not LineCheck.objects.exists()
        tick(w, visit.agreed_at + LATER)
        tick(w, visit.agreed_at + LATER)
        check = LineCheck.objects.get()
        told = Message.objects.get(template="peer_review.report_stands")
        assert told.recipients[0]["name"] == w.head(0).name
        data = {f"says_{check.pk}": "begun", f"note_{check.pk}": "A second text in Year 7"}
        assert see(w.head(0), "stands", visit.pk, data=data).status_code == 302
        page = html(see(visit.going[0].person, "report", visit.pk))
        assert "Begun" in page
        assert "A second text in Year 7" in page

    def test_it_is_asked_again_before_the_next_visit_but_not_of_what_is_done(self, see, w):
        visit = agreed(w, better=["One thing", "Another thing"])
        tick(w, visit.agreed_at + LATER)
        first, second = LineCheck.objects.order_by("line__place")
        said = {
            f"says_{first.pk}": "done",
            f"note_{first.pk}": "",
            f"says_{second.pk}": "not_yet",
            f"note_{second.pk}": "",
        }
        see(w.head(0), "stands", visit.pk, data=said)
        visited_again(w, visit, "planned")
        tick(w, visit.agreed_at + LATER + timedelta(days=1))
        again = LineCheck.objects.get(asking="next")
        assert again.line == second.line

    @pytest.mark.parametrize("status", ["cancelled", "happened"])
    def test_nobody_is_asked_before_a_visit_that_is_not_to_come(self, w, status):
        visit = agreed(w)
        visited_again(w, visit, status)
        tick(w, visit.agreed_at + timedelta(days=1))
        assert not LineCheck.objects.exists()

    def test_nobody_but_the_host_says_it(self, see, w):
        visit = agreed(w)
        tick(w, visit.agreed_at + LATER)
        for someone in (visit.going[0].person, w.ivy, w.farah):
            assert see(someone, "stands", visit.pk).status_code in (403, 404)

    def test_every_point_wants_an_answer(self, see, w):
        visit = agreed(w)
        tick(w, visit.agreed_at + LATER)
        answer = see(w.head(0), "stands", visit.pk, data={})
        assert answer.status_code == 422
        assert "Say how this point stands" in html(answer)


class TestThemes:
    def test_organisers_read_numbers_and_never_a_word(self, see, w):
        visit = agreed(w)
        page = html(see(w.ivy, "themes", visit.round_id))
        assert "Not enough reports yet" in page
        assert not any(text in page for lines in LINES.values() for text in lines)
        assert see(visit.going[0].person, "themes", visit.round_id).status_code in (403, 404)

    def test_five_schools_are_told_and_four_are_not(self):
        schools = [uuid4() for _ in range(5)]
        lines = [(each, "well", ["Reading"]) for each in schools]
        lines += [(each, "better", ["Attendance"]) for each in schools[:4]]
        lines += [(schools[0], "better", ["Reading"])]
        (found,) = rules.themes(lines)
        assert (found.area, found.schools) == ("Reading", 5)
        assert found.by_kind == {"well": 5, "better": None, "practice": 0}

    def test_the_same_area_twice_in_one_school_is_one_school(self):
        school = uuid4()
        assert rules.themes([(school, "well", ["Reading"])] * 5) == []

    def test_a_round_with_five_reports_shows_what_they_share(self, see, w):
        visit = agreed(w)
        for number in range(1, 5):
            other = Visit.objects.whole().get(round=visit.round, host=w.schools[number])
            tick(w, after(other))
            other = whole(other)
            send(other)
            agree(w, whole(other), number)
        ReportLine.objects.filter(kind="well").update(area_codes=["literacy"])
        page = html(see(w.ivy, "themes", visit.round_id))
        name = queries.area_names(actor=actor(w.ivy), codes=["literacy"])[0]
        assert name in page
        assert LINES["well"][0] not in page
