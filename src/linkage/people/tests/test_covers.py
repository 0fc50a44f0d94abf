"""Somebody is away: another looks after their list, from the first day to the last, and it ends by itself."""

from datetime import date, timedelta

import pytest
import time_machine

from linkage.access.personal_data import Subject
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people import operations, personal_data, queries
from linkage.people.enums import Role
from linkage.people.models import Cover, RoleGrant
from linkage.people.tests import factories
from linkage.programmes.tests import factories as programmes
from linkage.programmes.tests.factories import NOW

WEDNESDAY, FRIDAY = date(2026, 11, 4), date(2026, 11, 6)


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ben(programme):
    made = factories.person(programme, name="Ben Yarrow", email="ben@ribble.example")
    factories.grant(made, Role.OFFICER)
    return made


def arrange(by, person, looks_after, from_on=WEDNESDAY, to_on=FRIDAY, at=NOW):
    return operations.arrange_cover(
        actor=factories.actor(by), at=at, person=person, looks_after=looks_after, from_on=from_on, to_on=to_on
    )


def covers_on(someone, day):
    with time_machine.travel(day, tick=False):
        return factories.actor(someone).covers_for


@pytest.mark.parametrize(
    ("moment", "covers"),
    [
        ("2026-11-03 23:59:59+00:00", False),
        ("2026-11-04 00:00:00+00:00", True),
        ("2026-11-06 23:59:59+00:00", True),
        ("2026-11-07 00:00:00+00:00", False),
    ],
)
def test_it_begins_on_the_first_day_and_ends_by_itself_after_the_last(coordinator, ben, moment, covers):
    arrange(coordinator, coordinator, ben)
    assert (coordinator.pk in covers_on(ben, moment)) is covers


@pytest.mark.parametrize(
    ("first", "last", "moment", "covers"),
    [
        # The clocks go back: the day has 25 hours, and its last minute is a minute of it.
        (date(2026, 10, 25), date(2026, 10, 25), "2026-10-25 23:59:00+00:00", True),
        # In summer time a London day ends an hour before that of Greenwich.
        (date(2027, 3, 28), date(2027, 3, 28), "2027-03-28 22:59:00+00:00", True),
        (date(2027, 3, 28), date(2027, 3, 28), "2027-03-28 23:00:00+00:00", False),
        (date(2028, 2, 29), date(2028, 2, 29), "2028-02-29 12:00:00+00:00", True),
        (date(2027, 8, 31), date(2027, 9, 1), "2027-09-01 12:00:00+00:00", True),
    ],
)
def test_a_day_is_a_day_in_london(coordinator, ben, first, last, moment, covers):
    with time_machine.travel(first - timedelta(days=1), tick=False):
        at = NOW.replace(year=first.year, month=first.month, day=1) - timedelta(days=2)
        arrange(coordinator, coordinator, ben, first, last, at=at)
    assert (coordinator.pk in covers_on(ben, moment)) is covers


def test_whoever_looks_after_it_is_told_once(coordinator, ben, mails):
    arrange(coordinator, coordinator, ben)
    [mail] = mails("people.cover")
    assert mail.recipients[0]["name"] == "Ben Yarrow"
    assert "from Wednesday 4 November 2026 to Friday 6 November 2026" in mail.subject


def test_whoever_takes_it_on_themselves_is_not_written_to(programme, coordinator, ben, mails):
    other = factories.coordinator(programme, name="Amy Lund")
    arrange(other, coordinator, other)
    assert mails("people.cover") == []


def test_arranging_again_replaces_what_was_arranged(programme, coordinator, ben):
    first = arrange(coordinator, coordinator, ben)
    amy = factories.coordinator(programme, name="Amy Lund")
    second = arrange(coordinator, coordinator, amy)
    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (NOW, None)
    assert covers_on(ben, "2026-11-05 12:00+00:00") == frozenset()
    assert covers_on(amy, "2026-11-05 12:00+00:00") == {coordinator.pk}


def test_who_is_back_earlier_ends_it_at_once(coordinator, ben):
    made = arrange(coordinator, coordinator, ben, from_on=NOW.date())
    assert covers_on(ben, NOW) == {coordinator.pk}
    operations.end_cover(actor=factories.actor(coordinator), at=NOW, cover=made)
    assert covers_on(ben, NOW) == frozenset()


class TestSeveralAway:
    """Whose list nobody here looks after is everybody's who runs the programme; a list never waits for nobody."""

    @pytest.fixture
    def amy(self, programme):
        return factories.coordinator(programme, name="Amy Lund")

    @pytest.fixture
    def carol(self, programme):
        return factories.coordinator(programme, name="Carol Pye")

    def away(self, person, looks_after, to_on=FRIDAY):
        Cover.objects.create(
            programme=person.programme,
            person=person,
            looks_after=looks_after,
            from_on=WEDNESDAY,
            to_on=to_on,
            arranged_by=person,
            arranged_at=NOW,
        )

    def on_thursday(self, someone):
        return covers_on(someone, "2026-11-05 12:00+00:00")

    def test_who_looks_after_a_list_and_is_away_hands_it_on(self, coordinator, ben, amy, carol):
        self.away(coordinator, ben)
        self.away(ben, amy, to_on=date(2026, 11, 5))
        assert self.on_thursday(amy) == {coordinator.pk, ben.pk}
        assert self.on_thursday(ben) == frozenset()
        assert self.on_thursday(carol) == frozenset()
        # On Friday Ben is back, and looks after it himself.
        assert covers_on(amy, "2026-11-06 12:00+00:00") == frozenset()
        assert covers_on(ben, "2026-11-06 12:00+00:00") == {coordinator.pk}

    def test_three_in_a_row(self, coordinator, ben, amy, carol):
        self.away(coordinator, ben)
        self.away(ben, amy)
        self.away(amy, carol)
        assert self.on_thursday(carol) == {coordinator.pk, ben.pk, amy.pk}

    def test_in_a_circle_the_coordinators_have_it(self, coordinator, ben, amy, carol):
        self.away(coordinator, ben)
        self.away(ben, amy)
        self.away(amy, coordinator)
        assert self.on_thursday(carol) == {coordinator.pk, ben.pk, amy.pk}
        assert self.on_thursday(ben) == frozenset()

    def test_whose_role_has_ended_looks_after_nothing_and_the_coordinators_do(self, coordinator, ben, carol):
        self.away(coordinator, ben)
        RoleGrant.objects.filter(person=ben).update(ended_at=NOW, to_on=NOW.date())
        assert self.on_thursday(ben) == frozenset()
        assert self.on_thursday(carol) == {coordinator.pk}

    def test_who_stands_in_is_the_same_for_the_mails(self, coordinator, ben, amy, carol):
        self.away(coordinator, ben)
        self.away(ben, amy)
        thursday = NOW + timedelta(days=2)
        read = queries.covering(actor=factories.actor(carol), at=thursday)
        assert read == {coordinator.pk: amy, ben.pk: amy}
        Cover.objects.filter(person=ben).update(looks_after=coordinator)
        assert queries.covering(actor=factories.actor(carol), at=thursday) == {coordinator.pk: None, ben.pk: None}

    def test_the_home_page_names_who_is_there(self, client, coordinator, ben, amy, sign_in):
        self.away(coordinator, ben)
        self.away(ben, amy)
        sign_in(coordinator)
        with time_machine.travel("2026-11-05 12:00+00:00", tick=False):
            sign_in(coordinator)
            assert "Amy Lund looks after this list until Friday" in client.get("/ribble/home/").content.decode()
            Cover.objects.filter(person=ben).update(looks_after=coordinator)
            assert "Each coordinator looks after this list" in client.get("/ribble/home/").content.decode()


class TestWhoMay:
    def test_an_officer_speaks_of_their_own_days_only(self, coordinator, ben):
        assert arrange(ben, ben, coordinator).person == ben
        with pytest.raises(Forbidden):
            arrange(ben, coordinator, ben)

    def test_a_coordinator_of_anybodys(self, coordinator, ben, programme):
        amy = factories.coordinator(programme, name="Amy Lund")
        assert arrange(coordinator, ben, amy).person == ben

    def test_nobody_of_a_school(self, coordinator, head, ben):
        with pytest.raises(Forbidden):
            arrange(head, head, ben)

    def test_who_looks_after_it_does_not_end_it(self, coordinator, ben):
        made = arrange(coordinator, coordinator, ben)
        with pytest.raises(Forbidden):
            operations.end_cover(actor=factories.actor(ben), at=NOW, cover=made)
        with pytest.raises(NotFound):
            queries.cover(actor=factories.actor(ben), cover_id=made.pk)


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"to_on": date(2026, 11, 3)}, "to_on", "same as or after the first day"),
        ({"from_on": date(2026, 11, 1), "to_on": date(2026, 11, 2)}, "to_on", "The last day is past"),
        ({"to_on": date(2027, 6, 1)}, "to_on", "longer than a term"),
    ],
)
def test_days_that_cannot_be(coordinator, ben, changes, field, says):
    with pytest.raises(operations.UnableToArrangeCover) as refused:
        arrange(coordinator, coordinator, ben, **changes)
    [violation] = refused.value.violations
    assert (violation.field, says in violation.sentence) == (field, True)


def test_nobody_looks_after_their_own_list_nor_does_a_stranger(coordinator, head):
    for wrong in (coordinator, head):
        with pytest.raises(operations.UnableToArrangeCover, match="Choose another coordinator"):
            arrange(coordinator, coordinator, wrong)


def test_who_is_away_then_too_cannot(programme, coordinator, ben):
    amy = factories.coordinator(programme, name="Amy Lund")
    arrange(coordinator, ben, amy, from_on=FRIDAY, to_on=FRIDAY)
    with pytest.raises(operations.UnableToArrangeCover, match="Ben Yarrow is away then too"):
        arrange(coordinator, coordinator, ben)
    # The control: on other days they can.
    assert arrange(coordinator, coordinator, ben, to_on=date(2026, 11, 5)).looks_after == ben


class TestPage:
    ANSWERS = {
        "from_on-day": "4", "from_on-month": "11", "from_on-year": "2026",
        "to_on-day": "6", "to_on-month": "11", "to_on-year": "2026",
    }  # fmt: skip

    @pytest.fixture
    def signed_in(self, client, coordinator, ben, sign_in):
        sign_in(coordinator)
        return client

    def post(self, client, coordinator, ben, **changes):
        answers = {"person": str(coordinator.pk), "looks_after": str(ben.pk), **self.ANSWERS, **changes}
        return client.post("/ribble/people/away/", answers, follow=True)

    def test_it_is_arranged_shown_beside_the_list_and_ended(self, signed_in, coordinator, ben):
        page = self.post(signed_in, coordinator, ben).content.decode()
        assert "Ben Yarrow looks after the list of Farah Siddiqui" in page
        assert "from Wednesday 4 November 2026 to Friday 6 November 2026" in page
        home = signed_in.get("/ribble/home/").content.decode()
        assert "Ben Yarrow looks after this list from Wednesday 4 November 2026" in home
        made = Cover.objects.get()
        ended = signed_in.post(f"/ribble/people/away/{made.pk}/end/", follow=True).content.decode()
        assert "is theirs alone again" in ended

    def test_an_error_says_what_to_do_and_keeps_the_answers(self, signed_in, coordinator, ben):
        page = self.post(signed_in, coordinator, ben, looks_after=str(coordinator.pk))
        assert page.status_code == 422
        assert "Choose another coordinator, or an officer of the whole programme" in page.content.decode()

    def test_alone_there_is_nobody_to_choose(self, client, coordinator, sign_in):
        sign_in(coordinator)
        assert "Nobody else here could look after it" in client.get("/ribble/people/away/").content.decode()

    def test_not_for_the_people_of_a_school(self, client, head, sign_in):
        sign_in(head)
        assert client.get("/ribble/people/away/").status_code == 403
        assert "When you are away" not in client.get("/ribble/home/").content.decode()

    def test_that_of_another_programme_is_not_found(self, client, coordinator, ben, sign_in, programme):
        made = arrange(coordinator, coordinator, ben)
        other = programmes.programme(slug="other")
        with acting_in(other.id):
            farah = factories.coordinator(other, name="Farah Other")
            sign_in(farah)
        assert client.post(f"/other/people/away/{made.pk}/end/").status_code == 404
        made.refresh_from_db()
        assert made.ended_at is None


def test_what_is_kept_of_it_is_told_and_erased(programme, coordinator, ben):
    arrange(coordinator, coordinator, ben)
    subject = Subject(programme.pk, ben.pk, None, ben.name, ben.email, "")
    assert personal_data.collect(subject)["Whose lists you looked after"] == [
        {"From": "Wednesday 4 November 2026", "To": "Friday 6 November 2026"}
    ]
    personal_data.erase(subject, NOW)
    assert not Cover.objects.exists()
