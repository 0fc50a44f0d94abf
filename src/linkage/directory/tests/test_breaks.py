"""A break is whoever's it is: the person ends their own, nobody for them."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryStatus
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def ana(ours):
    """Ana's entry; Ana can sign in."""
    home = school()
    return factories.entry(ours, home, person=people.staff(ours, home, name="Ana Bell", account=account()))


def address(ours, name, entry):
    return reverse(f"directory:{name}", args=[ours.slug, entry.pk])


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_coordinator_cannot_end_a_break_somebody_took_themselves(ours):
    entry = factories.entry(ours, school())
    ana, coordinator = people.actor(entry.person), people.actor(people.coordinator(ours))
    operations.pause(actor=ana, at=NOW, entry=entry, until=TODAY + timedelta(days=14))
    with pytest.raises(operations.UnableToChangeEntry, match="They took this break themselves, so only they can end"):
        operations.resume(actor=coordinator, at=NOW, entry=entry)
    entry.refresh_from_db()
    assert (entry.status, entry.paused_until_on) == (EntryStatus.PAUSED, TODAY + timedelta(days=14))
    operations.resume(actor=ana, at=NOW, entry=entry)
    assert (entry.status, entry.paused_until_on, entry.paused_by) == (EntryStatus.LISTED, None, "")


@pytest.mark.parametrize("is_person", [True, False])
def test_a_break_the_programme_began_ends_when_either_says_so(ours, is_person):
    entry = factories.entry(ours, school())
    coordinator = people.actor(people.coordinator(ours))
    operations.pause(actor=coordinator, at=NOW, entry=entry)
    operations.resume(actor=people.actor(entry.person) if is_person else coordinator, at=NOW, entry=entry)
    assert entry.status == EntryStatus.LISTED


def test_a_break_begun_before_we_kept_whose_it_is_counts_as_the_persons(ours):
    entry = factories.entry(ours, school(), status=EntryStatus.PAUSED)
    with pytest.raises(operations.UnableToChangeEntry, match="only they can end it"):
        operations.resume(actor=people.actor(people.coordinator(ours)), at=NOW, entry=entry)


def test_a_break_is_judged_as_it_stands_and_not_as_the_page_had_it(ours):
    entry = factories.entry(ours, school())
    ana, coordinator = people.actor(entry.person), people.actor(people.coordinator(ours))
    operations.pause(actor=coordinator, at=NOW, entry=entry)
    seen = queries.entry(actor=coordinator, entry_id=entry.pk)
    operations.resume(actor=ana, at=NOW, entry=entry)
    operations.pause(actor=ana, at=NOW, entry=entry)
    with pytest.raises(operations.UnableToChangeEntry, match="only they can end it"):
        operations.resume(actor=coordinator, at=NOW, entry=seen)


def test_who_changes_their_words_meanwhile_stays_paused(ours, ana):
    seen = queries.entry(actor=people.actor(ana.person), entry_id=ana.pk)
    operations.pause(actor=people.actor(people.coordinator(ours)), at=NOW, entry=ana)
    told = {name: getattr(seen, name) for name in ("job_title", "ways", "places", "days", "radius_miles", "visibility")}
    operations.change(actor=people.actor(ana.person), at=NOW, entry=seen, words="New words", **told)
    ana.refresh_from_db()
    assert (ana.words, ana.status, ana.paused_by) == ("New words", EntryStatus.PAUSED, "programme")


def test_a_coordinator_may_withdraw_somebody_who_is_taking_a_break(ours):
    entry = factories.entry(ours, school())
    operations.pause(actor=people.actor(entry.person), at=NOW, entry=entry, until=TODAY + timedelta(days=14))
    operations.withdraw(actor=people.actor(people.coordinator(ours)), at=NOW, entry=entry)
    assert (entry.status, entry.paused_until_on, entry.paused_by) == (EntryStatus.WITHDRAWN, None, "")


def test_the_page_says_whose_break_it_is_and_offers_no_button_that_is_refused(ours, ana, client):
    until = TODAY + timedelta(days=14)
    operations.pause(actor=people.actor(ana.person), at=NOW, entry=ana, until=until)
    client.force_login(people.coordinator(ours, account=account()).account)
    page = words(client.get(address(ours, "entry", ana)))
    assert f"Ana Bell paused this entry until {until:%A} {until.day} {until:%B %Y}. Only Ana can end the break." in page
    assert "End the break" not in page
    refused = client.post(address(ours, "resume", ana), follow=True)
    assert "They took this break themselves, so only they can end it" in words(refused)
    client.force_login(ana.person.account)
    page = words(client.get(address(ours, "entry", ana)))
    assert "Only you can end the break." in page
    assert "End the break" in page


def test_the_page_says_that_the_programme_began_the_break(ours, ana, client):
    coordinator = people.coordinator(ours, account=account())
    operations.pause(actor=people.actor(coordinator), at=NOW, entry=ana)
    for reader in (coordinator, ana.person):
        client.force_login(reader.account)
        page = words(client.get(address(ours, "entry", ana)))
        assert "The people who run the programme paused this entry." in page
        assert "End the break" in page


def test_other_readers_see_that_there_is_a_break_and_no_more(ours, ana, client):
    operations.pause(actor=people.actor(ana.person), at=NOW, entry=ana)
    client.force_login(people.staff(ours, school(), account=account()).account)
    page = words(client.get(address(ours, "entry", ana)))
    assert "Taking a break" in page
    assert "can end the break" not in page
