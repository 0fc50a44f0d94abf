import pytest

from linkage.access.actor import Actor, Grant
from linkage.areas import operations, queries
from linkage.areas.models import Area
from linkage.areas.tests import factories
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.programmes import operations as programmes_operations
from linkage.programmes.tests.factories import NOW
from linkage.programmes.tests.factories import programme as a_programme

pytestmark = pytest.mark.django_db
OPERATOR = Actor(kind="account", name="op@example.org", is_operator=True)


@pytest.fixture
def programme():
    made = programmes_operations.create(actor=OPERATOR, at=NOW, slug="ribble", name="Ribble")
    with acting_in(made.id):
        yield made


@pytest.fixture
def coordinator(programme):
    grant = Grant("coordinator", "programme", programme.id)
    return Actor(kind="person", name="Farah", programme_id=programme.id, grants=frozenset({grant}))


def suggested(actor, text):
    return [(s.area.code, s.because) for s in queries.suggest(actor=actor, text=text)]


@pytest.mark.parametrize(
    ("text", "code", "because"),
    [
        ("Our MFL results fell and we have a new head of Spanish", "languages", ("mfl", "spanish")),
        ("Persistent absence in Year 9", "attendance", ("persistent absence",)),
        ("Help with phonics, please", "phonics", ("phonics",)),
        ("Our behavour policy", "behaviour", ("behavour",)),
        ("An autistic pupil joins us", "autism", ("autistic",)),
        ("matematics in key stage 3", "maths", ("matematics",)),
    ],
)
def test_the_likeliest_area_comes_first_with_the_askers_words(coordinator, text, code, because):
    assert suggested(coordinator, text)[0] == (code, because)


@pytest.mark.parametrize("text", ["", "   ", "we would like some help with our work please", "£$%^", "x" * 5000])
def test_a_text_that_tells_nothing_suggests_nothing(coordinator, text):
    assert suggested(coordinator, text) == []


def test_retired_areas_are_not_suggested_but_found_by_their_code(coordinator):
    area = Area.objects.get(code="phonics")
    operations.retire(actor=coordinator, at=NOW, area=area)
    assert "phonics" not in [code for code, _ in suggested(coordinator, "phonics")]
    assert area not in queries.areas(actor=coordinator)
    assert list(queries.by_codes(actor=coordinator, codes=["phonics"])) == [area]
    operations.restore(actor=coordinator, at=NOW, area=area)
    assert suggested(coordinator, "phonics")[0][0] == "phonics"


def test_an_area_of_our_own_is_found_by_its_words(coordinator):
    made = operations.add(actor=coordinator, at=NOW, name="Forest school", synonyms=["bushcraft", " bushcraft ", ""])
    assert (made.code, made.synonyms) == ("forest-school", ["bushcraft"])
    assert suggested(coordinator, "we would love bushcraft")[0] == ("forest-school", ("bushcraft",))


def test_two_areas_of_one_name_are_refused(coordinator):
    with pytest.raises(operations.UnableToChangeArea, match="already an area called phonics and early READING"):
        operations.add(actor=coordinator, at=NOW, name="phonics and early READING")
    area = Area.objects.get(code="maths")
    with pytest.raises(operations.UnableToChangeArea):
        operations.change(actor=coordinator, at=NOW, area=area, name="Drama", synonyms=[])
    operations.change(actor=coordinator, at=NOW, area=area, name="Mathematics", synonyms=["sums"])
    assert suggested(coordinator, "sums")[0][0] == "maths"


def test_only_a_coordinator_changes_areas(programme, coordinator):
    stranger = Actor(kind="person", name="Sam", programme_id=programme.id)
    with pytest.raises(Forbidden):
        operations.add(actor=stranger, at=NOW, name="Forest school")


def test_another_programmes_areas_are_not_there(coordinator):
    area = Area.objects.get(code="maths")
    other = a_programme()
    with acting_in(other.id):
        theirs = Actor.system("test", other.id)
        ours = factories.area(other, name="Sums")
        assert list(queries.areas(actor=theirs)) == [ours]
        with pytest.raises(NotFound):
            queries.area(actor=theirs, area_id=area.id)
    assert queries.area(actor=coordinator, area_id=area.id) == area
