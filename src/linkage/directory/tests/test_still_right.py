"""Once a term: is it still right? Reminders, a lapse that everybody sees, and the way back by one click."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.access import links
from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, policy, queries
from linkage.directory.enums import EntryStatus
from linkage.directory.queries import Search
from linkage.directory.tests import factories
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
# The same term as NOW (November): the second half of the autumn.
BEFORE_THE_TERM = NOW - timedelta(days=120)


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home(ours):
    return member(ours, school(name="Harrowgill High School")).organisation


@pytest.fixture
def ruth(ours, home):
    return people.head(ours, home, name="Ruth Hale", account=account())


@pytest.fixture
def priya(ours, home, ruth):
    person = people.staff(ours, home, name="Priya Raman", account=account())
    return factories.entry(ours, home, person=person, nominated_by=ruth, confirmed_at=BEFORE_THE_TERM)


def tick(ours, at=NOW):
    return operations.tick(actor=Actor.system("directory.tick", ours.pk), at=at)


def working_days(number):
    """So many working days after NOW, a Tuesday."""
    day, left = NOW, number
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def subjects():
    return list(Message.objects.order_by("created_at", "pk").values_list("subject", flat=True))


def token(entry):
    return links.make(
        policy.RIGHT_LINK,
        programme_id=entry.programme_id,
        record_id=entry.pk,
        person_id=entry.person_id,
        state=entry.question,
    )


def page(ours, name, *args):
    return reverse(f"directory:{name}", args=[ours.slug, *args])


def test_who_confirmed_before_the_term_is_asked_once(ours, priya):
    assert tick(ours) == 1
    assert tick(ours) == 0
    assert subjects() == ["Is your entry still right?"]
    priya.refresh_from_db()
    assert (priya.asked_at, priya.asked) == (NOW, 1)


def test_who_confirmed_in_the_term_is_left_in_peace(ours, priya):
    priya.confirmed_at = NOW - timedelta(days=5)
    priya.save()
    assert tick(ours) == 0


def test_once_a_year_is_a_setting(ours, priya):
    ProgrammeSettings.objects.update(confirm_terms=3)
    assert tick(ours) == 0
    priya.confirmed_at = NOW - timedelta(days=370)
    priya.save()
    assert tick(ours) == 1


@pytest.mark.parametrize("status", [EntryStatus.PAUSED, EntryStatus.HIDDEN, EntryStatus.WITHDRAWN])
def test_nobody_is_asked_about_what_schools_do_not_find(ours, priya, status):
    priya.status = status
    priya.save()
    assert tick(ours) == 0


def test_two_reminders_and_then_the_entry_lapses_and_everybody_hears_it(ours, priya, ruth):
    tick(ours)
    assert tick(ours, working_days(2)) == 0
    assert tick(ours, working_days(3)) == 1
    assert tick(ours, working_days(7)) == 1
    assert tick(ours, working_days(10)) == 1
    assert tick(ours, working_days(11)) == 0
    assert subjects()[:3] == ["Is your entry still right?"] * 3
    assert sorted(subjects()[3:]) == ["Priya Raman is no longer found", "Schools no longer find your entry"]
    priya.refresh_from_db()
    assert priya.status == EntryStatus.LAPSED
    found = queries.search(actor=people.actor(ruth), search=Search(text="reading"), on=NOW.date())
    assert found.total == 0


def test_the_lapse_waits_for_its_person_and_its_head_and_is_counted_for_the_coordinator(ours, priya, ruth):
    tick(ours)
    tick(ours, working_days(10))

    def titles(person):
        return [each.title for each in queries.next_actions(actor=people.actor(person), at=working_days(10))]

    assert "Is your entry still right?" in titles(priya.person)
    assert "Schools no longer find Priya Raman" in titles(ruth)
    assert "1 entry is no longer found" in titles(people.coordinator(ours))
    assert titles(people.staff(ours, school())) == []


def test_looking_changes_nothing_and_one_button_brings_a_lapsed_entry_back(ours, priya, client):
    tick(ours)
    tick(ours, working_days(10))
    priya.refresh_from_db()
    address = page(ours, "right", token(priya))
    assert "schools no longer find it" in client.get(address).content.decode()
    priya.refresh_from_db()
    assert priya.status == EntryStatus.LAPSED
    assert client.post(address).status_code == 302
    priya.refresh_from_db()
    assert (priya.status, priya.asked_at) == (EntryStatus.LISTED, None)
    assert "Thank you" in client.get(address).content.decode()


def test_a_link_answers_its_own_asking_only(ours, priya, client):
    tick(ours)
    priya.refresh_from_db()
    old = page(ours, "right", token(priya))
    client.post(old)
    priya.refresh_from_db()
    priya.confirmed_at = BEFORE_THE_TERM
    priya.asked_at, priya.asked = NOW, priya.asked + 1
    priya.save()
    client.post(old)
    priya.refresh_from_db()
    assert priya.confirmed_at == BEFORE_THE_TERM
    client.post(page(ours, "right", token(priya)))
    priya.refresh_from_db()
    assert priya.confirmed_at > BEFORE_THE_TERM


def test_a_link_about_one_entry_changes_no_other(ours, priya, home):
    tick(ours)
    priya.refresh_from_db()
    other = factories.offer(ours, home, person=priya.person, asked_at=NOW, asked=1)
    answer = links.read(token(priya), policy.RIGHT_LINK)
    by_link = Actor(
        kind="link", programme_id=ours.pk, person_id=priya.person_id, name=priya.person.name, answering=answer
    )
    operations.confirm(actor=by_link, at=NOW, entry=priya)
    with pytest.raises(Forbidden):
        operations.confirm(actor=by_link, at=NOW, entry=other)


def test_by_the_link_one_changes_takes_a_break_or_leaves(ours, priya, client):
    tick(ours)
    priya.refresh_from_db()
    base = page(ours, "right", token(priya))
    until = NOW.date() + timedelta(days=400)
    sent = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
    assert client.post(f"{base}break/", sent).status_code == 302
    priya.refresh_from_db()
    assert (priya.status, priya.paused_until_on) == (EntryStatus.PAUSED, until)
    assert "taking a break" in client.get(base).content.decode()
    # What was answered is answered: the other ways of the same link are over.
    client.post(f"{base}out/")
    priya.refresh_from_db()
    assert priya.status == EntryStatus.PAUSED


def test_whoever_is_out_is_out(ours, priya, client):
    tick(ours)
    priya.refresh_from_db()
    client.post(f"{page(ours, 'right', token(priya))}out/")
    priya.refresh_from_db()
    assert priya.status == EntryStatus.WITHDRAWN


def test_a_head_confirms_what_the_school_offers_but_nobody_elses_words(ours, priya, home, ruth):
    strength = factories.offer(ours, home, confirmed_at=BEFORE_THE_TERM)
    operations.confirm(actor=people.actor(ruth), at=NOW, entry=strength)
    with pytest.raises(Forbidden):
        operations.confirm(actor=people.actor(ruth), at=NOW, entry=priya)


def test_the_coordinators_page_names_what_lapsed(ours, priya, client):
    tick(ours)
    tick(ours, working_days(10))
    farah = people.coordinator(ours, account=account())
    client.force_login(farah.account)
    shown = client.get(page(ours, "freshness")).content.decode()
    assert "Priya Raman" in shown
    assert "0 entries wait" in shown
