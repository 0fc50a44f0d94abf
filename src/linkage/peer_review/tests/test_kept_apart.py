"""Whom a school should not meet: it says so itself, and nobody reads it but the school and who runs the round."""

import pytest
from django.urls import reverse

from linkage.access import links
from linkage.access.personal_data import Subject
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.peer_review import operations, personal_data, policy, queries
from linkage.peer_review.models import KeptApart, Visit
from linkage.peer_review.tests.factories import (
    answered,
    latest,
    meet,
    opened,
    organiser,
    place,
    published,
    says_yes,
    shuns,
    solved,
)
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


def html(response):
    return response.content.decode()


class TestASchoolSays:
    def test_whom_it_should_not_meet_and_neither_visits_the_other(self, w):
        made = answered(w)
        before = latest(w, solved(w, made))
        one, other = next((each["host"], each["visitors"][0]) for each in before.visits)
        numbers = [next(n for n, each in enumerate(w.schools) if str(each.pk) == key) for key in (one, other)]
        again = answered(w, name="Again")
        shuns(w, again, *numbers)
        plan = latest(w, solved(w, again))
        assert meet(before, *(w.schools[number] for number in numbers))
        assert not meet(plan, *(w.schools[number] for number in numbers))

    def test_it_changes_its_mind_and_a_no_takes_it_all_away(self, w):
        made = opened(w)
        shuns(w, made, 0, 1, 2)
        shuns(w, made, 0, 2)
        assert [each.other for each in KeptApart.objects.all()] == [w.schools[2]]
        operations.decline(actor=actor(w.head(0)), at=NOW, school=place(made, w.schools[0]))
        assert not KeptApart.objects.exists()

    def test_only_schools_of_the_round_and_never_itself(self, w):
        made = opened(w)
        faraway = w.outsider.affiliations.first().organisation.pk
        for wrong in (faraway, w.schools[0].pk):
            with pytest.raises(operations.UnableToAnswer) as refused:
                says_yes(w, made, 0, apart=[wrong])
            assert [each.field for each in refused.value.violations] == ["apart"]

    def test_by_the_link_of_the_mail_too(self, client, w):
        made = opened(w)
        school = place(made, w.schools[0])
        token = links.make(
            policy.ANSWER_LINK,
            programme_id=w.programme.pk,
            record_id=school.pk,
            person_id=w.head(0).pk,
            state=policy.ASKED,
        )
        where = reverse("peer_review:answer-by-link", args=["ribble", token])
        page = html(client.get(where))
        assert "Schools we should not visit or be visited by" in page
        assert f"Nobody asks you why. You and who runs the round ({w.ivy.name}) alone read it" in page
        weeks = [each.isoformat() for each in queries.weeks_of(actor=actor(w.ivy), review_round=made)]
        data = {"says": "yes", "focus": "Reading", "person": w.head(0).pk, "host_weeks": weeks, "visit_weeks": weeks}
        client.post(where, {**data, "can_write": "yes", "apart": [w.schools[3].pk]})
        assert [(each.school, each.other) for each in KeptApart.objects.all()] == [(w.schools[0], w.schools[3])]
        assert f'value="{w.schools[3].pk}" checked' in " ".join(html(client.get(where)).split())


class TestWhoReadsIt:
    def pages(self, see, w, made):
        """Every page of rounds that somebody opens who neither said it nor runs the round, and their home."""
        visits = list(Visit.objects.order_by("pk"))
        for who in (*w.heads[1:], w.outsider):
            for name, args in [
                ("rounds", ()),
                ("round", (made.pk,)),
                ("rules", (made.pk,)),
                ("two-schools", (made.pk,)),
                ("handover", (made.pk,)),
                *((name, (place(made, one).pk,)) for name in ("own", "answer", "drop-out") for one in w.schools),
                *(("visit", (each.pk,)) for each in visits),
                ("programmes:home", ()),
            ]:
                response = see(who, name, *args)
                yield who.name, name, args, response.status_code, _without_tokens(response)

    @pytest.mark.parametrize("state", [opened, published])
    def test_nobody_else_sees_a_difference_on_any_page(self, see, w, state):
        """Said, and let pass: whoever is named, and everybody else, is shown what they were shown before."""
        made = state(w)
        before = list(self.pages(see, w, made))
        own = {"programme": w.programme, "round": made, "said_by": w.head(0), "said_at": NOW}
        said = KeptApart.objects.create(**own, school=w.schools[0], other=w.schools[1])
        assert list(self.pages(see, w, made)) == before
        KeptApart.objects.filter(pk=said.pk).update(let_meet_at=NOW)
        assert list(self.pages(see, w, made)) == before
        KeptApart.objects.create(**own, school=w.schools[1], other=w.schools[2], by_organiser=True)
        assert list(self.pages(see, w, made)) == before

    def test_a_difference_would_be_seen(self, see, w):
        made = opened(w)
        before = list(self.pages(see, w, made))
        shuns(w, made, 1, 2)
        assert list(self.pages(see, w, made)) != before

    def test_the_school_and_who_runs_the_round_read_it(self, see, w):
        made = opened(w)
        shuns(w, made, 0, 1)
        assert "checked" in html(see(w.head(0), "answer", place(made, w.schools[0]).pk))
        said = f"{w.schools[0].name} and {w.schools[1].name} should not visit each other."
        for who in (w.ivy, w.farah):
            page = html(see(who, "rules", made.pk))
            assert said in page
            assert f"{w.schools[0].name} said so." in page

    def test_once_the_answers_are_closed_a_school_still_reads_what_it_said(self, see, w):
        made = answered(w)
        shuns(w, made, 0, 1)
        solved(w, made)
        assert f"<li>{w.schools[1].name}" in html(see(w.head(0), "answer", place(made, w.schools[0]).pk))
        assert w.schools[0].name not in html(see(w.head(1), "answer", place(made, w.schools[1]).pk))

    def test_no_query_gives_it_to_anybody_else(self, w):
        made = opened(w)
        mine = shuns(w, made, 0, 1)
        for who in (w.head(1), w.outsider):
            with pytest.raises(Forbidden):
                queries.said_apart(actor=actor(who), school=mine)
            with pytest.raises(Forbidden):
                queries.known_of_two(actor=actor(who), review_round=made)
        with pytest.raises(Forbidden):
            queries.said_apart(actor=actor(w.ivy), school=mine)

    def test_it_stands_in_no_table_and_in_no_mail(self, see, w):
        made = published(w)
        KeptApart.objects.create(
            programme=w.programme, round=made, school=w.schools[0], other=w.schools[1], said_by=w.head(0), said_at=NOW
        )
        table = html(see(w.ivy, "handover", made.pk)) + html(see(w.ivy, "handover", made.pk, QUERY_STRING="export=csv"))
        assert "should not" not in table
        operations.let_meet(**organiser(w, made, one_id=w.schools[0].pk, other_id=w.schools[1].pk))
        [mail] = Message.objects.filter(template="peer_review.let_meet")
        assert [each["name"] for each in mail.recipients] == [w.head(0).name]
        assert w.schools[1].name not in mail.text + mail.html + mail.subject

    def test_whoever_said_it_is_told_so_when_they_ask_what_is_kept(self, w):
        shuns(w, opened(w), 0, 1)

        def told(who):
            subject = Subject(w.programme.pk, who.pk, who.account_id, who.name, who.email, "")
            return personal_data.collect(subject)["Schools you said should not visit each other"]

        assert told(w.head(0)) == [
            {"Round": "Spring visits 2027", "Schools": f"{w.schools[0].name} and {w.schools[1].name}"}
        ]
        assert told(w.head(1)) == []


def _without_tokens(response):
    """A page without what is drawn anew each time."""
    reference = getattr(response.wsgi_request, "reference", "")
    body = html(response).replace(reference, "") if reference else html(response)
    lines = (line for line in body.splitlines() if "csrf" not in line and "nonce" not in line)
    return "\n".join(lines)
