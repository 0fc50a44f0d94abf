import pytest

from linkage.access.actor import Actor
from linkage.areas import operations, queries
from linkage.areas.models import Area
from linkage.areas.queries import reading
from linkage.areas.tests import factories
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.programmes.tests.factories import NOW
from linkage.programmes.tests.factories import programme as a_programme

pytestmark = pytest.mark.django_db


def suggested(actor, text):
    return [(s.area.code, s.because) for s in queries.suggest(actor=actor, text=text)]


@pytest.mark.parametrize(
    ("text", "code", "because"),
    [
        ("Our MFL results fell and we have a new head of Spanish", "languages", ("mfl", "spanish")),
        ("Persistent absence in Year 9", "attendance", ("persistent absence",)),
        ("Help with phonics, please", "phonics", ("phonics",)),
        ("Our behavour policy", "behaviour", ("behavour policy",)),
        ("An autistic pupil joins us", "autism", ("autistic",)),
        ("matematics", "maths", ("matematics",)),
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
    assert [
        code for code, _ in suggested(coordinator, "Little Wandle for our phonics") if code.startswith("phon")
    ] == []
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


def test_only_a_coordinator_changes_areas(shipped, coordinator):
    stranger = Actor(kind="person", name="Sam", programme_id=shipped.id)
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


class TestReading:
    @pytest.mark.parametrize(
        ("text", "flag"),
        [
            ("A pupil told her tutor that her stepfather hits her and she is afraid to go home", "safeguarding"),
            ("Please could somebody ring us, it is easier to explain", "unclear"),
            ("", "unclear"),
            ("Our policy on safeguarding is out of date and the designated leads want a peer review", None),
            ("drama", None),
        ],
    )
    def test_a_concern_is_stopped_and_what_is_unclear_is_asked(self, coordinator, text, flag):
        reading = queries.read(actor=coordinator, text=text)
        assert reading.flag == flag
        assert bool(reading.suggestions) == (flag is None)

    def test_words_of_the_programmes_own_decide(self, coordinator):
        text = "We want to talk about the quibble wheel"
        assert suggested(coordinator, text)[:1] != [("music", ("quibble wheel",))]
        area = Area.objects.get(code="music")
        operations.change(actor=coordinator, at=NOW, area=area, name="Music", synonyms=["quibble wheel"])
        assert suggested(coordinator, text)[0] == ("music", ("quibble wheel",))

    def test_the_reason_is_in_the_askers_words_though_none_names_the_area(self, coordinator):
        first = queries.suggest(actor=coordinator, text="Nobody hands anything in and detentions for it do not help")[0]
        assert first.because
        assert all(word in "nobody hands anything in and detentions for it do not help" for word in first.because)

    def test_chances_are_chances(self, coordinator):
        ranked = queries.read(actor=coordinator, text="Year 9 boys will not read").ranked
        assert ranked[0].score >= ranked[1].score >= ranked[-1].score >= 0
        assert 0.9 < sum(each.score for each in ranked) <= 1.0001

    def test_one_text_is_read_in_two_queries(self, coordinator, django_assert_num_queries):
        queries.read(actor=coordinator, text="Year 9 boys will not read")
        with django_assert_num_queries(2):
            queries.read(actor=coordinator, text="Year 9 boys will not read")

    def test_a_text_read_before_is_not_worked_out_again(self, coordinator, monkeypatch):
        monkeypatch.setattr(reading, "_lately", {})
        queries.read(actor=coordinator, text="Year 8 boys will not read")
        monkeypatch.setattr(reading.rules, "figures", None)
        assert queries.read(actor=coordinator, text="Year 8 boys will not read").ranked
        with pytest.raises(TypeError):
            queries.read(actor=coordinator, text="Something else")
