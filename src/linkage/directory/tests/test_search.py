import pytest
from django.db import connection

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry
from linkage.directory.queries import gathering
from linkage.directory.queries.index import Asked
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
def viewer(ours):
    return people.actor(people.staff(ours, school()))


def look(viewer, **asked):
    return queries.search(actor=viewer, search=queries.Search(**asked), on=TODAY)


def counted(searched, group):
    """What each choice would leave, without those that would leave nobody."""
    return {value: number for value, number in searched.counts[group].items() if number}


def names(searched):
    return [each.entry.person.name for each in searched.results]


def named(ours, name, **fields):
    home = fields.pop("organisation", None) or school()
    return factories.entry(ours, home, person=people.staff(ours, home, name=name), **fields)


def test_everyday_words_find_the_area_and_say_why(ours, viewer):
    named(ours, "Priya Raman", words="Tutor time that works.")
    named(ours, "Tom Hale", words="Timetables.", areas=[factories.area(ours, "finance", "School finance", ("budget",))])
    found = look(viewer, text="Our year 9 boys need help with phonics")
    assert names(found) == ["Priya Raman"]
    [result] = found.results
    assert [(each.area.code, each.because) for each in result.suggestions] == [("literacy", ("phonics",))]
    assert counted(found, "stage") == {"secondary": 1}


def test_only_my_words_leaves_the_areas_out(ours, viewer):
    named(ours, "Priya Raman", words="Tutor time that works.", areas=[factories.area(ours, synonyms=("spelling",))])
    assert names(look(viewer, text="spelling")) == ["Priya Raman"]
    assert look(viewer, text="spelling", is_own_words=True).meaning.suggestions == ()


def test_their_own_words_are_quoted_with_the_match_marked(ours, viewer):
    named(ours, "Priya Raman", words="I ran a garden with Year 4. We grew beans.")
    [result] = look(viewer, text="gardens").results
    assert "\x02garden\x03" in result.quote


def test_an_everyday_word_that_nobody_wrote_is_not_taken_for_another(ours, viewer):
    named(ours, "Sam Okoro", words="We open our science labs.")
    operations.learn_words(actor=Actor.system("test", ours.id), at=NOW)
    lads, misspelt = look(viewer, text="our year 9 lads"), look(viewer, text="our year 9 labz")
    assert (names(lads), lads.meaning.corrected) == ([], ())
    assert (names(misspelt), misspelt.meaning.corrected) == (["Sam Okoro"], (("labz", "labs"),))


def test_a_misspelt_word_is_put_right_from_words_people_wrote(ours, viewer):
    named(ours, "Priya Raman", words="I built a beautiful orchestra.")
    operations.learn_words(actor=Actor.system("test", ours.id), at=NOW)
    found = look(viewer, text="orchestar")
    assert names(found) == ["Priya Raman"]
    assert found.meaning.corrected == (("orchestar", "orchestra"),)


def test_nobody_is_found_for_what_nobody_does(ours, viewer):
    named(ours, "Priya Raman")
    found = look(viewer, text="zoology")
    assert (found.total, found.results, found.pages) == (0, (), 1)


def test_choices_narrow_and_never_lead_to_nothing(ours, viewer):
    named(ours, "Priya Raman", phases=["secondary"], ways=["call"])
    named(ours, "Tom Hale", phases=["primary"], ways=["coaching"], places=0)
    found = look(viewer, phases=("primary",))
    assert names(found) == ["Tom Hale"]
    assert counted(found, "stage") == {"primary": 1, "secondary": 1}
    assert counted(found, "way") == {"coaching": 1}
    assert counted(found, "when") == {}
    assert names(look(viewer, when=("now",))) == ["Priya Raman"]
    assert names(look(viewer, ways=("call", "coaching"))) == ["Priya Raman", "Tom Hale"]
    assert names(look(viewer, area_code="literacy", phases=("primary",))) == ["Tom Hale"]


def test_an_area_finds_who_helps_with_the_finer_areas_under_it(ours, viewer):
    languages = factories.area(ours, "languages", "Modern languages", ())
    spanish = factories.area(ours, "spanish", "Spanish", ())
    spanish.parent = languages
    spanish.save()
    named(ours, "Ana Ruiz", areas=[spanish])
    named(ours, "Priya Raman")
    found = look(viewer, area_code="languages")
    assert names(found) == ["Ana Ruiz"]
    assert counted(look(viewer), "area")["languages"] == 1
    # To choose from are the areas of the first level; a finer one only while it is chosen.
    assert "spanish" not in {each.code for each in found.areas}
    assert "spanish" in {each.code for each in look(viewer, area_code="spanish").areas}


def test_distance_is_exact_and_counts_from_the_school_given(ours, viewer):
    here = school(easting=350_000, northing=430_000)
    named(ours, "Near", organisation=school(easting=350_000, northing=438_000))
    named(ours, "Far", organisation=school(easting=350_000, northing=438_100))
    found = look(viewer, within_miles=5, from_organisation_id=here.pk)
    assert names(found) == ["Near"]
    assert counted(found, "far") == {"5": 1, "15": 2, "30": 2}
    assert names(look(viewer, from_organisation_id=here.pk)) == ["Near", "Far"]


def test_somebody_paused_or_withdrawn_is_not_found(ours, viewer):
    for status in EntryStatus:
        named(ours, status.label, status=status)
    assert names(look(viewer, text="reading")) == ["Listed"]


def test_who_is_not_shown_to_everybody_is_found_by_those_who_choose(ours, viewer):
    named(ours, "Priya Raman", visibility=Visibility.BROKERS)
    assert look(viewer, text="reading").total == 0
    assert look(people.actor(people.coordinator(ours)), text="reading").total == 1


def test_pages_hold_ten_people(ours, viewer):
    for number in range(11):
        named(ours, f"Person {number:02d}")
    second = look(viewer, page=2)
    assert (second.total, second.pages, names(second)) == (11, 2, ["Person 10"])
    assert look(viewer, page=99).page == 2


def test_pages_and_counts_are_those_of_whom_the_choices_keep(ours, viewer):
    here = school()
    for number in range(11):
        named(ours, f"Primary {number:02d}", organisation=here, phases=["primary"], ways=["call"])
        named(ours, f"Secondary {number:02d}", organisation=here, phases=["secondary"], ways=["coaching"])
    found = look(viewer, phases=("primary",), ways=("call", "training"), page=2)
    assert (found.total, found.pages, names(found)) == (11, 2, ["Primary 10"])
    assert counted(found, "stage") == {"primary": 11}
    assert counted(found, "way") == {"call": 11}


def test_who_is_free_and_near_comes_first_and_who_has_no_place_last(ours, viewer):
    here = school(easting=350_000, northing=430_000)
    named(ours, "Full", organisation=school(easting=350_000, northing=430_000), places=0)
    named(ours, "Nowhere", organisation=school(easting=None, northing=None))
    named(ours, "Far", organisation=school(easting=390_000, northing=430_000))
    named(ours, "Near", organisation=school(easting=351_000, northing=430_000))
    assert names(look(viewer, from_organisation_id=here.pk)) == ["Near", "Far", "Nowhere", "Full"]
    assert names(look(viewer, from_organisation_id=here.pk, within_miles=30)) == ["Near", "Far", "Full"]


@pytest.mark.parametrize("people_listed", [1, 3])
def test_a_search_asks_as_often_for_one_person_as_for_three(ours, viewer, people_listed, django_assert_num_queries):
    here = school()
    for _ in range(people_listed):
        named(ours, "Priya Raman")
    with django_assert_num_queries(9):
        look(viewer, text="reading", from_organisation_id=here.pk)


def test_a_change_of_words_areas_name_or_school_is_found_at_once(ours, viewer):
    entry = named(ours, "Priya Raman", words="Tutor time.", areas=[factories.area(ours, "x", "Oddities", ())])
    Entry.objects.filter(pk=entry.pk).update(words="Beekeeping")
    assert look(viewer, text="beekeeping").total == 1
    held = entry.entry_areas.get()
    held.area.name = "Falconry"
    held.area.save()
    assert look(viewer, text="falconry", is_own_words=True).total == 1
    held.delete()
    assert look(viewer, text="falconry", is_own_words=True).total == 0
    entry.person.name = "Zebedee Quill"
    entry.person.save()
    assert look(viewer, text="Zebedee").total == 1


def test_how_many_widens_by_area_and_narrows_by_phase(ours, viewer):
    named(ours, "Priya Raman", phases=["secondary"])
    finance = factories.area(ours, "finance", "School finance", ())
    named(ours, "Tom Hale", phases=["primary"], areas=[finance], job_title="Bursar", words="Budgets.")
    assert queries.how_many(actor=viewer, text="reading") == 1
    assert queries.how_many(actor=viewer, text="reading", area_codes=["finance"]) == 2
    assert queries.how_many(actor=viewer, text="reading", area_codes=["finance"], phases=["primary"]) == 1


# The wall: the search function runs as the owner of the tables, so it must keep programmes apart by itself.


def test_another_programmes_people_never_come(ours, viewer):
    named(ours, "Priya Raman")
    theirs = programme()
    with acting_in(theirs.id):
        named(theirs, "Stranger")
        assert gathering.count(actor=viewer, asked=Asked(words=("reading",))) == 1
    assert gathering.count(actor=viewer, asked=Asked(words=("reading",), suggested=("literacy",))) == 1
    assert names(look(viewer, text="reading")) == ["Priya Raman"]


def test_outside_of_a_programme_nobody_comes(ours, viewer):
    named(ours, "Priya Raman")
    with acting_in(None):
        assert gathering.count(actor=viewer, asked=Asked(words=("reading",))) == 0


def test_the_functions_that_run_as_the_owner_are_known_and_closed():
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, has_function_privilege('linkage_app', oid, 'execute'), proconfig "
            "from pg_proc where prosecdef and proname like 'directory%' order by proname"
        )
        rows = cursor.fetchall()
        cursor.execute(
            "select proname from pg_proc where proname like 'directory%' "
            "and (proacl is null or exists (select 1 from aclexplode(proacl) where grantee = 0))"
        )
        assert cursor.fetchall() == []
    may_be_called = ["directory_gather", "directory_near"]
    assert [name for name, may_call, _ in rows if may_call] == may_be_called
    assert [name for name, _, _ in rows] == [
        "directory_count_commitment",
        "directory_gather",
        "directory_list",
        "directory_list_areas",
        "directory_list_entries",
        "directory_list_member",
        "directory_list_named",
        "directory_list_person",
        "directory_list_schools",
        "directory_near",
        "directory_open_offer",
        "directory_open_person",
        "directory_open_school",
        "directory_refuse_stopped",
    ]
    assert all(config and config[0].startswith("search_path=pg_catalog") for _, _, config in rows)
