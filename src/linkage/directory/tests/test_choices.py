"""What can be chosen beside the results, and what each choice would leave."""

import pytest
from django.db import connection

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryKind, Price, Visibility
from linkage.directory.models import Allowance, OfferAllowance, SchoolCeiling, Word
from linkage.directory.queries import gathering, linked
from linkage.directory.queries.index import Asked
from linkage.directory.rules import facts, narrowing
from linkage.directory.tests import factories
from linkage.kernel.half_terms import counted_from, next_counted_from
from linkage.organisations.models import SchoolGroup, SchoolGroupPlace
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NOW_ON = counted_from(TODAY)
NEXT_ON = next_counted_from(NOW_ON)


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home():
    return school(
        pupils=800, fsm_percent=30, sen_percent=15, religious_character="Roman Catholic", phases=["secondary"]
    )


@pytest.fixture
def viewer(ours, home):
    return people.actor(people.staff(ours, home))


def listed(ours, name, home=None, **fields):
    home = home or school()
    return factories.entry(ours, home, person=people.staff(ours, home, name=name), **fields)


def offered(ours, title, home=None, **fields):
    return factories.offer(ours, home or school(), title=title, **fields)


def look(viewer, **asked):
    return queries.search(actor=viewer, search=queries.Search(**asked), on=TODAY)


def names(searched):
    return [each.entry.headline for each in searched.results]


def counted(searched, group):
    return {value: number for value, number in searched.counts[group].items() if number}


def test_people_and_what_schools_offer_are_found_together_and_told_apart(ours, viewer):
    listed(ours, "Priya Raman")
    offered(ours, "Library at the centre")
    offered(ours, "Phonics day", kind=EntryKind.HUB)
    found = look(viewer, text="reading")
    assert sorted(names(found)) == ["Library at the centre", "Phonics day", "Priya Raman"]
    assert counted(found, "kind") == counted(found, "kept") == {"person": 1, "strength": 1, "hub": 1}
    assert names(look(viewer, text="reading", kinds=("strength",))) == ["Library at the centre"]


def test_price_and_online_narrow(ours, viewer):
    offered(ours, "Free one", price=Price.FREE, is_online=True, ways=["training"])
    offered(ours, "Dear one", price=Price.COST, ways=["training"])
    found = look(viewer)
    assert (counted(found, "price"), found.counts["way"]["online"]) == ({"free": 1, "cost": 1}, 1)
    assert names(look(viewer, prices=("cost",))) == ["Dear one"]
    assert names(look(viewer, ways=("online",))) == ["Free one"]
    assert look(viewer, ways=("online", "training")).total == 2


def full(ours, entry, period):
    return Allowance.objects.create(
        programme=ours, person=entry.person, period_starts_on=period, places_limit=2, days_limit=0, places_promised=2
    )


def test_free_now_and_free_after_the_holidays_are_two_choices(ours, viewer):
    full(ours, listed(ours, "Full now"), NOW_ON)
    full(ours, listed(ours, "Full later"), NEXT_ON)
    stopped = listed(ours, "Stopped")
    SchoolCeiling.objects.create(programme=ours, organisation=stopped.organisation, is_stopped=True)
    offer = offered(ours, "Offer full now")
    OfferAllowance.objects.create(
        programme=ours, entry=offer, period_starts_on=NOW_ON, places_limit=1, places_promised=1
    )
    listed(ours, "Held back", stopped_at=NOW)
    found = look(viewer)
    assert counted(found, "when") == {"now": 1, "next": 2}
    assert names(look(viewer, when=("now",))) == ["Full later"]
    assert names(look(viewer, when=("next",))) == ["Full now", "Offer full now"]
    assert look(viewer, when=("now", "next")).total == 3


def test_schools_like_ours_are_those_of_similar_size_meals_needs_stages_and_faith(ours, viewer, home):
    same = {"religious_character": "Roman Catholic", "phases": ["secondary"]}
    listed(ours, "Alike", school(pupils=1000, fsm_percent=35, sen_percent=18, **same))
    listed(ours, "Other", school(pupils=1001, fsm_percent=36, sen_percent=19, phases=["primary"]))
    listed(ours, "Unknown", school(pupils=None, fsm_percent=None, sen_percent=None, phases=[], religious_character=""))
    found = look(viewer, from_organisation_id=home.pk)
    assert counted(found, "like") == {"size": 1, "fsm": 1, "sen": 1, "phase": 1, "faith": 1, "new": 3}
    assert names(look(viewer, from_organisation_id=home.pk, like=("size", "fsm"))) == ["Alike"]
    [alike] = [each for each in found.results if each.entry.headline == "Alike"]
    assert alike.alike == ("size", "fsm", "sen", "faith")


def test_what_is_not_known_of_our_school_is_no_choice(ours, viewer):
    bare = school(pupils=None, fsm_percent=None, sen_percent=None, religious_character="None", phases=[])
    listed(ours, "Priya Raman", school(pupils=800))
    assert set(look(viewer, from_organisation_id=bare.pk).counts["like"]) == {"new"}
    assert look(viewer, from_organisation_id=bare.pk, like=("size",)).total == 1


def test_schools_we_were_linked_with_can_be_left_out(ours, viewer, home, monkeypatch):
    known = listed(ours, "Known")
    listed(ours, "New")
    monkeypatch.setattr(linked, "registered", [lambda actor, ours: frozenset({known.organisation_id})])
    found = look(viewer, from_organisation_id=home.pk, like=("new",))
    assert (names(found), found.counts["like"]["new"]) == (["New"], 1)


def test_a_school_group_narrows_for_those_who_choose_whom_to_ask_alone(ours, viewer):
    inside = listed(ours, "Inside")
    listed(ours, "Outside")
    group = SchoolGroup.objects.create(programme=ours, name="Priority schools")
    SchoolGroupPlace.objects.create(programme=ours, group=group, member=member(ours, inside.organisation))
    coordinator = people.actor(people.coordinator(ours))
    found = look(coordinator, groups=(str(group.pk),))
    assert (names(found), counted(found, "group")) == (["Inside"], {str(group.pk): 1})
    assert look(viewer, groups=(str(group.pk),)).total == 2
    assert look(viewer).groups == {}


def test_who_misses_two_choices_counts_for_neither_and_who_misses_one_for_that(ours, viewer, home):
    near = {"easting": home.easting, "northing": home.northing + 8_000}
    far = {"easting": home.easting, "northing": home.northing + 80_000}
    listed(ours, "Both", school(**near), phases=["primary"])
    listed(ours, "Near", school(**near), phases=["secondary"])
    listed(ours, "Primary", school(**far), phases=["primary"])
    listed(ours, "Neither", school(**far), phases=["special"])
    found = look(viewer, text="reading", phases=("primary",), within_miles=15, from_organisation_id=home.pk)
    assert names(found) == ["Both"]
    assert counted(found, "stage") == {"primary": 1, "secondary": 1}
    assert counted(found, "far") == {"5": 1, "15": 1, "30": 1}


def test_an_area_counts_who_helps_with_one_under_it_and_everybody_once(ours):
    literacy = factories.area(ours, "literacy", "Literacy", ())
    areas = [factories.area(ours, code, code.title(), ()) for code in ("writing", "phonics")]
    for each in areas:
        each.parent = literacy
        each.save()
    listed(ours, "Both", areas=areas)
    listed(ours, "One", areas=areas[:1])
    found = gathering.gather(actor=people.actor(people.coordinator(ours)), asked=Asked())
    known = narrowing.Known(areas=("writing", "phonics", "literacy"))
    counts = narrowing.narrow(found, narrowing.Chosen(), known).counts["area"]
    assert counts == {"writing": 2, "phonics": 1, "literacy": 2}


def test_the_database_and_the_code_read_the_same_bytes(ours):
    home = school(
        easting=350_123, northing=430_321, pupils=812, fsm_percent=28.4, sen_percent=14.2, phases=["primary", "special"]
    )
    entry = listed(ours, "Zoë O’Neil", home, phases=["secondary"], ways=["call", "training"], areas=[
        factories.area(ours, "b", "B", ()), factories.area(ours, "a", "A", ())
    ])  # fmt: skip
    found = gathering.gather(actor=people.actor(people.coordinator(ours)), asked=Asked())
    assert found.entry(0) == (entry.pk, {facts.code_of("a"), facts.code_of("b")})
    named = ("name", "easting", "northing", "pupils", "fsm", "sen", "school", "holder", "bits")
    assert [found.column(name)[0] for name in named] == [
        b"zoe oneil   ",
        350123,
        430321,
        812,
        284,
        142,
        facts.school_of(home.pk),
        facts.holder_of(entry.person_id),
        facts.phase_bits(["secondary"])
        | (0b1000001 << facts.WAYS_AT)
        | facts.phase_bits(home.phases, facts.SCHOOL_PHASES_AT)
        | (1 << facts.KIND_AT)
        | facts.TAKES
        | facts.FOR_EVERYBODY,
    ]


def test_the_order_of_the_bits_is_that_of_the_choices():
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'directory_list'")
        [source] = cursor.fetchone()
    squeezed = " ".join(source.split())
    for values in (facts.PHASES, facts.WAYS[:-1], facts.KINDS, facts.PRICES):
        assert ", ".join(f"'{value}'" for value in values) in squeezed


def test_a_misspelt_name_is_put_right_and_nobody_hidden_is_given_away(ours, viewer):
    listed(ours, "Priya Raman")
    hidden = listed(ours, "Zebedee Quillfeather", visibility=Visibility.BROKERS)
    operations.learn_words(actor=Actor.system("test", ours.id), at=NOW)
    for typed in ("Pirya", "Prya", "Pryia", "priyaa"):
        found = look(viewer, text=typed)
        assert (names(found), found.meaning.corrected) == (["Priya Raman"], ((typed.lower(), "priya"),))
    assert look(viewer, text="Quilfeather").meaning.corrected == ()
    assert not Word.objects.filter(word="quillfeather").exists()
    # A word known from before says nothing when it finds nobody whom the asker may see.
    hidden.visibility = Visibility.EVERYBODY
    hidden.save()
    operations.learn_words(actor=Actor.system("test", ours.id), at=NOW)
    hidden.visibility = Visibility.BROKERS
    hidden.save()
    assert look(viewer, text="Quilfeather").meaning.corrected == ()


def test_only_my_words_are_left_as_they_are(ours, viewer):
    listed(ours, "Priya Raman")
    operations.learn_words(actor=Actor.system("test", ours.id), at=NOW)
    assert look(viewer, text="Pirya", is_own_words=True).total == 0


def test_learning_again_learns_what_changed_and_forgets_what_is_gone(ours):
    entry = listed(ours, "Priya Raman", words="Beekeeping")
    system = Actor.system("test", ours.id)
    operations.learn_words(actor=system, at=NOW)
    assert Word.objects.filter(word="beekeeping", uses=1).exists()
    entry.words = "Falconry"
    entry.save()
    operations.learn_words(actor=system, at=NOW)
    assert set(Word.objects.filter(word__in=["beekeeping", "falconry"]).values_list("word", flat=True)) == {"falconry"}


def test_words_of_another_programme_put_nothing_right(ours, viewer):
    theirs = programme()
    with acting_in(theirs.id):
        listed(theirs, "Priya Raman")
        operations.learn_words(actor=Actor.system("test", theirs.id), at=NOW)
    listed(ours, "Tom Hale")
    assert look(viewer, text="Pirya").meaning.corrected == ()
