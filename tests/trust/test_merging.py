"""Two records of one human become one: everything moves, nothing is forgotten, and it cannot be undone."""

import uuid
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.access.operation import _inside
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations as directory
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Allowance, Commitment, Entry
from linkage.directory.tests import factories as entries
from linkage.kernel.errors import Forbidden
from linkage.links.tests import factories as links
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people import operations, queries
from linkage.people.enums import AffiliationStatus, DesignationStatus, Role
from linkage.people.models import Affiliation, Designation, DistinctPair, MergedPerson, Person, RoleGrant
from linkage.people.queries.duplicates import references
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme
from linkage.ui import registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home(ours):
    return member(ours, school(name="Harrowgill High School")).organisation


@pytest.fixture
def farah(ours):
    return people.coordinator(ours, name="Farah Siddiqui", account=account())


@pytest.fixture
def priya(ours, home):
    return people.staff(ours, home, name="Priya Raman", email="p.raman@harrowgill.example", account=account())


@pytest.fixture
def again(ours, home):
    return people.staff(ours, home, name="Priya Ramen", email="p.raman@mail.example", phone="01632 960 001")


def merge(farah, kept, gone, **choices):
    return operations.merge(
        actor=people.actor(farah),
        at=NOW,
        kept=kept,
        gone=gone,
        choices=operations.Choices(**choices),
        is_sure=True,
    )


def book(farah, entry):
    with _inside("test"):
        return directory.book_place(
            actor=people.actor(farah),
            at=NOW,
            person=entry.person,
            organisation=entry.organisation,
            source_id=uuid.uuid4(),
            on=NOW.date(),
        )


def test_the_chosen_values_stay_and_one_record_is_left(farah, priya, again):
    merge(farah, priya, again, phone="gone")
    left = Person.objects.get(pk=priya.pk)
    assert (left.name, left.email, left.phone) == ("Priya Raman", "p.raman@harrowgill.example", "01632 960 001")
    assert not Person.objects.filter(pk=again.pk).exists()
    assert MergedPerson.objects.get().merged_id == again.pk


def test_the_account_goes_with_the_address_and_both_addresses_are_told(farah, priya, again):
    again.account = account(email=again.email)
    again.save()
    merge(farah, priya, again, email="gone")
    left = Person.objects.get(pk=priya.pk)
    assert (left.email, left.account) == ("p.raman@mail.example", again.account)
    told = {one["email"] for mail in Message.objects.all() for one in mail.recipients}
    assert told == {"p.raman@harrowgill.example", "p.raman@mail.example"}


def test_every_reference_of_every_app_is_known():
    """A new app that points at people cannot be forgotten: the keys are found on the models themselves."""
    expected = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    found = {(field.model._meta.label, field.name) for field in references(actor=Actor.system("test"))}
    assert found == expected
    assert len(found) > 20


def test_what_a_person_has_only_one_of_is_settled_by_somebody():
    """Where a key to a person stands in a unique constraint, two records can clash: each is settled by name."""
    settled = {
        "directory_entry_person_once": "directory settles which entry stays",
        "directory_unmetneed_once": "directory drops the second of two notes of one day",
        "directory_driveask_once": "directory drops the second of two questions of one drive",
        "directory_shortlistplace_once": "directory puts two shortlists together",
        "directory_commitment_once": "directory drops the second of two promises for one source",
        "directory_allowance_once": "directory opens the limits anew",
        "people_affiliation_once": "people keep the surer of two claims",
        "people_invitation_open_once": "people withdraw the second invitation",
        "people_digest_once": "people drop the second of two lists for one week",
        "people_cover_stands_once": "people end the second arrangement for one person",
        "people_designation_once": "people keep the confirmed one, then the one that lasts longer",
        "people_distinctpair_once": "what was said of the record that goes is dropped",
        "engagements_participant_once": "engagements let one of the two take part",
        "engagements_assurance_once": "engagements drop the second of two letters",
        "engagements_visit_once_a_day": "engagements refuse it: one human is not in two schools on one day",
        "peer_review_organiser_once": "rounds let one of the two records run each",
        "links_pulse_once": "two ends of one link are never merged, and an end is asked once in each week",
    }
    found = {
        constraint.name
        for field in references(actor=Actor.system("test"))
        for constraint in field.model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint) and field.name in constraint.fields
    }
    assert found <= settled.keys()


def test_work_at_the_same_school_is_one_and_the_surer_word_stays(ours, farah, priya, again, home):
    Affiliation.objects.filter(person=priya).update(status=AffiliationStatus.CLAIMED, vouched_at=NOW)
    merge(farah, priya, again)
    assert Affiliation.objects.get(person=priya).status == AffiliationStatus.CONFIRMED
    assert people.actor(Person.objects.get(pk=priya.pk)).is_staff_of(home.pk)


def test_of_a_title_both_hold_the_confirmed_one_stays_and_every_other_moves(ours, farah, priya, again):
    claimed = people.designation(ours, priya, status=DesignationStatus.CLAIMED)
    held = people.designation(ours, again)
    other = people.designation(ours, again, specialism="Phonics")
    merge(farah, priya, again)
    assert set(Designation.objects.filter(person=priya)) == {held, other}
    assert not Designation.objects.filter(pk=claimed.pk).exists()


def test_a_role_both_hold_is_held_once(farah, priya, again, home):
    for each in (priya, again):
        people.grant(each, Role.HEAD, home)
    merge(farah, priya, again)
    assert RoleGrant.objects.filter(person=priya, ended_at=None).count() == 1
    assert people.actor(Person.objects.get(pk=priya.pk)).acts_for(home.pk, "head")


def test_one_entry_of_a_school_stays_and_promises_are_put_together(ours, farah, priya, again, home):
    mine = entries.entry(ours, home, person=priya, places=2, confirmed_at=NOW - timedelta(days=90))
    theirs = entries.entry(ours, home, person=again, places=2)
    for entry in (mine, mine, theirs):
        book(farah, entry)
    merge(farah, priya, again)
    assert list(Entry.objects.filter(person=priya).exclude(status=EntryStatus.WITHDRAWN)) == [theirs]
    kept = Allowance.objects.get()
    # Three are promised already: the limit is never below that, and nothing new fits.
    assert (kept.person, kept.places_limit, kept.places_promised) == (priya, 3, 3)
    assert set(Commitment.objects.values_list("person", flat=True)) == {priya.pk}
    theirs.refresh_from_db()
    with pytest.raises(directory.UnableToBook):
        book(farah, theirs)


def test_entries_of_two_schools_both_stay_and_their_places_add_up(ours, farah, priya, again, home):
    entries.entry(ours, home, person=priya, places=2)
    other = entries.entry(ours, school(), person=again, places=1)
    book(farah, other)
    merge(farah, priya, again)
    kept = Allowance.objects.get()
    assert (kept.places_limit, kept.places_promised) == (3, 1)


def test_a_stopped_school_does_not_stand_in_the_way_of_what_is_promised_already(ours, farah, priya, again, home):
    entry = entries.entry(ours, home, person=again)
    book(farah, entry)
    entry.stopped_at = NOW
    entry.save()
    merge(farah, priya, again)
    assert Commitment.objects.get(released_at=None).person == priya


def test_links_in_mails_to_the_record_that_went_go_on_working(ours, farah, priya, again, home, client):
    asked = entries.nomination(ours, home, people.head(ours, home), nominee=again)
    token = action_links.make(
        "directory.nomination",
        programme_id=ours.pk,
        record_id=asked.pk,
        person_id=again.pk,
        state=asked.question,
    )
    merge(farah, priya, again)
    shown = client.get(reverse("directory:answer", args=[ours.slug, token]))
    assert (shown.status_code, "Yes, list me" in shown.content.decode()) == (200, True)


def test_what_the_record_that_went_has_done_bears_their_name(ours, farah, priya, again):
    merge(farah, priya, again)
    actor = people.actor(farah)
    assert queries.names_of(actor=actor, person_ids={again.pk}) == {again.pk: "Priya Raman"}
    assert registry.names_of(actor, [again.pk, None]) == {again.pk: "Priya Raman"}


@pytest.mark.parametrize(("kept", "gone"), [("never", "weekly"), ("weekly", "never")])
def test_whoever_stopped_the_list_by_either_address_is_not_sent_it_again(farah, priya, again, kept, gone):
    for each, rhythm in ((priya, kept), (again, gone)):
        operations.choose_digest(actor=queries.of_person(each), at=NOW, person=each, rhythm=rhythm)
    assert merge(farah, priya, again).digest_rhythm == "never"


def test_mails_to_the_record_that_went_are_found_for_who_stays(ours, farah, priya, again, home):
    entry = entries.entry(ours, home, person=again, asked_at=NOW, confirmed_at=NOW - timedelta(days=200))
    ruth = people.head(ours, home)
    directory.leave_school(actor=people.actor(ruth), at=NOW, entry=entry)
    merge(farah, priya, again)
    assert not Message.objects.filter(person_ids__contains=[again.pk]).exists()
    held = queries.everything_about(actor=people.actor(farah), person=Person.objects.get(pk=priya.pk))
    assert "Your entry is hidden" in str(held)


def test_two_who_were_introduced_are_two_people(ours, farah):
    both = links.introduced(ours)
    with pytest.raises(operations.UnableToMerge, match="introduced to each other"), transaction.atomic():
        merge(farah, both.daniel, both.priya)
    assert Person.objects.filter(pk__in=[both.daniel.pk, both.priya.pk]).count() == 2


def test_nobody_merges_a_record_of_their_own_or_without_being_sure(ours, farah, priya, again):
    with pytest.raises(operations.UnableToMerge, match="another coordinator"):
        merge(farah, farah, again)
    with pytest.raises(operations.UnableToMerge, match="cannot be undone"):
        operations.merge(
            actor=people.actor(farah), at=NOW, kept=priya, gone=again, choices=operations.Choices(), is_sure=False
        )


def test_only_a_coordinator_merges(ours, farah, priya, again, home):
    with pytest.raises(Forbidden):
        merge(people.head(ours, home), priya, again)
    merge(farah, priya, again)


def test_who_looks_alike_is_suggested_until_somebody_says_that_they_are_two(ours, farah, priya, again):
    actor = people.actor(farah)
    [pair] = queries.pairs(actor=actor)
    assert {pair.one, pair.other} == {priya, again}
    assert pair.because == ("The same name before the @ at the same school",)
    operations.keep_apart(actor=actor, at=NOW, one=again, other=priya)
    assert queries.pairs(actor=actor) == []
    assert DistinctPair.objects.count() == 1


def test_the_page_shows_both_asks_what_stays_and_merges(ours, farah, priya, again, client):
    client.force_login(farah.account)
    address = reverse("people:merge", args=[ours.slug, priya.pk, again.pk])
    shown = client.get(address).content.decode()
    assert "cannot be undone" in shown
    assert "p.raman@mail.example" in shown
    refused = client.post(address, {"name": "kept", "email": "kept", "phone": "gone"})
    assert refused.status_code == 422
    done = client.post(address, {"name": "gone", "email": "kept", "phone": "gone", "is_sure": "on"})
    assert done.status_code == 302
    assert Person.objects.get(pk=priya.pk).name == "Priya Ramen"


def test_two_records_are_named_by_their_addresses(ours, farah, priya, again, client):
    client.force_login(farah.account)
    address = reverse("people:duplicates", args=[ours.slug])
    assert client.post(address, {"one": priya.email, "other": "nobody@mail.example"}).status_code == 422
    found = client.post(address, {"one": priya.email, "other": again.email})
    assert found.url == reverse("people:merge", args=[ours.slug, priya.pk, again.pk])


def test_suggestions_cost_the_same_for_any_number(ours, farah, priya, home, django_assert_num_queries):
    actor = people.actor(farah)
    for _ in range(20):
        people.staff(ours, home)
    with django_assert_num_queries(3):
        queries.pairs(actor=actor)
